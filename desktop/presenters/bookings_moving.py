"""What a lifted booking means at the place it is dropped on, and what is said of it afterwards (G42, G43)."""

from __future__ import annotations

from desktop.domain.changes import CancelReason
from desktop.presenters.board_block import Picked
from desktop.presenters.bookings_state import Drop
from desktop.presenters.notes import Note, NoteKind, note
from desktop.services.bookings import BookingLine
from desktop.services.changes import Moved


def why_moved(picked: Picked, line: BookingLine) -> CancelReason:
    """Return what the place says: another clinic, another doctor, or another time."""
    if picked.department.id != line.department_id:
        return CancelReason.WRONG_DEPARTMENT
    if picked.line.doctor.id != line.doctor_id:
        return CancelReason.WRONG_DOCTOR
    return CancelReason.WRONG_TIME


def dropped_at(picked: Picked | None, line: BookingLine | None) -> Drop | None:
    """Return the place a lifted booking would go to, with the difference of the fees; None while there is none."""
    if picked is None or line is None:
        return None
    return Drop(
        picked.day, picked.starts, picked.department.name, picked.line.doctor.name, picked.cell.next_number,
        picked.line.doctor.fee_fen - line.fee_fen,
    )  # fmt: skip


def moved_note(moved: Moved) -> Note:
    """Return the new number, and what is to be paid more or goes back."""
    more = _to_settle(moved)
    code = "booking-moved" if more == 0 else "booking-moved-more" if more > 0 else "booking-moved-less"
    amount = f"{abs(more) / 100:.2f}"
    return note(NoteKind.OK, code, number=moved.slip.number, old=moved.old_number, amount=amount)


def _to_settle(moved: Moved) -> int:
    """Return what is to be paid more, below 0 what goes back; of a booking nobody paid for, the fees' difference."""
    return moved.owed_fen - moved.returned_fen if moved.money else moved.difference_fen
