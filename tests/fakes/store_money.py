"""Payments and shifts in memory."""

from __future__ import annotations

from datetime import date

from desktop.domain.ids import BookingId
from desktop.domain.schedules import clinic_day
from desktop.domain.shifts import Shift, ShiftState
from desktop.ports.money import StoredPayment
from tests.fakes.store_rows import Rows


class FakeMoney:
    """Implements ports.money.MoneyRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put(self, payment: StoredPayment) -> None:
        self._rows.payments[payment.id] = payment

    def get(self, payment_id: str) -> StoredPayment | None:
        return self._rows.payments.get(payment_id)

    def of_booking(self, booking_id: BookingId) -> tuple[StoredPayment, ...]:
        return self._ordered([p for p in self._rows.payments.values() if p.booking_id == booking_id])

    def of_shift(self, shift_id: str) -> tuple[StoredPayment, ...]:
        return self._ordered([p for p in self._rows.payments.values() if p.shift_id == shift_id])

    def put_shift(self, shift: Shift) -> None:
        self._rows.shifts[shift.id] = shift

    def shift(self, shift_id: str) -> Shift | None:
        return self._rows.shifts.get(shift_id)

    def open_shift(self, desk_id: str, staff_id: str) -> Shift | None:
        own = (
            s for s in self._rows.shifts.values()
            if (s.desk_id, s.staff_id, s.state) == (desk_id, staff_id, ShiftState.OPEN)
        )  # fmt: skip
        return next(own, None)

    def last_closed(self, desk_id: str) -> Shift | None:
        closed = [
            (s.closed_at, s.id, s) for s in self._rows.shifts.values() if s.desk_id == desk_id and s.closed_at
        ]
        return max(closed, key=lambda item: item[:2])[2] if closed else None

    def shifts(self, day: date) -> tuple[Shift, ...]:
        own = [s for s in self._rows.shifts.values() if clinic_day(s.opened_at) == day]
        return tuple(sorted(own, key=lambda s: (s.opened_at, s.id)))

    @staticmethod
    def _ordered(found: list[StoredPayment]) -> tuple[StoredPayment, ...]:
        whole = [p for p in found if p.state != "refused"]
        return tuple(sorted(whole, key=lambda p: (p.at, p.kind.value, p.id)))
