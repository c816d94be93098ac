"""The hold of a granted change of phone: the old number is told, then central's clock ends it (SECURITY §4.4, T8)."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Connection

from central.services import corrections, marks
from central.services.batch import Batch
from central.services.messages import phones_of
from central.services.parts import CentralParts
from central.services.phone_changes import DONE, STOPPED, WAITING
from central.services.ports import Notice, NoticeSender
from central.store import erasures, feed, phone_holds
from desktop.domain.errors import KnownError
from desktop.domain.marks import Mark

SENT, FAILED = "sent", "failed"
AT_ONCE = 20
TEXT = "您在本院留存的手机号将于{hours}小时后更换。如非本人办理，请立即到任一窗口或来电告知，可当场停止。"
HOUR_S = 3600


def end_hold(batch: Batch, request_id: str) -> int:
    """Carry out a change whose hold is over; what does not fit any more stays undone and a supervisor looks."""
    row = batch.held.get(request_id)
    if row is None or row["state"] != WAITING or row["due_at"] > batch.now:
        return 0
    patient_id = row["patient_id"]
    done = not marks.has(batch, patient_id, Mark.FROZEN) and corrections.finish(batch, request_id)
    batch.held.change(request_id, state=DONE if done else STOPPED)
    if not done:
        batch.open_task("phone-change-void", patient_id=patient_id)
    return 1


class PhoneChangeService:
    """Tells the number on file and ends what is due; call it every second or two."""

    def __init__(self, parts: CentralParts, sender: NoticeSender) -> None:
        self._parts = parts
        self._sender = sender

    def run_due(self) -> int:
        """Send notices first, then end holds; returns how many of both."""
        parts = self._parts
        with parts.database.read() as connection:
            waiting = phone_holds.to_tell(connection, parts.hospital_id, AT_ONCE)
            phones = phones_of(parts, connection, [row["patient_id"] for row in waiting])
            due = phone_holds.due(connection, parts.hospital_id, parts.now(), AT_ONCE)
            hours = max(1, -(-erasures.cooling_s(connection, parts.hospital_id) // HOUR_S))
        for row in waiting:
            self._tell(row, phones.get(row["patient_id"], ""), hours)
        return len(waiting) + sum(self._in_batch(one) for one in due)

    def _tell(self, row: dict[str, Any], phone: str, hours: int) -> None:
        """Taken first, so that of two processes one sends; cut off in between it counts as not sent."""
        if not self._note(row["request_id"], WAITING, FAILED, "no-phone" if not phone else "cut-off"):
            return
        if not phone:
            return
        values = {"hours": str(hours)}
        try:
            self._sender.send_notice(phone, Notice(TEXT.format_map(values), "", values))
        except KnownError as error:
            self._note(row["request_id"], FAILED, FAILED, str(error.facts.get("reason", error.code))[:64])
            return
        self._note(row["request_id"], FAILED, SENT, "")

    def _note(self, request_id: str, was: str, state: str, reason: str) -> bool:
        parts = self._parts
        return parts.database.run(
            lambda c: phone_holds.note(c, parts.hospital_id, request_id, was, state, reason, parts.now())
        )

    def _in_batch(self, request_id: str) -> int:
        def work(connection: Connection) -> int:
            batch = Batch(self._parts, connection, "")
            count = end_hold(batch, request_id)
            batch.finish()
            feed.move(connection, self._parts.hospital_id, batch.touched)
            return count

        return self._parts.database.run(work)
