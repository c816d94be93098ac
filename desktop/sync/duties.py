"""Whom a duty concerns, over the line (ports.central.DutyPeople)."""

from __future__ import annotations

from desktop.domain.ids import StaffId
from desktop.ports.central import DutyPerson
from desktop.sync import wire
from desktop.sync.client import CentralClient


class HttpDutyPeople:
    """Asks central."""

    def __init__(self, client: CentralClient) -> None:
        self._client = client

    def people(self, author: StaffId, duty_id: str) -> tuple[DutyPerson, ...]:
        """Return the people; raises CentralUnreachableError, CentralRefusedError."""
        request = wire.DutyPeopleRequest(author, duty_id)
        answer = self._client.call("/v1/duty-people", request, wire.DutyPeople)
        return tuple(
            DutyPerson(
                r.patient_id, r.name, r.phone, r.exposure, r.channel, r.state, r.reason, r.at, r.version
            )
            for r in answer.rows
        )
