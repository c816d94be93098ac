"""The search overlay's presenter: Enter while a search still runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.ids import PatientId
from desktop.presenters.runner import READ
from desktop.presenters.search import SearchPresenter
from tests.fakes.front_desk import FakeClock, FakeSearch, hit
from tests.fakes.runner import HeldRunner


class Online:
    """A line that is up."""

    def online(self) -> bool:
        return True


class Overlay:
    """An open overlay whose searches are held back until the test releases them."""

    def __init__(self) -> None:
        self.service, self.runner = FakeSearch(), HeldRunner(at_once=("store",))
        self.opened: list[PatientId] = []
        self.created: list[str] = []
        self.search = SearchPresenter(
            self.service, self.runner, FakeClock(), Online(), self.opened.append, self.created.append
        )
        self.search.open()
        self.runner.release(READ)


@pytest.mark.rows("G62")
def test_enter_while_it_still_searches_begins_the_new_person_when_nobody_was_found() -> None:
    desk = Overlay()
    desk.search.type("xx")
    desk.search.select(-1)
    desk.search.find()
    desk.search.accept()
    assert (desk.search.state.shown, desk.created) == (True, [])
    desk.runner.release(READ)
    assert (desk.search.state.shown, desk.created) == (False, ["xx"])


@pytest.mark.rows("G2")
def test_a_whole_number_opens_also_when_the_pause_searches_once_more_behind_enter() -> None:
    desk = Overlay()
    known = replace(hit(1), exact=True)
    desk.service.rows = {"990": (known,)}
    desk.search.type("990")
    desk.search.find(open_exact=True)
    desk.search.find()
    desk.runner.release(READ)
    assert desk.opened == [known.patient_id]


@pytest.mark.rows("G62")
def test_enter_while_it_still_searches_opens_nobody_whom_the_clerk_has_not_seen() -> None:
    desk = Overlay()
    desk.service.rows = {"zh": (hit(1),)}
    desk.search.type("zh")
    desk.search.select(-1)
    desk.search.find()
    desk.search.accept()
    desk.runner.release(READ)
    assert len(desk.search.state.hits) == 1
    assert (desk.search.state.shown, desk.opened, desk.created) == (True, [], [])


@pytest.mark.rows("G2", "A2")
def test_enter_while_a_whole_number_is_searched_opens_its_owner_and_never_a_row_of_an_older_text() -> None:
    desk = Overlay()
    known = replace(hit(1), exact=True)
    desk.service.rows = {"990": (known,)}
    assert desk.search.state.selected == 0, "the most recent patient is in hand"
    desk.search.type("990")
    desk.search.find()
    desk.search.accept()
    assert desk.opened == []
    desk.runner.release(READ)
    assert desk.opened == [known.patient_id]
