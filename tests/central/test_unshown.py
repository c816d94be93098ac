"""A claim that central took and whose slip nobody saw is given back before the next exchange (A4, I1, I2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from central.store import tables
from desktop.domain.errors import KnownError, StoreBusyError, StoreFullError
from desktop.ports.central import ExchangeOutcome
from desktop.ports.network import Reply
from desktop.services.chores import Chores
from desktop.services.registration import RegistrationService
from desktop.services.slips import SlipService
from desktop.services.syncing import SyncService
from desktop.services.unshown import GiveBackUnshown
from tests.central.people import FIRST
from tests.central.test_with_desk_services import Window, draft
from tests.fakes.central_world import World


@dataclass
class FullAfterTheAnswer:
    """An exchange after which the disk is full once: central said yes and the booking cannot be written."""

    window: Window
    error: KnownError | None

    def run(self, *, pull: bool) -> ExchangeOutcome:
        outcome = self.window.exchange.run(pull=pull)
        if self.error is not None and not pull:
            self.window.store.fail(self.error)
            self.error = None
        return outcome


class FullWithTheAnswer:
    """A line on which the disk is full once, when the answer is to be saved."""

    def __init__(self, window: Window, error: KnownError) -> None:
        self.window, self.inner, self.error = window, window.line, error
        self.left = 1

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, timeout_s: float
    ) -> Reply:
        reply = self.inner.send(method, path, headers, body, timeout_s)
        if self.left:
            self.left = 0
            self.window.store.fail(self.error)
        return reply

    def close(self) -> None:
        self.inner.close()

    def hang_up(self) -> None:
        self.inner.hang_up()


@pytest.fixture
def desk(world: World) -> Window:
    world.add_session("s-1", per_half_hour=10)
    window = Window(world, "desk-a")
    window.quiet()
    return window


def at_work(desk: Window, exchange: object = None, slips: SlipService | None = None) -> RegistrationService:
    """Give the desk services that give back what was not shown."""
    inner = desk.registration._desk
    chores = Chores()
    desk.sync = SyncService(inner, desk.exchange, None, chores)
    desk.sync.run_once()
    registration = RegistrationService(
        inner,
        exchange or desk.exchange,  # type: ignore[arg-type]  # one of the above
        desk.sync,
        slips or desk.registration._slips,
    )
    chores.add(GiveBackUnshown(inner, registration))
    return registration


def live(world: World) -> list[dict[str, object]]:
    return world.rows(tables.bookings, state="booked")


@pytest.mark.rows("A4", "I1", "I2")
@pytest.mark.parametrize("error", [StoreFullError(), StoreBusyError()])
def test_a_claim_that_could_not_be_saved_after_its_answer_is_given_back_at_the_next_exchange(
    desk: Window, world: World, error: KnownError
) -> None:
    registration = at_work(desk, FullAfterTheAnswer(desk, error))
    with pytest.raises(type(error)):
        registration.confirm(draft())
    assert len(live(world)) == 1, "central has said yes"
    assert desk.sync.run_once().online
    assert live(world) == []
    assert world.rows(tables.slots, state="spent") == []
    again = registration.confirm(draft())
    desk.quiet()
    assert [row["booking_id"] for row in live(world)] == [again.booking_id]
    assert len(world.rows(tables.patients)) == 1


@pytest.mark.rows("A4", "I1", "I3")
def test_a_claim_whose_answer_could_not_be_saved_is_withdrawn_behind_it(desk: Window, world: World) -> None:
    registration = at_work(desk)
    parts = desk.exchange._parts
    parts.client._network = FullWithTheAnswer(desk, StoreFullError())
    with pytest.raises(StoreFullError):
        registration.confirm(draft())
    parts.client._network = desk.line
    assert len(live(world)) == 1
    desk.quiet()
    assert live(world) == []
    assert len(registration.unshown) == 0
    desk.quiet()
    kinds = [row["kind"] for row in world.rows(tables.operations)]
    assert kinds.count("booking.cancel") == 1


class BusySlips:
    """Slips that cannot be made because the store is busy."""

    def slip_of(self, _booking: object) -> object:
        raise StoreBusyError


@pytest.mark.rows("A4", "I1")
@pytest.mark.parametrize("cut", [False, True])
def test_a_booking_whose_slip_could_not_be_made_is_given_back_on_line_and_off(
    desk: Window, world: World, cut: bool
) -> None:
    registration = at_work(desk, slips=BusySlips())  # type: ignore[arg-type]  # what is asked of them
    desk.line.cut = cut
    with pytest.raises(StoreBusyError):
        registration.confirm(draft(FIRST + 1))
    desk.line.cut = False
    desk.quiet()
    assert live(world) == []
    states = [row["state"] for row in world.rows(tables.bookings)]
    assert states == ["cancelled"] * (2 if cut else 1), "off line the claim is withdrawn before the promise"


def test_what_cannot_be_given_back_now_waits_for_the_next_time(desk: Window, world: World) -> None:
    registration = at_work(desk, FullAfterTheAnswer(desk, StoreFullError()))
    with pytest.raises(StoreFullError):
        registration.confirm(draft())
    desk.store.fail(StoreFullError())
    desk.sync.run_once()
    assert len(registration.unshown) == 1
    desk.quiet()
    assert live(world) == []
