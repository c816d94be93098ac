"""The monthly review of who has access and who does not use it: lines, what is signed, when due (SECURITY §4.3).

A month is named by its first day. No line names a patient.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop.domain.canonical import pack

ACCESS_PURPOSE = "access-review"
LEAVE_PURPOSE = "access-leave"
DORMANT_AFTER = timedelta(days=30)
DUE_DAYS = 7
MOST_OPEN_MONTHS = 12


class Due(StrEnum):
    """Where the sign-off of an ended month stands."""

    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One member of staff; counts are of the month, `last_sign_in` and `since` (first key here) of all time.

    `unreviewed` counts alerts nobody looked at. `dormant` tells that nobody signed in for DORMANT_AFTER, `leaving`
    that the person is proposed to be taken off the roster.
    """

    staff: str
    name: str
    role: str
    windows: tuple[str, ...]
    since: datetime
    last_sign_in: datetime | None = None
    reveals: int = 0
    opened: int = 0
    unreviewed: int = 0
    glass: int = 0
    dormant: bool = False
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class AccessReview:
    """A month's lines, the dormant ones first; `roster` is the version they are of.

    `open_months` ended without a sign-off, the oldest first.
    `signed_by` is "" until somebody signed this month off; `team_only` tells that only the asker's team is listed.
    """

    month: date
    lines: tuple[AccessLine, ...]
    roster: int
    open_months: tuple[date, ...] = ()
    signed_by: str = ""
    team_only: bool = False


def month_of(day: date) -> date:
    """Return the month a day lies in."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """Return the month after."""
    return month_of(month + timedelta(days=31))


def month_before(month: date) -> date:
    """Return the month before."""
    return month_of(month - timedelta(days=1))


def open_months(first: date, today: date, signed: Iterable[date]) -> tuple[date, ...]:
    """Return the ended months since `first` that nobody signed off, oldest first, of the last MOST_OPEN_MONTHS."""
    done, months, month = set(signed), [], month_of(first)
    while month < month_of(today):
        months.append(month)
        month = next_month(month)
    return tuple(month for month in months[-MOST_OPEN_MONTHS:] if month not in done)


def due(month: date, today: date) -> Due:
    """Return where the sign-off of an open, ended month stands: DUE_DAYS after its end it is overdue."""
    return Due.OVERDUE if today >= next_month(month) + timedelta(days=DUE_DAYS) else Due.DUE


def is_dormant(last_sign_in: datetime | None, since: datetime, now: datetime) -> bool:
    """Return whether nobody signed in with this account for so long."""
    return now - (last_sign_in or since) >= DORMANT_AFTER


def review_bytes(month: date, lines: Iterable[AccessLine]) -> bytes:
    """Return what the reviewer signs (ACCESS_PURPOSE): who had which access, and what of the month stood there.

    Sign-ins after the month go on while somebody reads, so they are not part of it.
    """
    rows = sorted(lines, key=lambda line: line.staff)
    return pack(
        "access-review", month.isoformat(),
        b"".join(
            pack(
                pack(
                    line.staff, line.role, "\n".join(line.windows), line.reveals, line.opened, line.unreviewed,
                    line.glass,
                )
            )
            for line in rows
        ),
    )  # fmt: skip


def leave_bytes(staff: str, roster: int) -> bytes:
    """Return what is signed (LEAVE_PURPOSE) to propose that a person of this roster version be taken off."""
    return pack("access-leave", staff, roster)
