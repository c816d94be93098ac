"""A desk put back from an old copy and worked with before central speaks: nothing is lost (I1, I2, DECISIONS 23)."""

from __future__ import annotations

import pytest

from central.store import tables
from desktop.domain.ids import BookingId
from desktop.domain.operations import OperationKind
from desktop.services.registration import RegistrationService
from desktop.services.syncing import SyncService
from desktop.sync.exchange import DeskExchange
from tests.central.people import FIRST
from tests.central.test_with_desk_services import Window, draft
from tests.fakes.central_world import World
from tests.fakes.store_rows import Rows


@pytest.fixture
def desk(world: World) -> Window:
    world.add_session("s-1", per_half_hour=10)
    window = Window(world, "desk-a")
    window.quiet()
    return window


def image_of(desk: Window) -> Rows:
    """Copy the disk."""
    return desk.store._rows.copied()


def put_back(desk: Window, image: Rows) -> None:
    """Put an image of the disk back and sign in anew."""
    desk.store._rows = image.copied()
    inner = desk.registration._desk
    desk.exchange = DeskExchange(desk.exchange._parts)
    desk.sync = SyncService(inner, desk.exchange)
    desk.registration = RegistrationService(inner, desk.exchange, desk.sync, desk.registration._slips)


def state_of(desk: Window, booking_id: BookingId) -> tuple[str, int]:
    with desk.store.read() as tx:
        booking = tx.bookings.get(booking_id)
    assert booking is not None
    return booking.state, booking.number


def waiting(desk: Window) -> int:
    with desk.store.read() as tx:
        return tx.outbox.waiting_count()


def incarnation(desk: Window) -> int:
    with desk.store.read() as tx:
        return tx.outbox.head().incarnation


@pytest.mark.rows("I1", "I2", "I3", "I7")
def test_what_was_promised_in_the_copy_before_it_healed_arrives_under_its_own_ids(
    desk: Window, world: World
) -> None:
    image = image_of(desk)
    first = desk.registration.confirm(draft())
    put_back(desk, image)
    desk.line.cut = True
    second = desk.registration.confirm(draft(FIRST + 1))
    third = desk.registration.confirm(draft(FIRST + 2))
    desk.registration.undo(third.booking_id)
    assert second.offline
    with desk.store.read() as tx:
        ids = {s.operation.id for s in tx.outbox.waiting(99)}
    desk.line.cut = False
    desk.quiet()
    assert incarnation(desk) == 2
    assert waiting(desk) == 0
    states = {row["booking_id"]: row["state"] for row in world.rows(tables.bookings)}
    assert states == {
        first.booking_id: "booked",
        second.booking_id: "booked",
        third.booking_id: "cancelled",
    }
    assert ids <= {row["operation_id"] for row in world.rows(tables.operations, incarnation=2)}
    assert state_of(desk, second.booking_id) == ("booked", second.slip.number)
    assert max(world.live_by_slot().values()) == 1
    assert {row["state"] for row in world.rows(tables.desks)} == {"active"}
    assert world.rows(tables.quarantine) == []


@pytest.mark.rows("I3")
def test_what_central_had_already_is_answered_as_then_and_done_once(desk: Window, world: World) -> None:
    desk.line.cut = True
    promised = desk.registration.confirm(draft())
    image = image_of(desk)  # with operations on their way
    desk.line.cut = False
    desk.quiet()
    desk.registration.confirm(draft(FIRST + 1))
    put_back(desk, image)
    desk.quiet()
    assert incarnation(desk) == 2
    assert waiting(desk) == 0
    assert state_of(desk, promised.booking_id) == ("booked", promised.slip.number)
    assert len(world.rows(tables.bookings, state="booked")) == 2
    assert max(world.live_by_slot().values()) == 1
    with desk.store.read() as tx:
        promise = tx.bookings.get(promised.booking_id)
        assert promise is not None
        assert promise.operation_id is not None
        assert tx.patients.count() == 2, "the other one came down again"


@pytest.mark.rows("I1", "I2", "G69")
def test_a_number_given_twice_by_the_copy_stays_with_the_first_and_a_supervisor_is_told(
    desk: Window, world: World
) -> None:
    image = image_of(desk)
    desk.line.cut = True
    first = desk.registration.confirm(draft())
    desk.line.cut = False
    desk.quiet()
    put_back(desk, image)
    desk.line.cut = True
    second = desk.registration.confirm(draft(FIRST + 1))
    assert second.slip.number == first.slip.number
    desk.line.cut = False
    desk.quiet()
    live = world.rows(tables.bookings, state="booked")
    assert [row["booking_id"] for row in live] == [first.booking_id]
    assert "wrong-epoch" in {row["kind"] for row in world.rows(tables.tasks)}
    assert second.patient_id in {row["patient_id"] for row in world.rows(tables.patients)}


@pytest.mark.rows("I7", "I8")
def test_the_same_copy_put_back_twice_begins_a_third_chain(desk: Window, world: World) -> None:
    image = image_of(desk)
    desk.registration.confirm(draft())
    for number in (1, 2):
        put_back(desk, image)
        desk.line.cut = True
        done = desk.registration.confirm(draft(FIRST + number, None))
        desk.line.cut = False
        desk.quiet()
        assert incarnation(desk) == number + 1
        assert done.booking_id in {row["booking_id"] for row in world.rows(tables.bookings)} or any(
            row["kind"] == "wrong-epoch" for row in world.rows(tables.tasks)
        )
    assert {row["state"] for row in world.rows(tables.desks)} == {"active"}
    assert max(world.live_by_slot().values()) == 1


@pytest.mark.rows("I8")
def test_a_copy_from_which_nobody_did_anything_since_is_no_roll_back(desk: Window) -> None:
    desk.registration.confirm(draft())
    desk.quiet()
    put_back(desk, image_of(desk))
    desk.quiet()
    assert incarnation(desk) == 1


@pytest.mark.rows("I7")
def test_two_copies_that_work_at_the_same_time_are_a_fork_and_go_to_a_person(
    desk: Window, world: World
) -> None:
    desk.registration.confirm(draft())
    desk.quiet()
    running, image = desk.exchange, image_of(desk)
    put_back(desk, image)
    desk.registration.confirm(draft(FIRST + 1))
    desk.quiet()
    other = image_of(desk)
    put_back(desk, image)
    desk.line.cut = True
    desk.registration.confirm(draft(FIRST + 2))
    desk.line.cut = False
    desk.quiet()  # heals: a new incarnation
    desk.store._rows, desk.exchange = (
        other,
        running,
    )  # the other copy, which has long said good morning, goes on
    desk.sync = SyncService(desk.registration._desk, running)
    desk.registration = RegistrationService(
        desk.registration._desk, running, desk.sync, desk.registration._slips
    )
    desk.registration.confirm(draft(FIRST + 3))
    assert not desk.sync.run_once().online
    assert [row["state"] for row in world.rows(tables.desks)] == ["quarantined"]
    kept = world.rows(tables.quarantine)
    assert {row["reason"] for row in kept} == {"old-incarnation"}
    assert len(kept) >= 2
    assert OperationKind.PROMISE_BOOKING.value in {row["kind"] for row in world.rows(tables.operations)}
