"""The disclosure book over the line (ports.disclosures)."""

from __future__ import annotations

from desktop.domain.disclosures import Disclosure, DisclosureKind, DisclosureState, scope_of
from desktop.domain.ids import StaffId
from desktop.sync.client import CentralClient
from desktop.sync.wire import DisclosureRow, DisclosuresAnswer, DisclosuresRequest


class HttpDisclosures:
    """Asks central."""

    def __init__(self, client: CentralClient) -> None:
        self._client = client

    def read(
        self, author: StaffId, patient_id: str = "", scan_of: str = ""
    ) -> tuple[tuple[Disclosure, ...], bytes]:
        """Return the book; raises CentralUnreachableError, CentralRefusedError."""
        message = DisclosuresRequest(author, patient_id, scan_of)
        answer = self._client.call("/v1/disclosures", message, DisclosuresAnswer)
        return tuple(_disclosure(row) for row in answer.rows), answer.scan


def _disclosure(row: DisclosureRow) -> Disclosure:
    return Disclosure(
        row.id, row.patient_id, DisclosureKind(row.kind), DisclosureState(row.state), scope_of(row.scope), row.by,
        row.at, row.recipient, row.number, row.why, row.approved_by, row.handed_at,
        row.paper,
    )  # fmt: skip
