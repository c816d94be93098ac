"""The file on the disk says nothing without its key, and says so when somebody touched it (G72, P17, N9)."""

from __future__ import annotations

import base64
import os
import stat
from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.domain.errors import KnownError, SealBrokenError, StoreDamagedError
from desktop.domain.grading import Database, columns_without_grade
from desktop.domain.ids import PatientId
from desktop.domain.operations import KeyKind
from desktop.store.engine import LEAST_SQLITE
from desktop.store.store import SealedStore
from tests.fakes.clinic import ACCOUNT, RECORD, booking, event, keep, operation
from tests.store.conftest import DeskFile
from tests.store.leak_search import PAGE, decrypted_log, decrypted_pages, forms_of, found

NAMES = ("欧阳雪莲花", "覃子𬱖一梅", "ABDULLAH RAHMATOV")
CANARIES = (
    *NAMES,
    "15400138011",
    "16900009922",
    "89000019851212005X",
    "890000199003070028",
    "三十七号楼二单元",
)
LISTED = {*NAMES, "15400138011", "16900009922"}


def _fill(store: SealedStore) -> None:
    with store.write() as tx:
        for index, name in enumerate(NAMES):
            number = ("89000019851212005X", "890000199003070028")[index % 2]
            record = replace(RECORD, name=name, document_number=number, address="三十七号楼二单元")
            phone = ("15400138011", "16900009922")[index % 2]
            keep(tx, f"p{index}", record, replace(ACCOUNT, phone=phone))
        tx.bookings.put(booking())
        tx.audit.append(event(1))
        tx.outbox.append(operation(tx.outbox.head()))
        tx.state.set("draft/s1", "欧阳雪莲花 15400138011".encode())


@pytest.mark.parametrize("canary", CANARIES)
def test_the_leak_search_finds_every_form_it_looks_for(canary: str) -> None:
    for form in forms_of(canary).values():
        for before in (b"", b"x", b"xy"):
            assert found([canary], before + form + b"z") == {canary}
    for neighbour in ("", "一", "ab", "c"):
        assert found([canary], base64.b64encode(f"{neighbour}{canary}尾".encode())) == {canary}


@pytest.mark.rows("G72", "P17", "A1")
def test_nothing_personal_stands_in_the_file_its_log_or_its_index(desk_file: DeskFile) -> None:
    store = desk_file.open()
    _fill(store)
    open_files = desk_file.files()
    assert set(open_files) == {"desk.db", "desk.db-wal", "desk.db-shm"}
    assert len(open_files["desk.db-wal"]) > PAGE, "the log holds what was just written"
    assert [name for name, data in open_files.items() if found(CANARIES, data)] == []
    clear = decrypted_log(open_files["desk.db-wal"], desk_file.key)
    assert found(CANARIES, clear) == LISTED, "control: under the key the log holds the lists"
    store.close()
    closed = desk_file.files()
    assert set(closed) == {"desk.db"}
    assert found(CANARIES, closed["desk.db"]) == set()
    assert found(CANARIES, decrypted_pages(closed["desk.db"], desk_file.key)) == LISTED, "control"
    with desk_file.open().read() as tx:
        everything = "".join(str(tx.patients.get(PatientId(f"p{index}"))) for index in range(3))
    assert found(CANARIES, everything.encode()) == set(CANARIES), "control: the opened store knows them all"


@pytest.mark.rows("N9", "P17")
def test_number_and_address_need_the_persons_own_key_even_inside_the_file(desk_file: DeskFile) -> None:
    store = desk_file.open()
    _fill(store)
    store.close()
    inside = decrypted_pages(desk_file.files()["desk.db"], desk_file.key)
    assert found(["89000019851212005X", "890000199003070028", "三十七号楼二单元"], inside) == set()


@pytest.mark.rows("N9", "I6")
def test_after_an_erasure_neither_rows_nor_keys_are_left_in_any_page(desk_file: DeskFile) -> None:
    store = desk_file.open()
    _fill(store)
    wrapped = [
        bytes(row[0]) for row in desk_file.ask("SELECT wrapped FROM data_keys WHERE patient_id = 'p0'")
    ]
    sealed = [
        bytes(row[0]) for row in desk_file.ask("SELECT sealed FROM patient_records WHERE patient_id = 'p0'")
    ]
    assert store.scrub() is True
    before = decrypted_pages(desk_file.files()["desk.db"], desk_file.key)
    assert all(value in before for value in wrapped + sealed), "control"
    with store.write() as tx:
        tx.patients.erase(PatientId("p0"), (KeyKind.RECORD, KeyKind.ACCOUNT))
        tx.patients.erase(PatientId("p2"), (KeyKind.RECORD, KeyKind.ACCOUNT))
    assert store.scrub() is True
    files = desk_file.files()
    assert len(files["desk.db-wal"]) == 0
    after = decrypted_pages(files["desk.db"], desk_file.key)
    assert len(wrapped) == 2
    assert not any(value in after for value in wrapped + sealed)
    assert found(CANARIES, after) == {"覃子𬱖一梅", "16900009922"}, "the other person is untouched"
    assert not any(word in after for word in (b"ouyangxuelianhua", b"oyxlh", b"rahmatov"))


