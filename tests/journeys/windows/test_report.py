"""The supervisor's report by keys, over HTTP from central's own rows; a clerk has no such page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import cast

import pytest
from PySide6.QtCore import Qt

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.reports import ReportView
from desktop.domain.requests import Channel, RequestKind
from desktop.domain.schedules import CHINA
from desktop.presenters.requests_state import TextField
from desktop.ui.pages.report import ReportPage
from tests.journeys.windows.desk_at_work import (
    CTRL,
    SUPERVISOR,
    Key,
    WindowDesk,
    central_rows,
    change_central,
)
from tests.journeys.windows.test_freeze import choose, file, open_requests, page_of, requests_of
from tests.journeys.windows.test_money import open_shift, pay_state, to_page
from tests.journeys.windows.test_queue import go_to_lines, hold, until_state

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
    asked(desk)
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
        " sum((cash_fen + qr_fen + insurance_fen) * case kind when 'refund' then 1 when 'recovered' then -1"
        " when 'not-paid' then -1 else 0 end) from payments where day = ?",
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
    looked_at(desk, got.first, day)
    kept = (desk.home / "reports" / f"report-{got.first:%Y%m%d}-{got.last:%Y%m%d}-department.csv").read_text(
        "utf-8-sig"
    )
    assert kept.splitlines()[-1].endswith(f"{(paid - back) // 100}.{(paid - back) % 100:02d}")


def asked(desk: WindowDesk) -> None:
    """Somebody calls and wants to know what is kept about them."""
    open_requests(desk)
    choose(desk, RequestKind.ACCESS)
    requests_of(desk).filing.choose(channel=Channel.PHONE)
    page_of(desk).form.lines[TextField.ASKER_NAME].setFocus()
    desk.text("Li Si")
    file(desk, "what is kept about me", tick=False)


def looked_at(desk: WindowDesk, day: date, text: str) -> None:
    """Who did not come and what became of requests, each by one key, each as central's own rows have it."""
    report = desk.sitting.workplace.report
    page = cast("ReportPage", desk.frame.pages["report"])
    ((absent,),) = central_rows(
        desk.central, "select count(*) from bookings where day = ? and state in ('no-show', 'lapsed')", text
    )
    desk.press(Key.Key_B, modifier=CTRL)
    desk.until(lambda: report.state.view is ReportView.ABSENT)
    assert len(desk.table_rows(page.tables[ReportView.ABSENT])) == absent
    desk.picture("report-absent")
    desk.press(Key.Key_R, modifier=CTRL)
    desk.until(lambda: report.state.view is ReportView.REQUESTS)
    # others of this central made cases older than they are
    begins = datetime.combine(day, time(), CHINA).timestamp() * 1000
    of_the_day = "select kind, count(*) from requests where filed_at >= ? group by kind"
    filed = dict(central_rows(desk.central, of_the_day, begins))
    assert filed.get("access", 0) >= 1
    assert {one.kind: one.filed for one in report.state.report.requests} == filed  # type: ignore[union-attr]  # read above
    shown = desk.table_rows(page.tables[ReportView.REQUESTS])
    assert [row[1] for row in shown] == [str(filed[kind]) for kind in sorted(filed)]
    desk.picture("report-requests")
    desk.press(Key.Key_E, modifier=CTRL)
    desk.until((desk.home / "reports" / f"report-{day:%Y%m%d}-{day:%Y%m%d}-requests.csv").exists)
    desk.until(lambda: not report.state.busy)


@pytest.mark.rows("G109", "G108")
def test_a_supervisor_reads_how_long_people_waited_in_a_department(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk = open_window("5 号窗", SUPERVISOR)
    waited = (7, 20)
    for minutes in waited:
        desk.to_page("registration")
        booking = desk.register(next(people), "sjnk")
        go_to_lines(desk)
        hold(desk, booking.id)
        desk.press(Key.Key_Return)
        until_state(desk, booking.id, BookingState.WAITING)
        hold(desk, booking.id)
        desk.press(Key.Key_J)
        until_state(desk, booking.id, BookingState.CALLED)
        desk.until(lambda: desk.waiting() == 0)
        came = "update queue set checked_in_at = called_at - ? where booking_id = ?"
        change_central(desk.central, came, minutes * 60_000, booking.id)
    to_page(desk, "report")
    report = desk.sitting.workplace.report
    desk.until_caret("first-day")
    desk.press(Key.Key_Return)
    desk.until(lambda: report.state.report is not None and not report.state.busy)
    got = report.state.report
    assert got is not None
    department, every = central_rows(
        desk.central,
        "select d.name, avg(q.called_at - q.checked_in_at) / 60000.0 from queue q"
        " join bookings b on b.booking_id = q.booking_id join sessions s on s.session_id = b.session_id"
        " join departments d on d.department_id = s.department_id"
        " where b.booking_id = ? or (d.initials = 'sjnk' and b.day = ? and q.called_at is not null) group by d.name",
        booking.id,
        got.first.isoformat(),
    )[0]
    line = next(line for line in got.lines if line.label == department)
    assert line.average_wait_min == round(every)
    desk.sees(str(line.average_wait_min), desk.frame.pages["report"])
    desk.picture("report-waits")
