"""What the clock says of a booking at central: its rows put before the one rule of desk and central (N22, G39)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from central.services.batch import Batch
from desktop.domain.bookings import BookingState
from desktop.domain.lines import is_walk_in
from desktop.domain.not_come import ClockSays, Visit, clock_says
from desktop.domain.schedules import CHINA, HALF_HOUR, HalfDay

Row = dict[str, Any]


def begins(session: Mapping[str, Any], half_hour: int) -> datetime:
    """Return when a session's half-hour begins, from its row."""
    return datetime.combine(session["day"], session["starts"], CHINA) + HALF_HOUR * half_hour


def closes(session: Row) -> datetime:
    """Return when a session is over."""
    return begins(session, session["half_hours"])


def walked_in(row: Row) -> bool:
    """Return whether a booking's person was at a window on its day."""
    return is_walk_in(row["channel"], row["made_at"], row["day"])


def says_of(batch: Batch, row: Row, session: Row) -> ClockSays:
    """Return from when nobody can come any more, and how."""
    start, end = begins(session, row["half_hour"]), closes(session)
    return clock_says(batch.rules, Visit(start, end, HalfDay(session["half_day"]), row["made_at"]))


def came_late(batch: Batch, row: Row, *, excused: bool, seen: BookingState, at: datetime) -> bool:
    """Return whether somebody was checked in after the rules in force had given their number up."""
    session = batch.sessions.get(row["session_id"])
    if session is None or excused or seen is not BookingState.BOOKED or walked_in(row):
        return False
    return says_of(batch, row, session).at <= at
