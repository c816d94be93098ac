"""The sync page's own act: giving numbers back is asked twice, says what came of it, and forgets a half-made wish."""

from __future__ import annotations

import pytest

from desktop.domain.errors import StoreFullError
from desktop.presenters.syncing import SyncPresenter
from desktop.services.updates import UpdateNews
from tests.fakes.clock import SetClock
from tests.fakes.front_desk import FakeDesk
from tests.fakes.runner import InlineRunner


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def page(desk: FakeDesk) -> SyncPresenter:
    made = SyncPresenter(desk.sync, InlineRunner(), desk.clock, lambda: None, desk.sync)
    made.refresh()
    return made


def test_giving_back_is_asked_twice_and_then_central_is_told(page: SyncPresenter, desk: FakeDesk) -> None:
    page.give_back()
    assert (page.state.give_back_armed, page.state.note.code) == (True, "give-back-again")
    assert desk.sync.now.rights_left == 18
    page.tick()
    assert page.state.note.code == "give-back-again", "an exchange takes no question away"
    runs = desk.sync.runs
    page.give_back()
    assert (page.state.give_back_armed, page.state.note.code) == (False, "numbers-returned")
    assert dict(page.state.note.facts) == {"n": 18}
    assert (page.state.rights_left, desk.sync.runs) == (0, runs + 1)
    page.give_back()
    assert not page.state.give_back_armed, "there is nothing left to give back"


@pytest.mark.parametrize("leave", ["away", "retry"])
def test_who_leaves_or_does_something_else_is_asked_anew(page: SyncPresenter, leave: str) -> None:
    page.give_back()
    if leave == "away":
        page.watch(False)
    else:
        page.retry()
    assert (page.state.give_back_armed, page.state.note.code) == (False, "")


def test_a_full_disk_is_said_and_nothing_is_given_back(page: SyncPresenter, desk: FakeDesk) -> None:
    desk.sync.fail("give_back", StoreFullError())
    page.give_back()
    page.give_back()
    assert page.state.note.code == StoreFullError.code
    assert desk.sync.now.rights_left == 18


class Share:
    """What a look at the share finds."""

    def __init__(self, *found: UpdateNews) -> None:
        self.found = list(found)
        self.looks = 0

    def look(self) -> UpdateNews:
        self.looks += 1
        return self.found[min(self.looks, len(self.found)) - 1]


@pytest.mark.rows("B9")
def test_the_share_is_looked_at_twice_a_day_and_a_newer_version_only_said(desk: FakeDesk) -> None:
    clock, share = SetClock(), Share(UpdateNews("0.9.0"), UpdateNews(trouble="rolled-back"))
    presenter = SyncPresenter(desk.sync, InlineRunner(), clock, lambda: None, updates=share)
    presenter.tick()
    presenter.tick()
    assert (share.looks, presenter.state.update.newer) == (1, "0.9.0")
    clock.pass_by(hours=13)
    presenter.tick()
    assert (share.looks, presenter.state.update.trouble) == (2, "rolled-back")
