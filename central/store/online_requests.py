"""What people asked for on the platform and is open still."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables_requests import requests
from desktop.domain.requests import ENDED, Channel


def open_of(connection: Connection, hospital_id: str, patient_id: str) -> int:
    """Return how many requests of a person that came from the platform have not ended."""
    query = sa.select(sa.func.count()).where(
        requests.c.hospital_id == hospital_id, requests.c.patient_id == patient_id,
        requests.c.desk_id == Channel.ONLINE.value, requests.c.state.not_in([state.value for state in ENDED]),
    )  # fmt: skip
    return int(connection.scalar(query) or 0)
