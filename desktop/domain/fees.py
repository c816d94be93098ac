"""What a visit costs: fee by the doctor's grade, reductions by law or by the hospital's setting (G53).

Amounts are integer fen. A tariff is dated data: every row says from when until when it holds, and a visit is priced by
the rows in force on its day. Reductions for elders are a setting: their age and extent differ from place to place.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from desktop.domain.errors import KnownError

MOST_FEN = 10_000_000
# the name under which a desk keeps the newest tariff
TARIFF = "tariff/current"


class TariffInvalidError(KnownError):
    """The tariff contradicts itself or cannot be read; facts: `what`."""

    code = "tariff-invalid"


class Grade(StrEnum):
    """What the fee goes by; the value is stored."""

    ORDINARY = "ordinary"
    ASSOCIATE = "associate"
    CHIEF = "chief"


# The titles of physicians in mainland China; every other title is priced as ordinary.
_GRADES = {"主任医师": Grade.CHIEF, "副主任医师": Grade.ASSOCIATE}


def grade_of(title: str) -> Grade:
    """Return the grade of a doctor's title, also of one like "night clinic · title"."""
    return _GRADES.get(title.rpartition("·")[2].strip(), Grade.ORDINARY)


@dataclass(frozen=True, slots=True)
class FeeRow:
    """The fee of one grade from `first` until `last`, both included (None: open)."""

    grade: Grade
    fee_fen: int
    first: date
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether the row is in force on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class ReductionRow:
    """From `min_age` years on `percent` of the fee is left out, for these grades (none named: all)."""

    code: str
    min_age: int
    percent: int
    first: date
    last: date | None = None
    grades: tuple[Grade, ...] = ()

    def holds_for(self, grade: Grade, day: date) -> bool:
        """Return whether the row is in force for a grade on a day."""
        in_force = self.first <= day and (self.last is None or day <= self.last)
        return in_force and (not self.grades or grade in self.grades)

    def reduced(self, base_fen: int) -> int:
        """Return what is left to pay, rounded up to whole fen."""
        return base_fen - base_fen * self.percent // 100


@dataclass(frozen=True, slots=True)
class Fee:
    """What is due, of which full fee, and by which reduction ("" without one)."""

    due_fen: int
    base_fen: int
    reduction: str = ""


@dataclass(frozen=True, slots=True)
class Tariff:
    """The hospital's fees, its reductions, and the hours in which one clerk is alone (a second signature comes later).

    `alone_from` after `alone_until` means over midnight; both equal: nobody is ever alone.
    """

    fees: tuple[FeeRow, ...] = ()
    reductions: tuple[ReductionRow, ...] = ()
    alone_from: time = time(0)
    alone_until: time = time(0)
    version: int = 0

    def __post_init__(self) -> None:
        _check(self)

    def base_fen(self, grade: Grade, day: date) -> int | None:
        """Return the fee of a grade on a day, None when the tariff names none."""
        return next((row.fee_fen for row in self.fees if row.grade is grade and row.holds_on(day)), None)

    def fee(self, base_fen: int, grade: Grade, day: date, age: int | None) -> Fee:
        """Return what a person of this age pays; of several reductions the one that leaves least counts."""
        fitting = [
            (row.reduced(base_fen), row.code)
            for row in self.reductions
            if row.holds_for(grade, day) and age is not None and age >= row.min_age
        ]
        due, code = min(fitting, default=(base_fen, ""))
        return Fee(due, base_fen, code) if due < base_fen else Fee(base_fen, base_fen)

    def possible(self, base_fen: int, grade: Grade, day: date) -> frozenset[int]:
        """Return every amount that somebody may have to pay: what central checks without knowing an age."""
        reduced = (row.reduced(base_fen) for row in self.reductions if row.holds_for(grade, day))
        return frozenset({base_fen, *reduced})

    def alone_at(self, at: time) -> bool:
        """Return whether a clerk is alone at this time of day."""
        if self.alone_from <= self.alone_until:
            return self.alone_from <= at < self.alone_until
        return at >= self.alone_from or at < self.alone_until

    def to_bytes(self) -> bytes:
        """Return JSON."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> Tariff:
        """Read JSON; raises TariffInvalidError."""
        try:
            return _read(json.loads(raw))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise TariffInvalidError(what="form") from error


def _check(tariff: Tariff) -> None:
    if any(not 0 <= row.fee_fen <= MOST_FEN for row in tariff.fees):
        raise TariffInvalidError(what="fee")
    if any(not 0 < row.percent <= 100 or not 0 < row.min_age < 150 for row in tariff.reductions):
        raise TariffInvalidError(what="reduction")
    spans = [(r.first, r.last) for r in tariff.fees] + [(r.first, r.last) for r in tariff.reductions]
    if any(last is not None and last < first for first, last in spans):
        raise TariffInvalidError(what="dates")
    for grade in Grade:
        if _overlap([row for row in tariff.fees if row.grade is grade]):
            raise TariffInvalidError(what="overlap")


def _overlap(rows: Iterable[FeeRow]) -> bool:
    ordered = sorted(rows, key=lambda row: row.first)
    return any(
        before.last is None or after.first <= before.last for before, after in itertools.pairwise(ordered)
    )


def _read(value: dict[str, Any]) -> Tariff:
    fees = tuple(
        FeeRow(Grade(r["grade"]), _whole(r["fee_fen"]), date.fromisoformat(r["first"]), _day(r.get("last")))
        for r in value.get("fees", ())
    )
    reductions = tuple(
        ReductionRow(
            str(r["code"]), _whole(r["min_age"]), _whole(r["percent"]), date.fromisoformat(r["first"]),
            _day(r.get("last")), tuple(Grade(g) for g in r.get("grades", ())),
        )
        for r in value.get("reductions", ())
    )  # fmt: skip
    return Tariff(
        fees, reductions, time.fromisoformat(value.get("alone_from", "00:00")),
        time.fromisoformat(value.get("alone_until", "00:00")), _whole(value.get("version", 0)),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("an amount is a whole number")
    return value
