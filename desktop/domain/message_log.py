"""Messages to people as the supervisors see them: kind, day, how far each came; no text and no phone (G64)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

SENT_MESSAGE = "sms"
SHOWN_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message: `kind` of message_texts, due `at` (ISO), `state` of stopping.SmsState, `reason` of a failure."""

    id: str
    kind: str
    at: str
    state: str
    reason: str
    patient_id: str

    def to_facts(self) -> dict[str, Any]:
        """Return the flat facts of a row."""
        return asdict(self)


def message_row_from(values: Mapping[str, Any]) -> MessageRow:
    """Read a row that central sent."""
    return MessageRow(**values)
