"""The roll call after a restore: who is waited for, who may end it, what becomes of numbers (DECISIONS 26)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from central.services.desk_decisions import DeciderUnknownError, DeskMissingError
from central.services.restoring import RestoreService
from central.store import numbers, places, tables
from central.store.tables_desks import desk_acts
from desktop.domain.operations import ResultStatus
from desktop.sync.exchange import DeskExchange
from desktop.sync.wire import Acknowledged
from tests.central.people import FIRST, record
from tests.central.test_with_desk_services import Window, draft
from tests.fakes.central_world import CLERK, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk


@pytest.fixture
def restoring(world: World) -> RestoreService:
    return RestoreService(world.parts)


@pytest.mark.rows("I1", "I8", "G75")
def test_a_session_gives_no_number_until_its_outage_desks_have_reported(
    world: World, restoring: RestoreService
) -> None:
    world.add_session("s-1", per_half_hour=10)
    world.add_session("later", day=TODAY + timedelta(days=5))
    outage, other = HeadlessDesk(world, "desk-out"), HeadlessDesk(world, "desk-b", outage=False)
    outage.exchange()
    patient = other.register(record())
    other.exchange()
    with pytest.raises(DeciderUnknownError):
        restoring.begin(CLERK, world.clock.now())
    begun = restoring.begin(SUPERVISOR, world.clock.now())
    assert (begun.epoch, begun.frozen) == (2, ("s-1",))
    assert restoring.waiting() == {"s-1": ["desk-out"]}
    other.server_epoch = 2
    refused, given = other.claim(patient, "s-1"), other.claim(patient, "later")
    other.exchange()
    assert other.answer_to(refused).reason == "session-frozen"
    assert other.answer_to(given).status is ResultStatus.ACCEPTED
    outage.exchange()
    assert restoring.waiting() == {}
    again = other.claim(patient, "s-1")
    other.exchange()
    assert other.answer_to(again).status is ResultStatus.ACCEPTED


@pytest.mark.rows("I8")
def test_a_desk_of_which_central_lacks_something_has_not_reported(
    world: World, restoring: RestoreService
) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.exchange()
    restoring.begin(SUPERVISOR, world.clock.now())
    desk.acknowledged = Acknowledged(7, bytes(32))  # what central acknowledged before it was put back
    desk.ask()
    assert restoring.waiting() == {"s-1": ["desk-a"]}


@pytest.mark.rows("I1", "I2", "I8")
def test_a_desk_that_greets_with_promises_still_waiting_has_not_reported(
    world: World, restoring: RestoreService
) -> None:
    world.add_session("s-1")
    desk = Window(world, "desk-a")
    desk.quiet()
    desk.line.cut = True
    desk.sync.run_once()
    promised = desk.registration.confirm(draft())
    desk.line.cut = False
    restoring.begin(SUPERVISOR, world.clock.now())
    starting = DeskExchange(desk.exchange._parts)  # the program was started anew: it greets first
    starting._greet()
    assert restoring.waiting() == {"s-1": ["desk-a"]}
    starting.run(pull=True)
    assert restoring.waiting() == {}
    assert promised.booking_id in {row["booking_id"] for row in world.rows(tables.bookings, state="booked")}


@pytest.mark.rows("I1", "I2", "I8")
def test_a_lost_desks_numbers_are_given_to_nobody_but_honoured_when_it_comes_back(
    world: World, restoring: RestoreService
) -> None:
    world.add_session("s-1", half_hours=1, per_half_hour=5)
    lost, other = HeadlessDesk(world, "desk-out"), HeadlessDesk(world, "desk-b", outage=False)
    lost.exchange()
    leased = lost.rights
    patient = lost.register(record())
    promised = lost.promise(patient, leased[0])
    restoring.begin(SUPERVISOR, world.clock.now())
    with pytest.raises(DeskMissingError):
        restoring.declare_lost("nobody", SUPERVISOR)
    with pytest.raises(DeciderUnknownError):
        restoring.declare_lost(lost.name, CLERK)
    struck = restoring.declare_lost(lost.name, SUPERVISOR, [("s-1", 1), ("s-1", 1), ("nothing", 9)])
    assert struck.numbers == len(leased) + 1
    assert struck.opened == ("s-1",)
    assert {row["state"] for row in world.rows(tables.slots, number=1)} == {numbers.FROZEN}
    buyer = other.register(record(FIRST + 1))
    for _ in range(6):
        other.claim(buyer, "s-1")
    other.exchange()
    taken = {number for _, number in world.live_by_slot()}
    assert taken == {1, 2, 3, 4, 5} - {1} - {right.number for right in leased}
    lost.exchange()
    assert lost.answer_to(promised).status is ResultStatus.ACCEPTED
    assert max(world.live_by_slot().values()) == 1
    assert {row["act"] for row in world.rows(desk_acts)} == {"restored", "lost"}


@pytest.mark.rows("I2", "I8")
def test_a_promise_with_a_number_leased_after_the_copy_is_honoured_while_its_desk_is_called(
    world: World, restoring: RestoreService
) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.exchange()
    with world.database.begin() as connection:  # the copy knows nothing of the lease
        connection.execute(
            sa.update(tables.slots)
            .where(tables.slots.c.hospital_id == world.hospital)
            .values(state="pool", desk_id=None, epoch=0)
        )
        connection.execute(sa.delete(tables.leases).where(tables.leases.c.hospital_id == world.hospital))
    restoring.begin(SUPERVISOR, world.clock.now())
    promised = desk.promise(desk.register(record()), desk.rights[0])
    desk.exchange()
    assert desk.answer_to(promised).status is ResultStatus.ACCEPTED
    with world.database.read() as connection:
        assert places.server_epoch(connection, world.hospital) == 2
