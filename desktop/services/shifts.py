"""The clerk's shift at this desk: open with a float, hand over or settle with counted cash (G54)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.audit import AuditAct
from desktop.domain.money_papers import ShiftPaper
from desktop.domain.operations import OperationKind
from desktop.domain.shifts import (
    MOST_FLOAT_FEN,
    Count,
    CountInvalidError,
    Difference,
    Settlement,
    Shift,
    ShiftAlreadyOpenError,
    ShiftState,
    Takings,
    expected_fen,
    settle,
    takings,
)
from desktop.domain.staff import Action
from desktop.ports.store import Transaction
from desktop.services.desk import Desk
from desktop.services.money_acts import own_shift


@dataclass(frozen=True, slots=True)
class ShiftView:
    """The shift in hand, or what was left in the drawer for the next one."""

    shift: Shift | None
    took: Takings
    expected_fen: int
    left_before_fen: int


class ShiftService:
    """Opens and closes the shift of the signed-in person; registration never waits for it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self) -> ShiftView:
        """Return how the shift stands now."""
        desk = self._desk
        desk.require(Action.RUN_SHIFT)
        with desk.store.read() as tx:
            shift = tx.money.open_shift(desk.keys.desk.desk, desk.keys.staff.staff_id)
            if shift is None:
                before = tx.money.last_closed(desk.keys.desk.desk)
                return ShiftView(None, Takings(), 0, before.left_fen if before else 0)
            took = _takings(tx, shift)
            return ShiftView(shift, took, expected_fen(shift.float_fen, took), 0)

    def open(self, float_fen: int) -> Shift:
        """Open a shift with this float; raises ShiftAlreadyOpenError, CountInvalidError."""
        desk = self._desk
        desk.require(Action.RUN_SHIFT)
        if not 0 <= float_fen <= MOST_FLOAT_FEN:
            raise CountInvalidError(fen=float_fen)
        staff, here = desk.keys.staff.staff_id, desk.keys.desk.desk
        with desk.store.write() as tx:
            if tx.money.open_shift(here, staff) is not None:
                raise ShiftAlreadyOpenError
            shift = Shift(desk.new_id(), here, staff, desk.clock.now(), float_fen)
            desk.record(tx, OperationKind.OPEN_SHIFT, shift.id, facts={"float_fen": float_fen})
            tx.money.put_shift(shift)
            desk.trace(tx, AuditAct.SHIFT_OPENED, object_id=shift.id, facts={"fen": float_fen})
        return shift

    def close(
        self, count: Count, reason: Difference = Difference.NONE, *, left_fen: int = 0, handed_to: str = ""
    ) -> ShiftPaper:
        """Settle the shift, or hand the drawer over to the next clerk with what is left in it.

        Raises NoOpenShiftError, DifferenceUnexplainedError, LeftTooMuchError; nothing is saved then.
        """
        desk = self._desk
        desk.require(Action.RUN_SHIFT)
        kind = OperationKind.HAND_OVER_SHIFT if handed_to else OperationKind.SETTLE_SHIFT
        with desk.store.write() as tx:
            shift = own_shift(desk, tx)
            done = settle(shift.float_fen, _takings(tx, shift), count, reason, left_fen)
            closed = replace(
                shift, state=ShiftState.HANDED_OVER if handed_to else ShiftState.SETTLED, closed_at=desk.clock.now(),
                count=count, expected_fen=done.expected_fen, difference_fen=done.difference_fen, reason=done.reason,
                left_fen=left_fen, handed_to=handed_to,
            )  # fmt: skip
            facts = {
                "counted": count.encode(), "expected_fen": done.expected_fen, "reason": done.reason.value,
                "left_fen": left_fen, "handed_to": handed_to,
            }  # fmt: skip
            desk.record(tx, kind, shift.id, facts=facts)
            tx.money.put_shift(closed)
            desk.trace(
                tx, AuditAct.SHIFT_CLOSED, object_id=shift.id, facts={"difference_fen": done.difference_fen}
            )
        return self._paper(closed, done)

    def _paper(self, closed: Shift, done: Settlement) -> ShiftPaper:
        place = self._desk.place
        return ShiftPaper(
            closed.id, place.hospital, place.window, self._desk.keys.staff.name, closed.opened_at,
            closed.closed_at or closed.opened_at, done, closed.handed_to,
        )  # fmt: skip


def _takings(tx: Transaction, shift: Shift) -> Takings:
    return takings(p.entry() for p in tx.money.of_shift(shift.id))
