"""Acts on a number that several use cases share: spend a right, ask for central's answer, count the board, cancel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingEvent, BookingState, next_state
from desktop.domain.changes import (
    LINE_LOST,
    CancelLateError,
    CancelReason,
    CancelReasonMissingError,
    CannotChangeError,
    Freely,
)
from desktop.domain.changes import freely as judged_freely
from desktop.domain.duties import DUTY, duty_from
from desktop.domain.errors import (
    CentralRefusedError,
    CentralUnreachableError,
    ClockSkewError,
    DeskRevokedError,
    KnownError,
    NoRightsLeftError,
    RolledBackError,
    SessionStoppedError,
    SlotTakenError,
)
from desktop.domain.ids import BookingId, OperationId, PatientId, SessionId
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.operations import OperationKind, OperationResult, ResultStatus, Right
from desktop.domain.paper_slips import PaperSlipKeyedError
from desktop.domain.rule_book import BROKEN, facts_of, facts_told
from desktop.domain.schedules import ClinicSession, SessionState
from desktop.domain.wind_down import WindDownError, in_force, refuse_after
from desktop.ports.central import Exchange
from desktop.ports.store import StoredBooking, StoredPatient, Transaction
from desktop.ports.trace import ROLLED_BACK
from desktop.services.desk import CLOCK_WRONG, REVOKED, Desk
from desktop.services.money_acts import give_back
from desktop.services.rules import book_of, free_until_at

CLAIM_TRIES = 3
MOST_MADE = 10_000
# Off line nobody else knows the day: with a clock this wrong the slip would name another one.
WRONG_DAY_S = 12 * 60 * 60


def open_session(tx: Transaction, session_id: SessionId) -> ClinicSession:
    """Return a session that takes bookings; raises SessionStoppedError, WindDownError."""
    session = tx.schedules.session(session_id)
    if session is None or session.state is not SessionState.OPEN:
        raise SessionStoppedError
    refuse_after(in_force(duty_from(raw) for raw in tx.schedules.plans(DUTY)), session.day)
    return session


def spent_right(tx: Transaction, session_id: SessionId, half_hour: int) -> Right:
    """Take this desk's lowest leased number of a half-hour.

    Raises DeskRevokedError, RolledBackError, ClockSkewError, NoRightsLeftError.
    """
    if tx.state.get(REVOKED) is not None:
        raise DeskRevokedError
    if tx.state.get(ROLLED_BACK) is not None:
        raise RolledBackError
    wrong_s = int(tx.state.get(CLOCK_WRONG) or 0)
    if abs(wrong_s) >= WRONG_DAY_S:
        raise ClockSkewError(seconds=wrong_s)
    right = tx.rights.lowest(session_id, half_hour)
    if right is None or not tx.rights.spend(right):
        raise NoRightsLeftError
    return right


def new_booking(
    desk: Desk, patient_id: PatientId, session: ClinicSession, wanted: Right, *, provisional: bool
) -> StoredBooking:
    """Return a booking as it begins: booked when the right names a number (a promise), else pending (a claim)."""
    state = BookingState.BOOKED if wanted.number else BookingState.PENDING
    return StoredBooking(
        id=BookingId(desk.new_id()), patient_id=patient_id, session_id=session.id, half_hour=wanted.half_hour,
        number=wanted.number, epoch=wanted.epoch, state=state.value, channel="desk", provisional=provisional,
        fee_fen=session.fee_fen, day=session.day, made_at=desk.clock.now(), staff_id=desk.keys.staff.staff_id,
    )  # fmt: skip


def booking_facts(booking: StoredBooking, quota: str = "", paper_slip: str = "") -> dict[str, object]:
    """Return what an operation that makes a booking says of it; nothing of it is personal."""
    named = {"quota": quota} if quota else {}
    if paper_slip:
        named["paper_slip"] = paper_slip
    return named | {
        "booking_id": booking.id,
        "patient_id": booking.patient_id,
        "provisional": booking.provisional,
        "fee_fen": booking.fee_fen,
        "day": booking.day.isoformat(),
    }


def answer_to(desk: Desk, exchange: Exchange, operation_id: OperationId) -> OperationResult:
    """Push until central has answered this operation; raises CentralUnreachableError."""
    for _ in range(CLAIM_TRIES):
        exchange.run(pull=False)
        with desk.store.read() as tx:
            result = tx.outbox.result_of(operation_id)
        if result is not None:
            return result
    raise CentralUnreachableError(cause="no-answer-to-claim")


def settled(booking: StoredBooking, result: OperationResult) -> StoredBooking:
    """Return a pending booking with central's answer."""
    accepted = result.status is ResultStatus.ACCEPTED
    state = next_state(BookingState.PENDING, BookingEvent.CONFIRM if accepted else BookingEvent.REFUSE)
    if not accepted:
        return replace(booking, state=state.value)
    return replace(booking, state=state.value, number=result.number, epoch=result.epoch)


