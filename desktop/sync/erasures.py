"""How a deletion was asked for, over the line (ports.central.ErasuresAsked)."""

from __future__ import annotations

import msgspec

from desktop.domain import bindings
from desktop.domain.drawn import SignedHow
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId, StaffId
from desktop.ports.central import Asked
from desktop.ports.keys import DeskKeys
from desktop.sync.client import CentralClient
from desktop.sync.wire import AskedAnswer, AskedPlain, AskedRequest


class HttpErasuresAsked:
    """Asks central and opens what it sealed to this desk."""

    def __init__(self, client: CentralClient, keys: DeskKeys) -> None:
        self._client, self._keys = client, keys

    def asked(self, author: StaffId, case_id: CaseId) -> Asked:
        """Return it; raises CentralUnreachableError, CentralRefusedError, SealBrokenError."""
        answer = self._client.call("/v1/erasure-asked", AskedRequest(author, case_id), AskedAnswer)
        plain = self._keys.open_from_central(answer.sealed, bindings.asked_for_desk(case_id, self._keys.desk))
        try:
            found = msgspec.json.decode(plain, type=AskedPlain)
            return Asked(SignedHow(found.signed), found.drawn, found.window)
        except (msgspec.DecodeError, ValueError) as error:
            raise CentralRefusedError(reason="not-understood") from error
