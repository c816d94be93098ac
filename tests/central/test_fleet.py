"""How desks are doing: what each says of itself with every exchange, and what IT reads of it."""

from __future__ import annotations

import msgspec
import pytest

from central.services.fleet import health
from central.store.fleet import health_by_desk
from desktop.ports.machine import MachineState
from desktop.sync.wire import DeskHealth
from tests.central.people import record
from tests.central.test_with_desk_services import Window
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk


class Pc:
    """A PC whose state a test sets."""

    def __init__(self, state: MachineState | None) -> None:
        self.state = state

    def look(self) -> MachineState | None:
        return self.state


def reported(world: World, desk: str) -> dict[str, object]:
    with world.database.read() as connection:
        return health(health_by_desk(connection, world.hospital).get(desk), world.clock.now())


def tell(desk: HeadlessDesk, health: DeskHealth) -> None:
    desk.ask(msgspec.structs.replace(desk.request(), health=health))


@pytest.mark.rows("G113")
def test_a_desk_tells_with_an_exchange_what_waits_and_how_its_pc_is(world: World) -> None:
    Window(world, "desk-a", machine=Pc(MachineState(2048, 12, 3)))
    said = reported(world, "desk-a")
    assert (said["outbox"], said["disk_free_mib"], said["store_mib"], said["errors"]) == (0, 2048, 12, 3)
    assert said["outbox_age_s"] == 0


@pytest.mark.rows("G113")
def test_a_pc_that_cannot_say_is_not_reported_as_full(world: World) -> None:
    Window(world, "desk-a", machine=Pc(None))
    said = reported(world, "desk-a")
    assert (said["disk_free_mib"], said["store_mib"], said["outbox"]) == (None, None, 0)


@pytest.mark.rows("G113")
def test_what_waits_grows_older_until_it_went_up(world: World) -> None:
    desk = HeadlessDesk(world, outage=False)
    desk.register(record())
    began = world.clock.now()
    world.clock.forward(minutes=10)
    tell(desk, DeskHealth(4, began))
    assert reported(world, desk.name)["outbox_age_s"] == 600
    world.clock.forward(minutes=1)
    tell(desk, DeskHealth(0))
    said = reported(world, desk.name)
    assert (said["outbox"], said["outbox_age_s"]) == (0, 0)


@pytest.mark.rows("G113", "I7")
@pytest.mark.parametrize("number", [-(2**70), -5, 2**31, 2**70])
def test_no_number_of_a_hostile_desk_breaks_the_list(world: World, number: int) -> None:
    desk = HeadlessDesk(world, outage=False)
    tell(desk, DeskHealth(number, None, number, number, number))
    said = reported(world, desk.name)
    assert isinstance(said["outbox"], int)
    assert said["outbox"] >= 0
