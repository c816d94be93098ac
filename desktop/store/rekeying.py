"""The whole file under a new key after an incident (DECISIONS 9): one connection, nobody else, read back under the new.

`PRAGMA rekey` writes every page again in one transaction with a rollback journal, whose pages stay under the old key:
a kill before its commit leaves the file under the old key, one after it under the new.
"""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.domain.errors import StoreDamagedError, StoreFullError
from desktop.store import engine as sealed

BUSY_TIMEOUT_MS = 2000


def key_that_opens(path: Path, old: bytes, new: bytes) -> bytes:
    """Return which of two keys (32 bytes each) the file is under, the old one when there is no file yet.

    The old one is tried first: a change that was cut off is taken back under it. Raises StoreDamagedError when
    neither opens it.
    """
    if not path.exists() or _opens(path, old):
        return old
    if _opens(path, new):
        return new
    raise StoreDamagedError


def rekey(path: Path, old: bytes, new: bytes) -> None:
    """Put the whole file under the new key, unless it is already, and read every page back.

    Raises StoreBusyError while anybody else has the file open, StoreFullError when the disk does not hold the journal
    (as large as the file); the file is then as it was. StoreDamagedError when neither key opens it or a page does not
    read back.
    """
    if key_that_opens(path, old, new) == old:
        with sealed.known_errors(), closing(_alone(path, old)) as connection:
            _rewrite(connection, new)
        if key_that_opens(path, old, new) == old:
            raise StoreFullError
    with sealed.known_errors(), closing(_alone(path, new)) as connection:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        structure = connection.execute("PRAGMA integrity_check").fetchall()
    if broken or structure != [("ok",)]:
        raise StoreDamagedError


def _rewrite(connection: sqlcipher.Connection, new: bytes) -> None:
    """SQLCipher calls every failure the same, a full disk too: which key opens the file says what came of it."""
    with suppress(sqlcipher.OperationalError):
        connection.execute(f"PRAGMA rekey = {sealed.raw_key(new)}")


def _alone(path: Path, key: bytes) -> sqlcipher.Connection:
    return sealed.connector(path, key, sealed.OTHER_CACHE_KIB, BUSY_TIMEOUT_MS, alone=True)()


def _opens(path: Path, key: bytes) -> bool:
    connect = sealed.connector(path, key, sealed.OTHER_CACHE_KIB, BUSY_TIMEOUT_MS)
    try:
        with sealed.known_errors(), closing(connect()) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except StoreDamagedError:
        return False
    return True


def progress_of(path: Path) -> tuple[int, int]:
    """Return how many bytes of how many are done of a change that runs in another lane: as its journal has grown."""
    try:
        total = path.stat().st_size
        done = path.with_name(path.name + "-journal").stat().st_size
    except OSError:  # not begun, or over
        return 0, 1
    return min(done, total), max(1, total)
