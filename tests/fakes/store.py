"""The store in memory: the same promises as the sealed one, held by the same contract suite, without a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.domain.errors import KnownError, StoreBusyError
from desktop.domain.schedules import clinic_day
from desktop.ports.clock import Clock
from desktop.ports.store import (
    Transaction,
)
from tests.fakes.store_money import FakeMoney
from tests.fakes.store_outbox import FakeOutbox
from tests.fakes.store_pairs import FakePairs
from tests.fakes.store_patients import FakePatients
from tests.fakes.store_queue import FakeQueue
from tests.fakes.store_rows import Rows
from tests.fakes.store_tables import (
    FakeAudit,
    FakeBookings,
    FakeCases,
    FakeRequests,
    FakeRights,
    FakeSchedules,
    FakeState,
    FakeTraceHeads,
    FakeTraceSegments,
    FakeWrappedKeys,
)


class FakeStore:
    """Implements ports.store.Store. `fail` lays up an error for the next commit; `dirty` makes scrub fail."""

    def __init__(self) -> None:
        self._rows = Rows()
        self._failures: list[KnownError] = []
        self._writing = False
        self.dirty = False
        self.whole = True
        self.closed = False
        self.commits = 0

    def fail(self, error: KnownError) -> None:
        """Raise this at the end of the next write, once; nothing of it is kept."""
        self._failures.append(error)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        if self._writing:
            raise RuntimeError("a write inside a write of the same thread")
        self._refuse_closed()
        self._writing = True
        try:
            working = self._rows.copied()
            yield FakeTransaction(working)
            if self._failures:
                raise self._failures.pop(0)
            self._rows = working
            self.commits += 1
        finally:
            self._writing = False

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        self._refuse_closed()
        yield FakeTransaction(self._rows.copied())

    def scrub(self) -> bool:
        return not self.dirty

    def check(self) -> bool:
        return self.whole

    def forget_expired(self, clock: Clock) -> int:
        now, today = clock.now(), clinic_day(clock.now())
        with self.write() as tx:
            waiting = tx.outbox.waiting_about()
            gone = [
                patient
                for patient in self._rows.patients.values()
                if patient.status.keep_until is not None
                and patient.status.keep_until <= now
                and patient.status.served_at is None
                and patient.id not in waiting
                and not any(
                    b.patient_id == patient.id and b.day >= today for b in self._rows.bookings.values()
                )
            ]
            for patient in gone:
                tx.patients.drop(patient.id)
        return len(gone)

    def close(self) -> None:
        self.closed = True

    def _refuse_closed(self) -> None:
        if self.closed:
            raise StoreBusyError(cause="closed")


class FakeTransaction:
    """Implements ports.store.Transaction."""

    def __init__(self, rows: Rows) -> None:
        self.patients = FakePatients(rows)
        self.bookings = FakeBookings(rows)
        self.queue = FakeQueue(rows)
        self.schedules = FakeSchedules(rows)
        self.outbox = FakeOutbox(rows)
        self.rights = FakeRights(rows)
        self.audit = FakeAudit(rows)
        self.cases = FakeCases(rows)
        self.money = FakeMoney(rows)
        self.state = FakeState(rows)
        self.trace_heads = FakeTraceHeads(rows)
        self.trace_segments = FakeTraceSegments(rows)
        self.pairs = FakePairs(rows)
        self.requests = FakeRequests(rows)
        self.wrapped_keys = FakeWrappedKeys()
