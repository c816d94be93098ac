"""The name-number match for desks: asked once, a match is remembered, no question leaves its text behind (P3, G8)."""

from __future__ import annotations

import pytest

from central.services.errors import TooManyLookupsError
from central.services.name_checks import NameCheckService
from central.store import tables
from desktop.domain.made_up import person_of
from desktop.domain.verification import NameCheck
from desktop.sync.wire import NameCheckRequest
from tests.central.people import FIRST, record
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk

DESK = "desk-a"
PERSON = person_of(FIRST)


@pytest.fixture
def checks(world: World) -> NameCheckService:
    world.enrol(DESK, bytes(32), bytes(32))
    return NameCheckService(world.parts, world.names)


def asked(
    number: str = PERSON.number, name: str = PERSON.name, kind: str = "resident-card"
) -> NameCheckRequest:
    return NameCheckRequest(kind, number, name)


@pytest.mark.rows("P3", "G8")
@pytest.mark.parametrize("outcome", list(NameCheck))
def test_the_outcome_is_the_authoritys(world: World, checks: NameCheckService, outcome: NameCheck) -> None:
    world.names.outcome = outcome.value
    assert checks.check(DESK, asked()) is outcome
    assert world.names.asked == 1


@pytest.mark.rows("P3")
def test_a_document_that_no_authority_answers_for_is_not_asked_about(
    world: World, checks: NameCheckService
) -> None:
    assert checks.check(DESK, asked("E12345678", kind="passport")) is NameCheck.NOT_ASKED
    assert checks.check(DESK, asked(kind="no-such-kind")) is NameCheck.NOT_ASKED
    assert world.names.asked == 0


def test_a_number_that_cannot_be_is_not_paid_for(world: World, checks: NameCheckService) -> None:
    spoilt = PERSON.number[:-1] + ("0" if PERSON.number[-1] != "0" else "1")
    assert checks.check(DESK, asked(spoilt)) is NameCheck.UNAVAILABLE
    assert checks.check(DESK, asked(name=" ")) is NameCheck.UNAVAILABLE
    assert world.names.asked == 0


@pytest.mark.rows("P3")
def test_a_person_who_matched_before_is_not_asked_about_again(world: World) -> None:
    desk = HeadlessDesk(world)
    desk.register(record(), name_check="match")
    desk.exchange()
    checks = NameCheckService(world.parts, world.names)
    assert checks.check(DESK, asked()) is NameCheck.MATCH
    assert world.names.asked == 0
    world.names.outcome = "mismatch"
    assert checks.check(DESK, asked(name=person_of(FIRST + 1).name)) is NameCheck.MISMATCH
    assert world.names.asked == 1


def test_one_that_did_not_match_before_is_asked_about_again(world: World) -> None:
    desk = HeadlessDesk(world)
    desk.register(record(), name_check="no-record")
    desk.exchange()
    checks = NameCheckService(world.parts, world.names)
    assert checks.check(DESK, asked()) is NameCheck.MATCH
    assert world.names.asked == 1


def test_questions_are_counted_and_limited_and_keep_no_text(world: World, checks: NameCheckService) -> None:
    for _ in range(20):
        checks.check(DESK, asked())
    with pytest.raises(TooManyLookupsError):
        checks.check(DESK, asked())
    kept = world.rows(tables.lookups)
    assert {row["act"] for row in kept} == {"name-check"}
    assert PERSON.number not in repr(kept)
    assert PERSON.name not in repr(kept)
    world.clock.forward(minutes=1)
    checks.check(DESK, asked())
