"""An announcement written at one desk, read and printed at another, withdrawn; a central of this test alone (P34)."""

from __future__ import annotations

import pytest
from demo_parts import Central
from PySide6.QtCore import Qt

from desktop.domain.audit import AuditAct
from desktop.domain.duties import DutyKind
from desktop.presenters.duties import DutiesPresenter
from desktop.ui.pages.duties import DutiesPage
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows

TITLE, TEXT = "周六晚系统维护", "周六 22 点到周日 6 点，线上预约暂停，窗口照常。"


def to_announcements(desk: WindowDesk) -> tuple[DutiesPage, DutiesPresenter]:
    """Open the tab of announcements by keys."""
    desk.to_page("duties")
    page: DutiesPage = desk.frame.pages["duties"]  # type: ignore[assignment]  # this page
    presenter = desk.sitting.workplace.duties
    desk.until(lambda: presenter.state.loaded)
    desk.press(Key.Key_F6)
    desk.until_caret("duty-tab")
    desk.press(Key.Key_3)
    desk.until(lambda: presenter.state.tab is DutyKind.ANNOUNCEMENT)
    return page, presenter


@pytest.mark.rows("P34")
def test_an_announcement_stands_on_every_desk_is_printed_for_the_window_and_goes_when_withdrawn(
    open_window: OpenWindow, fresh_central: Central
) -> None:
    clerk = open_window(central=fresh_central)
    assert not clerk.frame.news.isVisible()
    boss = open_window("5 号窗", SUPERVISOR, central=fresh_central)
    page, duties = to_announcements(boss)
    for code, words in (("title", TITLE), ("text", TEXT)):
        page.notice.parts[code].setFocus(Qt.FocusReason.TabFocusReason)
        boss.text(words)
    boss.press(Key.Key_F9)
    boss.until(lambda: duties.state.note.code == "duty-filed" and not duties.state.busy)
    boss.until(lambda: duties.state.current is not None)
    boss.sees("公告：" + TITLE, boss.frame.news)
    boss.sees("正在显示")
    boss.picture("announcement-desk")
    boss.press(Key.Key_P, modifier=CTRL)
    boss.until(lambda: duties.state.note.code == "report-kept")
    (paper,) = (boss.home / "duties").glob("public_announcement-*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")

    clerk.front()
    clerk.sees("公告：" + TITLE, clerk.frame.news)
    clerk.sees("周六 22 点", clerk.frame.news)
    clerk.picture("announcement-banner")
    since, slips = clerk.next_trace(), len(clerk.slips())
    clerk.wire.cut = True
    clerk.alt("I")
    clerk.until_caret("notice-versions")
    overlay = clerk.frame.notice
    clerk.until(lambda: overlay.list.count() == 2)
    clerk.press(Key.Key_Up)
    clerk.until(lambda: TEXT in overlay.text.toPlainText())
    clerk.picture("announcement-overlay")
    clerk.press(Key.Key_P)
    clerk.sees("公告已打印", overlay)
    assert len(clerk.slips()) == slips + 1
    assert [t.facts["kind"] for t in clerk.traces(since, AuditAct.PRINT)] == ["announcement"]
    clerk.press(Key.Key_Escape)
    clerk.wire.cut = False

    boss.front()
    boss.press(Key.Key_W, modifier=CTRL)
    boss.until(lambda: duties.state.note.code == "duty-stepped" and not duties.state.busy)
    boss.until(lambda: not boss.frame.news.isVisible())
    assert central_rows(fresh_central, "select state from duties where kind = 'announcement'") == [
        ("withdrawn",)
    ]
    clerk.front()
    clerk.sync()
    clerk.until(lambda: not clerk.frame.news.isVisible())
