"""Opens central's database: SQLite (WAL, FULL, BEGIN IMMEDIATE) or PostgreSQL; transactions that are tried again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from central.store import migrations

T = TypeVar("T")
TRIES = 8
BUSY_TIMEOUT_MS = 15_000
CHECKPOINT_WAIT_MS = 200
AGAIN = ("40001", "40P01", "55P03")


class Database:
    """An open database; every use case runs in one transaction of it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def postgres(self) -> bool:
        """Return whether the hot PostgreSQL forms may be used."""
        return self.engine.dialect.name == "postgresql"

    def begin(self) -> AbstractContextManager[Connection]:
        """Open a write transaction: committed at the end of the block, rolled back on an error. Not tried again."""
        return self._transaction("write")

    def read(self) -> AbstractContextManager[Connection]:
        """Open a consistent read."""
        return self._transaction("read")

    def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a write transaction; lock and serialization failures begin it anew, so it must have no effect
        outside of the database."""
        for left in reversed(range(TRIES)):
            try:
                with self.begin() as connection:
                    return work(connection)
            except DBAPIError as error:
                if not left or not _passing(error):
                    raise
                time.sleep(random.uniform(0.002, 0.03))  # noqa: S311 - spreads retries, decides nothing
        raise AssertionError("the last try returns or raises")

    def empty_log(self) -> bool:
        """Write SQLite's log into the file and cut it to nothing, so that no destroyed key stands there any more.

        Returns False when somebody was reading: try again later. PostgreSQL's log falls under the key horizon of its
        archive (DECISIONS 11).
        """
        if self.postgres:
            return True
        pooled = self.engine.raw_connection()
        try:
            pooled.execute(f"PRAGMA busy_timeout={CHECKPOINT_WAIT_MS}").close()
            busy, left, _ = pooled.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            pooled.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}").close()
        finally:
            pooled.close()
        return bool(busy == 0 and left == 0)

    def create_schema(self) -> tuple[int, ...]:
        """Make or upgrade every table, in one transaction; returns the scripts that ran.

        Raises StoreTooNewError, SchemaStepMissingError.
        """
        with self.begin() as connection:
            return migrations.bring_up_to_date(connection)

    def schema_version(self) -> int | None:
        """Return the version of the schema, None before `create_schema`."""
        with self.read() as connection:
            return migrations.version_of(connection)

    def require_schema(self) -> None:
        """Raise SchemaOlderError or StoreTooNewError unless the tables are those of this program."""
        with self.read() as connection:
            if migrations.is_behind(connection):
                raise migrations.SchemaOlderError

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def _transaction(self, mode: str) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            if not self.postgres:
                connection = connection.execution_options(central_mode=mode)
            with connection.begin():
                yield connection


def open_database(url: str) -> Database:
    """Open `sqlite:///file` or `postgresql+psycopg://…`; makes no tables."""
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite":
        return Database(_sqlite(address))
    engine = sa.create_engine(address, pool_size=10, max_overflow=20, pool_pre_ping=True)
    return Database(engine)


def _sqlite(address: sa.URL) -> Engine:
    engine = sa.create_engine(
        address, pool_size=8, max_overflow=24, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}
    )

    @sa.event.listens_for(engine, "connect")
    def _connected(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = (
            None  # we say BEGIN ourselves; the driver's own begin is neither early nor immediate
        )
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON",
            "secure_delete=ON", "temp_store=MEMORY",
        ):  # fmt: skip
            dbapi.execute(f"PRAGMA {pragma}").close()

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("central_mode") != "read"
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _passing(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return state in AGAIN if state else "locked" in str(error.orig)
