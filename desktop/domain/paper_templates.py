"""What papers say, in the operator's own words: dated versions for the whole hospital, checked before any print (G58).

A paper is a kind of print (print_templates, JSON) or a letter of a request or a duty (letters, text). Of each there is
a shipped template in Chinese and one in English; a version without a text is the shipped one again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from desktop.domain import letters, print_templates
from desktop.domain.canonical import facts_from_bytes, facts_to_bytes
from desktop.domain.errors import KnownError
from desktop.domain.letters import NEEDED, check_letter, places_in
from desktop.domain.print_templates import FIELDS, PrintKind, read_template

# the kind of the rows that carry the versions to the desks
PAPER = "paper"
LETTER = "letter-"
CHINESE, ENGLISH = "zh_CN", "en"
LANGUAGES = (CHINESE, ENGLISH)
NAMES = (*(kind.value for kind in PrintKind), *(LETTER + name for name in NEEDED))
LONGEST_TEXT = 16 * 1024


class PaperFaultError(KnownError):
    """A template cannot be used; facts: `cause`, and where one can be named `place`, `block`, `line` (0 or "")."""

    code = "paper-fault"


class PaperTooSoonError(KnownError):
    """A version begins today at the earliest; facts: `day`."""

    code = "paper-too-soon"


class PaperChangedError(KnownError):
    """Somebody else published a version of this paper meanwhile."""

    code = "paper-changed"


@dataclass(frozen=True, slots=True)
class PaperVersion:
    """One published version of a paper in one language; `text` "" means the shipped one again.

    `effective`: ISO day from which it is used; `version` counts from 1.
    """

    name: str
    language: str
    version: int
    effective: str
    text: str
    by: str = ""

    @property
    def id(self) -> str:
        """Return the paper's name with its language, as files are called."""
        return f"{self.name}.{self.language}"

    def __repr__(self) -> str:
        return f"PaperVersion({self.id}, {self.version})"


def places_of(name: str) -> tuple[str, ...]:
    """Return what a paper's template may name, in order; those of a table's rows too."""
    if name.startswith(LETTER):
        return tuple(sorted(places_in(name.removeprefix(LETTER))))
    fields = FIELDS[PrintKind(name)]
    return tuple(sorted(fields.values | fields.rows))


def needed_by(name: str) -> tuple[str, ...]:
    """Return what a paper's template must name."""
    needed = NEEDED[name.removeprefix(LETTER)] if name.startswith(LETTER) else FIELDS[PrintKind(name)].needed
    return tuple(sorted(needed))


def check_text(name: str, text: str) -> None:
    """Raise PaperFaultError unless the text can be printed as this paper."""
    try:
        if name.startswith(LETTER):
            check_letter(name.removeprefix(LETTER), text)
        else:
            read_template(text.encode(), PrintKind(name))
    except letters.TemplateError as error:
        raise fault(str(error.facts["cause"]), place=str(error.facts["placeholder"])) from error
    except print_templates.TemplateError as error:
        facts = error.facts
        raise fault(
            str(facts["cause"]), str(facts.get("place", "")), int(facts["block"]), int(facts.get("line", 0))
        ) from error
    if len(text.encode()) > LONGEST_TEXT:
        raise fault("too-long")


def fault(cause: str, place: str = "", block: int = 0, line: int = 0) -> PaperFaultError:
    """Return what is wrong with a template; `cause` of what lacks is "missing"."""
    return PaperFaultError(cause=cause.partition("-")[0] if cause.startswith("missing-") else cause,
                           place=place, block=block, line=line)  # fmt: skip


def checked(new: PaperVersion, known: Iterable[PaperVersion], today: date) -> None:
    """Raise unless a version may follow those that are known of the same paper and language.

    Raises PaperFaultError, PaperTooSoonError, PaperChangedError.
    """
    before = max(known, key=lambda one: one.version, default=None)
    if new.name not in NAMES or new.language not in LANGUAGES:
        raise fault("unknown-paper")
    if new.version != (before.version if before else 0) + 1:
        raise PaperChangedError
    if new.effective < today.isoformat():
        raise PaperTooSoonError(day=today.isoformat())
    if new.text:
        check_text(new.name, new.text)


def in_force(versions: Iterable[PaperVersion], today: date) -> PaperVersion | None:
    """Return the newest version that has begun, None while none has; it replaces all that were published before it."""
    begun = [one for one in versions if one.effective <= today.isoformat()]
    return max(begun, key=lambda one: one.version, default=None)


def to_body(versions: Iterable[PaperVersion]) -> bytes:
    """Return the versions of one paper and language as they go to the desks."""
    return facts_to_bytes({"versions": [asdict(one) for one in versions]})


def from_body(raw: bytes) -> tuple[PaperVersion, ...]:
    """Read them back, the oldest first."""
    found: list[Mapping[str, Any]] = facts_from_bytes(raw)["versions"]
    return tuple(PaperVersion(**one) for one in found)
