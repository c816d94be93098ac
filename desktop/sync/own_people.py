"""The list of staff's own and relatives' numbers over the line (ports.own_people)."""

from __future__ import annotations

from desktop.domain.ids import StaffId
from desktop.domain.own_people import Relation
from desktop.ports.own_people import Listed
from desktop.sync.client import CentralClient
from desktop.sync.wire import OwnListed, OwnListedRequest, OwnPerson


class HttpOwnPeople:
    """Asks central."""

    def __init__(self, client: CentralClient) -> None:
        self._client = client

    def listed(self, author: StaffId) -> Listed:
        """Return the counts; raises CentralUnreachableError, CentralRefusedError."""
        answer = self._client.call("/v1/own-people/count", OwnListedRequest(author), OwnListed)
        return Listed(answer.own, answer.relatives)

    def put(self, author: StaffId, relation: Relation, number: str, signature: bytes) -> Listed:
        """List a number; raises CentralUnreachableError, CentralRefusedError."""
        message = OwnPerson(author, relation.value, number, signature)
        answer = self._client.call("/v1/own-people", message, OwnListed)
        return Listed(answer.own, answer.relatives)
