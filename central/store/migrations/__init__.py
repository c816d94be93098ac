"""Central's schema goes forward in place: numbered scripts for tables that change, new tables by themselves.

A script `versions/vNNNN_words.py` alters tables that an older database has already; Alembic runs it. A table that is
new in the metadata needs none: it is made in its newest shape after the scripts. A script may therefore meet a
database without the table it alters: `changes` passes over it. An upgrade is one transaction with the version row and
is not committed unless every table then has every column of this program (ARCHITECTURE, DECISIONS 29).
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

import central.store
from central.store.tables import meta, metadata
from desktop.domain.errors import KnownError, StoreTooNewError

FOLDER = Path(__file__).parent
FIRST = 1
WHOLE = ""
VERSION, TABLES = "schema_version", "schema_tables"
# one upgrade at a time over all processes on one PostgreSQL; any number that is ours alone
ADVISORY_LOCK = 20_261_127


class SchemaOlderError(KnownError):
    """The database was made by an older program; stop every central on it and run `clinic-central upgrade`."""

    code = "schema-older"


class SchemaStepMissingError(KnownError):
    """A table lacks a column and no script adds it; the database stays as it was. Facts: `table`, `column`."""

    code = "schema-step-missing"


def every_table() -> sa.MetaData:
    """Return the metadata with the tables of every room: `tables.py` and each `tables_<room>.py` beside it."""
    for found in pkgutil.iter_modules(central.store.__path__):
        if found.name.startswith("tables"):
            importlib.import_module(f"central.store.{found.name}")
    return metadata


def scripts(folder: Path = FOLDER) -> tuple[int, ...]:
    """Return the numbers of the scripts, in order."""
    return tuple(sorted(int(path.stem[1:5]) for path in (folder / "versions").glob("v[0-9]*.py")))


def newest(folder: Path = FOLDER) -> int:
    """Return the schema version of this program."""
    return max((FIRST, *scripts(folder)))


def version_of(connection: Connection) -> int | None:
    """Return the version of the database, None when it has no tables of ours."""
    if not sa.inspect(connection).has_table(meta.name):
        return None
    value = _value(connection, VERSION)
    return None if value is None else int(value)


def is_behind(connection: Connection, folder: Path = FOLDER, tables: sa.MetaData | None = None) -> bool:
    """Return whether the database is older than this program; raises StoreTooNewError for a newer one."""
    tables = every_table() if tables is None else tables
    found = version_of(connection)
    if found is None:
        return True
    noted = set((_value(connection, TABLES) or "").split())
    known = set(tables.tables)
    if found > newest(folder) or noted - known:
        raise StoreTooNewError(found=found, known=newest(folder), tables=len(noted - known))
    return found < newest(folder) or bool(known - noted)


def bring_up_to_date(
    connection: Connection, folder: Path = FOLDER, tables: sa.MetaData | None = None
) -> tuple[int, ...]:
    """Make or upgrade every table in this transaction; returns the scripts that ran.

    Raises StoreTooNewError, SchemaStepMissingError.
    """
    tables = every_table() if tables is None else tables
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ADVISORY_LOCK)))
    ran: tuple[int, ...] = ()
    found = version_of(connection)
    if found is not None:
        is_behind(connection, folder, tables)
        ran = tuple(number for number in scripts(folder) if number > found)
        if ran:
            _run(connection, folder, ran)
    tables.create_all(connection)
    _check(connection, tables)
    _put(connection, VERSION, str(newest(folder)))
    _put(connection, TABLES, " ".join(sorted(tables.tables)))
    return ran


def _run(connection: Connection, folder: Path, numbers: tuple[int, ...]) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    directory = ScriptDirectory(str(folder))
    with Operations.context(MigrationContext.configure(connection)):
        for number in numbers:
            directory.get_revision(f"{number:04}").module.upgrade()


def _check(connection: Connection, tables: sa.MetaData) -> None:
    inspector = sa.inspect(connection)
    for name, table in tables.tables.items():
        there = {column["name"] for column in inspector.get_columns(name)}
        wanted = {column.name for column in table.columns}
        for column in sorted(wanted - there):
            raise SchemaStepMissingError(table=name, column=column)
        if there - wanted:
            raise StoreTooNewError(found=newest(), known=newest(), columns=len(there - wanted))


def _value(connection: Connection, name: str) -> str | None:
    return connection.scalar(sa.select(meta.c.value).where(meta.c.hospital_id == WHOLE, meta.c.name == name))


def _put(connection: Connection, name: str, value: str) -> None:
    if _value(connection, name) is None:
        connection.execute(sa.insert(meta).values(hospital_id=WHOLE, name=name, value=value))
    else:
        here = (meta.c.hospital_id == WHOLE, meta.c.name == name)
        connection.execute(sa.update(meta).where(*here).values(value=value))
