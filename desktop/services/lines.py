"""What the queue page, the public display and the peak helper show; names leave here masked (G34, G36, G37, N42)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.ids import BookingId, DepartmentId, DoctorId, SessionId
from desktop.domain.lines import (
    UNNAMED,
    Alarm,
    Peak,
    Standing,
    alarm_of,
    in_order,
    is_walk_in,
    number_shown,
    origins_of,
    peak_of,
    waited,
)
from desktop.domain.masking import Surface, mask_name
from desktop.domain.queue_rules import USUAL, QueueRules
from desktop.domain.queueing import IN_LINE, new_entry
from desktop.domain.schedules import CHINA, HALF_HOUR, ClinicSession, Department, Doctor
from desktop.domain.staff import Action
from desktop.ports.queue import StoredPlace
from desktop.ports.store import Transaction
from desktop.services.desk import Desk
from desktop.services.rules import book_of

# who can stand in a line or come to it; anything else is over or never was
SHOWN = (
    BookingState.CALLED, BookingState.IN_VISIT, BookingState.REQUEUED, BookingState.WAITING, BookingState.CHECKED_IN,
    BookingState.MISSED, BookingState.COLLECTED, BookingState.BOOKED, BookingState.DONE, BookingState.NO_SHOW,
    BookingState.LAPSED,
)  # fmt: skip
MOST_CALLED = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose lines are shown: of a department, of one doctor of it, or (None) of the whole hospital."""

    department_id: DepartmentId | None = None
    doctor_id: DoctorId | None = None


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One row. `place` is the position in its line (0: not in it), `waited_min` None for who does not wait."""

    booking_id: BookingId
    session_id: SessionId
    number: str
    masked_name: str
    doctor: str
    room: str
    due: datetime
    state: BookingState
    priority: str
    walk_in: bool
    place: int
    waited_min: int | None
    alarm: Alarm
    calls: int


@dataclass(frozen=True, slots=True)
class QueueView:
    """The lines as they stand; `counts` by state, `peak` for all of the choice."""

    lines: tuple[QueueLine, ...]
    counts: tuple[tuple[BookingState, int], ...]
    peak: Peak
    at: datetime


@dataclass(frozen=True, slots=True)
class Called:
    """What the waiting room sees: a number and a room, nothing else (G36)."""

    number: str
    room: str
    called_at: datetime
    calls: int


@dataclass(frozen=True, slots=True)
class Target:
    """A doctor's session of today to which somebody can be transferred."""

    session_id: SessionId
    doctor: str
    room: str


def sessions_of_day(tx: Transaction, day: date, choice: Choice | None = None) -> tuple[ClinicSession, ...]:
    """Return the sessions of a day, of a department or a doctor when one is chosen."""
    chosen = choice or Choice()
    wanted = (
        [chosen.department_id]
        if chosen.department_id is not None
        else [department.id for department in tx.schedules.departments()]
    )
    found = [session for each in wanted for session in tx.schedules.sessions(each, day)]
    return tuple(s for s in found if chosen.doctor_id in (None, s.doctor_id))


def ends(session: ClinicSession) -> datetime:
    """Return when a session is over."""
    return datetime.combine(session.day, session.starts, CHINA) + HALF_HOUR * len(session.left)


def standings(tx: Transaction, session_ids: Iterable[SessionId]) -> tuple[Standing, ...]:
    """Return everybody of some sessions as the order sees them."""
    sessions: dict[SessionId, ClinicSession | None] = {}
    return tuple(standing_of(tx, place, sessions) for place in tx.queue.of_sessions(session_ids))


def standing_of(
    tx: Transaction, place: StoredPlace, sessions: dict[SessionId, ClinicSession | None]
) -> Standing:
    """Return one booking as the order sees it; `sessions` remembers what was read."""
    booking = place.booking
    if booking.session_id not in sessions:
        sessions[booking.session_id] = tx.schedules.session(booking.session_id)
    session = sessions[booking.session_id]
    starts = session.starts if session is not None else datetime.min.time()
    due = datetime.combine(booking.day, starts, CHINA) + HALF_HOUR * booking.half_hour
    walk_in = is_walk_in(booking.channel, booking.made_at, booking.day)
    entry = place.entry or new_entry(booking.session_id)
    return Standing(booking.id, BookingState(booking.state), due, walk_in, entry)


