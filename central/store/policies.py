"""The rows of policy versions: every one is kept and goes to every desk (P30, P33)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import notices
from central.store.tables_policies import policy_versions
from desktop.domain.ids import StaffId
from desktop.domain.operators import Operator
from desktop.domain.policies import PolicyVersion, Weight
from desktop.sync import wire


@dataclass(frozen=True, slots=True)
class Published:
    """When a version is in force, and how much it changed."""

    version: str
    effective: date
    weight: str


def versions(connection: Connection, hospital_id: str) -> tuple[Published, ...]:
    """Return every version that was ever published."""
    query = sa.select(notices.c.version, notices.c.effective, policy_versions.c.weight).select_from(_both())
    rows = connection.execute(query.where(notices.c.hospital_id == hospital_id))
    return tuple(Published(r.version, r.effective, r.weight or Weight.MINOR.value) for r in rows)


def major_since(connection: Connection, hospital_id: str, at: datetime) -> list[date]:
    """Return from when each major version is in force that was published after a time."""
    query = sa.select(notices.c.effective).select_from(_both()).where(
        notices.c.hospital_id == hospital_id, policy_versions.c.weight == Weight.MAJOR.value,
        policy_versions.c.at >= at,
    )  # fmt: skip
    return list(connection.scalars(query))


def every(connection: Connection, hospital_id: str) -> list[dict[str, Any]]:
    """Return every version whole, the oldest first; that of the set-up was signed by nobody."""
    signed = policy_versions.c
    query = sa.select(
        notices.c.version, notices.c.effective, notices.c.text, notices.c.text_en, signed.weight, signed.changes,
        signed.signed_by, signed.signature, signed.at,
    ).select_from(_both())  # fmt: skip
    query = query.where(notices.c.hospital_id == hospital_id).order_by(notices.c.effective, notices.c.version)
    return [dict(row) for row in connection.execute(query).mappings()]


def add(
    connection: Connection,
    hospital_id: str,
    policy: PolicyVersion,
    by: StaffId,
    signature: bytes,
    at: datetime,
    operator: Operator | None,
) -> None:
    """Keep one more version; the hospital, and the operator when none is named, are those of the newest before it."""
    before = connection.execute(
        sa.select(notices.c.operator, notices.c.contact, notices.c.hospital)
        .where(notices.c.hospital_id == hospital_id)
        .order_by(notices.c.effective.desc(), notices.c.version.desc())
        .limit(1)
    ).first()
    who = before._asdict() if before else {"operator": "", "contact": "", "hospital": ""}
    if operator is not None:
        who |= {"operator": operator.name, "contact": operator.contact}
    connection.execute(
        sa.insert(notices).values(
            hospital_id=hospital_id, version=policy.version, effective=policy.effective, text=policy.text,
            text_en=policy.text_en, **who,
        )
    )  # fmt: skip
    connection.execute(
        sa.insert(policy_versions).values(
            hospital_id=hospital_id, version=policy.version, weight=policy.weight.value, changes=policy.changes,
            signed_by=by, signature=signature, at=at,
        )
    )  # fmt: skip


def bodies(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, wire.Message]:
    """Return versions for the feed."""
    signed = policy_versions.c
    query = (
        sa.select(*notices.c, signed.weight, signed.changes, signed.signed_by, signed.signature)
        .select_from(_both())
        .where(notices.c.hospital_id == hospital_id, notices.c.version.in_(ids))
    )
    return {
        r.version: wire.NoticeRow(
            version=r.version, effective=r.effective, text=r.text, text_en=r.text_en, operator=r.operator,
            contact=r.contact, hospital=r.hospital, weight=r.weight or Weight.MINOR.value, changes=r.changes or "",
            signed_by=StaffId(r.signed_by or ""), signature=bytes(r.signature or b""),
        )
        for r in connection.execute(query)
    }  # fmt: skip


def _both() -> sa.Join:
    return notices.outerjoin(
        policy_versions,
        sa.and_(
            policy_versions.c.hospital_id == notices.c.hospital_id,
            policy_versions.c.version == notices.c.version,
        ),
    )
