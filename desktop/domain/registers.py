"""Registers the officer signs: purposes, recipients, processors, exports, assessments, training (P10, P38, P41, P43).

One mechanism: each kind is a table of fields. An entry is never taken out, only followed by a newer version, so the
register of three years ago can still be read (PIPL 55-56).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.errors import KnownError
from desktop.domain.ids import StaffId

# the name under which a desk keeps the newest version of each entry, and what a person signs
PREFIX, PURPOSE = "register/", "register"
MOST_TEXT = 200
KEEP_YEARS = 3
# overdue training warns for so many days, then it stops reveals; so long has somebody who was never trained
GRACE_DAYS = 30
# so many days before its end an agreement, a purpose or an export is marked
SOON_DAYS = 30
DEIDENTIFIED = "deidentified"


class RegisterInvalidError(KnownError):
    """A field of a register's entry is missing or cannot be so; facts: `field`."""

    code = "register-invalid"


class RegisterChangedError(KnownError):
    """Somebody else has put a newer version of this entry meanwhile."""

    code = "register-changed"


class AssessmentMissingError(KnownError):
    """There is no accepted impact assessment of this under this number (P41)."""

    code = "assessment-missing"


class TrainingOverdueError(KnownError):
    """The person's training is overdue for longer than the grace: nothing is revealed to them (P38)."""

    code = "training-overdue"


class RegisterKind(StrEnum):
    """Which register; values are stable."""

    PURPOSE = "purpose"
    RECIPIENT = "recipient"
    PROCESSOR = "processor"
    EXPORT = "export"
    ASSESSMENT = "assessment"
    TRAINING = "training"


class Holds(StrEnum):
    """What a field holds."""

    TEXT = "text"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One field; every field must be filled."""

    code: str
    holds: Holds = Holds.TEXT
    choices: tuple[str, ...] = ()


_K = RegisterKind
_TIMES = (RegisterField("from", Holds.DAY), RegisterField("until", Holds.DAY))
_ASSESSED = RegisterField("assessment")
FIELDS: dict[RegisterKind, tuple[RegisterField, ...]] = {
    _K.PURPOSE: (
        RegisterField("name"), RegisterField("data"), RegisterField("basis"), *_TIMES, _ASSESSED,
    ),
    _K.RECIPIENT: (
        RegisterField("name"), RegisterField("contact"), RegisterField("why"), RegisterField("data"),
        RegisterField("agreement"), *_TIMES, _ASSESSED,
    ),
    _K.PROCESSOR: (
        RegisterField("name"), RegisterField("why"), RegisterField("data"), RegisterField("agreement"), *_TIMES,
        RegisterField("data-end"), _ASSESSED,
    ),
    _K.EXPORT: (
        RegisterField("name", Holds.CHOICE, (DEIDENTIFIED,)), RegisterField("why"), *_TIMES, _ASSESSED,
    ),
    _K.ASSESSMENT: (
        RegisterField("number"),
        RegisterField("about", Holds.CHOICE, (_K.PURPOSE, _K.RECIPIENT, _K.PROCESSOR, _K.EXPORT)),
        RegisterField("name"), RegisterField("day", Holds.DAY), RegisterField("risks"), RegisterField("measures"),
        RegisterField("result", Holds.CHOICE, ("accepted", "rejected")), RegisterField("keep-until", Holds.DAY),
    ),
    _K.TRAINING: (
        RegisterField("person"), RegisterField("day", Holds.DAY), RegisterField("material"),
        RegisterField("result", Holds.CHOICE, ("passed", "failed")), RegisterField("next", Holds.DAY),
    ),
}  # fmt: skip
# switched on only by an accepted assessment
NEEDS_ASSESSMENT = frozenset({_K.PURPOSE, _K.RECIPIENT, _K.PROCESSOR, _K.EXPORT})


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One version of one entry; `day` is the clinic day on which it was put."""

    id: str
    kind: RegisterKind
    version: int
    values: Mapping[str, str]
    by: StaffId
    day: date

    def signed_bytes(self) -> bytes:
        """Return what the officer signs."""
        return pack("register", self.id, self.kind.value, self.version, facts_to_bytes(dict(self.values)))

    def to_bytes(self) -> bytes:
        """Return canonical JSON, as it is kept and sent."""
        return facts_to_bytes(
            {
                "id": self.id, "kind": self.kind.value, "version": self.version, "values": dict(self.values),
                "by": self.by, "day": self.day.isoformat(),
            }
        )  # fmt: skip

    @classmethod
    def from_bytes(cls, raw: bytes) -> RegisterEntry:
        """Read it back; raises ValueError or KeyError for what is none."""
        said = facts_from_bytes(raw)
        return cls(
            said["id"], RegisterKind(said["kind"]), said["version"], said["values"], StaffId(said["by"]),
            date.fromisoformat(said["day"]),
        )  # fmt: skip

    def live(self, today: date) -> bool:
        """Return whether what has a beginning and an end holds today."""
        return self.values["from"] <= today.isoformat() <= self.values["until"]


