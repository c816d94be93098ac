"""Many desks at the same moment: one number, one promise (I1, I3), on both engines, with threads."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from central.store import tables
from desktop.domain.operations import ResultStatus
from desktop.sync.wire import ExchangeResponse
from tests.central.people import FIRST, account, record
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk


def at_once(desks: list[HeadlessDesk], *, times: int = 1) -> list[ExchangeResponse]:
    """Send every desk's request at the same moment (`times` copies of each)."""
    requests = [(desk, desk.request(pull=False)) for desk in desks for _ in range(times)]
    barrier = threading.Barrier(len(requests))

    def send(index: int) -> ExchangeResponse:
        desk, request = requests[index]
        barrier.wait(30)
        return desk.ask(request)

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, range(len(requests))))


@pytest.mark.rows("I1", "G24")
def test_two_desks_that_claim_the_last_number_at_once_get_one_yes_and_one_no(world: World) -> None:
    desks = [HeadlessDesk(world, name, outage=False) for name in ("desk-a", "desk-b")]
    patients = [desk.register(record(FIRST + place)) for place, desk in enumerate(desks)]
    for desk in desks:
        desk.exchange()
    for turn in range(6):
        session = world.add_session(f"s-{turn}", half_hours=1, per_half_hour=1)
        for desk, patient in zip(desks, patients, strict=True):
            desk.claim(patient, session)
        answers = at_once(desks)
        for desk, answer in zip(desks, answers, strict=True):
            desk.take(answer)
        statuses = sorted(answer.results[-1].status.value for answer in answers)
        assert statuses == ["accepted", "refused"]
    assert world.live_by_slot() == {(f"s-{turn}", 1): 1 for turn in range(6)}


@pytest.mark.rows("I1", "G24")
def test_a_rush_of_desks_gives_each_number_once_and_refuses_the_rest(world: World) -> None:
    world.add_session("s-1", half_hours=1, per_half_hour=6)
    desks = [HeadlessDesk(world, f"desk-{place}", outage=False) for place in range(8)]
    for place, desk in enumerate(desks):
        desk.claim(desk.register(record(FIRST + place)), "s-1")
    answers = at_once(desks)
    results = [answer.results[-1] for answer in answers]
    assert sorted(r.number for r in results if r.status is ResultStatus.ACCEPTED) == [1, 2, 3, 4, 5, 6]
    assert [r.reason for r in results if r.status is ResultStatus.REFUSED] == ["slot-taken"] * 2
    assert set(world.live_by_slot().values()) == {1}
    assert len(world.rows(tables.operations)) == 16


@pytest.mark.rows("I3")
def test_copies_of_one_request_at_the_same_moment_take_effect_once(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.claim(desk.register(record()), "s-1")
    answers = at_once([desk], times=4)
    assert len({answer.results for answer in answers}) == 1
    assert len(world.rows(tables.bookings)) == 1
    assert len(world.rows(tables.operations)) == 2


def test_desks_that_open_an_account_of_one_phone_at_once_open_one_and_all_people_are_in_it(
    world: World,
) -> None:
    desks = [HeadlessDesk(world, f"desk-{place}", outage=False) for place in range(6)]
    patients = [desk.register(record(FIRST + place)) for place, desk in enumerate(desks)]
    for desk in desks:
        desk.exchange()
    for desk, patient in zip(desks, patients, strict=True):
        desk.put_account(patient, account())
    at_once(desks)
    (opened,) = world.rows(tables.accounts)
    members = world.rows(tables.account_members)
    assert {row["account_id"] for row in members} == {opened["account_id"]}
    assert {row["patient_id"] for row in members} == set(patients)
