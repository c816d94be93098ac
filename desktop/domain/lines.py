"""In which order a line is called, how long it waits, and when another room should open (G34, G37, G46, N42).

Pure functions of what is stored, so that every desk that knows the same rows shows the same line (DOMAIN §5.4): by
half-hour, who comes late with the half-hour in which they came; first urgent ones, then within a half-hour priority
classes, then booked people by check-in with walk-ins woven in; a passed number comes back after so many others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from desktop.domain.bookings import BookingState
from desktop.domain.queue_entry import PriorityClass, QueueEntry
from desktop.domain.queueing import IN_LINE, SERVED
from desktop.domain.schedules import HALF_HOUR, clinic_day

# one walk-in after so many booked people of the same half-hour
WALK_IN_AFTER = 2
ELDER_FROM = 65
AMBER_AFTER, RED_AFTER = timedelta(minutes=30), timedelta(minutes=60)
LAST_CASES = 20
# a line that needs longer than this with the rooms open now calls for another one
LONGEST_LINE = timedelta(minutes=60)


class Alarm(StrEnum):
    """How long somebody waits, as a colour with a word."""

    NONE = ""
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody with a place in one line. `due` is when their booked half-hour begins."""

    booking_id: str
    state: BookingState
    due: datetime
    walk_in: bool
    entry: QueueEntry


def is_walk_in(channel: str, made_at: datetime, day: object) -> bool:
    """Return whether the number was given at a window on the day itself: the person was there."""
    return channel == "desk" and clinic_day(made_at) == day


def in_order(line: Iterable[Standing]) -> tuple[str, ...]:
    """Return the booking ids of who waits, the next one first."""
    everybody = tuple(line)
    waiting = [s for s in everybody if s.state is BookingState.WAITING]
    urgent = sorted((s for s in waiting if _urgent(s)), key=_came)
    ordered = [s.booking_id for s in urgent]
    groups: dict[datetime, list[Standing]] = {}
    for each in waiting:
        if not _urgent(each):
            groups.setdefault(turn_of(each), []).append(each)
    for turn in sorted(groups):
        ordered += _of_one_turn(groups[turn])
    served = sum(s.state in SERVED for s in everybody)
    back = sorted(
        (s for s in everybody if s.state is BookingState.REQUEUED),
        key=lambda s: (s.entry.return_at, _came(s)),
    )
    for each in back:
        ordered.insert(max(0, each.entry.return_at - served), each.booking_id)
    return tuple(ordered)


def turn_of(standing: Standing) -> datetime:
    """Return the half-hour by which somebody is called: their own, or the one in which they came late."""
    came = standing.entry.checked_in_at
    if came is None or came < standing.due + HALF_HOUR:
        return standing.due
    return standing.due + (came - standing.due) // HALF_HOUR * HALF_HOUR


def served_of(line: Iterable[Standing]) -> int:
    """Return how many of a line have had their turn."""
    return sum(s.state in SERVED for s in line)


def _of_one_turn(group: Sequence[Standing]) -> list[str]:
    first = sorted((s for s in group if s.entry.priority != PriorityClass.ORDINARY.value), key=_came)
    rest = sorted((s for s in group if s.entry.priority == PriorityClass.ORDINARY.value), key=_came)
    booked, walked = [s for s in rest if not s.walk_in], [s for s in rest if s.walk_in]
    woven: list[Standing] = []
    while booked:
        woven += booked[:WALK_IN_AFTER] + walked[:1]
        booked, walked = booked[WALK_IN_AFTER:], walked[1:]
    return [s.booking_id for s in (*first, *woven, *walked)]


def _urgent(standing: Standing) -> bool:
    return standing.entry.priority == PriorityClass.URGENT.value


def _came(standing: Standing) -> tuple[float, str]:
    came = standing.entry.checked_in_at
    return (came.timestamp() if came else 0.0, standing.booking_id)


def waited(entry: QueueEntry, now: datetime) -> timedelta | None:
    """Return for how long somebody waits, None for who does not wait."""
    return None if entry.waits_since is None else max(timedelta(0), now - entry.waits_since)


def alarm_of(state: BookingState, entry: QueueEntry, now: datetime) -> Alarm:
    """Return the wait-time alarm."""
    time = waited(entry, now) if state in IN_LINE else None
    if time is None or time < AMBER_AFTER:
        return Alarm.NONE
    return Alarm.RED if time >= RED_AFTER else Alarm.AMBER


def number_shown(number: int, own: bool, doctor_initials: str) -> str:
    """Return what is called: the booking's own number, after a transfer with the first doctor's initials before it."""
    return f"{number:03d}" if own else f"{doctor_initials.upper()}{number:03d}"


@dataclass(frozen=True, slots=True)
class Peak:
    """How a department stands now. `minutes_per_case` None: nobody has been seen yet; `minutes_left` then too."""

    waiting: int
    rooms: int
    minutes_per_case: int | None
    minutes_left: int | None
    open_another: bool


def peak_of(waiting: int, rooms: int, cases: Sequence[tuple[datetime, datetime]]) -> Peak:
    """Judge by the last 20 cases (begin, end): how long the line needs, and whether another room should open (N42)."""
    newest = sorted(cases, key=lambda case: case[1])[-LAST_CASES:]
    if not newest:
        return Peak(waiting, rooms, None, None, False)
    each = max(1, round(median((end - begin).total_seconds() for begin, end in newest) / 60))
    left = -(-waiting * each // max(1, rooms))
    return Peak(waiting, rooms, each, left, timedelta(minutes=left) > LONGEST_LINE)
