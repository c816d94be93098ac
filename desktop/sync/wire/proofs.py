"""The proof pack of one case on its way to the desk that hands it to an inspector (N36)."""

from __future__ import annotations

from desktop.domain.ids import CaseId, StaffId
from desktop.sync.wire.base import Message


class ProofRequest(Message, frozen=True):
    """Everything about one case; `author` asks."""

    author: StaffId
    case_id: CaseId


class ProofPlain(Message, frozen=True):
    """The pack (canonical JSON, domain.proof_pack) and central's signature over it (64 bytes)."""

    proof: bytes
    signature: bytes


class ProofAnswer(Message, frozen=True):
    """JSON of ProofPlain, sealed to the desk that asks."""

    sealed: bytes
