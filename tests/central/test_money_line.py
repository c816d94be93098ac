"""The desk's payment service over central's use cases: the line breaks, sessions stop, two desks pay at once."""

from __future__ import annotations

import pytest

from central.store.tables_money import payments
from desktop.domain.errors import SessionStoppedError
from desktop.domain.ids import BookingId
from desktop.domain.payments import Amounts, NothingOwedError
from desktop.services.payments import PaymentService, Wish
from desktop.services.shifts import ShiftService
from tests.central.test_with_desk_services import Window, draft
from tests.fakes.central_world import World

FEE = 1900
CASH = Wish(Amounts(FEE), 2000)


def till(window: Window) -> PaymentService:
    """Open a shift at a window."""
    desk = window.sync._desk
    ShiftService(desk).open(10_000)
    return PaymentService(desk, window.exchange, window.sync)


@pytest.fixture
def booked(world: World) -> tuple[Window, PaymentService, BookingId]:
    """A clerk with an open shift and one booking."""
    world.add_session("s-1")
    window = Window(world, "desk-a")
    return window, till(window), window.registration.confirm(draft()).booking_id


@pytest.mark.rows("G53", "I3")
def test_a_payment_whose_answer_is_lost_is_kept_once_here_and_at_central(
    booked: tuple[Window, PaymentService, BookingId], world: World
) -> None:
    window, desk, booking_id = booked
    window.line.drop_answers = 1
    receipt = desk.pay(booking_id, CASH)
    assert receipt.change_fen == 100
    window.quiet()
    (row,) = world.rows(payments)
    assert (row["cash_fen"], row["trouble"]) == (FEE, "")
    with window.store.read() as tx:
        (paid,) = tx.money.of_booking(booking_id)
    assert (paid.state, paid.amounts) == ("done", Amounts(FEE))


@pytest.mark.rows("G47", "N23")
def test_a_session_stopped_a_moment_ago_takes_no_money_though_the_desk_has_not_heard(
    booked: tuple[Window, PaymentService, BookingId], world: World
) -> None:
    window, desk, booking_id = booked
    world.set_session_state("s-1", "stopped")
    with pytest.raises(SessionStoppedError):
        desk.pay(booking_id, CASH)
    assert world.rows(payments) == []
    with window.store.read() as tx:
        assert tx.money.of_booking(booking_id) == ()


@pytest.mark.rows("G47", "I3")
def test_what_another_desk_paid_a_moment_ago_is_not_paid_again(
    booked: tuple[Window, PaymentService, BookingId], world: World
) -> None:
    window, desk, booking_id = booked
    other = Window(world, "desk-b")
    other.quiet()
    desk_b = till(other)
    desk.pay(booking_id, CASH)
    with pytest.raises(NothingOwedError):
        desk_b.pay(booking_id, CASH)
    assert len(world.rows(payments)) == 1
    other.quiet()
    assert desk_b.quote(booking_id).owed_fen == 0
    assert window.line.cut is False
