"""One booking suspended by the hospital: no penalty, the person on the board, a message on its way (G48-G50)."""

from __future__ import annotations

from central.services.batch import Batch
from central.store import feed
from desktop.domain.bookings import BookingEvent, BookingState, next_state
from desktop.domain.message_log import SENT_MESSAGE
from desktop.domain.message_texts import STOPPED
from desktop.domain.stopping import AffectedState, SmsState


def suspend(batch: Batch, booking_id: str, stop_id: str, *, inform: bool) -> None:
    """Suspend one booking without penalty and put the person on the board, with a message when asked for."""
    booking = batch.bookings.get(booking_id)
    assert booking is not None
    state = next_state(BookingState(booking["state"]), BookingEvent.SUSPEND)
    batch.bookings.change(booking_id, state=state.value, version=booking["version"] + 1)
    if batch.affected.get(booking_id) is None:
        batch.affected.add(
            booking_id=booking_id, version=1, stop_id=stop_id, patient_id=booking["patient_id"],
            session_id=booking["session_id"], half_hour=booking["half_hour"], number=booking["number"],
            state=AffectedState.WAITING.value, sms=SmsState.NONE.value, sms_reason="", at=batch.now, tended_by="",
        )  # fmt: skip
    if inform:
        queue_message(batch, booking_id, STOPPED)
    touch(batch, booking["patient_id"], booking_id)


def late_promise(batch: Batch, booking_id: str, session_id: str) -> None:
    """A desk that did not know promised a number of a stopped session: kept, suspended, on the board at once (I2)."""
    suspend(batch, booking_id, "late-" + session_id[:59], inform=True)


def queue_message(batch: Batch, booking_id: str, template: str) -> None:
    """Let a message to this person be sent."""
    row = batch.affected.get(booking_id)
    assert row is not None
    message_id = batch.parts.new_id()
    batch.touched.add(feed.CLINIC, SENT_MESSAGE, message_id)
    batch.messages.add(
        message_id=message_id, patient_id=row["patient_id"], booking_id=booking_id, template=template,
        state=SmsState.QUEUED.value, reason="", receipt="", tries=0, due_at=batch.now,
    )  # fmt: skip
    batch.affected.change(booking_id, sms=SmsState.QUEUED.value, sms_reason="")


def touch(batch: Batch, patient_id: str, booking_id: str) -> None:
    """Move person, booking and row of the board in the feed."""
    batch.touched.add(feed.CLINIC, "patient", patient_id)
    batch.touched.add(feed.CLINIC, "booking", booking_id)
    batch.touched.add(feed.CLINIC, "affected", booking_id)
