"""What PostgreSQL is told in words of its own (DECISIONS 27); the portable forms stand under the same contract."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

# Passes over numbers that others are taking at this moment, so a rush does not queue on the lowest one.
_CLAIM = sa.text(
    """
    UPDATE slots SET state = 'spent', epoch = epoch + 1, booking_id = :booking, desk_id = NULL
    WHERE hospital_id = :hospital AND session_id = :session AND state = 'pool' AND number = (
        SELECT number FROM slots
        WHERE hospital_id = :hospital AND session_id = :session AND half_hour = :half_hour AND state = 'pool'
            AND channel = ANY(:channels)
        ORDER BY turn, number LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING number, epoch
    """
)


def claim_lowest(
    connection: Connection,
    hospital_id: str,
    session_id: str,
    half_hour: int,
    booking_id: str,
    channels: Sequence[str],
) -> tuple[int, int] | None:
    """Take the lowest number that nobody else is just taking; None is no proof that all are gone."""
    row = connection.execute(
        _CLAIM,
        {
            "hospital": hospital_id,
            "session": session_id,
            "half_hour": half_hour,
            "booking": booking_id,
            "channels": list(channels),
        },
    ).first()
    return None if row is None else (row.number, row.epoch)


def one_after_another(connection: Connection) -> None:
    """Make what this transaction counts certain: of two at once, one begins anew. Must be its first statement.

    SQLite's writers follow one another anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
