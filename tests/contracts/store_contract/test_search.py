"""What every Store finds when two characters or more are typed (DECISIONS 4, N2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.ports.store import SearchRow, Store
from tests.fakes.clinic import ACCOUNT, NOW, RECORD, STATUS, keep, named

SAM = replace(RECORD, document_number="89000019851212005X")
RARE = "覃子𬱖"


def found(store: Store, text: str, limit: int = 20) -> list[str]:
    with store.read() as tx:
        return [row.name for row in tx.patients.search(text, limit)]


def put_names(store: Store, *names: str) -> None:
    with store.write() as tx:
        for index, name in enumerate(names):
            phone = replace(ACCOUNT, phone=f"1690000{index:04d}")
            keep(tx, f"p{index}", named(name), phone)


@pytest.mark.rows("N2", "G1")
@pytest.mark.parametrize(
    "typed", ["单雪", "shan", "shanxue", "SX", "sx", "dan", "danxue", "dx", "chan", "anxu", "xue"]
)
def test_a_name_is_found_in_any_reading_full_or_by_initials(store: Store, typed: str) -> None:
    put_names(store, "单雪", "王建国")
    assert found(store, typed) == ["单雪"]


@pytest.mark.rows("N2")
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("曾国藩", "zeng"),
        ("曾国藩", "zgf"),
        ("曾国藩", "ceng"),
        ("解小龙", "xiexi"),
        ("仇英", "qiuy"),
        ("查良", "zhal"),
        ("乐山", "yues"),
        ("吕布", "lvbu"),
        ("吕布", "lubu"),
        ("王建国", "建国"),
        ("王建国", "wjg"),
        ("王建国", "jg"),
        ("阿卜杜拉·买买提", "阿卜杜拉买买提"),
        ("阿卜杜拉·买买提", "拉·买"),
        (RARE, "子𬱖"),
        (RARE, "qinz"),
        ("𠮷田", "𠮷田"),
        ("MUHAMMAD ABDUL RAHMAN", "abdul r"),
        ("ＭＡＲＹ　SMITH", "mary s"),
    ],
)
def test_names_are_found_as_people_type_them(store: Store, name: str, typed: str) -> None:
    put_names(store, "赵敏敏", name)
    assert found(store, typed) == [name]


@pytest.mark.rows("G1", "G67")
@pytest.mark.parametrize(
    "typed",
    [
        "54",
        "1540",
        "154 0013 8000",
        "8000",
        "0138",
        "00 8812",
        "0461",
        "88",
        "005X",
        "05x",
        "89000019851212005x",
    ],
)
def test_phone_card_number_and_last_four_are_found_by_any_two_characters(store: Store, typed: str) -> None:
    with store.write() as tx:
        keep(tx, "p1", SAM)
        keep(tx, "p2", named("王建国"), replace(ACCOUNT, phone="16977776666"))
    assert found(store, typed) == ["单雪"]


def test_the_middle_of_a_document_number_finds_nobody(store: Store) -> None:
    with store.write() as tx:
        keep(tx, "p1", SAM, None)
    assert found(store, "19851212") == []


@pytest.mark.rows("G2")
def test_a_whole_document_number_finds_its_one_person(store: Store) -> None:
    with store.write() as tx:
        keep(tx, "p1", SAM)
        keep(tx, "p2", named("单雪", "890000199003070028"))
    assert found(store, "89000019851212005x") == ["单雪"]
    with store.read() as tx:
        assert [row.id for row in tx.patients.search("890000199003070028", 20)] == ["p2"]


def test_one_character_or_none_finds_nobody(store: Store) -> None:
    put_names(store, "单雪")
    assert found(store, "单") == found(store, " ") == found(store, "··") == found(store, "") == []


def test_what_stands_in_no_term_finds_nobody(store: Store) -> None:
    put_names(store, "单雪")
    assert found(store, "雪单") == found(store, "%%") == found(store, "xs") == []


def test_no_more_rows_than_asked_and_the_best_first(store: Store) -> None:
    with store.write() as tx:
        for index in range(30):
            status = replace(STATUS, served_at=NOW + timedelta(minutes=index))
            keep(tx, f"p{index}", named("王单雪" if index else "单雪"), None, status)
    names = found(store, "单雪", 20)
    assert len(names) == 20
    assert names[0] == "单雪", "a name that begins with the text stands before one that holds it"
    with store.read() as tx:
        assert tx.patients.search("单雪", 20)[1].id == "p29", "then whoever was served last"


def test_a_row_tells_what_a_list_needs(store: Store) -> None:
    with store.write() as tx:
        keep(tx)
    with store.read() as tx:
        rows = tx.patients.search("shan", 20)
    assert rows == (
        SearchRow(
            id=rows[0].id,
            name="单雪",
            sex="2",
            birth="1990-03-07",
            document_type="resident-card",
            document_number="890000199003070028",
            phone="15400138000",
            card_number="0088120461",
            served_at=NOW,
        ),
    )


def test_a_changed_name_is_found_by_the_new_one_only(store: Store) -> None:
    put_names(store, "单雪")
    with store.write() as tx:
        keep(tx, "p0", replace(RECORD, name="曾雪"))
    assert found(store, "曾雪") == found(store, "zengxue") == ["曾雪"]
    assert found(store, "单雪") == found(store, "shanxue") == found(store, "6900") == []


@pytest.mark.rows("N2")
def test_the_clerks_own_reading_is_found(store: Store) -> None:
    with store.write() as tx:
        keep(tx, "p1", replace(named("𠮷□"), reading="jí wěi"), None)
    assert found(store, "jíwěi") == ["𠮷□"]
