"""A file attached to a case, asked of central, which alone keeps the bytes (G96)."""

from __future__ import annotations

from desktop.domain.ids import CaseId, StaffId
from desktop.sync.wire.base import Message


class CaseFileRequest(Message, frozen=True):
    """One file of one case; `author` reads it."""

    author: StaffId
    case_id: CaseId
    file_id: str


class CaseFileAnswer(Message, frozen=True):
    """The bytes, sealed to the asking desk (bindings.case_file_for_desk)."""

    sealed: bytes
