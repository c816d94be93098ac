"""A supervisor edits what a paper says: judged and drawn as typed, published, and printed so at another desk (G58)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextCursor

from desktop.bootstrap.paper_files import shipped
from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.paper_templates import PAPER, from_body
from desktop.presenters.papers import PapersPresenter
from desktop.ui.pages.registers import RegistersPage
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows

LABEL = "label.zh_CN"


class Papers:
    """The tab of templates under the keyboard."""

    def __init__(self, desk: WindowDesk) -> None:
        self.desk = desk
        desk.to_page("registers")
        self.presenter: PapersPresenter = desk.sitting.workplace.papers
        self.page: RegistersPage = desk.frame.pages["registers"]  # type: ignore[assignment]  # this page
        desk.press(Key.Key_Tab, modifier=CTRL)
        desk.until(lambda: self.presenter.state.papers)
        desk.until_caret("papers")

    def take(self, paper: str) -> None:
        """Go down the list to a paper and into its text."""
        self.desk.press(Key.Key_Home)
        wanted = next(
            i for i, p in enumerate(self.presenter.state.papers) if f"{p.name}.{p.language}" == paper
        )
        self.desk.press(*[Key.Key_Down] * wanted)
        self.desk.press(Key.Key_Return)
        self.desk.until_caret("paper-text")

    def find(self, text: str) -> None:
        """Select a text in the editor, as a hand does with the mouse."""
        self.page.paper.text.moveCursor(QTextCursor.MoveOperation.Start)
        assert self.page.paper.text.find(text)

    def publish(self) -> None:
        self.desk.press(Key.Key_F9)
        self.desk.until(lambda: not self.presenter.state.sending)


def label_of(desk: WindowDesk) -> bytes:
    """Print the label of the last registration; return what went to the printer."""
    before = set(desk.slips())
    desk.until(lambda: desk.sitting.workplace.printing.state.current)
    desk.press(Key.Key_L)
    desk.until(lambda: set(desk.slips()) > before)
    (made,) = set(desk.slips()) - before
    return made.read_bytes()


@pytest.mark.rows("G58", "G57", "I7")
def test_a_supervisor_changes_the_label_and_the_clerk_at_another_desk_prints_it_so(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk = open_window("5 号窗", SUPERVISOR)
    papers, before = Papers(desk), desk.next_trace()
    papers.take(LABEL)
    desk.until(lambda: papers.presenter.state.preview)
    plain = papers.presenter.state.preview
    papers.find("{department}")
    desk.text("{phone}")
    desk.sees("没有“phone”这一项")
    desk.picture("papers-fault")
    papers.publish()
    desk.sees("模板还不能打印")
    papers.find("{phone}")
    desk.text("{department} 请从西门进")
    desk.until(lambda: papers.presenter.state.fault is None and papers.presenter.state.preview != plain)
    desk.picture("papers-edited")
    papers.find('"size": 28')
    desk.text('"size": 90')
    desk.sees("纸上放不下")
    papers.publish()
    assert desk.traces(before, AuditAct.SETTING) == []
    papers.find('"size": 90')
    desk.text('"size": 28')
    desk.until(lambda: papers.presenter.state.fault is None)
    papers.publish()
    desk.sees("第 1 版已发布")
    desk.picture("papers-published")
    (told,) = desk.traces(before, AuditAct.SETTING)
    assert (told.object_id, told.facts["version"]) == (LABEL, 1)
    kept = central_rows(desk.central, "select text from paper_versions where paper = ?", LABEL)
    assert len(kept) == 1
    assert "请从西门进" in kept[0][0]

    clerk = open_window("7 号窗")
    clerk.register(next(people))
    clerk.sync()
    with clerk.desk.store.read() as tx:
        raw = tx.schedules.plan(PAPER, LABEL)
    assert raw is not None
    assert from_body(raw)[-1].text == kept[0][0]
    clerk.to_page("printing")
    clerk.until(lambda: clerk.sitting.workplace.printing.state.current)
    edited = label_of(clerk)

    desk.front()
    papers.page.paper.start()
    papers.take(LABEL)
    desk.ctrl("R")
    desk.until(lambda: papers.presenter.state.text == shipped("label", "zh_CN"))
    papers.publish()
    desk.sees("第 2 版已发布")
    assert [row[0] for row in central_rows(
        desk.central, "select text from paper_versions where paper = ? order by version", LABEL
    )][1] == ""  # fmt: skip
    clerk.front()
    clerk.sync()
    clerk.to_page("printing")
    assert label_of(clerk) != edited, "the paper says again what was shipped"