class LinesService:
    """Reads the lines of today."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self) -> None:
        """Trace that somebody looks at the lines; once before the first rows are shown (DECISIONS 4)."""
        self._desk.require(Action.QUEUE)
        with self._desk.store.write() as tx:
            self._desk.trace(tx, AuditAct.QUEUE_SHOWN)

    def departments(self) -> tuple[Department, ...]:
        """Return all departments in display order."""
        with self._desk.store.read() as tx:
            return tx.schedules.departments()

    def doctors(self, department_id: DepartmentId) -> tuple[Doctor, ...]:
        """Return a department's doctors who work today."""
        with self._desk.store.read() as tx:
            working = {s.doctor_id for s in tx.schedules.sessions(department_id, self._desk.today())}
            return tuple(d for d in tx.schedules.doctors(department_id) if d.id in working)

    def targets(self, session_id: SessionId) -> tuple[Target, ...]:
        """Return the other sessions of the same department today, to which somebody can be transferred (G35)."""
        now = self._desk.clock.now()
        with self._desk.store.read() as tx:
            here = tx.schedules.session(session_id)
            if here is None:
                return ()
            found = []
            for session in tx.schedules.sessions(here.department_id, here.day):
                if session.id != session_id and ends(session) > now:
                    doctor = tx.schedules.doctor(session.doctor_id)
                    found.append(Target(session.id, doctor.name if doctor else "", session.place))
        return tuple(found)

    def view(self, choice: Choice) -> QueueView:
        """Return the lines of a choice, whoever is called first, then the line, then the others by number."""
        self._desk.require(Action.QUEUE)
        now, today = self._desk.clock.now(), self._desk.today()
        with self._desk.store.read() as tx:
            rules = book_of(tx).queue_at(now)
            names = _Names(tx, today, choice, rules)
            places = tx.queue.of_sessions(names.sessions)
            known: dict[SessionId, ClinicSession | None] = dict(names.sessions)
            stands = [standing_of(tx, place, known) for place in places]
        by_line: dict[str, list[Standing]] = {}
        for stand in stands:
            by_line.setdefault(stand.entry.session_id, []).append(stand)
        turns = {b: i for line in by_line.values() for i, b in enumerate(in_order(line, rules), start=1)}
        rows = [
            names.row(place, stand, turns.get(stand.booking_id, 0), now)
            for place, stand in zip(places, stands, strict=True)
            if stand.entry.session_id in names.sessions and stand.state in SHOWN
        ]
        rows.sort(key=lambda row: (SHOWN.index(_group(row.state)), row.place, row.due, row.number))
        counts = Counter(row.state for row in rows)
        waiting = sum(counts[state] for state in IN_LINE)
        cases = [(s.entry.started_at, s.entry.finished_at) for s in stands]
        seen = [(begin, end) for begin, end in cases if begin is not None and end is not None]
        rooms = len({s.entry.session_id for s in stands if s.entry.called_at is not None})
        peak = peak_of(waiting, rooms, seen, rules)
        return QueueView(tuple(rows), tuple((s, counts[s]) for s in SHOWN if counts[s]), peak, now)

    def called(self, choice: Choice) -> tuple[Called, ...]:
        """Return who is called now, the newest first: numbers and rooms only."""
        with self._desk.store.read() as tx:
            names = _Names(tx, self._desk.today(), choice)
            places = tx.queue.of_sessions(names.sessions)
        found = [
            Called(names.number(place), names.room(place), place.entry.called_at, place.entry.calls)
            for place in places
            if place.booking.state == BookingState.CALLED.value
            and place.entry is not None
            and place.entry.called_at is not None
            and place.entry.session_id in names.sessions
        ]
        return tuple(sorted(found, key=lambda c: (c.called_at, c.number), reverse=True)[:MOST_CALLED])


def _group(state: BookingState) -> BookingState:
    return BookingState.WAITING if state is BookingState.REQUEUED else state


class _Names:
    """Rooms and doctors of the chosen sessions, for rows that are shown."""

    def __init__(self, tx: Transaction, day: date, choice: Choice, rules: QueueRules = USUAL) -> None:
        self._rules = rules
        self.sessions = {s.id: s for s in sessions_of_day(tx, day, choice)}
        departments = {s.department_id for s in self.sessions.values()}
        self._doctors = {d.id: d for each in departments for d in tx.schedules.doctors(each)}
        self._origins: dict[str, str] = {}
        for each in departments:
            self._origins |= origins_of(
                (s.id, s.starts, self._initials(s)) for s in tx.schedules.sessions(each, day)
            )

    def number(self, place: StoredPlace) -> str:
        """Return what is called."""
        booking, entry = place.booking, place.entry
        own = entry is None or entry.session_id == booking.session_id
        return number_shown(booking.number, own, self._origins.get(booking.session_id, UNNAMED))

    def _initials(self, session: ClinicSession) -> str:
        doctor = self._doctors.get(session.doctor_id)
        return doctor.initials if doctor else ""

    def room(self, place: StoredPlace) -> str:
        """Return where the line is."""
        session = self.sessions.get(
            SessionId(place.entry.session_id if place.entry else place.booking.session_id)
        )
        return session.place if session else ""

    def row(self, place: StoredPlace, stand: Standing, turn: int, now: datetime) -> QueueLine:
        """Return one row, the name masked."""
        session_id = SessionId(stand.entry.session_id)
        doctor = self._doctors.get(self.sessions[session_id].doctor_id)
        time = waited(stand.entry, now) if stand.state in IN_LINE else None
        return QueueLine(
            booking_id=place.booking.id,
            session_id=session_id,
            number=self.number(place),
            masked_name=mask_name(place.name, Surface.LIST) if place.name else "--",
            doctor=doctor.name if doctor else "",
            room=self.room(place),
            due=stand.due,
            state=stand.state,
            priority=stand.entry.priority,
            walk_in=stand.walk_in,
            place=turn,
            waited_min=None if time is None else int(time.total_seconds() // 60),
            alarm=alarm_of(stand.state, stand.entry, now, self._rules),
            calls=stand.entry.calls,
        )
