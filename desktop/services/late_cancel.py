"""A late cancellation: one person asks, another signs the same effect, at any desk (DOMAIN §5.4, A3)."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingEvent, BookingState, next_state
from desktop.domain.changes import LATE_SIGNED_AS, LATE_TASK, CannotChangeError, Freely, LateCancelEffect
from desktop.domain.errors import CentralRefusedError, SelfApprovalError
from desktop.domain.ids import BookingId, StaffId, TaskId
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.staff import Action
from desktop.ports.store import StoredTask
from desktop.services import slot_acts
from desktop.services.desk import Desk
from desktop.services.supervision import OPEN, RESOLVED


class LateCancelService:
    """Both halves of the dual control; central checks both signatures again against the roster."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask(self, booking_id: BookingId, reason: str) -> TaskId:
        """Ask under the asker's own signature; it waits on the supervisors' list, once for a booking.

        Raises CancelReasonMissingError, CannotChangeError (also when it could be cancelled freely).
        """
        desk = self._desk
        desk.require(Action.CANCEL)
        slot_acts.check_reason(reason)
        with desk.store.write() as tx:
            booking = slot_acts.found(tx, booking_id)
            if slot_acts.freely(desk, tx, booking) is not Freely.LATE:
                raise CannotChangeError(state=booking.state)
            waiting = next((t for t in tx.cases.tasks(OPEN) if _asks_for(t, booking_id)), None)
            if waiting is not None:
                return waiting.id
            effect = LateCancelEffect(TaskId(desk.new_id()), booking_id, desk.keys.staff.staff_id, reason)
            desk.record(
                tx, OperationKind.ASK_LATE_CANCEL, effect.ask_id, subject=booking.patient_id or None,
                facts={"booking_id": booking_id, "reason": reason}, approvals=(self._signature(effect),),
            )  # fmt: skip
            tx.cases.put_task(
                StoredTask(
                    effect.ask_id, LATE_TASK, OPEN, desk.clock.now(), booking.patient_id, booking_id, reason,
                    effect.asked_by,
                )
            )  # fmt: skip
            slot_acts.trace_change(desk, tx, AuditAct.ASK_LATE, booking, {"reason": reason})
        return effect.ask_id

    def approve(self, task_id: TaskId) -> None:
        """Sign as the second person: the booking ends late; raises SelfApprovalError, NotPermittedError."""
        desk = self._desk
        desk.require(Action.APPROVE_LATE_CANCEL)
        with desk.store.write() as tx:
            task = next((t for t in tx.cases.tasks(OPEN) if t.id == task_id), None)
            if task is None or task.booking_id is None or task.asked_by is None:
                raise CentralRefusedError(reason="task-not-open")
            if task.asked_by == desk.keys.staff.staff_id:
                raise SelfApprovalError
            booking = slot_acts.found(tx, task.booking_id)
            state = next_state(BookingState(booking.state), BookingEvent.CANCEL_LATE)
            effect = LateCancelEffect(task_id, booking.id, StaffId(task.asked_by), task.reason)
            desk.record(
                tx, OperationKind.CANCEL_LATE, booking.id, subject=booking.patient_id or None,
                facts={"ask_id": task_id, "reason": task.reason}, approvals=(self._signature(effect),),
            )  # fmt: skip
            tx.bookings.put(replace(booking, state=state.value))
            tx.cases.put_task(replace(task, state=RESOLVED))
            told = {"reason": task.reason, "before": booking.state, "after": state.value}
            slot_acts.trace_change(desk, tx, AuditAct.CANCEL_LATE, booking, told)

    def _signature(self, effect: LateCancelEffect) -> Approval:
        person = self._desk.keys.person
        return Approval(person.person, person.sign(LATE_SIGNED_AS, effect.to_bytes()))


def _asks_for(task: StoredTask, booking_id: BookingId) -> bool:
    return task.kind == LATE_TASK and task.booking_id == booking_id
