"""Thresholds of the risk rules as signed, dated data: proposed by the security administrator, signed twice.

A change names one threshold, its value and its first clinic day; the founding key signs it at central, the privacy
officer at a desk. What was never changed is as SECURITY §4.5 has it (risk_rules.Thresholds). Nothing is judged anew:
each clinic day goes by the thresholds of that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date

from desktop.domain.canonical import pack
from desktop.domain.errors import KnownError
from desktop.domain.ids import TaskId
from desktop.domain.risk_rules import Thresholds

TASK = "risk-threshold"
PURPOSE = "risk-threshold"
LEAST_SHARE, MOST_SHARE = 0.01, 100.0
LEAST_COUNT, MOST_COUNT = 1, 1_000_000
KINDS: dict[str, type[int | float]] = {
    field.name: type(getattr(Thresholds(), field.name)) for field in fields(Thresholds)
}


class ThresholdInvalidError(KnownError):
    """There is no such threshold, it cannot have this value, or the day is past; facts: `field`."""

    code = "threshold-invalid"


@dataclass(frozen=True, slots=True)
class Change:
    """One threshold from one clinic day on; `value` is whole where the threshold counts."""

    ask_id: TaskId
    name: str
    value: int | float
    effective: date

    def signed_bytes(self) -> bytes:
        """Return what both people sign (purpose PURPOSE)."""
        return pack("risk-threshold", self.ask_id, self.text())

    def text(self) -> str:
        """Return it in one line, as a task carries it: `name=value@day`."""
        return f"{self.name}={self.value}@{self.effective.isoformat()}"


def change_of(ask_id: TaskId, text: str) -> Change:
    """Read a line back; raises ThresholdInvalidError."""
    name, _, rest = text.partition("=")
    value, _, day = rest.partition("@")
    kind = KINDS.get(name)
    if kind is None:
        raise ThresholdInvalidError(field="threshold")
    try:
        made, effective = kind(value), date.fromisoformat(day)
    except ValueError as error:
        raise ThresholdInvalidError(field="value") from error
    least, most = (LEAST_COUNT, MOST_COUNT) if kind is int else (LEAST_SHARE, MOST_SHARE)
    if not least <= made <= most:
        raise ThresholdInvalidError(field="value")
    return Change(ask_id, name, made, effective)


def proposed(ask_id: TaskId, text: str, today: date) -> Change:
    """Read a new proposal, which begins tomorrow at the earliest; raises ThresholdInvalidError."""
    change = change_of(ask_id, text)
    if change.effective <= today:
        raise ThresholdInvalidError(field="effective")
    return change


def in_force(changes: Iterable[Change], day: date) -> Thresholds:
    """Return the thresholds of a clinic day; of two changes of one day the later in the list counts."""
    limits = Thresholds()
    for change in sorted(changes, key=lambda one: one.effective):
        if change.effective <= day:
            values = asdict(limits) | {change.name: change.value}
            limits = Thresholds(**values)
    return limits


def stretches(
    changes: Iterable[Change], first: date, last: date
) -> tuple[tuple[date, date, Thresholds], ...]:
    """Return the days from `first` to `last` in stretches that go by the same thresholds."""
    known = tuple(changes)
    begins = sorted({first, *(one.effective for one in known if first < one.effective <= last)})
    ends = [date.fromordinal(day.toordinal() - 1) for day in begins[1:]] + [last]
    return tuple((a, b, in_force(known, a)) for a, b in zip(begins, ends, strict=True))
