"""The public channel's side of the pool: the same numbers, the same one decision (G30, I1)."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from central.services import marks
from central.services.batch import Batch
from central.services.parts import CentralParts
from central.services.pool import Wish, claim_number
from central.store import withdrawals
from central.store.feed import Touched
from central.store.people import LIVE
from desktop.domain.consent import Purpose
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import BookingId, PatientId
from desktop.domain.marks import Mark, PersonFrozenError
from desktop.sync.wire import OnlineBooked, OnlineBooking


def book_public(
    parts: CentralParts, connection: Connection, order: OnlineBooking
) -> tuple[OnlineBooked, Touched]:
    """Book from the shared pool in the caller's transaction.

    The caller keeps its order row and then, as the last call, moves the feed by what is returned. Raises
    SlotTakenError, SessionStoppedError, CentralRefusedError (nobody of this id, restricted, frozen or withdrawn).
    """
    batch = Batch(parts, connection, "")
    may_use(batch, order.patient_id)
    booking_id = parts.new_id()
    wish = Wish(
        booking_id, order.patient_id, order.session_id, order.half_hour, "online", "public", batch.now
    )
    taken = claim_number(batch, wish)
    batch.finish()
    return OnlineBooked(booking_id=BookingId(booking_id), number=taken.number), batch.touched


def may_use(batch: Batch, patient_id: PatientId) -> None:
    """Raise CentralRefusedError unless this person may use the public channel: there, not restricted, not frozen,
    with an account that was not given up."""
    patient = batch.patients.get(patient_id)
    if patient is None or patient["state"] != LIVE or patient["restricted"]:
        raise CentralRefusedError(reason="person-unknown")
    if marks.has(batch, patient_id, Mark.FROZEN):
        raise CentralRefusedError(reason=PersonFrozenError.code)
    if withdrawals.withdrawn(batch.connection, batch.hospital, [patient_id], Purpose.ACCOUNT.value):
        raise CentralRefusedError(reason="consent-withdrawn")
