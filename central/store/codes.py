"""Codes that were sent: how many lately, and one row a code. Nothing of it shows phone or code (P1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import codes


@dataclass(frozen=True, slots=True)
class SentCode:
    """A code as it is kept: two keyed tokens and times."""

    code_id: str
    phone_token: bytes
    desk_id: str
    code_hash: bytes
    sent_at: datetime
    expires_at: datetime
    tries: int = 0
    used_at: datetime | None = None


def sent_to(connection: Connection, hospital_id: str, phone_token: bytes, since: datetime) -> list[datetime]:
    """Return when codes were sent to a phone since a time, oldest first."""
    query = (
        sa.select(codes.c.sent_at)
        .where(
            codes.c.hospital_id == hospital_id, codes.c.phone_token == phone_token, codes.c.sent_at > since
        )
        .order_by(codes.c.sent_at)
    )
    return list(connection.scalars(query))


def sent_by(connection: Connection, hospital_id: str, desk_id: str, since: datetime) -> list[datetime]:
    """Return when codes were sent for a desk since a time, oldest first."""
    query = (
        sa.select(codes.c.sent_at)
        .where(codes.c.hospital_id == hospital_id, codes.c.desk_id == desk_id, codes.c.sent_at > since)
        .order_by(codes.c.sent_at)
    )
    return list(connection.scalars(query))


def add(connection: Connection, hospital_id: str, sent: SentCode) -> None:
    """Keep a code that is about to be sent."""
    connection.execute(
        sa.insert(codes).values(
            hospital_id=hospital_id, code_id=sent.code_id, phone_token=sent.phone_token, desk_id=sent.desk_id,
            code_hash=sent.code_hash, sent_at=sent.sent_at, expires_at=sent.expires_at, tries=sent.tries,
        )
    )  # fmt: skip


def locked(connection: Connection, hospital_id: str, code_id: str, desk_id: str) -> SentCode | None:
    """Return a desk's own code, locked until the transaction ends."""
    query = (
        sa.select(codes)
        .where(codes.c.hospital_id == hospital_id, codes.c.code_id == code_id, codes.c.desk_id == desk_id)
        .with_for_update()
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return SentCode(
        row.code_id, bytes(row.phone_token), row.desk_id, bytes(row.code_hash), row.sent_at, row.expires_at, row.tries,
        row.used_at,
    )  # fmt: skip


def note_wrong(connection: Connection, hospital_id: str, code_id: str) -> None:
    """Count a wrong try."""
    _change(connection, hospital_id, code_id, tries=codes.c.tries + 1)


def note_right(
    connection: Connection, hospital_id: str, code_id: str, proof_hash: bytes, at: datetime
) -> None:
    """Use a code up and keep its proof's hash."""
    _change(connection, hospital_id, code_id, used_at=at, proof_hash=proof_hash)


def forget(connection: Connection, hospital_id: str, done_before: datetime, all_before: datetime) -> None:
    """Delete codes that count for no limit any more: used up or never proved, and in the end also unspent proofs."""
    done = sa.or_(codes.c.spent_at.is_not(None), codes.c.proof_hash.is_(None))
    connection.execute(
        sa.delete(codes).where(
            codes.c.hospital_id == hospital_id,
            sa.or_(sa.and_(done, codes.c.sent_at < done_before), codes.c.sent_at < all_before),
        )
    )


def _change(connection: Connection, hospital_id: str, code_id: str, **values: object) -> None:
    here = (codes.c.hospital_id == hospital_id, codes.c.code_id == code_id)
    connection.execute(sa.update(codes).where(*here).values(**values))
