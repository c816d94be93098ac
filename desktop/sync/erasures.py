"""How a deletion was asked for and what went with it, over the line (ports.central)."""

from __future__ import annotations

import msgspec

from desktop.domain import bindings
from desktop.domain.drawn import SignedHow
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId, StaffId
from desktop.ports.central import Asked, LeftBooking
from desktop.ports.keys import DeskKeys
from desktop.sync.client import CentralClient
from desktop.sync.wire import AskedAnswer, AskedPlain, AskedRequest, GivenBackAnswer, GivenBackRequest


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


class HttpLeftBookings:
    """Asks central, which alone knows of every window."""

    def __init__(self, client: CentralClient) -> None:
        self._client = client

    def left(self, author: StaffId, case_id: CaseId) -> tuple[LeftBooking, ...]:
        """Return it; raises CentralUnreachableError, CentralRefusedError."""
        answer = self._client.call("/v1/erasure-left", GivenBackRequest(author, case_id), GivenBackAnswer)
        return tuple(
            LeftBooking(b.id, b.patient_id, b.day, b.starts, b.department, b.number, b.free)
            for b in answer.bookings
        )
