"""What the clerk is told when the disk is full, the file is held or too new; nothing is half saved (A4, G67)."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest

from desktop.domain.errors import StoreBusyError, StoreFullError, StoreTooNewError
from desktop.domain.ids import PatientId
from desktop.domain.operations import KeyKind
from desktop.ports.store import ConsentEvent, PatientStatus
from desktop.store.store import SealedStore
from tests.fakes.clinic import NOW, TODAY, booking, event, keep, operation
from tests.fakes.front_desk import FakeClock
from tests.store.conftest import DeskFile

HOLD = """
import sys
import threading
from pathlib import Path
from desktop.store.engine import connector
held = connector(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), 2000, 1000)()
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
held.execute("ROLLBACK")
"""


def _register(store: SealedStore, number: int) -> None:
    with store.write() as tx:
        keep(tx, f"p{number}")
        tx.bookings.put(booking(f"b{number}"))
        tx.audit.append(event(tx.audit.next_seq()))
        tx.outbox.append(operation(tx.outbox.head()))


def _people(store: SealedStore) -> tuple[int, int, int]:
    with store.read() as tx:
        return tx.patients.count(), tx.audit.next_seq() - 1, tx.outbox.waiting_count()


@pytest.mark.rows("A4")
def test_a_full_disk_saves_nothing_and_everything_before_stays(desk_file: DeskFile) -> None:
    store = desk_file.open()
    _register(store, 1)
    with store._parts.writer.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    saved = 1

    def until_it_is_full() -> None:
        nonlocal saved
        for number in range(2, 100):
            _register(store, number)
            saved = number

    with pytest.raises(StoreFullError):
        until_it_is_full()
    assert _people(store) == (saved, saved, saved)
    with store._parts.writer.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    _register(store, saved + 1)
    assert _people(store) == (saved + 1,) * 3
    assert store.check() is True


@contextmanager
def _another_process_writes(desk_file: DeskFile) -> Iterator[None]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(desk_file.path), desk_file.key.hex()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    try:
        yield
    finally:
        child.communicate("\n", timeout=20)


@pytest.mark.rows("A4")
def test_a_file_held_by_another_process_is_busy_for_writing_and_can_be_read(desk_file: DeskFile) -> None:
    store = desk_file.open(busy_timeout_ms=50)
    _register(store, 1)
    with _another_process_writes(desk_file):
        with pytest.raises(StoreBusyError):
            _register(store, 2)
        assert _people(store) == (1, 1, 1)
        assert store.scrub() is False, "a log that another process holds cannot be emptied"
    _register(store, 2)
    assert _people(store) == (2, 2, 2)


def test_a_second_writer_in_this_process_waits_for_the_first(desk_file: DeskFile) -> None:
    store = desk_file.open()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: _register(store, number), range(1, 21)))
    assert _people(store) == (20, 20, 20)


def test_a_second_writer_that_waits_too_long_is_told_so(desk_file: DeskFile) -> None:
    store = desk_file.open(busy_timeout_ms=30)
    with ThreadPoolExecutor(1) as pool, store.write(), pytest.raises(StoreBusyError):
        pool.submit(_register, store, 1).result(20)


def test_readers_go_on_while_somebody_writes(desk_file: DeskFile) -> None:
    store = desk_file.open()
    _register(store, 1)
    with ThreadPoolExecutor(2) as pool, store.write() as tx:
        keep(tx, "p2")
        seen = [pool.submit(_people, store) for _ in range(6)]
        assert [one.result(20) for one in seen] == [(1, 1, 1)] * 6


def test_a_read_inside_a_read_sees_the_same_moment(desk_file: DeskFile) -> None:
    store = desk_file.open()
    with store.read() as tx:
        assert tx.patients.count() == 0
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_register, store, 1).result(20)
        with store.read() as again:
            assert again.patients.count() == 0
        assert tx.patients.count() == 0
    assert _people(store) == (1, 1, 1)


@pytest.mark.rows("I6")
def test_a_reader_that_holds_the_log_makes_the_scrub_wait_for_another_time(desk_file: DeskFile) -> None:
    store = desk_file.open()
    _register(store, 1)
    with ThreadPoolExecutor(1) as pool, store.read() as tx:
        assert tx.patients.count() == 1
        assert pool.submit(store.scrub).result(20) is False
        assert tx.patients.count() == 1, "the reader was not disturbed"
    assert store.scrub() is True


@pytest.mark.rows("I6")
@pytest.mark.parametrize(
    "leftover",
    [
        "INSERT INTO grams SELECT DISTINCT 'shan', person FROM erased WHERE person > 0",
        "INSERT INTO data_keys VALUES ('p1', 'record', x'00')",
        "INSERT INTO patient_accounts VALUES ('p1', 1, x'00')",
        "INSERT INTO document_tokens VALUES (x'00', 'p1')",
        "UPDATE bookings SET patient_id = 'p1'",
        "UPDATE operations SET subject = 'p1', key_kind = 'record', sealed = x'00'",
        "UPDATE operations SET subject = 'p1', kind = 'patient.register'",
    ],
)
def test_a_scrub_that_finds_something_left_says_so(desk_file: DeskFile, leftover: str) -> None:
    store = desk_file.open()
    _register(store, 1)
    with store.write() as tx:
        tx.patients.erase(PatientId("p1"), (KeyKind.RECORD, KeyKind.ACCOUNT))
    assert store.scrub() is True
    desk_file.raw().execute(leftover)
    assert store.scrub() is False


def test_a_store_of_a_newer_program_is_refused_and_not_touched(desk_file: DeskFile) -> None:
    _register(desk_file.open(), 1)
    desk_file.raw().execute("UPDATE alembic_version SET version_num = '9999'")
    desk_file.close()
    before = desk_file.path.read_bytes()
    with pytest.raises(StoreTooNewError):
        desk_file.open()
    assert desk_file.path.read_bytes() == before


def test_a_store_that_was_closed_opens_again_with_everything(desk_file: DeskFile) -> None:
    store = desk_file.open()
    _register(store, 1)
    store.close()
    store.close()
    assert _people(desk_file.open()) == (1, 1, 1)


def test_people_looked_up_at_central_leave_after_their_hours(desk_file: DeskFile) -> None:
    clock = FakeClock()
    clock.at = NOW
    over, later = NOW - timedelta(seconds=1), NOW + timedelta(hours=3)
    store = desk_file.open()
    with store.write() as tx:
        keep(tx, "over", status=PatientStatus(keep_until=over))
        tx.cases.add_consent(ConsentEvent("c1", PatientId("over"), "account", "v1", "paper", True, NOW))
        keep(tx, "not-yet", status=PatientStatus(keep_until=later))
        keep(tx, "served", status=PatientStatus(keep_until=over, served_at=NOW))
        keep(tx, "booked", status=PatientStatus(keep_until=over))
        tx.bookings.put(booking("b1", patient_id=PatientId("booked"), day=TODAY))
        keep(tx, "on-the-way", status=PatientStatus(keep_until=over))
        tx.outbox.append(operation(tx.outbox.head(), subject=PatientId("on-the-way")))
        keep(tx, "ours", status=PatientStatus())
    store.close()
    again = desk_file.open(clock)
    with again.read() as tx:
        left = {row.id for row in tx.patients.search("单雪", 20)}
        assert left == {"not-yet", "served", "booked", "on-the-way", "ours"}
        assert tx.patients.get(PatientId("over")) is None
        assert tx.cases.consents(PatientId("over")) == ()
    clock.at = later
    assert again.forget_expired(clock) == 1


def test_whoever_waited_while_the_store_was_closed_is_told_at_once(desk_file: DeskFile) -> None:
    store = desk_file.open(busy_timeout_ms=2000)
    _register(store, 1)
    inside, go = threading.Event(), threading.Event()

    def writes_long() -> None:
        with store.write():
            inside.set()
            go.wait(10)

    with ThreadPoolExecutor(3) as pool:
        long = pool.submit(writes_long)
        assert inside.wait(10)
        waiting = pool.submit(_register, store, 2)
        closing = pool.submit(store.close)
        while not store._closed:
            assert not closing.done()
        go.set()
        long.result(10)
        closing.result(10)
        with pytest.raises(StoreBusyError):
            waiting.result(2)
    assert _people(desk_file.open()) == (1, 1, 1)
