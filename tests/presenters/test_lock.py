"""The soft lock covers first, comes back for the same person, and gives up after the last try."""

from __future__ import annotations

import pytest

from desktop.presenters.lock import LockPresenter
from tests.fakes.runner import HeldRunner, InlineRunner
from tests.fakes.session import CLERK, TRIES, FakeSession


class Seat:
    """A locked or open seat."""

    def __init__(self, runner: InlineRunner | None = None) -> None:
        self.session = FakeSession()
        self.session.sign_in("wxm", bytearray(b"1001"))
        self.runner = runner or InlineRunner()
        self.left = 0
        self.page = LockPresenter(self.session, self.runner, CLERK, lambda: 2, self._leave)

    def _leave(self) -> None:
        self.left += 1

    def answer(self, passphrase: str) -> None:
        self.page.unlock(bytearray(passphrase.encode()))


@pytest.fixture
def seat() -> Seat:
    return Seat()


@pytest.mark.rows("G80")
def test_the_same_person_locks_and_comes_back_and_both_are_traced(seat: Seat) -> None:
    seat.page.lock()
    assert (seat.page.state.locked, seat.page.state.drafts) == (True, 2)
    seat.answer("1001")
    assert not seat.page.state.locked
    assert seat.session.traced == ["sign-in", "lock", "unlock"]


def test_the_window_is_covered_before_the_trace_is_written() -> None:
    runner = HeldRunner()
    seat = Seat(runner)
    seat.page.lock()
    assert seat.page.state.locked
    assert runner.waiting("store") == 1


def test_locking_twice_leaves_one_trace(seat: Seat) -> None:
    seat.page.lock()
    seat.page.lock()
    assert seat.session.traced == ["sign-in", "lock"]


def test_a_wrong_passphrase_stays_locked_and_tells_the_tries_left(seat: Seat) -> None:
    seat.page.lock()
    seat.answer("wrong")
    assert seat.page.state.locked
    assert dict(seat.page.state.note.facts) == {"left": TRIES - 1}


def test_the_last_wrong_try_closes_the_desk(seat: Seat) -> None:
    seat.page.lock()
    for _ in range(TRIES):
        seat.answer("wrong")
    assert seat.left == 1


def test_an_empty_passphrase_costs_no_try(seat: Seat) -> None:
    seat.page.lock()
    seat.answer("")
    assert seat.page.state.note.code == "passphrase-needed"
    assert seat.session.wrong == 0


def test_another_person_can_take_the_seat_only_while_it_is_locked(seat: Seat) -> None:
    seat.page.leave()
    assert seat.left == 0
    seat.page.lock()
    seat.page.leave()
    assert seat.left == 1
