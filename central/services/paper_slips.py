"""Paper slips at central: printed packs are told, each slip is keyed once over all desks (N7, I2)."""

from __future__ import annotations

from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.store import feed, paper_slips
from desktop.domain.bookings import BookingState
from desktop.domain.operations import Operation
from desktop.domain.paper_slips import (
    MOST_IN_PACK,
    PAPER_SLIP,
    PaperSlipInvalidError,
    PaperSlipKeyedError,
    checked,
    codes_of,
    pack_fits,
)

FACT = "paper_slip"
TWICE = "paper-slip-twice"


def printed(batch: Batch, op: Operation) -> None:
    """Keep a pack that a desk printed; its codes follow from its name."""
    facts, pack = Facts(op), op.entity
    count, window = facts.number("count"), facts.text("window")
    if not pack_fits(pack) or not 0 < count <= MOST_IN_PACK:
        raise OperationRefusedError("malformed")
    codes = codes_of(batch.hospital, pack, count)
    paper_slips.put_printed(batch.connection, batch.hospital, codes, window, min(op.happened_at, batch.now))
    batch.touched.add(feed.CLINIC, PAPER_SLIP, *codes)


def refuse_keyed(batch: Batch, facts: Facts) -> None:
    """Refuse a claim from a slip that was keyed already; nothing was shown yet."""
    slip = _slip(batch, facts)
    if slip and _stands(batch, paper_slips.holder(batch.connection, batch.hospital, slip)):
        raise OperationRefusedError(PaperSlipKeyedError.code)


def keyed(batch: Batch, facts: Facts, booking_id: str, patient_id: str) -> None:
    """Give the slip to its booking; one that was keyed before elsewhere becomes a supervisor's task (I2)."""
    slip = _slip(batch, facts)
    if not slip:
        return
    before = paper_slips.holder(batch.connection, batch.hospital, slip)
    if _stands(batch, before) or not paper_slips.key(
        batch.connection, batch.hospital, slip, booking_id, before
    ):
        batch.open_task(TWICE, patient_id=patient_id, booking_id=booking_id, reason=slip)
    batch.touched.add(feed.CLINIC, PAPER_SLIP, slip)


def _stands(batch: Batch, booking_id: str | None) -> bool:
    booking = batch.bookings.get(booking_id) if booking_id else None
    return booking is not None and booking["state"] != BookingState.CANCELLED.value


def _slip(batch: Batch, facts: Facts) -> str:
    if not facts.has(FACT):
        return ""
    try:
        return checked(facts.text(FACT), batch.hospital)
    except PaperSlipInvalidError as error:
        raise OperationRefusedError("malformed") from error
