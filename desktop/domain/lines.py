"""In which order a line is called, how long it waits, and when another room should open (G34, G37, G46, N42).

Pure functions of what is stored, so that every desk that knows the same rows shows the same line (DOMAIN §5.4): by
half-hour, who comes late with the half-hour in which they came; first urgent ones, then within a half-hour priority
classes, then booked people by check-in with walk-ins woven in; a passed number comes back after so many others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from statistics import median

from desktop.domain.bookings import BookingState
from desktop.domain.queue_entry import PriorityClass, QueueEntry
from desktop.domain.queue_rules import USUAL, QueueRules
from desktop.domain.queueing import IN_LINE, SERVED
from desktop.domain.schedules import HALF_HOUR, clinic_day

LAST_CASES = 20
# the mark of a line whose doctor has no initials
UNNAMED = "Z"


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


def in_order(line: Iterable[Standing], rules: QueueRules = USUAL) -> tuple[str, ...]:
    """Return the booking ids of who waits, the next one first."""
    everybody = tuple(line)
    waiting = [s for s in everybody if s.state is BookingState.WAITING]
    urgent = sorted((s for s in waiting if _urgent(s)), key=_came)
    ordered = [s.booking_id for s in urgent]
    groups: dict[datetime, list[Standing]] = {}
    for each in waiting:
        if not _urgent(each):
            groups.setdefault(turn_of(each, rules), []).append(each)
    for turn in sorted(groups):
        ordered += _of_one_turn(groups[turn], rules)
    served = sum(s.state in SERVED for s in everybody)
    back = sorted(
        (s for s in everybody if s.state is BookingState.REQUEUED),
        key=lambda s: (s.entry.return_at, _came(s)),
    )
    for each in back:
        ordered.insert(max(0, each.entry.return_at - served), each.booking_id)
    return tuple(ordered)


def turn_of(standing: Standing, rules: QueueRules = USUAL) -> datetime:
    """Return the half-hour by which somebody is called: their own, or the one in which they came too late for it."""
    came = standing.entry.checked_in_at
    if came is None or came < standing.due + HALF_HOUR + rules.late_by:
        return standing.due
    return standing.due + (came - standing.due) // HALF_HOUR * HALF_HOUR


def served_of(line: Iterable[Standing]) -> int:
    """Return how many of a line have had their turn."""
    return sum(s.state in SERVED for s in line)


def _of_one_turn(group: Sequence[Standing], rules: QueueRules) -> list[str]:
    ranks = {PriorityClass.ELDER.value: rules.elder_rank, PriorityClass.BY_LAW.value: rules.by_law_rank}
    ranked = [(ranks.get(s.entry.priority, 0), s) for s in group]
    first = [s for _, s in sorted((r for r in ranked if r[0]), key=lambda r: (r[0], _came(r[1])))]
    rest = sorted((s for rank, s in ranked if not rank), key=_came)
    booked, walked = [s for s in rest if not s.walk_in], [s for s in rest if s.walk_in]
    woven: list[Standing] = []
    while booked:
        woven += booked[: rules.walk_in_after] + walked[:1]
        booked, walked = booked[rules.walk_in_after :], walked[1:]
    return [s.booking_id for s in (*first, *woven, *walked)]


def _urgent(standing: Standing) -> bool:
    return standing.entry.priority == PriorityClass.URGENT.value


def _came(standing: Standing) -> tuple[float, str]:
    came = standing.entry.checked_in_at
    return (came.timestamp() if came else 0.0, standing.booking_id)


def waited(entry: QueueEntry, now: datetime) -> timedelta | None:
    """Return for how long somebody waits, None for who does not wait."""
    return None if entry.waits_since is None else max(timedelta(0), now - entry.waits_since)


def alarm_of(state: BookingState, entry: QueueEntry, now: datetime, rules: QueueRules = USUAL) -> Alarm:
    """Return the wait-time alarm."""
    since = waited(entry, now) if state in IN_LINE else None
    if since is None or since < timedelta(minutes=rules.amber_minutes):
        return Alarm.NONE
    return Alarm.RED if since >= timedelta(minutes=rules.red_minutes) else Alarm.AMBER


def number_shown(number: int, own: bool, origin: str) -> str:
    """Return what is called: the booking's own number, after a transfer with the mark of its first line before it."""
    return f"{number:03d}" if own else f"{origin}{number:03d}"


def origins_of(sessions: Iterable[tuple[str, time, str]]) -> dict[str, str]:
    """Return by session id the mark before a number that comes from there, from (id, begin, doctor's initials).

    It is never that of another session of the same department and day: doctors share initials, and one doctor's morning
    and afternoon both have a number 7. The first to begin keeps the plain initials, so that a session that is added
    for later changes none that was told already.
    """
    marks: dict[str, str] = {}
    given: dict[str, int] = {}
    for session_id, _, initials in sorted(sessions, key=lambda s: (s[1], s[0])):
        plain = initials.upper() or UNNAMED
        given[plain] = given.get(plain, 0) + 1
        marks[session_id] = plain if given[plain] == 1 else f"{plain}{given[plain]}-"
    return marks


@dataclass(frozen=True, slots=True)
class Peak:
    """How a department stands now. `minutes_per_case` None: nobody has been seen yet; `minutes_left` then too.

    `open_at`: with how many waiting people another room should open, 0 when that cannot be told.
    """

    waiting: int
    rooms: int
    minutes_per_case: int | None
    minutes_left: int | None
    open_another: bool
    open_at: int = 0


def peak_of(
    waiting: int, rooms: int, cases: Sequence[tuple[datetime, datetime]], rules: QueueRules = USUAL
) -> Peak:
    """Judge by the last 20 cases (begin, end): how long the line needs, and whether another room should open (N42)."""
    newest = sorted(cases, key=lambda case: case[1])[-LAST_CASES:]
    if not newest:
        return Peak(waiting, rooms, None, None, False)
    each = max(1, round(median((end - begin).total_seconds() for begin, end in newest) / 60))
    left = -(-waiting * each // max(1, rooms))
    open_at = rules.another_room_minutes * max(1, rooms) // each + 1
    return Peak(waiting, rooms, each, left, left > rules.another_room_minutes, open_at)
