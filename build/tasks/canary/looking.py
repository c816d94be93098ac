"""The search of every file below the stage's folder, with planted files in which everybody must be found."""

from __future__ import annotations

import base64
import re
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import leaks

from canary.people import with_new_phone
from canary.stage import Stage
from desktop.domain.made_up import MadeUpPerson

PLANTED = "planted"
FIELDS = ("name", "phone", "number")
PLANTS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "gbk": lambda text: text.encode("gbk"),
    "base64": lambda text: base64.b64encode(b"a" + text.encode()),
    "inflated": lambda text: text.encode(),
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """Files in which one person's data lies by design: `where` is a pattern of the path, `why` the reason."""

    where: str
    why: str


ALLOWED = (
    Allowed(
        r"(backups/)?office/handover/[^/]+\.json",
        "what an authority may get, in clear until it is handed over, at the latest until sign-out (P12)",
    ),
)


@dataclass(slots=True)
class Looked:
    """What the search found. `hits`: per encoding, outside allowed files; `allowed`: per file kind, its reason."""

    files: int = 0
    bytes: int = 0
    needles: dict[str, int] = field(default_factory=dict)
    planted: dict[str, int] = field(default_factory=dict)
    expected: int = 0
    hits: dict[str, int] = field(default_factory=dict)
    where: list[str] = field(default_factory=list)
    allowed: dict[str, int] = field(default_factory=dict)
    strangers_in_allowed: int = 0


def family(encoding: str) -> str:
    """Return the encoding under which a form is reported: "base64 of gbk" is base64."""
    return encoding.split(" ", maxsplit=1)[0]


def look(stage: Stage) -> Looked:
    """Search everything below the stage's folder once."""
    known = [met.person for met in stage.met]
    people = known + [with_new_phone(person) for person in known]
    plant(stage.base / PLANTED, known)
    report = leaks.search([stage.base], people)
    found = Looked(report.files, report.bytes)
    needles = leaks.needles_of(people)
    found.needles = dict(Counter(family(needle.encoding) for needle in needles))
    found.hits = dict.fromkeys(found.needles, 0)
    found.expected = len(known) * len(FIELDS)
    owners: dict[str, set[int]] = {}
    planted: set[tuple[str, int, str]] = set()
    for leak in report.leaks:
        path, person = Path(leak.path).relative_to(stage.base).as_posix(), leak.person % len(known)
        if path.startswith(PLANTED + "/"):
            planted.add((Path(path).stem, person, leak.field))
        elif any(re.fullmatch(one.where, path) for one in ALLOWED):
            owners.setdefault(path, set()).add(person)
        else:
            found.hits[family(leak.encoding)] += 1
            found.where.append(f"{path}: {leak.field} of {person} as {leak.encoding} ({leak.layer})")
    found.planted = dict(Counter(how for how, _person, _field in planted))
    _judge_allowed(found, owners)
    return found


def plant(folder: Path, people: Sequence[MadeUpPerson]) -> None:
    """Write the control: one file an encoding, in which every value of everybody must be found."""
    folder.mkdir(exist_ok=True)
    for how, form in PLANTS.items():
        parts = [form(value) for person in people for value in (person.name, person.phone, person.number)]
        whole = b"\n\x00".join(parts)
        (folder / f"{how}.bin").write_bytes(zlib.compress(whole) if how == "inflated" else whole)


def _judge_allowed(found: Looked, owners: dict[str, set[int]]) -> None:
    for path, people in owners.items():
        why = next(one.why for one in ALLOWED if re.fullmatch(one.where, path))
        found.allowed[why] = found.allowed.get(why, 0) + 1
        found.strangers_in_allowed += len(people) - 1


def missing_in_store(stage: Stage) -> tuple[int, int]:
    """Return how many values of the living the opened store does not show, and of the deleted it does (control)."""
    living = [with_new_phone(p) if p.serial in stage.new_phones else p for p in _people(stage, deleted=False)]
    gone = _people(stage, deleted=True)
    store = stage.window.desk.store
    shown_again = len(gone) * len(FIELDS) - len(leaks.found_in_store(store, gone))
    return len(leaks.found_in_store(store, living)), shown_again


def _people(stage: Stage, *, deleted: bool) -> list[MadeUpPerson]:
    return [met.person for met in stage.met if (met.person.serial in stage.deleted) is deleted]
