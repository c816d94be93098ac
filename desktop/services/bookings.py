"""Bookings as a clerk looks them up: of the person in hand, of this window today, of a day (G42, G43)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from desktop.domain.blocks import Block
from desktop.domain.changes import Freely
from desktop.domain.ids import BookingId, DepartmentId, DoctorId, PatientId
from desktop.domain.masking import Surface, mask_name
from desktop.domain.staff import Action
from desktop.ports.store import StoredBooking, StoredPatient, Transaction
from desktop.services import slot_acts
from desktop.services.desk import Desk
from desktop.services.no_shows import Marked, marked

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class BookingLine:
    """One booking; the name is masked, `number` 0 while central has not answered."""

    booking_id: BookingId
    patient_id: PatientId
    day: date
    starts: time
    department_id: DepartmentId
    department: str
    doctor_id: DoctorId
    doctor: str
    number: int
    masked_name: str
    state: str
    fee_fen: int
    freely: Freely
    block: Block | None = None
    missed: Marked | None = None


class BookingsService:
    """Reads lists; what is changed is services.changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_patient(self, patient_id: PatientId) -> tuple[BookingLine, ...]:
        """Return a person's bookings, the newest day first; only of who was opened here."""
        self._desk.require(Action.OPEN_PATIENT)
        if not self._desk.was_opened(patient_id):
            return ()
        with self._desk.store.read() as tx:
            return self._lines(tx, tx.bookings.of_patient(patient_id, MOST_LINES))

    def made_here(self) -> tuple[BookingLine, ...]:
        """Return what this window made today, the newest first."""
        self._desk.require(Action.CANCEL)
        with self._desk.store.read() as tx:
            return self._lines(tx, tx.bookings.made_here(self._desk.today(), MOST_LINES))

    def of_day(self, day: date) -> tuple[BookingLine, ...]:
        """Return the bookings of a clinic day that this desk holds, by department, session and number."""
        self._desk.require(Action.CANCEL)
        found: list[StoredBooking] = []
        with self._desk.store.read() as tx:
            for department in tx.schedules.departments():
                for session in tx.schedules.sessions(department.id, day):
                    found += tx.bookings.of_session(session.id)
                if len(found) >= MOST_LINES:
                    break
            return self._lines(tx, tuple(found[:MOST_LINES]))

    def _lines(self, tx: Transaction, bookings: tuple[StoredBooking, ...]) -> tuple[BookingLine, ...]:
        departments = {d.id: d.name for d in tx.schedules.departments()}
        lines = (self._line(tx, booking, departments) for booking in bookings)
        return tuple(line for line in lines if line is not None)

    def _line(
        self, tx: Transaction, booking: StoredBooking, departments: dict[DepartmentId, str]
    ) -> BookingLine | None:
        session = tx.schedules.session(booking.session_id)
        if session is None:
            return None
        doctor = tx.schedules.doctor(session.doctor_id)
        patient = tx.patients.get(booking.patient_id) if booking.patient_id else None
        return BookingLine(
            booking.id, booking.patient_id, booking.day, session.half_hour_start(booking.half_hour),
            session.department_id, departments.get(session.department_id, ""), session.doctor_id,
            doctor.name if doctor else "", booking.number,
            mask_name(patient.record.name, Surface.LIST) if patient else "--", booking.state, booking.fee_fen,
            slot_acts.freely(self._desk, tx, booking), self._block(patient), marked(tx, booking),
        )  # fmt: skip

    def _block(self, patient: StoredPatient | None) -> Block | None:
        block = patient.status.block if patient else None
        return block if block is not None and block.holds(self._desk.today()) else None
