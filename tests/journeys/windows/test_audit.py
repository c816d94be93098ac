"""The audit page by keys, over HTTP from what central witnessed; a clerk has no such page."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.ui.pages.audit import AuditPage
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_bad_input import WRONG_CLOCK

OpenWindow = Callable[..., WindowDesk]
OFFICER = "zmy"


def read(desk: WindowDesk) -> None:
    """Enter on the first day: read again."""
    audit = desk.sitting.workplace.audit
    assert audit is not None
    before = audit.state.page
    desk.until(lambda: not audit.state.busy)
    desk.press(Key.Key_Return)
    desk.until(lambda: audit.state.page is not before and not audit.state.busy)


def witnessed(desk: WindowDesk, record: str) -> list[str]:
    """Return the acts on one record out of central's own rows."""
    rows = central_rows(desk.central, "select act from trace_events where subject = ?", record)
    return sorted(act for (act,) in rows)


@pytest.mark.rows("G76", "G77", "G78", "P5", "T12")
def test_the_officer_sees_who_did_what_who_looked_and_that_all_is_whole_a_supervisor_only_the_team(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    clerk = open_window()
    person = next(people)
    assert "audit" not in clerk.sitting.workplace.pages
    clerk.register(person)
    record = clerk.one(person).audit_id
    clerk.close()

    lead = open_window("3 号窗", SUPERVISOR)
    lead.to_page("audit")
    lead.until_caret("audit-first")
    read(lead)
    audit = lead.sitting.workplace.audit
    assert audit is not None
    page = audit.state.page
    assert page is not None
    assert page.team_only
    assert {line.role for line in page.lines} <= {"clerk", "supervisor"}
    lead.close()

    desk = open_window("3 号窗", OFFICER)
    desk.to_page("audit")
    desk.until_caret("audit-first")
    audit = desk.sitting.workplace.audit
    assert audit is not None
    since = desk.next_trace()
    # the clerk's leaving signed the trace's end; the next exchange of the desk brings it to central
    desk.until(lambda: len(witnessed(desk, record)) >= 4)
    read(desk)
    assert audit.state.page is not None
    mine = witnessed(desk, record)
    assert set(mine) >= {"patient.register", "account.put", "booking.book"}
    desk.picture("audit")

    def row() -> int:
        lines = audit.state.page.lines if audit.state.page else ()
        return next((i for i, line in enumerate(lines) if line.subject == record), -1)

    assert row() >= 0
    view = desk.frame.pages["audit"]
    assert isinstance(view, AuditPage)
    view.table.setFocus()
    view.table.put_row(row())
    desk.press(Key.Key_Return)
    desk.until(lambda: audit.state.subject == record and not audit.state.busy)
    lines = audit.state.page.lines
    assert sorted(line.act for line in lines) == mine
    assert {line.name for line in lines} == {"王晓敏"}
    assert any(line.fact("after") for line in lines)
    desk.press(Key.Key_Return)
    desk.until(lambda: audit.state.subject == "" and not audit.state.busy)

    desk.press(Key.Key_I, modifier=CTRL)
    desk.until(lambda: audit.state.states is not None)
    faults = [(state.window, state.fault) for state in audit.state.states or () if not state.whole]
    # a clock that another test of this central set wrong is found, and nothing else
    assert set(faults) <= {(WRONG_CLOCK, "time")}
    desk.sees("完整性 ✓" if not faults else "完整性", view)
    shown = desk.words(view) + desk.messages()
    assert not [word for word in (person.name, person.number, person.phone) if word and word in shown]

    desk.press(Key.Key_E, modifier=CTRL)
    desk.until(lambda: audit.state.note.code == "trace-purpose-first")
    desk.until_caret("audit-purpose")
    desk.press(Key.Key_2)
    desk.press(Key.Key_E, modifier=CTRL)
    desk.until(lambda: audit.state.note.code == "report-kept")
    (kept,) = (desk.home / "reports").glob("audit-*.csv")
    rows = list(csv.reader(kept.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 1 + len(audit.state.page.lines)
    forms = [trace.facts.get("form") for trace in desk.traces(since, AuditAct.TRACE_READ)]
    assert forms == ["screen", "screen", "screen", "csv"]
    assert [trace.facts["bad"] for trace in desk.traces(since, AuditAct.TRACE_VERIFIED)] == [len(faults)]


@pytest.mark.rows("P6", "T1")
def test_a_clerk_who_walks_through_records_lands_on_the_review_list_and_the_officer_signs_what_became_of_it(
    open_window: OpenWindow,
) -> None:
    clerk = open_window("5 号窗")
    walked = [f"{number:032x}" for number in range(1, 14)]
    with clerk.desk.store.write() as tx:
        for record in walked:
            clerk.desk.trace(tx, AuditAct.PATIENT_OPENED, subject=record)
    clerk.close()

    desk = open_window("5 号窗", OFFICER)
    desk.to_page("audit")
    desk.until_caret("audit-first")
    desk.until(lambda: witnessed(desk, walked[-1]))
    audit = desk.sitting.workplace.audit
    assert audit is not None
    risks = audit.risks
    desk.ctrl("R")
    desk.until(lambda: risks.state.found is not None and not risks.state.busy)
    lines = risks.state.found.lines if risks.state.found else ()
    at = next(i for i, line in enumerate(lines) if line.rule == "R8" and line.window == "5 号窗")
    view = desk.frame.pages["audit"]
    assert isinstance(view, AuditPage)
    desk.until_caret("risks")
    view.risks.put_row(at)
    desk.sees("R8 连续翻看档案", view)
    desk.picture("risks")
    desk.press(Key.Key_2, modifier=CTRL)
    desk.until(lambda: risks.state.note.code == "risk-reviewed")
    kept = central_rows(
        desk.central, "select outcome, by from risk_reviews where alert_key = ?", lines[at].key
    )
    assert kept == [("spoken-to", "3001")]
    desk.press(Key.Key_Return)
    desk.until(lambda: audit.state.page is not None and not audit.state.busy)
    assert audit.state.staff == lines[at].staff
    assert not risks.state.shown
    desk.picture("risks-day")
