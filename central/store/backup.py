"""A consistent copy of an SQLite central while it serves; PostgreSQL has its own tools (handbook)."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from central.store.engine import Database
from desktop.domain.errors import KnownError


class BackupError(KnownError):
    """No copy was made. Facts: `why`: `postgresql` (use pg_basebackup or pg_dump) or `file-there`."""

    code = "backup"


def back_up(database: Database, target: Path) -> int:
    """Write the copy (mode 0600) and return its size; raises BackupError."""
    if target.exists():
        raise BackupError(why="file-there")
    with database.read() as connection:
        if connection.dialect.name != "sqlite":
            raise BackupError(why="postgresql")
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        with closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    return target.stat().st_size
