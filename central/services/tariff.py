"""The hospital's tariff: kept as a setting, priced into what is not booked yet, sent to every desk (G53)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.engine import Connection

from central.services.parts import CentralParts
from central.store import feed, orders
from central.store import money as store
from central.store.money import CURRENT, TARIFF
from desktop.domain.fees import Tariff, grade_of
from desktop.domain.schedules import clinic_day


def put_tariff(parts: CentralParts, raw: bytes) -> Tariff:
    """Put a tariff in force; raises TariffInvalidError and changes nothing.

    Doctors and the sessions from today on get the fee of their grade on their day; who has a booking keeps its fee.
    """
    tariff = Tariff.from_bytes(raw)

    def work(connection: Connection) -> None:
        touched = feed.touch(feed.REFERENCE, TARIFF, [CURRENT])
        orders.put_setting(connection, parts.hospital_id, TARIFF, tariff.to_bytes().decode())
        _price(parts, connection, tariff, touched)
        feed.move(connection, parts.hospital_id, touched)

    parts.database.run(work)
    return tariff


def _price(parts: CentralParts, connection: Connection, tariff: Tariff, touched: feed.Touched) -> None:
    hospital, today = parts.hospital_id, clinic_day(parts.now())

    def fee(title: str, day: date, before: int) -> int:
        named = tariff.base_fen(grade_of(title), day)
        return before if named is None else named

    doctors = [
        (row.doctor_id, new)
        for row in store.doctors(connection, hospital)
        if (new := fee(row.title, today, row.fee_fen)) != row.fee_fen
    ]
    sessions = [
        (row.session_id, new)
        for row in store.sessions_from(connection, hospital, today)
        if (new := fee(row.title, row.day, row.fee_fen)) != row.fee_fen
    ]
    store.set_fees(connection, hospital, doctors, sessions)
    touched.add(feed.REFERENCE, "doctor", *(doctor for doctor, _ in doctors))
    touched.add(feed.CLINIC, "session", *(session for session, _ in sessions))
