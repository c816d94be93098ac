"""The rows of files attached to cases; the bytes lie sealed under the case's own key (G96)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables_requests import request_files


def put(connection: Connection, hospital_id: str, **values: Any) -> None:
    """Keep one more."""
    connection.execute(sa.insert(request_files).values(hospital_id=hospital_id, **values))


def sealed(connection: Connection, hospital_id: str, case_id: str, file_id: str) -> bytes | None:
    """Return a file of a case as it is kept, None when there is none."""
    f = request_files.c
    query = sa.select(f.sealed).where(
        f.hospital_id == hospital_id, f.case_id == case_id, f.file_id == file_id
    )
    raw = connection.scalar(query)
    return None if raw is None else bytes(raw)


def of_case(connection: Connection, hospital_id: str, case_id: str) -> list[dict[str, Any]]:
    """Return what is kept beside the bytes of each file of a case, oldest first."""
    f = request_files.c
    query = sa.select(f.file_id, f.by, f.at, f.bytes, f.sha256).where(
        f.hospital_id == hospital_id, f.case_id == case_id
    )
    return [dict(row) for row in connection.execute(query.order_by(f.at, f.file_id)).mappings()]
