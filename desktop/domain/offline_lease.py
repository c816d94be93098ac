"""How long a desk shows what it stores without central (DECISIONS 20, T11): walk-ins go on, old records close.

Time without central is the longer of what the wall clock says and what the program itself has counted, so a clock that
is set back gains nothing. What passes while the PC is off and its clock is wrong cannot be known (SECURITY §7).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes
from desktop.domain.errors import KnownError

LEAST_DAYS, USUAL_DAYS, MOST_DAYS = 1, 10, 14
EXTENSION = timedelta(hours=24)
LEASE_OVER, BUILD_REFUSED, DESK_REVOKED = "lease-over", "build-refused", "desk-revoked"
CATCHING_UP = "catching-up"


class ReadingClosedError(KnownError):
    """Nothing stored is shown now; walk-ins from a blank form go on.

    Facts: `why` (lease-over, build-refused, undertaking-owed, desk-revoked).
    """

    code = "reading-closed"


class CatchingUpError(ReadingClosedError):
    """What was deleted while the desk was closed is being pulled; a moment later everything is open (DECISIONS 18)."""

    code = CATCHING_UP


@dataclass(frozen=True, slots=True)
class Lease:
    """Seconds since central was last heard, the wall clock then, and after how many seconds reading closes."""

    heard_at: datetime
    elapsed_s: int
    limit_s: int

    @property
    def over(self) -> bool:
        """Return whether what is stored may not be shown any more."""
        return self.elapsed_s >= self.limit_s

    @property
    def left(self) -> timedelta:
        """Return how long reading stays open, never negative."""
        return timedelta(seconds=max(0, self.limit_s - self.elapsed_s))

    def passed(self, now: datetime, counted_s: float) -> Lease:
        """Return the lease after `counted_s` more seconds by the program's own count; time never runs back."""
        wall = (now - self.heard_at).total_seconds()
        return replace(self, elapsed_s=max(self.elapsed_s + int(max(0.0, counted_s)), int(wall)))

    def extended(self) -> Lease:
        """Return a lease good for another 24 hours from this moment."""
        return replace(self, limit_s=max(self.limit_s, self.elapsed_s + int(EXTENSION.total_seconds())))

    def to_bytes(self) -> bytes:
        """Return the stored form."""
        return facts_to_bytes(
            {"heard_at": self.heard_at.isoformat(), "elapsed_s": self.elapsed_s, "limit_s": self.limit_s}
        )

    @classmethod
    def from_bytes(cls, raw: bytes) -> Lease:
        """Read it back; the store is sealed, so anything else is damage and raises ValueError or KeyError."""
        facts = facts_from_bytes(raw)
        return cls(datetime.fromisoformat(facts["heard_at"]), int(facts["elapsed_s"]), int(facts["limit_s"]))


def heard(now: datetime, days: int) -> Lease:
    """Return the lease of a desk that central has just answered."""
    return Lease(now, 0, min(max(days, LEAST_DAYS), MOST_DAYS) * 24 * 3600)
