"""What law keeps of deleted people, over the line (ports.central.KeptRecords)."""

from __future__ import annotations

import msgspec

from desktop.domain import bindings
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import StaffId
from desktop.domain.legal_reading import KeptRecord
from desktop.ports.keys import DeskKeys
from desktop.sync.client import CentralClient
from desktop.sync.wire import KeptAnswer, KeptRequest


class HttpKept:
    """Asks central, which alone has the key, and opens what it sealed to this desk."""

    def __init__(self, client: CentralClient, keys: DeskKeys) -> None:
        self._client, self._keys = client, keys

    def kept(self, author: StaffId, duty_id: str, number: str) -> tuple[KeptRecord, ...]:
        """Return what is kept; raises CentralUnreachableError, CentralRefusedError, SealBrokenError."""
        answer = self._client.call("/v1/kept", KeptRequest(author, duty_id, number), KeptAnswer)
        plain = self._keys.open_from_central(answer.sealed, bindings.kept_for_desk(duty_id, self._keys.desk))
        try:
            return msgspec.json.decode(plain, type=tuple[KeptRecord, ...])
        except msgspec.DecodeError as error:
            raise CentralRefusedError(reason="not-understood") from error
