"""The slip: built from a saved booking, printed, reprinted with a trace (G56, G60, DECISIONS 8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import LIVE
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.documents import DocumentType
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import BookingId, OperationId
from desktop.domain.masking import Surface, mask_name, mask_number
from desktop.domain.operations import OperationKind
from desktop.domain.payloads import VisitRecord
from desktop.domain.print_templates import PrintKind
from desktop.domain.printing_errors import PrinterError
from desktop.domain.schedules import CHINA
from desktop.domain.slips import Slip, SlipCode
from desktop.domain.staff import Action
from desktop.ports.store import StoredBooking, StoredPatient, Transaction
from desktop.ports.ticket_printer import PrinterState, Raster, TicketPrinter
from desktop.services import print_queue
from desktop.services.desk import Desk
from desktop.services.notice import operator_of
from desktop.services.print_queue import QueuedPrint


class SlipService:
    """Makes slips and sends them to the printer; a printer fault never touches the registration."""

    def __init__(self, desk: Desk, printer: TicketPrinter, paint: Callable[[Slip], Raster]) -> None:
        self._desk = desk
        self._printer = printer
        self._paint = paint

    def slip_of(self, booking: StoredBooking) -> Slip:
        """Return the slip of a booking that is saved (A4); the name is masked, the number's last four only."""
        with self._desk.store.read() as tx:
            return self._built(tx, booking, reprint=booking.prints)

    def print_slip(self, slip: Slip, booking_id: BookingId) -> PrinterState:
        """Print, and note it in the trace; raises the printer's known errors, after the slip was put into the queue."""
        try:
            self._printer.print_raster(self._paint(slip), booking_id)
        except PrinterError:
            with self._desk.store.write() as tx:
                self.queue(tx, booking_id, slip.reprint)
            raise
        with self._desk.store.write() as tx:
            print_queue.drop_of(tx, PrintKind.SLIP, booking_id)
            act = AuditAct.REPRINT if slip.reprint else AuditAct.PRINT
            facts: dict[str, str | int] = {"kind": PrintKind.SLIP.value, "copy": slip.reprint}
            self._desk.trace(tx, act, object_id=booking_id, facts=facts)
        return self._printer.state()

    def paint(self, slip: Slip) -> Raster:
        """Return the slip as the printer gets it."""
        return self._paint(slip)

    def again(self, booking_id: BookingId, copy: int = 0) -> Slip:
        """Return the slip of a booking that still holds, as print number `copy`; raises CentralRefusedError."""
        with self._desk.store.read() as tx:
            booking = tx.bookings.get(booking_id)
            if booking is None or booking.state not in LIVE:
                raise CentralRefusedError(reason="booking-gone")
            return self._built(tx, booking, reprint=copy)

    def queue(self, tx: Transaction, booking_id: BookingId, copy: int = 0) -> None:
        """Keep a slip to be printed as soon as the printer can; it takes the place of an older one."""
        desk = self._desk
        print_queue.drop_of(tx, PrintKind.SLIP, booking_id)
        job = QueuedPrint(
            desk.new_id(), PrintKind.SLIP, booking_id, copy, desk.keys.staff.staff_id, desk.clock.now()
        )
        print_queue.put(tx, job)

    def printer_state(self) -> PrinterState:
        """Return what the printer says of itself."""
        return self._printer.state()

    def reprint(self, booking_id: BookingId) -> Slip:
        """Return the slip again, marked with the count of reprints; another's slip needs a right of its own (G61)."""
        self._desk.require(Action.REPRINT)
        with self._desk.store.write() as tx:
            booking = tx.bookings.get(booking_id)
            if booking is None:
                raise CentralRefusedError(reason="booking-gone")
            if booking.staff_id != self._desk.keys.staff.staff_id:
                self._desk.require(Action.REPRINT_OTHERS)
            booking = replace(booking, prints=booking.prints + 1)
            tx.bookings.put(booking)
            return self._built(tx, booking, reprint=booking.prints)

    def _built(self, tx: Transaction, booking: StoredBooking, *, reprint: int) -> Slip:
        session = tx.schedules.session(booking.session_id)
        patient = tx.patients.get(booking.patient_id)
        if session is None or patient is None:
            raise CentralRefusedError(reason="booking-gone")
        doctor = tx.schedules.doctor(session.doctor_id)
        department = next(d for d in tx.schedules.departments() if d.id == session.department_id)
        operator = operator_of(tx, self._desk.today())
        place, visit = self._desk.place, self._visit(tx, booking)
        return Slip(
            hospital=place.hospital,
            department=department.name,
            doctor=doctor.name if doctor else "",
            doctor_title=doctor.title if doctor else "",
            date=session.day,
            starts=session.half_hour_start(booking.half_hour),
            ends=session.half_hour_end(booking.half_hour),
            number=booking.number,
            place=session.place or department.place,
            masked_name=mask_name(patient.record.name, Surface.SLIP),
            document_tail=_tail(patient),
            fee_fen=booking.fee_fen,
            provisional=booking.provisional,
            reprint=reprint,
            qr=self._code(booking),
            window=place.window,
            staff_name=self._desk.keys.staff.name,
            printed_at=_local(self._desk.clock.now()),
            contact=operator.contact if operator else "",
            first_visit=visit.first_visit,
            insurance=visit.insurance,
            replaces=_replaced(tx, booking),
        )

    def _visit(self, tx: Transaction, booking: StoredBooking) -> VisitRecord:
        """Return what was asked about this visit; nothing for bookings that were made elsewhere."""
        made = tx.outbox.operation(OperationId(booking.operation_id)) if booking.operation_id else None
        key = tx.patients.keys(booking.patient_id).record
        if made is None or not made.sealed or key is None:
            return VisitRecord()
        return VisitRecord.from_bytes(self._desk.keys.sealer.unseal(key, made.sealed, made.seal_context()))

    def _code(self, booking: StoredBooking) -> str:
        keys = self._desk.keys.desk
        code = SlipCode(
            booking.session_id,
            booking.number,
            booking.epoch,
            OperationId(booking.operation_id or booking.id),
            keys.desk,
        )
        return replace(code, signature=keys.sign("slip", code.signed_bytes())).encode()


def _replaced(tx: Transaction, booking: StoredBooking) -> int:
    """Return the number that this booking was moved from, 0 when it was not (or was made elsewhere)."""
    made = tx.outbox.operation(OperationId(booking.operation_id)) if booking.operation_id else None
    if made is None or made.kind is not OperationKind.MOVE_BOOKING:
        return 0
    left = tx.bookings.get(BookingId(str(facts_from_bytes(made.facts).get("from", ""))))
    return left.number if left else 0


def _tail(patient: StoredPatient) -> str:
    record = patient.record
    return mask_number(DocumentType(record.document_type), record.document_number or "", Surface.SLIP)


def _local(now: datetime) -> datetime:
    return now.astimezone(CHINA)
