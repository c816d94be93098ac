"""The lines of the day at this desk: who waits where, every step, undo, and the clock's no-shows (G32-G39, G45-G47)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.changes import NumberGoneError
from desktop.domain.documents import age_on
from desktop.domain.errors import CentralRefusedError, CentralUnreachableError, KnownError
from desktop.domain.ids import BookingId, PatientId, SessionId
from desktop.domain.lines import served_of
from desktop.domain.not_come import RegainNeedsLineError
from desktop.domain.operations import Approval, Operation, OperationKind
from desktop.domain.pick_up import Shown
from desktop.domain.queue_entry import PriorityClass, QueueEntry
from desktop.domain.queueing import (
    LAPSED,
    THE_CLOCK,
    Act,
    CheckInBy,
    ExcuseReason,
    QueueStep,
    StepUndoLateError,
    lapse,
    may_undo,
    new_entry,
    take,
    undo,
)
from desktop.domain.slips import SlipCode
from desktop.domain.staff import Action
from desktop.ports.store import StoredBooking, Transaction
from desktop.services.desk import Desk
from desktop.services.lines import standings
from desktop.services.not_come import not_come, refuse_who_came_late, too_early
from desktop.services.pick_up import NOTHING_ASKED, Proved, prove, settle
from desktop.services.pushing import Pushes
from desktop.services.rules import book_of

_ENDED = frozenset(
    {BookingState.CANCELLED.value, BookingState.CANCELLED_LATE.value, BookingState.REFUSED.value,
     BookingState.PENDING.value, BookingState.REBOOKED.value, BookingState.REFUNDED.value}
)  # fmt: skip
_GONE = frozenset({BookingState.LAPSED.value, BookingState.NO_SHOW.value})
RIGHTS = {QueueStep.CHECK_IN: Action.CHECK_IN, QueueStep.EXCUSE: Action.EXCUSE}
MOST_OF_ONE = 20


class NotTodayError(KnownError):
    """Somebody checks in on the day of the booking; facts: `day`."""

    code = "not-today"


class StepTooEarlyError(KnownError):
    """Nobody is a no-show before the session (by some rules: their half-hour) is over."""

    code = "step-too-early"


class NobodyBookedError(KnownError):
    """This person has no booking for today; register them as a walk-in."""

    code = "nobody-booked"


@dataclass(frozen=True, slots=True)
class Stepped:
    """What a step left: where the booking stands, and the operation that undo names."""

    booking_id: BookingId
    state: BookingState
    step: QueueStep
    operation_id: str


class QueueService:
    """Every step is one transaction: booking, place in the line, signed operation and trace (G47)."""

    def __init__(self, desk: Desk, pushing: Pushes) -> None:
        self._desk = desk
        self._pushing = pushing

    def check_in(
        self, booking_id: BookingId, how: CheckInBy, priority: PriorityClass | None = None,
        shown: Shown | None = None,
    ) -> Stepped:  # fmt: skip
        """Check somebody in for today; an elder gets their class by the birth date unless another is told (G32, G46).

        A number booked ahead is taken with the document `shown` (N24). Raises NotTodayError, IllegalTransitionError,
        NotPermittedError, CollectLateError, CameTooLateError, DocumentNeededError, OtherPersonError, LooksMistypedError
        and what else domain.pick_up names.
        """
        desk = self._desk
        with desk.store.write() as tx:
            booking = _booking(tx, booking_id)
            if booking.day != desk.today():
                raise NotTodayError(day=booking.day.isoformat())
            refuse_who_came_late(tx, booking, _entry(tx, booking), desk.clock.now())
            proved = prove(desk, tx, booking, shown)
            came = self._step(
                tx, booking, QueueStep.CHECK_IN, how=how, proved=proved,
                priority=priority or self._class_of(tx, booking),
            )  # fmt: skip
            settle(tx, proved)
            return came

    def step(
        self,
        booking_id: BookingId,
        step: QueueStep,
        *,
        priority: PriorityClass | None = None,
        to_session: SessionId | None = None,
        reason: ExcuseReason = ExcuseReason.MARKED_WRONGLY,
    ) -> Stepped:
        """Call, miss, bring back, transfer, begin or end a visit, set a class, mark or excuse (`reason`) a no-show.

        A lapsed number is excused by central alone: raises RegainNeedsLineError, NumberGoneError.
        """
        with self._desk.store.read() as tx:
            lapsed = _booking(tx, booking_id).state == BookingState.LAPSED.value
        if lapsed and step is QueueStep.EXCUSE:
            return self._regain(booking_id, reason)
        with self._desk.store.write() as tx:
            booking = _booking(tx, booking_id)
            if step is QueueStep.NO_SHOW and too_early(tx, booking, self._desk.clock.now()):
                raise StepTooEarlyError
            return self._step(tx, booking, step, priority=priority, to_session=to_session, reason=reason)

    def _regain(self, booking_id: BookingId, reason: ExcuseReason) -> Stepped:
        desk = self._desk
        desk.require(Action.EXCUSE)
        try:
            self._pushing.ready()
        except CentralUnreachableError as error:
            raise RegainNeedsLineError from error
        with desk.store.write() as tx:
            booking = _booking(tx, booking_id)
            facts = {"step": QueueStep.EXCUSE.value, "from": booking.state, "reason": reason.value}
            operation = self._record(tx, OperationKind.QUEUE_STEP, booking, facts)
            self._trace(tx, AuditAct.QUEUE_STEP, booking, {"step": "excuse", "reason": reason.value})
        try:
            self._pushing.answer(operation.id)
        except CentralRefusedError as error:
            raise (NumberGoneError() if error.facts["reason"] == NumberGoneError.code else error) from error
        return Stepped(booking.id, BookingState.BOOKED, QueueStep.EXCUSE, operation.id)

    def undo(self, done: Stepped) -> Stepped:
        """Take a step back within 60 seconds, on line or off, by an act of its own (N30); raises StepUndoLateError."""
        desk = self._desk
        desk.require(_right(done.step))
        with desk.store.write() as tx:
            booking = _booking(tx, done.booking_id)
            entry = _entry(tx, booking)
            if not may_undo(entry, done.operation_id, desk.clock.now()):
                raise StepUndoLateError
            facts = {"step": QueueStep.UNDO.value, "from": booking.state, "undoes": done.operation_id}
            operation = self._record(tx, OperationKind.QUEUE_STEP, booking, facts)
            act = Act(QueueStep.UNDO, operation.happened_at, operation.author, operation.id)
            state, before = undo(entry, done.operation_id, act)
            self._keep(tx, booking, state, before)
            self._trace(tx, AuditAct.QUEUE_STEP, booking, {"step": "undo", "undoes": done.step.value})
            return Stepped(booking.id, state, QueueStep.UNDO, operation.id)

    def of_patient_today(self, patient_id: PatientId) -> BookingId:
        """Return the booking of a person by which they check in now: the first of today that is not in a line.

        Raises NobodyBookedError.
        """
        with self._desk.store.read() as tx:
            today = [
                b for b in tx.bookings.of_patient(patient_id, MOST_OF_ONE) if b.day == self._desk.today()
            ]
        open_ones = [b for b in today if b.state in (BookingState.BOOKED.value, BookingState.COLLECTED.value)]
        if not open_ones:
            # whose number is gone hears why, and what to do
            open_ones = [b for b in today if b.state in _GONE]
        if not open_ones:
            raise NobodyBookedError
        return min(open_ones, key=lambda b: (b.half_hour, b.number, b.id)).id

    def of_slip(self, code: SlipCode) -> BookingId:
        """Return the booking behind a slip's code: same number, same grant, same operation; raises NobodyBookedError.

        Another desk's booking names no operation here; there the grant's epoch alone tells an older slip.
        """
        with self._desk.store.read() as tx:
            # a number that lapsed may be somebody else's by now: who holds it comes first
            of_session = sorted(tx.bookings.of_session(code.session_id), key=lambda b: b.state in _GONE)
            for booking in of_session:
                same = (booking.number, booking.epoch) == (code.number, code.epoch)
                made_by = booking.operation_id or code.operation_id
                if same and made_by == code.operation_id and booking.state not in _ENDED:
                    return booking.id
        raise NobodyBookedError

    def close_ended(self) -> int:
        """By the clock: who is still only booked when the rules say so did not come (G39); returns how many.

        Nobody acts, so no operation goes up: central's own clock comes to the same, and its rows win.
        """
        desk = self._desk
        now, made = desk.clock.now(), 0
        with desk.store.read() as tx:
            found = not_come(tx, desk.today(), now)
        if not found:
            return 0
        with desk.store.write() as tx:
            for booking, entry, says in not_come(tx, desk.today(), now):
                before = BookingState(booking.state)
                if says.lapses:
                    state, after = lapse(before, entry, now)
                else:
                    state, after = take(before, entry, Act(QueueStep.NO_SHOW, now, THE_CLOCK, ""))
                self._keep(tx, booking, state, after)
                step = LAPSED if says.lapses else QueueStep.NO_SHOW.value
                self._trace(tx, AuditAct.QUEUE_STEP, booking, {"step": step, "by": THE_CLOCK})
                made += 1
        return made

    def _class_of(self, tx: Transaction, booking: StoredBooking) -> PriorityClass | None:
        patient = tx.patients.get(booking.patient_id) if booking.patient_id else None
        birth = patient.record.birth_date() if patient else None
        from_age = book_of(tx).queue_at(self._desk.clock.now()).elder_from
        elder = birth is not None and (age_on(birth, self._desk.today()) or 0) >= from_age
        return PriorityClass.ELDER if elder else None

    def _step(
        self,
        tx: Transaction,
        booking: StoredBooking,
        step: QueueStep,
        *,
        how: CheckInBy = CheckInBy.LIST,
        priority: PriorityClass | None = None,
        to_session: SessionId | None = None,
        reason: ExcuseReason | None = None,
        proved: Proved = NOTHING_ASKED,
    ) -> Stepped:
        self._desk.require(_right(step))
        entry = _entry(tx, booking)
        facts: dict[str, object] = {"step": step.value, "from": booking.state}
        if priority is not None:
            facts["priority"] = priority.value
        if step is QueueStep.CHECK_IN:
            facts |= {"how": how.value, **proved.facts}
        if step is QueueStep.TRANSFER:
            facts["to_session"] = to_session or ""
        why = reason.value if reason is not None and step is QueueStep.EXCUSE else ""
        if why:
            facts["reason"] = why
        state = BookingState(booking.state)
        passed = self._passed(tx, entry) if step is QueueStep.REQUEUE else 0
        # judged before anything is written
        at = self._desk.clock.now()
        staff = self._desk.keys.staff.staff_id
        rules = book_of(tx).queue_at(at)
        act = Act(step, at, staff, "", how, priority, to_session or "", passed, rules, why)
        take(state, entry, act)
        kind = OperationKind.CHECK_IN if step is QueueStep.CHECK_IN else OperationKind.QUEUE_STEP
        operation = self._record(tx, kind, booking, facts, proved.approvals)
        after, changed = take(state, entry, replace(act, at=operation.happened_at, operation_id=operation.id))
        self._keep(tx, booking, after, changed)
        audit = AuditAct.CHECK_IN if step is QueueStep.CHECK_IN else AuditAct.QUEUE_STEP
        told = {"by": how.value, **proved.traced} if step is QueueStep.CHECK_IN else {"step": step.value}
        told |= {"before": booking.state, "after": after.value} | ({"reason": why} if why else {})
        self._trace(tx, audit, booking, told)
        return Stepped(booking.id, after, step, operation.id)

    def _passed(self, tx: Transaction, entry: QueueEntry) -> int:
        session_id = SessionId(entry.session_id)
        return served_of(s for s in standings(tx, (session_id,)) if s.entry.session_id == session_id)

    def _record(
        self, tx: Transaction, kind: OperationKind, booking: StoredBooking, facts: Mapping[str, object],
        approvals: tuple[Approval, ...] = (),
    ) -> Operation:  # fmt: skip
        subject = booking.patient_id or None
        return self._desk.record(tx, kind, booking.id, subject=subject, facts=facts, approvals=approvals)

    def _keep(self, tx: Transaction, booking: StoredBooking, state: BookingState, entry: QueueEntry) -> None:
        tx.bookings.put(replace(booking, state=state.value))
        tx.queue.put(booking.id, entry)

    def _trace(
        self, tx: Transaction, act: AuditAct, booking: StoredBooking, facts: Mapping[str, str | int]
    ) -> None:
        patient = tx.patients.get(booking.patient_id) if booking.patient_id else None
        subject = patient.audit_id if patient else None
        self._desk.trace(tx, act, subject=subject, object_id=booking.id, facts=facts)


def _right(step: QueueStep) -> Action:
    return RIGHTS.get(step, Action.QUEUE)


def _booking(tx: Transaction, booking_id: BookingId) -> StoredBooking:
    booking = tx.bookings.get(booking_id)
    if booking is None:
        raise NobodyBookedError
    return booking


def _entry(tx: Transaction, booking: StoredBooking) -> QueueEntry:
    return tx.queue.get(booking.id) or new_entry(booking.session_id)
