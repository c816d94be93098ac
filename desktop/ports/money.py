"""Money as the services see it in the sealed store: payments, refunds and shifts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desktop.domain.ids import BookingId
from desktop.domain.payments import Amounts, Entry, EntryKind, Second
from desktop.domain.shifts import Shift


@dataclass(frozen=True, slots=True)
class StoredPayment:
    """A payment or a refund; it names nobody. `due_fen` is what the visit cost when it was made.

    `state`: pending (asked of central), done, refused. `invoice_no` is the electronic
    invoice's number, if there is one.
    """

    id: str
    booking_id: BookingId
    kind: EntryKind
    amounts: Amounts
    due_fen: int
    shift_id: str
    staff_id: str
    at: datetime
    day: date
    of: str | None = None
    qr_ref: str = ""
    insurance_ref: str = ""
    invoice_no: str = ""
    given_fen: int = 0
    second: Second = Second.NOT_NEEDED
    reason: str = ""
    state: str = "done"
    version: int = 0

    def entry(self) -> Entry:
        """Return the line of the ledger."""
        return Entry(
            self.id, self.booking_id, self.kind, self.amounts, self.of, self.qr_ref, self.insurance_ref, self.second
        )  # fmt: skip


class MoneyRepository(Protocol):
    """Payments of the working set and the shifts that this desk knows of."""

    def put(self, payment: StoredPayment) -> None:
        """Insert or replace."""

    def get(self, payment_id: str) -> StoredPayment | None:
        """Return one payment or refund."""

    def of_booking(self, booking_id: BookingId) -> tuple[StoredPayment, ...]:
        """Return what was paid and given back for a booking, in order; refused ones are left out."""

    def of_shift(self, shift_id: str) -> tuple[StoredPayment, ...]:
        """Return a shift's payments and refunds in order; refused ones are left out."""

    def put_shift(self, shift: Shift) -> None:
        """Insert or replace."""

    def shift(self, shift_id: str) -> Shift | None:
        """Return one shift."""

    def open_shift(self, desk_id: str, staff_id: str) -> Shift | None:
        """Return the open shift of a clerk at a desk."""

    def last_closed(self, desk_id: str) -> Shift | None:
        """Return the shift that ended last at a desk."""

    def shifts(self, day: date) -> tuple[Shift, ...]:
        """Return the shifts opened on a day (hospital's calendar), oldest first."""
