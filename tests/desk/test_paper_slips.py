"""Paper slips and the drill at a real desk off line (N7)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from crash_desk import SUPERVISOR

from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.drills import DRILL_FOR, DrillNeedsLineError
from desktop.domain.operations import OperationKind
from desktop.domain.paper_slips import PaperSlipInvalidError, PaperSlipKeyedError
from desktop.domain.printing_errors import PrinterError
from tests.desk.window import Window
from tests.fakes.front_desk import FakeLine


@pytest.mark.rows("N7")
def test_a_slip_is_keyed_once_at_this_desk_at_once_and_again_after_it_was_taken_back(window: Window) -> None:
    slips = window.cases.paper_slips
    with pytest.raises(PrinterError):  # no paper: every sheet waits, and the pack is known all the same
        slips.print_pack()
    assert len(window.cases.prints.queue()) == 10
    code = slips.open()[4].code
    assert slips.check(code.lower()) == code
    with pytest.raises(PaperSlipInvalidError):
        slips.check(code[:-1] + ("2" if code[-1] != "2" else "3"))
    first = window.confirm(window.draft(paper_slip=code))
    promise = next(op for op in window.operations() if op.kind is OperationKind.PROMISE_BOOKING)
    assert facts_from_bytes(promise.facts)["paper_slip"] == code
    assert [row["facts"] for row in window.trace(AuditAct.SLIP_KEYED)] == [{"slip": code}]
    assert code not in [slip.code for slip in slips.open()]
    before = window.counts()
    for again in (lambda: slips.check(code), lambda: window.confirm(window.draft(paper_slip=code))):
        with pytest.raises(PaperSlipKeyedError):
            again()
    assert window.counts() == before
    window.cases.registration.undo(first.booking_id)
    assert code in [slip.code for slip in slips.open()]
    window.confirm(window.draft(paper_slip=code))
    assert len(slips.open()) == 9


@pytest.mark.rows("N7")
def test_a_drill_needs_the_line_ends_by_itself_and_says_what_is_still_to_go_up(window: Window) -> None:
    window.sign_in(SUPERVISOR)
    drill = window.cases.drill
    assert drill.news().overdue
    with pytest.raises(DrillNeedsLineError):
        drill.start(window.cases.sync)
    line = FakeLine()
    begun = drill.start(line)
    assert begun.until == window.desk.clock.now() + DRILL_FOR
    assert drill.running()
    assert not line.up
    before = window.counts()["operations"]
    window.confirm()
    window.later(DRILL_FOR.total_seconds())
    assert not drill.running()
    drill()
    news = drill.news()
    made = window.counts()["operations"] - before
    assert (news.until, news.acts, news.waiting, news.overdue) == (None, made, made, False)
    assert [row["facts"]["kind"] for row in window.trace(AuditAct.DRILL)] == ["start", "over"]
    window.later(timedelta(days=94).total_seconds())
    assert drill.news().overdue
