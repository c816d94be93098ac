"""What was given back with a deletion that came to nothing: told honestly, and held again in one act (N14, P25)."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId, OperationId
from desktop.domain.operations import OperationKind
from desktop.domain.staff import Action
from desktop.ports.central import LeftBooking, LeftBookings
from desktop.services.desk import Desk
from desktop.services.pushing import Pushes


class LeftBookingsService:
    """Central answers for every window; the fee was paid back and is due again as with any unpaid number."""

    def __init__(self, desk: Desk, pushing: Pushes, source: LeftBookings) -> None:
        self._desk, self._pushing, self._source = desk, pushing, source

    def left(self, case_id: CaseId) -> tuple[LeftBooking, ...]:
        """Return what went with the case and can still take place; traced before it is asked (A2).

        Raises NotPermittedError, CentralRefusedError while the case goes on, CentralUnreachableError.
        """
        desk = self._desk
        desk.require(Action.FILE_DELETION)
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.ERASURE_SHOWN, object_id=case_id, facts={"what": "bookings"})
        return self._source.left(desk.keys.staff.staff_id, case_id)

    def hold_again(self, bookings: Iterable[LeftBooking]) -> int:
        """Have central hold each number again; returns how many it gave, the others are somebody else's now.

        Raises NotPermittedError, CentralUnreachableError.
        """
        desk = self._desk
        desk.require(Action.CANCEL)
        self._pushing.ready()
        asked = []
        with desk.store.write() as tx:
            for one in bookings:
                operation = desk.record(
                    tx,
                    OperationKind.RESTORE_BOOKING,
                    one.id,
                    subject=one.patient_id,
                    facts={"booking_id": one.id},
                )
                patient = tx.patients.get(one.patient_id)
                desk.trace(
                    tx, AuditAct.RESTORE, subject=patient.audit_id if patient else None, object_id=one.id,
                    facts={"before": BookingState.CANCELLED.value, "after": BookingState.BOOKED.value},
                )  # fmt: skip
                asked.append(operation.id)
        return sum(self._given(one) for one in asked)

    def _given(self, operation_id: OperationId) -> bool:
        try:
            self._pushing.answer(operation_id)
        except CentralRefusedError:
            return False
        return True
