"""A case's proof pack over the line (ports.central.Proofs)."""

from __future__ import annotations

import msgspec

from desktop.domain import bindings
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId, StaffId
from desktop.ports.keys import DeskKeys
from desktop.sync.client import CentralClient
from desktop.sync.wire import ProofAnswer, ProofPlain, ProofRequest


class HttpProofs:
    """Asks central and opens what it sealed to this desk."""

    def __init__(self, client: CentralClient, keys: DeskKeys) -> None:
        self._client, self._keys = client, keys

    def proof(self, author: StaffId, case_id: CaseId) -> tuple[bytes, bytes]:
        """Return the pack and its signature; raises CentralUnreachableError, CentralRefusedError, SealBrokenError."""
        answer = self._client.call("/v1/proof", ProofRequest(author, case_id), ProofAnswer)
        plain = self._keys.open_from_central(answer.sealed, bindings.proof_for_desk(case_id, self._keys.desk))
        try:
            found = msgspec.json.decode(plain, type=ProofPlain)
        except msgspec.DecodeError as error:
            raise CentralRefusedError(reason="not-understood") from error
        return found.proof, found.signature
