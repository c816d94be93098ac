"""The disclosure book: asked of central, because a desk holds only its working set (N44)."""

from __future__ import annotations

from datetime import datetime

from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.sync.wire.base import Message


class DisclosuresRequest(Message, frozen=True):
    """Of one person, "" for all; `scan_of` names the one whose scanned paper is wanted too."""

    author: StaffId
    patient_id: str = ""
    scan_of: str = ""


class DisclosureRow(Message, frozen=True):
    """See domain.disclosures.Disclosure."""

    id: CaseId
    patient_id: PatientId
    kind: str
    state: str
    scope: str
    by: StaffId
    at: datetime
    recipient: str
    number: str
    why: str
    approved_by: str = ""
    handed_at: datetime | None = None
    paper: str = ""


class DisclosuresAnswer(Message, frozen=True):
    """The newest first."""

    rows: tuple[DisclosureRow, ...]
    scan: bytes = b""
