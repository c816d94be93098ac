"""Exact look-ups outside the working set: masked, few, counted, noted without what was typed (DECISIONS 4, N2, A1)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from central.services.directory import DirectoryService
from central.services.errors import DeskQuarantinedError, TooManyLookupsError
from central.store import chains, tables
from desktop.domain.ids import PatientId
from desktop.domain.made_up import person_of
from desktop.sync.wire import FetchRequest, LookupRequest, PatientRow
from tests.central.people import FIRST, account, record
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk

PERSON = person_of(FIRST)


@pytest.fixture
def directory(world: World) -> DirectoryService:
    return DirectoryService(world.parts)


@pytest.fixture
def patient(world: World) -> str:
    """Somebody known at desk A only."""
    world.add_session("s-1")
    desk = HeadlessDesk(world, "desk-a")
    made = desk.register(record())
    desk.put_account(made, account())
    desk.exchange()
    HeadlessDesk(world, "desk-b").catch_up()
    return made


@pytest.mark.rows("G1", "P17")
@pytest.mark.parametrize(
    "request_of",
    [
        LookupRequest("document", PERSON.number, "resident-card"),
        LookupRequest("document", PERSON.number.lower()),
        LookupRequest("phone", PERSON.phone),
        LookupRequest("name4", PERSON.name, digits=PERSON.number[-4:]),
    ],
)
def test_an_exact_look_up_finds_the_person_masked(
    directory: DirectoryService, patient: str, request_of: LookupRequest
) -> None:
    result = directory.look_up("desk-b", request_of)
    (row,) = result.rows
    assert row.patient_id == patient
    assert PERSON.name not in row.name
    assert PERSON.number not in row.number
    assert PERSON.phone not in row.phone
    assert "*" in row.number
    assert not result.too_many


@pytest.mark.parametrize(
    "request_of",
    [
        LookupRequest("document", PERSON.number[:-1]),
        LookupRequest("document", PERSON.number, "passport"),
        LookupRequest("phone", PERSON.phone[:-1]),
        LookupRequest("name4", PERSON.name, digits="0000"),
        LookupRequest("card", PERSON.number),
    ],
)
def test_what_is_not_exact_finds_nobody(
    directory: DirectoryService, patient: str, request_of: LookupRequest
) -> None:
    assert directory.look_up("desk-b", request_of).rows == ()


def test_more_than_five_are_too_many_and_none_is_shown(directory: DirectoryService, world: World) -> None:
    desk = HeadlessDesk(world, "desk-b")
    for serial in range(FIRST, FIRST + 6):
        desk.put_account(desk.register(record(serial)), account())
    desk.exchange()
    result = directory.look_up("desk-b", LookupRequest("phone", PERSON.phone))
    assert result.too_many
    assert result.rows == ()


@pytest.mark.rows("T1", "T5")
def test_a_desk_may_ask_only_so_often_a_minute(
    directory: DirectoryService, patient: str, world: World
) -> None:
    question = LookupRequest("document", PERSON.number)
    for _ in range(20):
        directory.look_up("desk-b", question)
    with pytest.raises(TooManyLookupsError):
        directory.look_up("desk-b", question)
    with pytest.raises(TooManyLookupsError):
        directory.fetch("desk-b", FetchRequest(PatientId(patient)))
    assert directory.look_up("desk-a", question).rows
    world.clock.forward(seconds=61)
    assert directory.look_up("desk-b", question).rows


@pytest.mark.rows("A1")
def test_a_look_up_is_noted_without_what_was_typed(
    directory: DirectoryService, patient: str, world: World
) -> None:
    directory.look_up("desk-b", LookupRequest("document", PERSON.number))
    directory.fetch("desk-b", FetchRequest(PatientId(patient)))
    rows = world.rows(tables.lookups)
    assert sorted((row["desk_id"], row["act"], row["found"]) for row in rows) == [
        ("desk-b", "document", 1), ("desk-b", "fetch", 1),
    ]  # fmt: skip
    assert PERSON.number not in repr(rows)


@pytest.mark.rows("G1")
def test_a_fetched_person_comes_whole_with_keys_for_this_desk(
    directory: DirectoryService, patient: str, world: World
) -> None:
    result = directory.fetch("desk-b", FetchRequest(PatientId(patient)))
    assert isinstance(result.rows[0], PatientRow)
    desk = HeadlessDesk(world, "desk-c")
    for row in directory.fetch("desk-c", FetchRequest(PatientId(patient))).rows:
        desk._apply(row)
    assert desk.record_of(patient) == record()
    assert directory.fetch("desk-b", FetchRequest(PatientId("nobody"))).rows == ()


def test_a_restricted_person_is_found_no_more_and_a_quarantined_desk_may_not_ask(
    directory: DirectoryService, patient: str, world: World
) -> None:
    with world.database.begin() as connection:
        connection.execute(
            sa.update(tables.patients)
            .where(tables.patients.c.hospital_id == world.hospital)
            .values(restricted=True)
        )
        chains.change_desk(connection, world.hospital, "desk-a", state="quarantined")
    assert directory.look_up("desk-b", LookupRequest("document", PERSON.number)).rows == ()
    with pytest.raises(DeskQuarantinedError):
        directory.look_up("desk-a", LookupRequest("document", PERSON.number))
