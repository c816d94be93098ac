"""The supervisor's report by keys, over HTTP from central's own rows; a clerk has no such page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from tests.journeys.windows.desk_at_work import SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_money import open_shift, pay_state, to_page

OpenWindow = Callable[..., WindowDesk]


@pytest.mark.rows("G108", "G110", "G53", "G55")
def test_a_supervisor_reads_the_day_to_the_fen_and_keeps_it_as_csv_and_pdf(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    clerk = open_window()
    assert "report" not in clerk.sitting.workplace.pages
    clerk.close()
    desk = open_window("5 号窗", SUPERVISOR)
    open_shift(desk)
    desk.register(next(people), "gk")
    desk.press(Key.Key_F12)
    desk.until(lambda: pay_state(desk).quote is not None)
    desk.press(Key.Key_Return)
    desk.until(lambda: pay_state(desk).receipt is not None)
    desk.press(Key.Key_Return)
    since = desk.next_trace()
    to_page(desk, "report")
    desk.until_caret("first-day")
    desk.press(Key.Key_Return)
    report = desk.sitting.workplace.report
    desk.until(lambda: report.state.report is not None)
    got = report.state.report
    assert got is not None
    day = got.first.isoformat()
    ((paid, back),) = central_rows(
        desk.central,
        "select sum(case kind when 'pay' then cash_fen + qr_fen + insurance_fen else 0 end),"
        " sum(case kind when 'pay' then 0 else cash_fen + qr_fen + insurance_fen end) from payments where day = ?",
        day,
    )
    assert (got.total.net_fen, got.total.refunded_fen) == (paid - back, back)
    ((booked,),) = central_rows(
        desk.central,
        "select count(*) from bookings where day = ? and state not in ('pending', 'refused')"
        " and cancel_reason != 'line-lost'",
        day,
    )
    assert got.total.booked == booked
    desk.picture("report")
    desk.press(Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: report.state.note.code == "report-kept")
    desk.press(Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: len(list((desk.home / "reports").iterdir())) == 2)
    desk.until(lambda: not report.state.busy)
    forms = [trace.facts["form"] for trace in desk.traces(since, AuditAct.REPORT_READ)]
    assert forms == ["screen", "csv", "pdf"]
    kept = (desk.home / "reports" / f"report-{got.first:%Y%m%d}-{got.last:%Y%m%d}-department.csv").read_text(
        "utf-8-sig"
    )
    assert kept.splitlines()[-1].endswith(f"{(paid - back) // 100}.{(paid - back) % 100:02d}")
