"""What an incident is proved by: signatures as they were given, whom the traces showed, who claims harm (N34, P40)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.duties import OwnSeal
from central.store.rowset import chunks
from central.store.tables_duties import duty_people, duty_signatures, trace_people
from central.store.tables_requests import requests
from desktop.domain.canonical import facts_from_bytes, pack
from desktop.domain.duties import Duty
from desktop.domain.operations import Approval
from desktop.domain.requests import RequestKind

Row = dict[str, Any]


def keep(
    connection: Connection,
    hospital_id: str,
    duty: Duty,
    step: str,
    at: datetime,
    signed: Approval,
    keys: OwnSeal,
) -> None:
    """Keep a second person's signature over a duty as it stood, by which it took a step; its words sealed."""
    sealed = keys.seal_own(duty.frozen(), _context(hospital_id, duty.id, duty.version))
    connection.execute(
        sa.insert(duty_signatures).values(
            hospital_id=hospital_id, duty_id=duty.id, version=duty.version, step=step, by=signed.person, at=at,
            message=sealed, signature=signed.signature,
        )
    )  # fmt: skip


def signatures(connection: Connection, hospital_id: str, duty_id: str, keys: OwnSeal) -> list[Row]:
    """Return the signatures of a duty with what each stands over, oldest first; raises SealBrokenError."""
    d = duty_signatures.c
    query = sa.select(duty_signatures).where(d.hospital_id == hospital_id, d.duty_id == duty_id)
    return [
        dict(row)
        | {"message": keys.open_own(bytes(row["message"]), _context(hospital_id, duty_id, row["version"]))}
        for row in connection.execute(query.order_by(d.version)).mappings()
    ]


def _context(hospital_id: str, duty_id: str, version: int) -> bytes:
    return pack("central-duty-signed", hospital_id, duty_id, version)


def people(connection: Connection, hospital_id: str, duty_id: str) -> list[Row]:
    """Return whom a duty concerns with the ids that traces name them by; their own ids stay here."""
    t = trace_people.c
    traced: dict[str, list[str]] = defaultdict(list)
    listed = sa.select(duty_people).where(
        duty_people.c.hospital_id == hospital_id, duty_people.c.duty_id == duty_id
    )
    rows = [dict(row) for row in connection.execute(listed.order_by(duty_people.c.patient_id)).mappings()]
    for part in chunks([row["patient_id"] for row in rows]):
        query = sa.select(t.audit_id, t.patient_id).where(
            t.hospital_id == hospital_id, t.patient_id.in_(part)
        )
        for audit_id, patient in connection.execute(query):
            traced[patient].append(audit_id)
    return [row | {"subjects": sorted(traced[row["patient_id"]])} for row in rows]


def claims(connection: Connection, hospital_id: str, duty_id: str) -> list[Row]:
    """Return the claims for harm that name an incident: number, state, day (P40)."""
    r = requests.c
    query = sa.select(r.request_id, r.state, r.filed_at, r.facts).where(
        r.hospital_id == hospital_id, r.kind == RequestKind.HARM.value
    )
    return [
        {"id": row.request_id, "state": row.state, "filed_at": row.filed_at}
        for row in connection.execute(query.order_by(r.filed_at))
        if facts_from_bytes(bytes(row.facts)).get("incident") == duty_id
    ]