def count_on_board(tx: Transaction, booking: StoredBooking, result: OperationResult) -> None:
    """Lower this desk's own count at once; the next exchange brings central's."""
    session = tx.schedules.session(booking.session_id)
    if session is None:
        return
    left, following = list(session.left), list(session.next_number)
    at = booking.half_hour
    if result.status is ResultStatus.ACCEPTED:
        left[at] = max(0, left[at] - 1)
        following[at] = result.number + 1 if left[at] else 0
    elif result.reason == SlotTakenError.code:
        left[at] = following[at] = 0
    tx.schedules.put_session(replace(session, left=tuple(left), next_number=tuple(following)))


def refusal(desk: Desk, result: OperationResult) -> KnownError:
    """Return the error that says why central refused a number, with what the rules here say of it (N21)."""
    code = result.reason
    if code in BROKEN:
        with desk.store.read() as tx:
            rules = book_of(tx).at(desk.clock.now())
        return BROKEN[code](**(facts_of(rules, code) | facts_told(code, (result.number, result.epoch))))
    known = {e.code: e for e in (SessionStoppedError, SlotTakenError, WindDownError, PaperSlipKeyedError)}
    return known[code]() if code in known else CentralRefusedError(reason=code)


def person_of(tx: Transaction, patient_id: PatientId) -> StoredPatient:
    """Return a person this desk holds; raises CentralRefusedError(person-gone)."""
    patient = tx.patients.get(patient_id)
    if patient is None:
        raise CentralRefusedError(reason="person-gone")
    return patient


def trace_booking(
    desk: Desk, tx: Transaction, patient: StoredPatient, booking: StoredBooking, basis: LegalBasis,
    result: str = "ok", quota: str = "",
) -> None:  # fmt: skip
    """Trace that a number was given, or why not, and of which group it was."""
    facts = {"basis": basis.value} | ({"quota": quota} if quota else {})
    desk.trace(tx, AuditAct.BOOK, subject=patient.audit_id, object_id=booking.id, result=result, facts=facts)


def cancel_booking(desk: Desk, tx: Transaction, booking: StoredBooking, reason: str) -> tuple[str, ...]:
    """Cancel by an operation behind the one that made the booking, with its trace; returns the refunds of the act."""
    state = next_state(BookingState(booking.state), BookingEvent.CANCEL)
    facts = {"booking_id": booking.id, "reason": reason}
    # the person may be erased or have left the desk's scope since: then the booking names nobody
    subject = booking.patient_id or None
    desk.record(tx, OperationKind.CANCEL_BOOKING, booking.id, subject=subject, facts=facts)
    cancelled = replace(booking, state=state.value)
    tx.bookings.put(cancelled)
    refunds = give_back(desk, tx, cancelled, reason)
    patient = tx.patients.get(booking.patient_id)
    audit_id = patient.audit_id if patient else None
    told = {"reason": reason, "before": booking.state, "after": state.value}
    desk.trace(tx, AuditAct.CANCEL, subject=audit_id, object_id=booking.id, facts=told)
    return tuple(refund.id for refund in refunds)


def found(tx: Transaction, booking_id: BookingId) -> StoredBooking:
    """Return a booking this desk holds; raises CentralRefusedError(booking-gone)."""
    booking = tx.bookings.get(booking_id)
    if booking is None:
        raise CentralRefusedError(reason="booking-gone")
    return booking


def freely(desk: Desk, tx: Transaction, booking: StoredBooking) -> Freely:
    """Return whether a booking may be given back freely now, only late, or not at all."""
    session = tx.schedules.session(booking.session_id)
    if session is None:
        return Freely.NEVER
    until = free_until_at(tx, booking, session, desk.clock.now())
    return judged_freely(BookingState(booking.state), until, desk.clock.now())


def refuse_unless_free(desk: Desk, tx: Transaction, booking: StoredBooking) -> None:
    """Raise CancelLateError or CannotChangeError for what may not be given back without a second person."""
    how = freely(desk, tx, booking)
    if how is Freely.LATE:
        raise CancelLateError
    if how is Freely.NEVER or booking.state == BookingState.PENDING.value:
        raise CannotChangeError(state=booking.state)


def check_reason(reason: str) -> None:
    """Raise CancelReasonMissingError unless the reason is on the list."""
    if reason not in set(CancelReason):
        raise CancelReasonMissingError


def trace_change(
    desk: Desk, tx: Transaction, act: AuditAct, booking: StoredBooking, facts: Mapping[str, str | int] | None = None,
    result: str = "ok",
) -> None:  # fmt: skip
    """Trace what happened to a booking."""
    patient = tx.patients.get(booking.patient_id)
    subject = patient.audit_id if patient else None
    desk.trace(tx, act, subject=subject, object_id=booking.id, result=result, facts=facts)


def withdraw_unfinished(desk: Desk, tx: Transaction) -> None:
    """Withdraw the claims of yesterday and today that were cut off before their slip: the program ended in between."""
    for day in (desk.today() - timedelta(days=1), desk.today()):
        for booking in tx.bookings.made_here(day, MOST_MADE):
            if booking.state == BookingState.PENDING.value:
                cancel_booking(desk, tx, booking, LINE_LOST)
