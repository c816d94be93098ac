"""A consistent copy of an SQLite central while it serves, in two parts; PostgreSQL has its own tools (handbook).

The copy holds sealed rows without keys and without search tokens (DECISIONS 14). Keys, tokens and the erasure ledger
are the second part, of which only the newest is ever needed: any older copy is put back with it, without those who
were erased since.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from central.store.engine import Database
from desktop.domain.errors import KnownError

_PATIENT = ("hospital_id", "patient_id")
# table -> the columns that name a row, and what of it leaves the copy ("" the whole row)
_APART: dict[str, tuple[tuple[str, ...], str]] = {
    "patient_keys": ((*_PATIENT, "key_kind"), ""),
    "patient_index": (("hospital_id", "field", "token", "patient_id"), ""),
    "accounts": (("hospital_id", "account_id"), "phone_token = randomblob(32)"),
    "requests": (("hospital_id", "request_id"), "wrapped = NULL"),
    "disclosures": (("hospital_id", "disclosure_id"), "wrapped = x''"),
    "erasure_signatures": (("hospital_id", "case_id"), "wrapped = NULL"),
    "quarantine": (("hospital_id", "desk_id", "incarnation", "seq", "hash"), "body = x''"),
}
_TOKEN = {
    "accounts": "phone_token", "requests": "wrapped", "disclosures": "wrapped", "erasure_signatures": "wrapped",
    "quarantine": "body",
}  # fmt: skip
_ERASED = ("erasure_ledger", "erasure_receipts", "cases", "erasure_course", "spent_cases")
# what an older copy still has of a case whose key was destroyed since
_SPENT = (
    "UPDATE requests SET sealed = NULL WHERE wrapped IS NULL",
    "UPDATE request_files SET sealed = x'' WHERE case_id IN (SELECT request_id FROM requests WHERE wrapped IS NULL)",
    "UPDATE disclosures SET sealed = x'' WHERE wrapped = x''",
    "UPDATE erasure_signatures SET sealed = NULL WHERE wrapped IS NULL",
)
_NOBODY = "patient_id NOT IN (SELECT patient_id FROM patients)"
_SHORT_LIVED = ("codes", "lookups")


class BackupError(KnownError):
    """Nothing was done. Facts: `why`: `postgresql` (use pg_basebackup or pg_dump) or `file-there`."""

    code = "backup"


def back_up(database: Database, target: Path) -> tuple[int, bytes]:
    """Write the copy (mode 0600); returns its size and the part that is to be sealed. Raises BackupError."""
    if target.exists():
        raise BackupError(why="file-there")
    with database.read() as connection:
        if connection.dialect.name != "sqlite":
            raise BackupError(why="postgresql")
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        try:
            with closing(sqlite3.connect(target)) as copy:
                source.backup(copy)
                apart = _taken(copy)
                _strip(copy)
        except BaseException:
            target.unlink()  # a half-stripped copy would hold keys
            raise
    return target.stat().st_size, apart


def put_back(copy: Path, apart: bytes, target: Path) -> tuple[int, list[str]]:
    """Make a database of a copy and the newest sealed part; returns the people with keys, and the ledger entries that
    the copy did not know. Raises BackupError(file-there).
    """
    if target.exists():
        raise BackupError(why="file-there")
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        return _composed(copy, apart, target)
    except BaseException:
        target.unlink()  # half a database must not be served
        raise


def _composed(copy: Path, apart: bytes, target: Path) -> tuple[int, list[str]]:
    with (
        closing(sqlite3.connect(copy)) as source,
        closing(sqlite3.connect(target)) as made,
        closing(sqlite3.connect(":memory:")) as kept,
    ):
        source.backup(made)
        kept.deserialize(apart)
        with made:
            for table, (names, leaves) in _APART.items():
                if not _both(kept, made, table):
                    continue  # one of the two was made by a program that did not have it
                if leaves:
                    _fill(kept, made, table, names, _TOKEN[table])
                else:
                    _insert(kept, made, table)
            made.execute(f"DELETE FROM patient_keys WHERE {_NOBODY}")  # noqa: S608 - our own names
            made.execute(f"DELETE FROM patient_index WHERE {_NOBODY}")  # noqa: S608 - our own names
            known = {row[0] for row in made.execute("SELECT ledger_id FROM erasure_ledger")}
            entries = [row[0] for row in kept.execute("SELECT ledger_id FROM erasure_ledger")]
            for table in _ERASED:
                if _both(kept, made, table):
                    _insert(kept, made, table, "OR REPLACE")
            for statement in _SPENT:
                made.execute(statement)
        people = made.execute("SELECT count(DISTINCT patient_id) FROM patient_keys").fetchone()[0]
    return int(people), [one for one in entries if one not in known]


def _taken(copy: sqlite3.Connection) -> bytes:
    with closing(sqlite3.connect(":memory:")) as kept:
        for table in (*_APART, *_ERASED):
            columns = _columns(copy, table)
            kept.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
            where = " WHERE state IN ('destroyed', 'backup', 'done')" if table == "cases" else ""
            rows = copy.execute(f"SELECT {', '.join(columns)} FROM {table}{where}")  # noqa: S608 - our own names
            kept.executemany(f"INSERT INTO {table} VALUES ({_marks(columns)})", rows)  # noqa: S608 - our own names
        kept.commit()
        return kept.serialize()


def _strip(copy: sqlite3.Connection) -> None:
    copy.execute("PRAGMA secure_delete=ON")
    for table, (_names, leaves) in _APART.items():
        copy.execute(f"UPDATE {table} SET {leaves}" if leaves else f"DELETE FROM {table}")  # noqa: S608 - our own names
    for table in _SHORT_LIVED:
        copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    copy.commit()
    copy.execute("VACUUM")


def _insert(kept: sqlite3.Connection, made: sqlite3.Connection, table: str, how: str = "OR IGNORE") -> None:
    columns = _columns(kept, table)
    rows = kept.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 - our own names
    into = f"INSERT {how} INTO {table} ({', '.join(columns)}) VALUES ({_marks(columns)})"  # noqa: S608 - our own names
    made.executemany(into, rows)


def _fill(
    kept: sqlite3.Connection, made: sqlite3.Connection, table: str, names: tuple[str, ...], column: str
) -> None:
    rows = kept.execute(f"SELECT {column}, {', '.join(names)} FROM {table}")  # noqa: S608 - our own names
    where = " AND ".join(f"{name} = ?" for name in names)
    made.executemany(f"UPDATE {table} SET {column} = ? WHERE {where}", rows)  # noqa: S608 - our own names


def _both(kept: sqlite3.Connection, made: sqlite3.Connection, table: str) -> bool:
    return bool(_columns(kept, table)) and bool(_columns(made, table))


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


def _marks(columns: list[str]) -> str:
    return ", ".join("?" * len(columns))
