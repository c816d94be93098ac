"""The hospital's booking rules at the desk: judged by those in force now, put dated by a supervisor (N21, G26)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from desktop.domain.audit import AuditAct
from desktop.domain.blocks import refuse_blocked
from desktop.domain.booking_rules import LiveBooking, RuleSet, Wanted, free_until, may_book
from desktop.domain.bookings import LIVE, BookingState
from desktop.domain.changes import visit_begins
from desktop.domain.documents import age_on
from desktop.domain.fees import grade_of
from desktop.domain.ids import BookingId, PatientId
from desktop.domain.no_show_rules import standing
from desktop.domain.no_shows import kind_of
from desktop.domain.not_come import clock_says, visit_of
from desktop.domain.operations import OperationKind
from desktop.domain.rule_book import RULES, RuleBook, refuse_broken, set_to_bytes
from desktop.domain.schedules import CHINA, HALF_HOUR, ClinicSession
from desktop.domain.staff import Action
from desktop.ports.store import StoredBooking, Transaction
from desktop.services.desk import Desk

MOST_OF_ONE = 200
# who did not come holds no number that counts against another booking
COUNTED = LIVE - {BookingState.NO_SHOW}
# not seen yet
AHEAD = COUNTED - {BookingState.DONE, BookingState.IN_VISIT}


def book_of(tx: Transaction) -> RuleBook:
    """Return the newest rules this desk has; none forbid nothing."""
    return RuleBook.from_bytes(tx.state.get(RULES))


def refuse_by_rule(
    desk: Desk, tx: Transaction, patient_id: PatientId | None, birth: date | None, session: ClinicSession,
    half_hour: int, instead_of: BookingId | None = None,
) -> None:  # fmt: skip
    """Raise the error of the first rule that says no to this booking; `instead_of` is the one that it replaces."""
    person = tx.patients.get(patient_id) if patient_id else None
    if person is not None:
        refuse_blocked(person.status.block, desk.today(), walk_in=session.day == desk.today())
    book = book_of(tx)
    now = desk.clock.now()
    rules = book.at(now)
    if rules is None:
        return
    held = tx.bookings.of_patient(patient_id, MOST_OF_ONE) if patient_id else ()
    live = [
        slot
        for booking in held
        if booking.id != instead_of
        and BookingState(booking.state) in COUNTED
        and (slot := _slot(tx, booking))
    ]
    missed = _counted(tx, held)
    wanted = Wanted(
        LiveBooking(session.day, session.department_id, session.doctor_id, session.id, half_hour),
        walk_in=session.day == desk.today(), age=age_on(birth, session.day) if birth else None,
    )  # fmt: skip
    refuse_broken(may_book(rules, wanted, live, (), missed, now, book.calendar))


def free_until_at(tx: Transaction, booking: StoredBooking, session: ClinicSession, now: datetime) -> datetime:
    """Return until when a booking may be given back freely by the rules in force now."""
    begins = visit_begins(session, booking.half_hour, booking.made_at)
    book = book_of(tx)
    rules = book.at(now)
    if rules is None:
        return begins
    doctor = tx.schedules.doctor(session.doctor_id)
    starts = datetime.combine(session.day, session.starts, CHINA) + HALF_HOUR * booking.half_hour
    grade = grade_of(doctor.title if doctor else "").value
    return free_until(rules, starts, begins, grade, booking.made_at, book.calendar)


def booking_alerts(tx: Transaction, patient_id: PatientId, today: date) -> tuple[str, ...]:
    """Return what a clerk should know before booking again: another live booking (G25), barred for now (N22)."""
    held = tx.bookings.of_patient(patient_id, MOST_OF_ONE)
    alerts = []
    if any(b.day >= today and BookingState(b.state) in AHEAD for b in held):
        alerts.append("already-booked")
    now = datetime.combine(today, time(12), CHINA)
    rules = book_of(tx).at(now)
    missed = _counted(tx, held)
    if rules is not None and not standing(rules.no_show, missed, now).allowed:
        alerts.append("barred")
    return tuple(alerts)


class RuleService:
    """Shows the rules and puts new ones on their way; they are in force when central has taken them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def book(self) -> RuleBook:
        """Return every version this desk knows."""
        with self._desk.store.read() as tx:
            return book_of(tx)

    def publish(self, rules: RuleSet) -> None:
        """Send a dated new version to central; raises NotPermittedError, RulesInPastError, RulesInvalidError."""
        desk = self._desk
        desk.require(Action.SET_RULES)
        with desk.store.write() as tx:
            book = book_of(tx)
            book.with_set(rules, desk.today())
            facts = {"rules": set_to_bytes(rules).decode()}
            desk.record(tx, OperationKind.PUBLISH_RULES, rules.version, facts=facts)
            effective = rules.effective_from.isoformat()
            now = book.at(desk.clock.now())
            told = {"rules-from": effective, "before": now.version if now else "", "after": rules.version}
            desk.trace(tx, AuditAct.SETTING, object_id=rules.version, facts=told)


def _counted(tx: Transaction, held: Iterable[StoredBooking]) -> list[tuple[datetime, str]]:
    """Return what counts against a person as this desk knows it; cancellations only central counts."""
    kinds = ((booking, kind_of(BookingState(booking.state))) for booking in held)
    return [(counts_from(tx, booking), kind) for booking, kind in kinds if kind]


def counts_from(tx: Transaction, booking: StoredBooking) -> datetime:
    """Return when a missed visit happened: a lapsed number by its deadline, anything else as its half-hour began."""
    session = tx.schedules.session(booking.session_id)
    if session is None or booking.state != BookingState.LAPSED.value:
        return begins_at(tx, booking)
    return clock_says(book_of(tx), visit_of(session, booking.half_hour, booking.made_at)).at


def _slot(tx: Transaction, booking: StoredBooking) -> LiveBooking | None:
    session = tx.schedules.session(booking.session_id)
    if session is None:
        return None
    return LiveBooking(session.day, session.department_id, session.doctor_id, session.id, booking.half_hour)


def begins_at(tx: Transaction, booking: StoredBooking) -> datetime:
    """Return when the half-hour of a booking begins."""
    session = tx.schedules.session(booking.session_id)
    starts = session.starts if session else datetime.min.time()
    return datetime.combine(booking.day, starts, CHINA) + HALF_HOUR * booking.half_hour
