"""The officer's files over the line (ports.central.Exports)."""

from __future__ import annotations

from datetime import date

from desktop.domain.deidentified import Exemption
from desktop.domain.ids import StaffId
from desktop.sync.client import CentralClient
from desktop.sync.wire import AuditExportRequest, DeidentifiedRequest, ExportAnswer


class HttpExports:
    """Asks central, which holds every row and signs."""

    def __init__(self, client: CentralClient) -> None:
        self._client = client

    def audit(self, author: StaffId, first: date, last: date) -> bytes:
        """Return the signed ZIP; raises CentralUnreachableError, CentralRefusedError."""
        request = AuditExportRequest(author, first, last)
        return self._client.call("/v1/export/audit", request, ExportAnswer).content

    def deidentified(self, author: StaffId, first: date, last: date, exemption: Exemption) -> bytes:
        """Return CSV; raises CentralUnreachableError, CentralRefusedError."""
        request = DeidentifiedRequest(author, first, last, exemption.value)
        return self._client.call("/v1/export/deidentified", request, ExportAnswer).content
