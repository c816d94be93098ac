"""A person's copy of everything, asked of central for one granted case (P24)."""

from __future__ import annotations

from desktop.domain.ids import CaseId, StaffId
from desktop.sync.wire.base import Message


class CopyRequest(Message, frozen=True):
    """Ask for a copy; `author` makes it, `subjects` are the ids by which this desk's trace may name the person."""

    author: StaffId
    case_id: CaseId
    subjects: tuple[str, ...] = ()


class CopyAnswer(Message, frozen=True):
    """JSON of domain.personal_copies.PersonalCopy, sealed to the asking desk (bindings.copy_for_desk)."""

    sealed: bytes
