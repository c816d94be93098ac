"""Bookings of the working set; they name a person by random id only."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from desktop.domain.ids import BookingId, PatientId, SessionId
from desktop.domain.schedules import CHINA
from desktop.ports.store import StoredBooking
from desktop.store import tables
from desktop.store.times import from_us, to_us

NOBODY = PatientId("")

_t = tables.bookings.c
_PUT = sa.insert(tables.bookings).prefix_with("OR REPLACE")
_GET = sa.select(tables.bookings).where(_t.id == sa.bindparam("wanted"))
_OF_PATIENT = (
    sa.select(tables.bookings)
    .where(_t.patient_id == sa.bindparam("patient"))
    .order_by(_t.day.desc(), _t.made_us.desc(), _t.id.desc())
    .limit(sa.bindparam("most"))
)
_OF_SESSION = (
    sa.select(tables.bookings)
    .where(_t.session_id == sa.bindparam("session"))
    .order_by(_t.number, _t.made_us, _t.id)
)
_MADE_HERE = (
    sa.select(tables.bookings)
    .where(
        _t.made_us >= sa.bindparam("first"),
        _t.made_us < sa.bindparam("end"),
        _t.operation_id.is_not(None),
    )
    .order_by(_t.made_us.desc(), _t.id.desc())
    .limit(sa.bindparam("most"))
)
_GONE = sa.select(tables.erased.c.kind).where(
    tables.erased.c.patient_id == sa.bindparam("patient"), tables.erased.c.kind == "record"
)


class SealedBookings:
    """Implements ports.store.BookingRepository."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, booking: StoredBooking) -> None:
        """Insert or replace; the link to an erased person does not come back (I6)."""
        patient = booking.patient_id
        if self._connection.execute(_GONE, {"patient": patient}).one_or_none() is not None:
            patient = NOBODY
        values = {
            "id": booking.id,
            "patient_id": patient,
            "session_id": booking.session_id,
            "half_hour": booking.half_hour,
            "number": booking.number,
            "epoch": booking.epoch,
            "state": booking.state,
            "channel": booking.channel,
            "provisional": int(booking.provisional),
            "fee_fen": booking.fee_fen,
            "day": booking.day.isoformat(),
            "made_us": to_us(booking.made_at),
            "version": booking.version,
            "operation_id": booking.operation_id,
            "staff_id": booking.staff_id,
            "prints": booking.prints,
        }
        self._connection.execute(_PUT, values)

    def get(self, booking_id: BookingId) -> StoredBooking | None:
        """Return one booking."""
        row = self._connection.execute(_GET, {"wanted": booking_id}).one_or_none()
        return None if row is None else booking_of(row)

    def of_patient(self, patient_id: PatientId, limit: int) -> tuple[StoredBooking, ...]:
        """Return a person's bookings, newest day first."""
        return self._list(_OF_PATIENT, patient=patient_id, most=limit)

    def of_session(self, session_id: SessionId) -> tuple[StoredBooking, ...]:
        """Return a session's bookings by number."""
        return self._list(_OF_SESSION, session=session_id)

    def made_here(self, day: date, limit: int) -> tuple[StoredBooking, ...]:
        """Return bookings made at this desk on a day (hospital's calendar), newest first."""
        begins = datetime.combine(day, time(), CHINA)
        return self._list(_MADE_HERE, first=to_us(begins), end=to_us(begins + timedelta(days=1)), most=limit)

    def _list(self, statement: sa.Select[Any], **values: object) -> tuple[StoredBooking, ...]:
        return tuple(booking_of(row) for row in self._connection.execute(statement, values))


def booking_of(row: sa.Row[Any]) -> StoredBooking:
    """Return the booking of a row that has its columns."""
    return StoredBooking(
        id=BookingId(row.id),
        patient_id=PatientId(row.patient_id),
        session_id=SessionId(row.session_id),
        half_hour=row.half_hour,
        number=row.number,
        epoch=row.epoch,
        state=row.state,
        channel=row.channel,
        provisional=bool(row.provisional),
        fee_fen=row.fee_fen,
        day=date.fromisoformat(row.day),
        made_at=from_us(row.made_us),
        version=row.version,
        operation_id=row.operation_id,
        staff_id=row.staff_id,
        prints=row.prints,
    )
