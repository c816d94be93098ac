"""Paper slips at the desk: printed ahead of an outage, each keyed once afterwards, the open ones listed (N7)."""

from __future__ import annotations

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.canonical import facts_from_bytes, facts_to_bytes
from desktop.domain.ids import BookingId, HospitalId
from desktop.domain.operations import OperationKind
from desktop.domain.paper_slips import (
    PACK_LETTERS,
    PACK_OF,
    PAPER_SLIP,
    PaperSlip,
    PaperSlipKeyedError,
    checked,
    codes_of,
    new_pack,
    slip_from,
)
from desktop.domain.print_templates import PrintKind
from desktop.domain.printing_errors import PrinterError
from desktop.domain.staff import Action
from desktop.ports.store import Transaction
from desktop.services.desk import Desk
from desktop.services.printing import PrintService

KEYED = "paper-slips/keyed/"
# a registration taken back, or refused by central, leaves its slip open
LEFT_OPEN = frozenset({BookingState.CANCELLED.value, BookingState.REFUSED.value})


class PaperSlipService:
    """Prints packs through the one door for papers; `hospital` stands in the check of every code."""

    def __init__(self, desk: Desk, prints: PrintService, hospital: HospitalId) -> None:
        self._desk = desk
        self._prints = prints
        self._hospital = hospital

    def print_pack(self) -> int:
        """Print a pack of blank slips and return of how many; what finds no paper waits in the queue.

        Raises NotPermittedError, and the printer's known errors after every sheet was printed or queued.
        """
        desk = self._desk
        desk.require(Action.PRINT)
        pack = new_pack(desk.randomness.bytes(PACK_LETTERS))
        codes, at = codes_of(self._hospital, pack, PACK_OF), desk.clock.now().isoformat()
        with desk.store.write() as tx:
            facts: dict[str, object] = {"count": PACK_OF, "window": desk.place.window}
            desk.record(tx, OperationKind.PRINT_PAPER_SLIPS, pack, facts=facts)
            for code in codes:
                slip = PaperSlip(code, desk.place.window, at)
                tx.schedules.put_plan(PAPER_SLIP, code, facts_to_bytes(slip.to_facts()))
        trouble: PrinterError | None = None
        for code in codes:
            try:
                self._prints.document(PrintKind.PAPER_SLIP, {"code": code}, object_id=code)
            except PrinterError as error:
                trouble = error
        if trouble is not None:
            raise trouble
        return len(codes)

    def open(self) -> tuple[PaperSlip, ...]:
        """Return the slips of every window that were printed and not yet keyed, the oldest first."""
        self._desk.require(Action.PRINT)
        with self._desk.store.read() as tx:
            slips = [slip_from(facts_from_bytes(raw)) for raw in tx.schedules.plans(PAPER_SLIP)]
            left = [slip for slip in slips if not _keyed(tx, slip.code, slip)]
        return tuple(sorted(left, key=lambda slip: (slip.printed_at, slip.code)))

    def check(self, text: str) -> str:
        """Return the code of a slip that may be keyed; raises PaperSlipInvalidError, PaperSlipKeyedError."""
        self._desk.require(Action.REGISTER)
        code = checked(text, self._hospital)
        with self._desk.store.read() as tx:
            refuse_keyed(tx, code)
        return code


def refuse_keyed(tx: Transaction, code: str) -> None:
    """Raise PaperSlipKeyedError for a slip that a registration was made from, here or as central told."""
    raw = tx.schedules.plan(PAPER_SLIP, code) if code else None
    if code and _keyed(tx, code, slip_from(facts_from_bytes(raw)) if raw else None):
        raise PaperSlipKeyedError


def note_keyed(desk: Desk, tx: Transaction, code: str, booking_id: BookingId) -> None:
    """Keep in the registration's own transaction which slip it was made from, with its trace."""
    if code:
        tx.state.set(KEYED + code, booking_id.encode())
        desk.trace(tx, AuditAct.SLIP_KEYED, object_id=booking_id, facts={"slip": code})


def _keyed(tx: Transaction, code: str, slip: PaperSlip | None) -> bool:
    here = tx.state.get(KEYED + code)
    told = slip.booking_id if slip else ""
    return _stands(tx, here.decode() if here else "") or (bool(told) and _stands(tx, told, unknown=True))


def _stands(tx: Transaction, booking_id: str, *, unknown: bool = False) -> bool:
    """Return whether a booking still holds its slip; `unknown` is the answer for one that is not at this desk."""
    booking = tx.bookings.get(BookingId(booking_id)) if booking_id else None
    return unknown if booking is None else booking.state not in LEFT_OPEN
