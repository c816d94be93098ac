"""Who did not come, at this desk: what the clock says of each booking by the rules it has, on line or off (G39)."""

from __future__ import annotations

from datetime import date, datetime

from desktop.domain.bookings import BookingState
from desktop.domain.lines import is_walk_in
from desktop.domain.not_come import ClockSays, clock_says, may_mark_from, refuse_late, visit_of
from desktop.domain.queue_entry import QueueEntry
from desktop.domain.queueing import new_entry
from desktop.domain.rule_book import RuleBook
from desktop.domain.schedules import ClinicSession, SessionState
from desktop.ports.store import StoredBooking, Transaction
from desktop.services.lines import ends, sessions_of_day
from desktop.services.rules import book_of


def not_come(
    tx: Transaction, day: date, now: datetime
) -> tuple[tuple[StoredBooking, QueueEntry, ClockSays], ...]:
    """Return every booking of a day that is over by the clock and that nothing was done with yet."""
    book = book_of(tx)
    sessions = {s.id: s for s in sessions_of_day(tx, day) if _may_have_absent(book, s, now)}
    found = []
    for place in tx.queue.of_sessions(sessions):
        booking = place.booking
        entry = place.entry or new_entry(booking.session_id)
        session = sessions.get(booking.session_id)
        if session is None or entry.excused or not _to_come(booking):
            continue
        says = clock_says(book, visit_of(session, booking.half_hour, booking.made_at))
        if says.at <= now:
            found.append((booking, entry, says))
    return tuple(found)


def refuse_who_came_late(tx: Transaction, booking: StoredBooking, entry: QueueEntry, now: datetime) -> None:
    """Raise CollectLateError or CameTooLateError for a number that cannot be taken any more by the rules in force."""
    session = tx.schedules.session(booking.session_id)
    if session is None or is_walk_in(booking.channel, booking.made_at, booking.day):
        return
    says = clock_says(book_of(tx), visit_of(session, booking.half_hour, booking.made_at))
    refuse_late(BookingState(booking.state), says, now, excused=entry.excused)


def too_early(tx: Transaction, booking: StoredBooking, now: datetime) -> bool:
    """Return whether it is too early for anybody to call this a no-show."""
    session = tx.schedules.session(booking.session_id)
    return (
        session is not None
        and may_mark_from(book_of(tx), visit_of(session, booking.half_hour, booking.made_at)) > now
    )


def _may_have_absent(book: RuleBook, session: ClinicSession, now: datetime) -> bool:
    if session.state is SessionState.STOPPED:
        return False
    rules = book.at(ends(session))
    early = rules is not None and (rules.has_collect_deadline or bool(rules.queue.half_hour_no_show))
    return early or ends(session) + book.queue_at(ends(session)).no_show_after <= now


def _to_come(booking: StoredBooking) -> bool:
    return booking.state == BookingState.BOOKED.value and not is_walk_in(
        booking.channel, booking.made_at, booking.day
    )