def checked(entry: RegisterEntry, others: Iterable[RegisterEntry], today: date) -> None:
    """Raise for an entry that may not be put: RegisterInvalidError, AssessmentMissingError, RegisterChangedError."""
    wrong = _wrong(entry.kind, entry.values, today)
    if wrong:
        raise RegisterInvalidError(field=wrong)
    known = {other.id: other for other in others}
    before = known.get(entry.id)
    if entry.version != (before.version + 1 if before else 1) or (before and before.kind is not entry.kind):
        raise RegisterChangedError
    if entry.kind in NEEDS_ASSESSMENT and not _assessed(entry, known.values()):
        raise AssessmentMissingError


def _wrong(kind: RegisterKind, values: Mapping[str, str], today: date) -> str:
    """Return the first field that is missing or cannot be so, "" when all are right."""
    wanted = FIELDS[kind]
    if set(values) != {field.code for field in wanted}:
        return "form"
    unfit = next((field.code for field in wanted if not _fits(field, values[field.code])), "")
    if unfit:
        return unfit
    # ISO days compare as texts
    rules = {
        "until": "until" in values and values["until"] < values["from"],
        "day": "day" in values and values["day"] > today.isoformat(),
        "next": kind is _K.TRAINING and values["next"] <= values["day"],
        "keep-until": kind is _K.ASSESSMENT
        and values["keep-until"] < kept_until(date.fromisoformat(values["day"])).isoformat(),
    }
    return next((code for code, broken in rules.items() if broken), "")


def kept_until(day: date) -> date:
    """Return until when an assessment must be kept at least: three years (PIPL 56)."""
    years = day.year + KEEP_YEARS
    return day.replace(year=years, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=years)


class Term(StrEnum):
    """How near the end is of what an entry lets happen."""

    FAR = ""
    SOON = "soon"
    OVER = "over"


def term_of(entry: RegisterEntry, today: date) -> Term:
    """Return whether an agreement, a purpose or an export ends within SOON_DAYS, or has ended."""
    if "until" not in entry.values:
        return Term.FAR
    until = date.fromisoformat(entry.values["until"])
    if until < today:
        return Term.OVER
    return Term.SOON if until - today <= timedelta(days=SOON_DAYS) else Term.FAR


def live_named(
    entries: Iterable[RegisterEntry], kind: RegisterKind, name: str, today: date
) -> RegisterEntry | None:
    """Return the entry of a register that holds today under this name."""
    return next((e for e in entries if e.kind is kind and e.values["name"] == name and e.live(today)), None)


class Training(StrEnum):
    """How somebody stands with their training."""

    GOOD = "good"
    OVERDUE = "overdue"
    STOPPED = "stopped"


def training_of(entries: Iterable[RegisterEntry], person: StaffId, today: date) -> Training:
    """Return how a person stands; a hospital that keeps no register of training yet stops nobody.

    Overdue is whose next day is past, or who never passed since the register began.
    """
    trained = [e for e in entries if e.kind is _K.TRAINING]
    if not trained:
        return Training.GOOD
    passed = [
        date.fromisoformat(e.values["next"])
        for e in trained
        if e.values["person"] == person and e.values["result"] == "passed"
    ]
    due = max(passed, default=min(e.day for e in trained) - timedelta(days=1))
    if today <= due:
        return Training.GOOD
    return Training.STOPPED if today > due + timedelta(days=GRACE_DAYS) else Training.OVERDUE


def _fits(field: RegisterField, value: object) -> bool:
    if not isinstance(value, str) or not value.strip() or len(value) > MOST_TEXT or "\x00" in value:
        return False
    if field.holds is Holds.CHOICE:
        return value in field.choices
    if field.holds is Holds.DAY:
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    return True


def _assessed(entry: RegisterEntry, others: Iterable[RegisterEntry]) -> bool:
    """Return whether an accepted assessment of exactly this stands under the number that the entry names."""
    wanted = {
        "number": entry.values["assessment"], "about": entry.kind.value, "name": entry.values["name"],
        "result": "accepted",
    }  # fmt: skip
    return any(o.kind is _K.ASSESSMENT and wanted.items() <= dict(o.values).items() for o in others)
