"""A refund that two desks gave off line: shown with every movement, settled by a third person through central (G44)."""

from __future__ import annotations

from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError, SelfApprovalError
from desktop.domain.ids import TaskId
from desktop.domain.operations import OperationKind
from desktop.domain.payments import EntryKind, Ledger
from desktop.domain.shifts import ShiftState
from desktop.domain.staff import Action
from desktop.domain.twice import REFUND_TWICE, Move, Twice, settled_part
from desktop.ports.money import StoredPayment
from desktop.ports.store import StoredTask, Transaction
from desktop.services.desk import Desk
from desktop.services.money_acts import DONE, own_shift
from desktop.services.pushing import Pushes

OPEN = "open"


def twice_of(tx: Transaction, task: StoredTask) -> Twice | None:
    """Return what this desk knows of the money of such a task, None for any other."""
    if task.kind != REFUND_TWICE or task.booking_id is None:
        return None
    entries = tx.money.of_booking(task.booking_id)
    refund = next((entry for entry in entries if entry.id == task.reason), None)
    shift = tx.money.shift(refund.shift_id) if refund else None
    return Twice(
        tuple(Move(e.kind, e.staff_id, e.at, e.amounts, e.id == task.reason) for e in entries),
        Ledger(entry.entry() for entry in entries).over,
        shift is not None and shift.state is ShiftState.OPEN,
    )


def gave_back(twice: Twice | None, staff_id: str) -> bool:
    """Return whether one of the refunds was this person's."""
    moves = twice.moves if twice else ()
    return any(move.kind is EntryKind.REFUND and move.staff_id == staff_id for move in moves)


class TwiceService:
    """Central decides: the entry is kept here, and counts in a drawer, only after its answer (A4)."""

    def __init__(self, desk: Desk, pushing: Pushes) -> None:
        self._desk = desk
        self._pushing = pushing

    def settle(self, task_id: TaskId, way: EntryKind) -> None:
        """Say what became of the refund too many.

        Raises NotPermittedError, SelfApprovalError, NothingOverError, NoOpenShiftError for money that came back without
        an open drawer, CentralUnreachableError, CentralRefusedError.
        """
        desk = self._desk
        desk.require(Action.RESOLVE_TASK)
        self._pushing.ready()
        with desk.store.write() as tx:
            entry = self._entry(tx, _task(tx, task_id), way)
            facts = {
                "task_id": task_id,
                "outcome": way.value,
                "entry_id": entry.id,
                "shift_id": entry.shift_id,
            }
            operation = desk.record(tx, OperationKind.RESOLVE_TASK, task_id, facts=facts)
            desk.trace(tx, AuditAct.TASK_RESOLVED, object_id=task_id, facts={"outcome": way.value})
        self._pushing.answer(operation.id)
        if way is EntryKind.RECOVERED:
            with desk.store.write() as tx:
                tx.money.put(entry)

    def _entry(self, tx: Transaction, task: StoredTask, way: EntryKind) -> StoredPayment:
        desk, twice = self._desk, twice_of(tx, task)
        refund = tx.money.get(task.reason)
        if twice is None or refund is None:
            raise CentralRefusedError(reason="booking-gone")
        staff = desk.keys.staff.staff_id
        if gave_back(twice, staff):
            raise SelfApprovalError
        part = settled_part(twice.over, refund.amounts)
        shift_id = own_shift(desk, tx).id if way is EntryKind.RECOVERED else ""
        return StoredPayment(
            id=desk.new_id(), booking_id=refund.booking_id, kind=way, amounts=part, due_fen=0, shift_id=shift_id,
            staff_id=staff, at=desk.clock.now(), day=desk.today(), of=refund.id, reason=way.value, state=DONE,
            version=1,
        )  # fmt: skip


def _task(tx: Transaction, task_id: TaskId) -> StoredTask:
    task = next((t for t in tx.cases.tasks(OPEN) if t.id == task_id), None)
    if task is None:
        raise CentralRefusedError(reason="task-not-open")
    return task
