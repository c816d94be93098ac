"""A case's file over the line (ports.central.CaseFiles)."""

from __future__ import annotations

from desktop.domain import bindings
from desktop.domain.ids import CaseId, StaffId
from desktop.ports.keys import DeskKeys
from desktop.sync.client import CentralClient
from desktop.sync.wire import CaseFileAnswer, CaseFileRequest


class HttpCaseFiles:
    """Asks central, which alone holds the bytes, and opens what it sealed to this desk."""

    def __init__(self, client: CentralClient, keys: DeskKeys) -> None:
        self._client, self._keys = client, keys

    def file(self, author: StaffId, case_id: CaseId, file_id: str) -> bytes:
        """Return the bytes; raises CentralUnreachableError, CentralRefusedError, SealBrokenError."""
        answer = self._client.call("/v1/case-file", CaseFileRequest(author, case_id, file_id), CaseFileAnswer)
        return self._keys.open_from_central(
            answer.sealed, bindings.case_file_for_desk(file_id, self._keys.desk)
        )
