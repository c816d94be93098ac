"""SQLCipher connections: the raw key, the pragmas, one writer and two readers, foreign errors translated.

The file is SQLCipher 4 (AES-256-CBC pages with HMAC-SHA512) under a raw 32-byte key, in WAL with
`synchronous=FULL`. The key is given by PRAGMA on each new connection and never stands in a URL.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.domain.errors import KnownError, StoreBusyError, StoreDamagedError, StoreFullError

# 3.7.0 to 3.51.2 may corrupt a WAL with several connections (SECURITY §0, row 22)
LEAST_SQLITE = (3, 51, 3)
KEY_BYTES = 32
FIRST_READER_KIB = 192 * 1024
OTHER_CACHE_KIB = 16 * 1024
FULL_CACHE_AT_MIB = 8 * 1024
POOL_TIMEOUT_S = 5.0
SHARED = ("PRAGMA journal_mode = WAL",)
ALONE = ("PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = DELETE")

_KNOWN: dict[int, type[KnownError]] = {
    5: StoreBusyError,  # SQLITE_BUSY
    6: StoreBusyError,  # SQLITE_LOCKED
    10: StoreDamagedError,  # SQLITE_IOERR: the disk, or a page whose HMAC does not hold
    11: StoreDamagedError,  # SQLITE_CORRUPT
    13: StoreFullError,  # SQLITE_FULL
    26: StoreDamagedError,  # SQLITE_NOTADB: wrong key, or not our file
}
_WRITE_REFUSED = 778  # SQLITE_IOERR_WRITE: a quota, or a disk that takes no more

Connect = Callable[[], sqlcipher.Connection]


def require_sound_sqlite() -> None:
    """Raise RuntimeError when the bundled SQLite is older than 3.51.3 (a packaging mistake, not a clerk's matter)."""
    if sqlcipher.sqlite_version_info < LEAST_SQLITE:
        raise RuntimeError(f"SQLite {sqlcipher.sqlite_version} is too old for WAL with several connections")


def connector(
    path: Path, file_key: bytes, cache_kib: int, busy_timeout_ms: int, *, alone: bool = False
) -> Connect:
    """Return a function that opens one keyed connection; `file_key` is 32 raw bytes.

    `alone`: with a rollback journal and the whole file to itself; raises SQLITE_BUSY while anybody else has it open.
    """
    if len(file_key) != KEY_BYTES:
        raise ValueError("the file key has 32 bytes")

    def connect() -> sqlcipher.Connection:
        connection = sqlcipher.connect(
            str(path),
            timeout=busy_timeout_ms / 1000,
            isolation_level=None,  # we begin ourselves; otherwise DDL would survive a rollback
            check_same_thread=False,  # the pool hands a connection to one thread at a time
            cached_statements=256,
        )
        try:
            for pragma in _pragmas(file_key, cache_kib, alone=alone):
                connection.execute(pragma)
        except BaseException:
            connection.close()
            raise
        return connection

    return connect


def raw_key(file_key: bytes) -> str:
    """Return how SQLCipher wants 32 raw bytes in a PRAGMA."""
    return f"\"x'{file_key.hex()}'\""


def _pragmas(file_key: bytes, cache_kib: int, *, alone: bool) -> tuple[str, ...]:
    return (
        "PRAGMA cipher_log_level = NONE",  # before the key: SQLCipher would write to standard error
        f"PRAGMA key = {raw_key(file_key)}",
        "PRAGMA cipher_compatibility = 4",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA secure_delete = ON",
        "PRAGMA synchronous = FULL",
        "PRAGMA trusted_schema = OFF",
        f"PRAGMA cache_size = -{cache_kib}",
        *(ALONE if alone else SHARED),
    )


def writer_engine(connect: Connect) -> sa.Engine:
    """Return the engine of the one writer; its transactions begin with the write lock in hand."""
    return _engine(connect, size=1, begin="BEGIN IMMEDIATE")


def reader_engine(first: Connect, other: Connect) -> sa.Engine:
    """Return the engine of the two readers; the one that is used first and most has the large cache."""
    order = itertools.chain((first,), itertools.repeat(other))

    def connect() -> sqlcipher.Connection:
        return next(order)()

    return _engine(connect, size=2, begin="BEGIN")


def _engine(connect: Connect, *, size: int, begin: str) -> sa.Engine:
    engine = sa.create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_S,
        pool_use_lifo=True,
        hide_parameters=True,  # no personal data in an error text (A1)
    )

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def first_reader_kib(memory_mib: int | None) -> int:
    """Return the page cache of the main reader: 192 MiB from 8 GiB of memory on, less on smaller PCs."""
    if memory_mib is None:
        return FIRST_READER_KIB
    scaled = FIRST_READER_KIB * memory_mib // FULL_CACHE_AT_MIB
    return max(OTHER_CACHE_KIB, min(FIRST_READER_KIB, scaled))


def make_file(path: Path) -> None:
    """Create the empty file readable by its owner only; WAL and index files take its rights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


@contextmanager
def known_errors() -> Iterator[None]:
    """Turn the driver's errors into StoreFullError, StoreBusyError, StoreDamagedError; others travel on."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreBusyError from error
    except (DBAPIError, sqlcipher.Error) as error:
        known = _translated(error.orig if isinstance(error, DBAPIError) else error)
        if known is None:
            raise
        raise known from error


def _translated(error: BaseException | None) -> KnownError | None:
    code = getattr(error, "sqlite_errorcode", 0)
    kind = StoreFullError if code == _WRITE_REFUSED else _KNOWN.get(code & 0xFF)
    return kind() if kind else None
