"""The list for an outage: today's bookings, masked, on paper before the PC or the power fails (N7).

It is printed when somebody asks, and by itself once a day at the time that the site chose.
"""

from __future__ import annotations

from datetime import time

from desktop.domain.bookings import LIVE, BookingState
from desktop.domain.documents import DocumentType
from desktop.domain.errors import KnownError
from desktop.domain.masking import Surface, mask_name, mask_number
from desktop.domain.operations import Right
from desktop.domain.print_templates import PrintKind
from desktop.domain.printing_errors import PrinterError
from desktop.domain.schedules import ClinicSession, clinic_time
from desktop.domain.staff import Action
from desktop.ports.store import StoredBooking, Transaction
from desktop.ports.ticket_printer import PrinterState
from desktop.services.desk import Desk
from desktop.services.lines import sessions_of_day
from desktop.services.printing import PrintService

PRINTED = "outage/printed"
MOST_ROWS = 600
# who is seen already, or did not come, needs no paper
TO_COME = LIVE - {BookingState.DONE, BookingState.NO_SHOW}
BLANK = "________"
Row = dict[str, str]


class NobodyTodayError(KnownError):
    """No booking of today and no number of this desk: there is nothing to list."""

    code = "outage-nobody"


class OutageService:
    """Prints through the one door for papers; `at` is the time of the day for the list, None for never by itself."""

    def __init__(self, desk: Desk, prints: PrintService, at: time | None) -> None:
        self._desk = desk
        self._prints = prints
        self._at = at

    def print_list(self) -> PrinterState:
        """Print everybody still to come today with what this desk may give by hand; raises NobodyTodayError.

        Raises NotPermittedError, ReadingClosedError and the printer's known errors.
        """
        self._desk.require(Action.PRINT)
        self._desk.require(Action.OPEN_PATIENT)
        with self._desk.store.read() as tx:
            rows = self._rows(tx)
        if not rows:
            raise NobodyTodayError
        day = self._desk.today().isoformat()
        values = {"day": day, "count": str(sum(row["name"] != BLANK for row in rows))}
        return self._prints.document(PrintKind.OUTAGE, values, rows, object_id=day)

    def print_due(self) -> bool:
        """By the clock: print today's list once, when its time has come; what waits for paper is printed later."""
        today = self._desk.today().isoformat().encode()
        if self._at is None or clinic_time(self._desk.clock.now()) < self._at:
            return False
        with self._desk.store.read() as tx:
            if tx.state.get(PRINTED) == today:
                return False
        with self._desk.store.write() as tx:
            tx.state.set(PRINTED, today)
        try:
            self.print_list()
        except (NobodyTodayError, PrinterError):
            return False
        return True

    def _rows(self, tx: Transaction) -> list[Row]:
        names = {d.id: d.name for d in tx.schedules.departments()}
        held = tx.rights.held()
        rows: list[Row] = []
        sessions = sorted(
            sessions_of_day(tx, self._desk.today()),
            key=lambda s: (names[s.department_id], s.doctor_id, s.starts),
        )
        for session in sessions:
            doctor = tx.schedules.doctor(session.doctor_id)
            where = " ".join(filter(None, (names[session.department_id], doctor.name if doctor else "")))
            booked = [b for b in tx.bookings.of_session(session.id) if BookingState(b.state) in TO_COME]
            lines = [(b.half_hour, b.number, _person(tx, b)) for b in booked]
            lines += [(r.half_hour, r.number, _blank(r)) for r in held if r.session_id == session.id]
            for half_hour, number, who in sorted(lines, key=lambda line: line[:2]):
                rows.append(
                    {"half_hour": _clock(session, half_hour), "number": f"{number:03d}", "where": where} | who
                )
        return rows[:MOST_ROWS]


def _person(tx: Transaction, booking: StoredBooking) -> Row:
    patient = tx.patients.get(booking.patient_id) if booking.patient_id else None
    if patient is None:
        return {"name": "--", "document": ""}
    record = patient.record
    kind = DocumentType(record.document_type)
    tail = mask_number(kind, record.document_number or "", Surface.SLIP)
    return {"name": mask_name(record.name, Surface.SLIP), "document": tail}


def _blank(_right: Right) -> Row:
    """A number that this desk may give while nothing works: the name is written by hand and keyed in afterwards."""
    return {"name": BLANK, "document": "____"}


def _clock(session: ClinicSession, half_hour: int) -> str:
    return f"{session.half_hour_start(half_hour):%H:%M}"
