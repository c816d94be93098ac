"""What a desk tidies up by itself, also while it stays open for days and has no line (DECISIONS 4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.errors import StoreBusyError, StoreFullError
from desktop.services.chores import FORGET_EVERY, Chores, Forgetting


class CountedStore:
    """Counts how often it was asked to forget, or is busy."""

    def __init__(self) -> None:
        self.asked = 0
        self.busy = False

    def forget_expired(self, _clock: object) -> int:
        if self.busy:
            raise StoreBusyError
        self.asked += 1
        return 1


class CountedDesk:
    def __init__(self, clock: object) -> None:
        self.store, self.clock = CountedStore(), clock


class Moved:
    def __init__(self) -> None:
        from tests.fakes.clinic import NOW

        self.at = NOW

    def now(self) -> object:
        return self.at

    def monotonic(self) -> float:
        return 0.0


@pytest.mark.rows("P17")
def test_a_desk_that_stays_open_forgets_every_ten_minutes_and_at_once_when_the_clock_went_back() -> None:
    clock = Moved()
    desk = CountedDesk(clock)
    chores = Chores(Forgetting(desk))  # type: ignore[arg-type]  # what is asked of a desk
    for step, asked in (
        (timedelta(0), 1), (timedelta(seconds=2), 1), (FORGET_EVERY, 2), (-timedelta(hours=1), 3),
        (timedelta(days=1), 4),
    ):  # fmt: skip
        clock.at += step
        chores.run()
        assert desk.store.asked == asked
    desk.store.busy = True
    clock.at += FORGET_EVERY
    chores.run()
    desk.store.busy = False
    chores.run()
    assert desk.store.asked == 5, "what a busy store refused is done the next time"


def test_one_chore_that_is_refused_holds_up_no_other() -> None:
    done: list[int] = []

    def full() -> None:
        raise StoreFullError

    chores = Chores(full, lambda: done.append(1))
    chores.run()
    assert done == [1]
