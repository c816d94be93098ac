"""A person's copy over the line (ports.central.Copies)."""

from __future__ import annotations

import msgspec

from desktop.domain import bindings
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId, StaffId
from desktop.domain.personal_copies import PersonalCopy
from desktop.ports.keys import DeskKeys
from desktop.sync.client import CentralClient
from desktop.sync.wire import CopyAnswer, CopyRequest


class HttpCopies:
    """Asks central, which alone holds everything, and opens what it sealed to this desk."""

    def __init__(self, client: CentralClient, keys: DeskKeys) -> None:
        self._client = client
        self._keys = keys

    def copy(self, author: StaffId, case_id: CaseId, subjects: tuple[str, ...]) -> PersonalCopy:
        """Return the copy; raises CentralUnreachableError, CentralRefusedError, SealBrokenError."""
        answer = self._client.call("/v1/copy", CopyRequest(author, case_id, subjects), CopyAnswer)
        plain = self._keys.open_from_central(answer.sealed, bindings.copy_for_desk(case_id, self._keys.desk))
        try:
            copy = msgspec.json.decode(plain, type=PersonalCopy)
        except msgspec.DecodeError as error:
            raise CentralRefusedError(reason="not-understood") from error
        if copy.case_id != case_id:
            raise CentralRefusedError(reason="not-understood")
        return copy
