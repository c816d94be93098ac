"""The shift page: float, count, reason, hand-over."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from desktop.domain.shifts import DENOMINATIONS, Takings
from desktop.presenters.shift import ShiftPresenter
from tests.fakes.money_desk import FakeMoneyPapers, FakeShifts
from tests.fakes.runner import InlineRunner

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


@dataclass
class Drawer:
    shifts: FakeShifts = field(default_factory=lambda: FakeShifts(lambda: NOW))
    papers: FakeMoneyPapers = field(default_factory=FakeMoneyPapers)

    def page(self) -> ShiftPresenter:
        made = ShiftPresenter(self.shifts, self.papers, InlineRunner())
        made.load()
        return made


@pytest.mark.rows("G54")
def test_enter_alone_opens_with_what_the_last_shift_left() -> None:
    drawer = Drawer()
    drawer.shifts.left = 20_050
    page = drawer.page()
    assert page.state.float_text == "200.50"
    page.open()
    assert page.state.is_open
    assert page.state.note.code == "shift-opened"
    assert drawer.shifts.shift is not None
    assert drawer.shifts.shift.float_fen == 20_050


@pytest.mark.rows("G54")
def test_the_difference_counts_along_and_needs_a_reason_before_it_is_settled() -> None:
    drawer = Drawer()
    page = drawer.page()
    page.type_float("200")
    page.open()
    drawer.shifts.took = Takings(cash_in_fen=2500, payments=1)
    page.load()
    page.type_pieces(0, "2")
    assert (page.state.counted_fen, page.state.difference_fen) == (20_000, -2500)
    page.close()
    assert page.state.note.code == "difference-unexplained"
    assert page.state.pieces[0] == "2", "what was counted stays"
    page.choose_reason("change-wrong")
    page.type_left("200")
    page.type_next("2002")
    page.close()
    (paper,) = drawer.shifts.closed
    assert (paper.settlement.difference_fen, paper.settlement.left_fen, paper.handed_to) == (
        -2500, 20_000, "2002",
    )  # fmt: skip
    assert page.state.note.code == "shift-handed-over"
    assert drawer.papers.papers == [paper]
    page.print_again()
    assert drawer.papers.papers[1:] == [replace(paper, copy=1)]
    assert not page.state.is_open


def test_what_is_no_number_is_said_and_nothing_is_closed() -> None:
    drawer = Drawer()
    page = drawer.page()
    page.type_float("x")
    page.open()
    assert page.state.note.code == "amount-unreadable"
    page.type_float("0")
    page.open()
    for change in (
        lambda: page.type_pieces(0, "1.5"),
        lambda: page.type_pieces(0, "99999"),
        lambda: page.type_left("x"),
    ):
        change()
        page.close()
        assert page.state.note.code == "amount-unreadable"
        page.type_pieces(0, "")
        page.type_left("")
    assert drawer.shifts.closed == []
    assert len(page.state.pieces) == len(DENOMINATIONS)
