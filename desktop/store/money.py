"""Payments, refunds and shifts; what a shift took is added up from its rows, never kept as a sum."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from desktop.domain.ids import BookingId
from desktop.domain.payments import Amounts, EntryKind, Second
from desktop.domain.schedules import CHINA
from desktop.domain.shifts import Count, Difference, Shift, ShiftState
from desktop.ports.money import StoredPayment
from desktop.store import tables
from desktop.store.times import from_us, from_us_or_none, to_us, to_us_or_none

REFUSED = "refused"

_p = tables.payments.c
_s = tables.shifts.c
_PUT = sa.insert(tables.payments).prefix_with("OR REPLACE")
_GET = sa.select(tables.payments).where(_p.id == sa.bindparam("wanted"))
_OF_BOOKING = (
    sa.select(tables.payments)
    .where(_p.booking_id == sa.bindparam("booking"), _p.state != REFUSED)
    .order_by(_p.at_us, _p.kind, _p.id)
)
_OF_SHIFT = (
    sa.select(tables.payments)
    .where(_p.shift_id == sa.bindparam("shift"), _p.state != REFUSED)
    .order_by(_p.at_us, _p.kind, _p.id)
)
_PUT_SHIFT = sa.insert(tables.shifts).prefix_with("OR REPLACE")
_SHIFT = sa.select(tables.shifts).where(_s.id == sa.bindparam("wanted"))
_OPEN = sa.select(tables.shifts).where(
    _s.desk_id == sa.bindparam("desk"),
    _s.staff_id == sa.bindparam("staff"),
    _s.state == ShiftState.OPEN.value,
)
_LAST = (
    sa.select(tables.shifts)
    .where(_s.desk_id == sa.bindparam("desk"), _s.closed_us.is_not(None))
    .order_by(_s.closed_us.desc(), _s.id.desc())
    .limit(1)
)
_OF_DAY = (
    sa.select(tables.shifts)
    .where(_s.opened_us >= sa.bindparam("first"), _s.opened_us < sa.bindparam("end"))
    .order_by(_s.opened_us, _s.id)
)


class SealedMoney:
    """Implements ports.money.MoneyRepository."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, payment: StoredPayment) -> None:
        """Insert or replace."""
        values = {
            "id": payment.id,
            "booking_id": payment.booking_id,
            "kind": payment.kind.value,
            "cash_fen": payment.amounts.cash_fen,
            "qr_fen": payment.amounts.qr_fen,
            "insurance_fen": payment.amounts.insurance_fen,
            "due_fen": payment.due_fen,
            "shift_id": payment.shift_id,
            "staff_id": payment.staff_id,
            "at_us": to_us(payment.at),
            "day": payment.day.isoformat(),
            "of_payment": payment.of,
            "qr_ref": payment.qr_ref,
            "insurance_ref": payment.insurance_ref,
            "invoice_no": payment.invoice_no,
            "given_fen": payment.given_fen,
            "second": payment.second.value,
            "reason": payment.reason,
            "state": payment.state,
            "version": payment.version,
        }
        self._connection.execute(_PUT, values)

    def get(self, payment_id: str) -> StoredPayment | None:
        """Return one payment or refund."""
        row = self._connection.execute(_GET, {"wanted": payment_id}).one_or_none()
        return None if row is None else _payment(row)

    def of_booking(self, booking_id: BookingId) -> tuple[StoredPayment, ...]:
        """Return what was paid and given back for a booking, in order; refused ones are left out."""
        return tuple(map(_payment, self._connection.execute(_OF_BOOKING, {"booking": booking_id})))

    def of_shift(self, shift_id: str) -> tuple[StoredPayment, ...]:
        """Return a shift's payments and refunds in order; refused ones are left out."""
        return tuple(map(_payment, self._connection.execute(_OF_SHIFT, {"shift": shift_id})))

    def put_shift(self, shift: Shift) -> None:
        """Insert or replace."""
        values = {
            "id": shift.id,
            "desk_id": shift.desk_id,
            "staff_id": shift.staff_id,
            "opened_us": to_us(shift.opened_at),
            "float_fen": shift.float_fen,
            "state": shift.state.value,
            "closed_us": to_us_or_none(shift.closed_at),
            "counted": shift.count.encode(),
            "expected_fen": shift.expected_fen,
            "difference_fen": shift.difference_fen,
            "reason": shift.reason.value,
            "left_fen": shift.left_fen,
            "handed_to": shift.handed_to,
            "version": shift.version,
        }
        self._connection.execute(_PUT_SHIFT, values)

    def shift(self, shift_id: str) -> Shift | None:
        """Return one shift."""
        return self._one(_SHIFT, wanted=shift_id)

    def open_shift(self, desk_id: str, staff_id: str) -> Shift | None:
        """Return the open shift of a clerk at a desk."""
        return self._one(_OPEN, desk=desk_id, staff=staff_id)

    def last_closed(self, desk_id: str) -> Shift | None:
        """Return the shift that ended last at a desk."""
        return self._one(_LAST, desk=desk_id)

    def shifts(self, day: date) -> tuple[Shift, ...]:
        """Return the shifts opened on a day (hospital's calendar), oldest first."""
        begins = datetime.combine(day, time(), CHINA)
        values = {"first": to_us(begins), "end": to_us(begins + timedelta(days=1))}
        return tuple(map(_shift, self._connection.execute(_OF_DAY, values)))

    def _one(self, statement: sa.Select[Any], **values: object) -> Shift | None:
        row = self._connection.execute(statement, values).first()
        return None if row is None else _shift(row)


def _payment(row: sa.Row[Any]) -> StoredPayment:
    return StoredPayment(
        id=row.id,
        booking_id=BookingId(row.booking_id),
        kind=EntryKind(row.kind),
        amounts=Amounts(row.cash_fen, row.qr_fen, row.insurance_fen),
        due_fen=row.due_fen,
        shift_id=row.shift_id,
        staff_id=row.staff_id,
        at=from_us(row.at_us),
        day=date.fromisoformat(row.day),
        of=row.of_payment,
        qr_ref=row.qr_ref,
        insurance_ref=row.insurance_ref,
        invoice_no=row.invoice_no,
        given_fen=row.given_fen,
        second=Second(row.second),
        reason=row.reason,
        state=row.state,
        version=row.version,
    )


def _shift(row: sa.Row[Any]) -> Shift:
    return Shift(
        id=row.id,
        desk_id=row.desk_id,
        staff_id=row.staff_id,
        opened_at=from_us(row.opened_us),
        float_fen=row.float_fen,
        state=ShiftState(row.state),
        closed_at=from_us_or_none(row.closed_us),
        count=Count.decode(row.counted),
        expected_fen=row.expected_fen,
        difference_fen=row.difference_fen,
        reason=Difference(row.reason),
        left_fen=row.left_fen,
        handed_to=row.handed_to,
        version=row.version,
    )