@pytest.mark.rows("G72")
def test_the_wrong_key_opens_nothing_and_changes_nothing(desk_file: DeskFile) -> None:
    _fill(desk_file.open())
    desk_file.close()
    before = desk_file.files()["desk.db"]
    with pytest.raises(StoreDamagedError) as caught:
        replace(desk_file, key=bytes(32)).open()
    assert desk_file.files()["desk.db"] == before
    assert desk_file.key.hex() not in _told(caught.value)


def _told(error: BaseException) -> str:
    texts = []
    one: BaseException | None = error
    while one is not None:
        texts.append(repr(one) + str(one))
        one = one.__cause__ or one.__context__
    return "".join(texts)


@pytest.mark.rows("G72")
def test_a_file_of_something_else_is_not_opened(desk_file: DeskFile) -> None:
    desk_file.path.parent.mkdir()
    desk_file.path.write_bytes(b"not a store at all " * 4000)
    with pytest.raises(StoreDamagedError):
        desk_file.open()


@pytest.mark.rows("G72")
def test_one_changed_byte_is_noticed(desk_file: DeskFile) -> None:
    _fill(desk_file.open())
    desk_file.close()
    whole = desk_file.path.read_bytes()
    for place in (PAGE * 2 + 100, len(whole) // 2, len(whole) - 40):
        altered = bytearray(whole)
        altered[place] ^= 1
        desk_file.path.write_bytes(altered)
        try:
            store = desk_file.open()
        except StoreDamagedError:
            continue
        assert store.check() is False
        store.close()
    desk_file.path.write_bytes(whole)
    assert desk_file.open().check() is True


@pytest.mark.rows("G72")
def test_a_read_of_an_altered_page_is_an_error_and_never_another_value(desk_file: DeskFile) -> None:
    _fill(desk_file.open())
    desk_file.close()
    altered = bytearray(desk_file.path.read_bytes())
    for start in range(PAGE * 1, len(altered), PAGE):
        altered[start + 50] ^= 1
    desk_file.path.write_bytes(altered)
    with pytest.raises(StoreDamagedError), desk_file.open().read() as tx:
        tx.patients.get(PatientId("p0"))


@pytest.mark.rows("N9")
def test_a_sealed_row_opens_only_in_its_own_place(desk_file: DeskFile) -> None:
    store = desk_file.open()
    _fill(store)
    raw = desk_file.raw()
    raw.execute(
        "UPDATE patient_records SET sealed = (SELECT sealed FROM patient_records WHERE patient_id = 'p1')"
        " WHERE patient_id = 'p0'"
    )
    raw.execute("UPDATE patient_records SET revision = revision + 1 WHERE patient_id = 'p1'")
    raw.execute(
        "UPDATE data_keys SET wrapped = (SELECT wrapped FROM data_keys WHERE patient_id = 'p0' AND kind = 'record')"
        " WHERE patient_id = 'p2' AND kind = 'record'"
    )
    for patient in ("p0", "p1", "p2"):
        with pytest.raises(SealBrokenError), store.read() as tx:
            tx.patients.get(PatientId(patient))


@pytest.mark.rows("A1")
def test_an_error_of_the_driver_carries_no_value(desk_file: DeskFile) -> None:
    store = desk_file.open()
    _fill(store)
    desk_file.raw().execute("DROP TABLE search_rows")
    with pytest.raises(Exception, match="search_rows") as caught, store.write() as tx:
        keep(tx, "p9", replace(RECORD, name=NAMES[0]))
    assert not isinstance(caught.value, KnownError)
    assert found(CANARIES, _told(caught.value).encode()) == set()


def test_every_connection_keeps_the_promises_about_durability(desk_file: DeskFile) -> None:
    store = desk_file.open()
    wanted = {"synchronous": 2, "secure_delete": 1, "temp_store": 2, "journal_mode": "wal"}
    for engine in (store._parts.writer, store._parts.reader):
        with engine.begin() as connection:
            told = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
            assert told == wanted
    assert desk_file.ask("PRAGMA cipher_log_level") == [("NONE",)]


@pytest.mark.rows("P18", "A5")
def test_every_column_that_the_file_really_has_is_graded_and_its_rows_lie_under_the_grades_seal(
    desk_file: DeskFile,
) -> None:
    _fill(desk_file.open())
    tables = [name for (name,) in desk_file.ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
    made_by_tools = {name for name in tables if name.startswith(("sqlite_", "alembic_", "search_grams_"))}
    columns = {
        name: [row[1] for row in desk_file.ask(f"PRAGMA table_info({name})")]
        for name in tables
        if name not in made_by_tools
    }
    assert {"patient_records", "bookings", "data_keys"} <= columns.keys()
    assert columns_without_grade(Database.DESK, columns) == ()


def test_the_engine_inside_is_new_enough() -> None:
    assert sqlcipher.sqlite_version_info >= LEAST_SQLITE


@pytest.mark.skipif(os.name != "posix", reason="rights are access lists elsewhere")
def test_only_its_owner_may_read_the_file(desk_file: DeskFile) -> None:
    _fill(desk_file.open())
    for path in desk_file.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
