"""The monthly access review by keys: due on the officer's page, signed off, a dormant account to be removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from demo_parts import Central

from desktop.domain.access_review import month_before, month_of
from desktop.domain.audit import AuditAct
from desktop.domain.schedules import CHINA, clinic_day
from desktop.presenters.access_review import AccessState
from desktop.ui.pages.audit import AuditPage
from tests.journeys.windows.desk_at_work import (
    ALT,
    CTRL,
    SUPERVISOR,
    Key,
    WindowDesk,
    central_rows,
    change_central,
)

OpenWindow = Callable[..., WindowDesk]
OFFICER = "zmy"


def a_month_ago(desk: WindowDesk) -> None:
    """Let the first roster be of last month, and everybody's keys older than a month, as in a hospital at work."""
    now = desk.desk.clock.now()
    began = datetime.combine(month_before(month_of(clinic_day(now))), time(12), CHINA)
    for statement, at in (
        ("update rosters set made_at = ? where version = 1", began),
        ("update staff_keys set sent_at = ?", now - timedelta(days=45)),
    ):
        change_central(desk.central, statement, round(at.timestamp() * 1000))


@pytest.mark.rows("P6", "T11", "A3", "G84")
def test_the_officer_signs_last_months_access_off_and_asks_for_the_removal_of_who_does_not_come(
    open_window: OpenWindow, fresh_central: Central
) -> None:
    lead = open_window("3 号窗", SUPERVISOR, central=fresh_central)
    a_month_ago(lead)
    lead.to_page("audit")
    lead.until_caret("audit-first")
    audit = lead.sitting.workplace.audit
    assert audit is not None
    assert audit.access.state.review is None
    lead.ctrl("G")
    lead.until(lambda: audit.access.state.review is not None and not audit.access.state.busy)
    lead.until_caret("access")
    review = audit.access.state.review
    assert review is not None
    assert review.team_only
    lead.ctrl("S")
    assert not audit.access.state.signing
    lead.close()

    desk = open_window("3 号窗", OFFICER, central=fresh_central)
    since = desk.next_trace()
    this_month = month_of(clinic_day(desk.desk.clock.now()))
    last_month = month_before(this_month)
    desk.to_page("audit")
    desk.until_caret("audit-first")
    audit = desk.sitting.workplace.audit
    assert audit is not None
    access = audit.access
    desk.until(lambda: access.state.open_month == last_month and not access.state.busy)
    view = desk.frame.pages["audit"]
    assert isinstance(view, AuditPage)
    desk.sees("的权限复核", view)
    desk.picture("access-due")

    desk.ctrl("G")
    desk.until(lambda: access.state.shown and not access.state.busy)
    desk.until_caret("access")
    review = access.state.review
    assert review is not None
    assert review.month == last_month
    desk.picture("access")
    at = next(i for i, line in enumerate(review.lines) if line.dormant and line.role == "clerk")
    gone = review.lines[at]
    assert gone.last_sign_in is None
    view.access.put_row(at)
    desk.ctrl("D")
    desk.until(lambda: access.state.note.code == "access-leave-again")
    desk.picture("access-leave")
    assert not asked(desk, gone.staff)
    desk.ctrl("D")
    desk.until(lambda: access.state.note.code == "access-leave-sent")
    assert asked(desk, gone.staff) == [("3001",)]
    desk.sees("已提请停用", view)

    desk.ctrl("S")
    desk.until(lambda: access.state.note.code == "access-sign-again")
    desk.ctrl("S")
    desk.until(lambda: access.state.note.code == "access-signed")
    kept = central_rows(desk.central, "select by from access_reviews where month = ?", f"{last_month}")
    assert kept == [("3001",)]
    assert access.state.open_month is None
    desk.picture("access-signed")
    desk.press(Key.Key_Right, modifier=ALT)
    desk.until(lambda: shown(access.state) == this_month)
    desk.until(lambda: not access.state.busy)
    desk.press(Key.Key_S, modifier=CTRL)
    desk.until(lambda: access.state.note.code == "access-month-running")
    acts = [AuditAct.ACCESS_SIGNED, AuditAct.LEAVE_PROPOSED]
    assert [len(desk.traces(since, act)) for act in acts] == [1, 1]


def shown(state: AccessState) -> date | None:
    """Return the month that stands there."""
    return state.review.month if state.review else None


def asked(desk: WindowDesk, staff: str) -> list[tuple[str]]:
    """Return by whom central was asked to have this person taken off."""
    return central_rows(desk.central, "select by from access_leaves where staff_id = ?", staff)
