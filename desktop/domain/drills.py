"""A drill of an outage: this desk works as without a line until an end time; what is done is real (N7)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.domain.errors import KnownError
from desktop.domain.ids import StaffId
from desktop.domain.schedules import clinic_day

# Long enough to register a few people, short enough that revocations and stops are never far behind.
DRILL_FOR = timedelta(minutes=30)
EVERY = timedelta(days=92)


class DrillNeedsLineError(KnownError):
    """The line is down already: this is no drill."""

    code = "drill-needs-line"


@dataclass(frozen=True, slots=True)
class Drill:
    """One drill at one desk, between the operations number `first` and `last` (-1 while it runs)."""

    begun_at: datetime
    until: datetime
    by: StaffId
    first: int
    last: int = -1

    @property
    def acts(self) -> int:
        """Return how many operations were made in it."""
        return max(0, self.last - self.first)

    def runs(self, now: datetime) -> bool:
        """Return whether it runs; a clock set back before its beginning ends it too."""
        return self.last < 0 and self.begun_at <= now < self.until

    def to_bytes(self) -> bytes:
        """Return it for the store."""
        return json.dumps(
            [self.begun_at.isoformat(), self.until.isoformat(), self.by, self.first, self.last]
        ).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> Drill:
        """Read it back."""
        begun_at, until, by, first, last = json.loads(raw)
        return cls(
            datetime.fromisoformat(begun_at), datetime.fromisoformat(until), StaffId(by), int(first), int(last)
        )  # fmt: skip


def overdue(last: Drill | None, today: date) -> bool:
    """Return whether more than a quarter passed since the last drill, or there was none."""
    return last is None or clinic_day(last.begun_at) + EVERY < today
