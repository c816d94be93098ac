"""Printing anything: at once or when there is paper again, each sheet traced with who asked (G57-G61).

`document` is the door for other rooms: a receipt, a call sheet, a settlement are values for a template.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import LIVE
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import BookingId
from desktop.domain.masking import Surface, mask_name
from desktop.domain.print_templates import PrintKind
from desktop.domain.printing_errors import PrinterError, PrinterUnreachableError
from desktop.domain.schedules import CHINA
from desktop.domain.slips import Slip
from desktop.domain.staff import Action
from desktop.ports.store import StoredBooking, Transaction
from desktop.ports.ticket_printer import PrinterState, Raster, TicketPrinter
from desktop.services import print_queue
from desktop.services.desk import Desk
from desktop.services.print_queue import QueuedPrint
from desktop.services.slips import SlipService

Values = Mapping[str, str]
PaintDocument = Callable[[PrintKind, Values, Sequence[Values], int], Raster]
MOST_RECENT = 20
CODE_LETTERS = 10
CAN_PRINT = frozenset({PrinterState.READY, PrinterState.PAPER_LOW, PrinterState.UNKNOWN})


def no_document(_kind: PrintKind, _values: Values, _rows: Sequence[Values], _copy: int) -> Raster:
    """A desk without a screen paints nothing: what it is asked to print waits for one that can."""
    raise PrinterUnreachableError


@dataclass(frozen=True, slots=True)
class PrintLine:
    """One registration of this window as the page of prints shows it; the name is masked."""

    booking_id: BookingId
    masked_name: str
    department: str
    number: int
    made_at: datetime
    copies: int
    queued: bool
    cancelled: bool


class PrintService:
    """Prints documents and labels, keeps what could not be printed, prints it later."""

    def __init__(self, desk: Desk, printer: TicketPrinter, paint: PaintDocument, slips: SlipService) -> None:
        self._desk = desk
        self._printer = printer
        self._paint = paint
        self._slips = slips

    def document(
        self, kind: PrintKind, values: Values, rows: Sequence[Values] = (), *, object_id: str, copy: int = 0
    ) -> PrinterState:
        """Print a filled-in template (copy 0 is the first print, a later one is marked and needs the right).

        Raises NotPermittedError; the printer's known errors, after the job was put into the queue.
        """
        self._desk.require(Action.REPRINT if copy else Action.PRINT)
        whole = {**self._where(), **values}
        job = self._job(kind, object_id, copy, whole, tuple(dict(row) for row in rows))
        return self._print(job, lambda: self._paint(kind, whole, rows, copy))

    def label(self, booking_id: BookingId) -> PrinterState:
        """Print the label of a registration: who (masked), where, a bar code without personal data (G57)."""
        self._desk.require(Action.PRINT)
        slip = self._slips.again(booking_id)
        job = self._job(PrintKind.LABEL, booking_id, 0, None, ())
        return self._print(job, lambda: self._paint(PrintKind.LABEL, label_values(slip, booking_id), (), 0))

    def preview(self, booking_id: BookingId) -> Raster:
        """Return the slip as it would be printed, without printing it."""
        return self._slips.paint(self._slips.again(booking_id))

    def recent(self) -> tuple[PrintLine, ...]:
        """Return the last registrations of this window today, newest first."""
        self._desk.require(Action.PRINT)
        with self._desk.store.read() as tx:
            queued = {job.object_id for job in print_queue.waiting(tx)}
            made = tx.bookings.made_here(self._desk.today(), MOST_RECENT)
            return tuple(_line(tx, booking, queued) for booking in made if booking.number)

    def queue(self) -> tuple[QueuedPrint, ...]:
        """Return what waits for paper, the oldest first."""
        with self._desk.store.read() as tx:
            return print_queue.waiting(tx)

    def retry(self) -> int:
        """Print what waits, in order, until the printer stops again; returns how many sheets came out."""
        jobs = self.queue()
        if not jobs or self._printer.state() not in CAN_PRINT:
            return 0
        done = 0
        for job in jobs:
            try:
                raster = self._raster_of(job)
            except CentralRefusedError:
                self._take(job)  # cancelled or erased meanwhile: there is nothing to print any more
                continue
            try:
                self._printer.print_raster(raster, job.id)
            except PrinterError as error:
                with self._desk.store.write() as tx:
                    print_queue.failed(tx, job, error.code)
                break
            self._printed(job)
            done += 1
        return done

    def _print(self, job: QueuedPrint, paint: Callable[[], Raster]) -> PrinterState:
        try:
            self._printer.print_raster(paint(), job.id)
        except PrinterError:
            with self._desk.store.write() as tx:
                print_queue.put(tx, job)
            raise
        self._printed(job)
        return self._printer.state()

    def _raster_of(self, job: QueuedPrint) -> Raster:
        if job.values is not None:
            return self._paint(job.kind, job.values, job.rows, job.copy)
        slip = self._slips.again(BookingId(job.object_id), job.copy)
        if job.kind is PrintKind.SLIP:
            return self._slips.paint(slip)
        return self._paint(job.kind, label_values(slip, BookingId(job.object_id)), (), job.copy)

    def _printed(self, job: QueuedPrint) -> None:
        with self._desk.store.write() as tx:
            print_queue.take(tx, job.id)
            self._desk.trace(
                tx,
                AuditAct.REPRINT if job.copy else AuditAct.PRINT,
                object_id=job.object_id,
                facts={"kind": job.kind.value, "copy": job.copy, "asked_by": job.asked_by},
            )

    def _take(self, job: QueuedPrint) -> None:
        with self._desk.store.write() as tx:
            print_queue.take(tx, job.id)

    def _job(
        self, kind: PrintKind, object_id: str, copy: int, values: dict[str, str] | None,
        rows: tuple[dict[str, str], ...],
    ) -> QueuedPrint:  # fmt: skip
        desk = self._desk
        return QueuedPrint(
            desk.new_id(), kind, object_id, copy, desk.keys.staff.staff_id, desk.clock.now(), values, rows
        )

    def _where(self) -> dict[str, str]:
        desk = self._desk
        return {
            "hospital": desk.place.hospital, "window": desk.place.window, "staff": desk.keys.staff.name,
            "printed_at": f"{desk.clock.now().astimezone(CHINA):%Y-%m-%d %H:%M:%S}",
        }  # fmt: skip


def label_values(slip: Slip, booking_id: BookingId) -> dict[str, str]:
    """Return what stands on a label: the slip's masked values and a short code of the booking."""
    return {
        "hospital": slip.hospital, "department": slip.department, "doctor": slip.doctor, "title": slip.doctor_title,
        "day": f"{slip.date:%Y-%m-%d}", "half_hour": f"{slip.starts:%H:%M}\u2013{slip.ends:%H:%M}",
        "number": str(slip.number), "place": slip.place, "name": slip.masked_name, "document": slip.document_tail,
        "booking_code": booking_code(booking_id), "window": slip.window, "staff": slip.staff_name,
        "printed_at": f"{slip.printed_at:%Y-%m-%d %H:%M:%S}",
    }  # fmt: skip


def booking_code(booking_id: BookingId) -> str:
    """Return ten base32 letters of the booking's random part (50 bits): short enough for a 50 mm label."""
    try:
        raw = uuid.UUID(booking_id).bytes
    except ValueError:
        raw = booking_id.encode().rjust(16, b"\x00")
    return base64.b32encode(raw[-7:]).decode("ascii")[:CODE_LETTERS]


def _line(tx: Transaction, booking: StoredBooking, queued: set[str]) -> PrintLine:
    patient = tx.patients.get(booking.patient_id)
    session = tx.schedules.session(booking.session_id)
    names = {d.id: d.name for d in tx.schedules.departments()}
    return PrintLine(
        booking_id=booking.id,
        masked_name=mask_name(patient.record.name, Surface.LIST) if patient else "--",
        department=names.get(session.department_id, "") if session else "",
        number=booking.number,
        made_at=booking.made_at,
        copies=booking.prints,
        queued=booking.id in queued,
        cancelled=booking.state not in LIVE,
    )
