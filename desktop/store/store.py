"""The open store: transactions over all repositories, scrubbing after an erasure, integrity checks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from desktop.domain.errors import StoreBusyError, StoreDamagedError
from desktop.domain.schedules import clinic_day
from desktop.ports.clock import Clock, Randomness
from desktop.ports.keys import Sealer
from desktop.ports.store import Transaction
from desktop.store import engine as sealed
from desktop.store import erasing, tables
from desktop.store.audit import SealedAudit
from desktop.store.bookings import SealedBookings
from desktop.store.cases import SealedCases
from desktop.store.gate import ReaderGate
from desktop.store.migrations import bring_up_to_date
from desktop.store.money import SealedMoney
from desktop.store.outbox import SealedOutbox
from desktop.store.pairs import SealedPairs
from desktop.store.patients import PatientParts, SealedPatients
from desktop.store.queue import SealedQueue
from desktop.store.requests import SealedRequests
from desktop.store.rights import SealedRights
from desktop.store.schedules import SealedSchedules
from desktop.store.state import SealedState
from desktop.store.times import to_us
from desktop.store.trace_heads import SealedTraceHeads
from desktop.store.trace_segments import SealedTraceSegments
from desktop.store.wrapped import SealedWrappedKeys

READER_PAUSE_S = 0.2
BUSY_TIMEOUT_MS = 2000
STORE_ID = "store-id"
STORE_ID_BYTES = 16

_STORE_ID = sa.select(tables.meta.c.value).where(tables.meta.c.name == STORE_ID)
_SET_STORE_ID = sa.insert(tables.meta)


class SealedTransaction:
    """Implements ports.store.Transaction: all repositories on one connection."""

    def __init__(self, connection: sa.Connection, parts: PatientParts) -> None:
        self.patients = SealedPatients(connection, parts)
        self.bookings = SealedBookings(connection)
        self.queue = SealedQueue(connection)
        self.schedules = SealedSchedules(connection)
        self.outbox = SealedOutbox(connection)
        self.rights = SealedRights(connection)
        self.audit = SealedAudit(connection)
        self.cases = SealedCases(connection)
        self.money = SealedMoney(connection)
        self.state = SealedState(connection)
        self.trace_heads = SealedTraceHeads(connection)
        self.trace_segments = SealedTraceSegments(connection, parts)
        self.pairs = SealedPairs(connection)
        self.requests = SealedRequests(connection, parts)
        self.wrapped_keys = SealedWrappedKeys(connection, parts)


@dataclass(frozen=True, slots=True)
class StoreParts:
    """What an open store is made of."""

    path: Path
    connect: sealed.Connect
    writer: sa.Engine
    reader: sa.Engine
    busy_timeout_s: float


class SealedStore:
    """Implements ports.store.Store over one SQLCipher file; safe to use from several threads."""

    def __init__(self, parts: StoreParts, patient_parts: PatientParts) -> None:
        self._parts = parts
        self._patient_parts = patient_parts
        self._writing = threading.Lock()
        self._gate = ReaderGate()
        self._own = threading.local()
        self._closed = False

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Begin immediately; commit (with fsync) at the end of the block or roll back; see ports.store.Store."""
        with self._write_lane(), sealed.known_errors(), self._parts.writer.begin() as connection:
            yield SealedTransaction(connection, self._patient_parts)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Begin a consistent read; a read inside a read of the same thread is the same one."""
        inside: SealedTransaction | None = getattr(self._own, "reading", None)
        if inside is not None:
            yield inside
            return
        self._refuse_closed()
        with self._gate.reading():
            self._refuse_closed()  # perhaps it was closed while the door was shut
            with sealed.known_errors(), self._parts.reader.begin() as connection:
                self._own.reading = SealedTransaction(connection, self._patient_parts)
                try:
                    yield self._own.reading
                finally:
                    self._own.reading = None

    def scrub(self) -> bool:
        """Empty the log into the file and look whether anything of an erased person is left (DECISIONS 13)."""
        with sealed.known_errors():
            with self._write_lane(), self._gate.paused(READER_PAUSE_S) as quiet:
                done = quiet and self._emptied_log()
            return done and self._read_back()

    def check(self) -> bool:
        """Return whether the pages' seals and the file's structure are whole."""
        try:
            with sealed.known_errors(), closing(self._parts.connect()) as connection:
                broken_pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
                structure = connection.execute("PRAGMA integrity_check").fetchall()
        except StoreDamagedError:
            return False
        return not broken_pages and structure == [("ok",)]

    def forget_expired(self, clock: Clock) -> int:
        """Drop people looked up at central more than 24 hours ago and not served since; returns how many."""
        now = clock.now()
        with self._write_lane(), sealed.known_errors(), self._parts.writer.begin() as connection:
            gone = erasing.expired(connection, to_us(now), clinic_day(now).isoformat())
            patients = SealedPatients(connection, self._patient_parts)
            for patient_id in gone:
                patients.drop(patient_id)
        return len(gone)

    def close(self) -> None:
        """Let running work end (at most the busy time), then close; the last connection empties the log."""
        self._closed = True
        with self._gate.paused(self._parts.busy_timeout_s), sealed.known_errors():
            if self._writing.acquire(timeout=self._parts.busy_timeout_s):
                self._writing.release()
            self._parts.reader.dispose()
            self._parts.writer.dispose()

    @contextmanager
    def _write_lane(self) -> Iterator[None]:
        if getattr(self._own, "writing", False):
            raise RuntimeError("a write inside a write of the same thread")
        self._refuse_closed()
        if not self._writing.acquire(timeout=self._parts.busy_timeout_s):
            raise StoreBusyError
        self._own.writing = True
        try:
            # Closed while this one waited: the engine's one connection is gone, and nobody would ever give it back.
            self._refuse_closed()
            yield
        finally:
            self._own.writing = False
            self._writing.release()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise StoreBusyError(cause="closed")

    def _emptied_log(self) -> bool:
        with closing(self._parts.connect()) as connection:
            connection.execute(f"PRAGMA busy_timeout = {round(READER_PAUSE_S * 1000)}")
            busy, left, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        log = self._parts.path.with_name(self._parts.path.name + "-wal")
        return busy == 0 and left == 0 and (not log.exists() or log.stat().st_size == 0)

    def _read_back(self) -> bool:
        """On a fresh connection: what is read comes from the file, not from a page kept in memory."""
        engine = sealed.reader_engine(self._parts.connect, self._parts.connect)
        try:
            with engine.begin() as connection:
                return erasing.nothing_left(connection)
        finally:
            engine.dispose()


def open_store(
    path: Path,
    file_key: bytes,
    sealer: Sealer,
    randomness: Randomness,
    clock: Clock | None = None,
    *,
    memory_mib: int | None = None,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
) -> SealedStore:
    """Open the sealed file under its 32-byte key, or make it, and bring it up to this program's version.

    With a clock, people whose 24 hours are over are dropped. `memory_mib` scales the page cache to the PC. Raises
    StoreDamagedError (wrong key, not our file, altered), StoreTooNewError, StoreBusyError, StoreFullError.
    """
    sealed.require_sound_sqlite()
    sealed.make_file(path)
    small = sealed.connector(path, file_key, sealed.OTHER_CACHE_KIB, busy_timeout_ms)
    large = sealed.connector(path, file_key, sealed.first_reader_kib(memory_mib), busy_timeout_ms)
    parts = StoreParts(
        path=path,
        connect=small,
        writer=sealed.writer_engine(small),
        reader=sealed.reader_engine(large, small),
        busy_timeout_s=busy_timeout_ms / 1000,
    )
    try:
        with sealed.known_errors():
            bring_up_to_date(parts.writer)
            store_id = _store_id(parts.writer, randomness)
        store = SealedStore(parts, PatientParts(sealer, store_id))
        if clock is not None:
            store.forget_expired(clock)
    except BaseException:
        parts.writer.dispose()
        raise
    return store


def _store_id(writer: sa.Engine, randomness: Randomness) -> bytes:
    with writer.begin() as connection:
        known = connection.execute(_STORE_ID).scalar_one_or_none()
        if known is None:
            known = randomness.bytes(STORE_ID_BYTES)
            connection.execute(_SET_STORE_ID, {"name": STORE_ID, "value": known})
    return bytes(known)
