"""What became of the messages to people, failures first, with whom to call instead (G64)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.canonical import facts_from_bytes
from desktop.domain.ids import PatientId
from desktop.domain.masking import Surface, mask_name, mask_phone
from desktop.domain.message_log import SENT_MESSAGE, SHOWN_FOR, MessageRow, message_row_from
from desktop.domain.staff import Action
from desktop.domain.stopping import SmsState
from desktop.ports.store import Transaction
from desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message of the last two weeks; name and phone are masked, "" where this desk does not hold them."""

    id: str
    kind: str
    at: datetime
    state: str
    reason: str
    name_masked: str
    phone_masked: str

    @property
    def failed(self) -> bool:
        """Return whether the person has to be called instead."""
        return self.state == SmsState.FAILED


class MessageLogService:
    """Reads the log that central keeps, as far as it came down."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def messages(self) -> tuple[MessageLine, ...]:
        """Return failures first, then the newest; raises NotPermittedError."""
        self._desk.require(Action.STOP_CLINIC)
        since = self._desk.clock.now() - SHOWN_FOR
        with self._desk.store.read() as tx:
            rows = [message_row_from(facts_from_bytes(raw)) for raw in tx.schedules.plans(SENT_MESSAGE)]
            lines = [_line(tx, row) for row in rows if datetime.fromisoformat(row.at) >= since]
        return tuple(sorted(lines, key=lambda line: (not line.failed, -line.at.timestamp(), line.id)))


def _line(tx: Transaction, row: MessageRow) -> MessageLine:
    patient = tx.patients.get(PatientId(row.patient_id))
    phone = (patient.account.phone if patient and patient.account else None) or ""
    return MessageLine(
        row.id, row.kind, datetime.fromisoformat(row.at), row.state, row.reason,
        mask_name(patient.record.name, Surface.LIST) if patient else "",
        mask_phone(phone, Surface.LIST) if phone else "",
    )  # fmt: skip
