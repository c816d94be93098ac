"""A supervisor makes sessions and stops one by keys; everybody concerned is told, called and moved (G19-G52, N23)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from demo_parts import Central

from desktop.bootstrap.devices import SPOOL
from desktop.bootstrap.window_papers import CALL_SHEET
from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.ports.store import StoredBooking
from desktop.presenters.schedule_state import ScheduleState
from desktop.ui.pages.schedule import SchedulePage
from tests.journeys.windows.desk_at_work import CLERK, CTRL, SUPERVISOR, Key, WindowDesk, central_rows

OpenWindow = Callable[..., WindowDesk]
MADE = "SELECT session_id FROM session_plans WHERE template_id IS NOT NULL"
OWN_TEXT = "{department}{doctor}医生{day} {time}门诊停诊，费用可全额退回，请改约。"


class Office:
    """The schedule page in a real window."""

    def __init__(self, window: WindowDesk) -> None:
        self.window = window
        window.to_page("schedule")

    @property
    def page(self) -> SchedulePage:
        return cast("SchedulePage", self.window.frame.pages["schedule"])

    @property
    def state(self) -> ScheduleState:
        presenter = self.window.sitting.workplace.schedule
        assert presenter is not None
        return presenter.state

    def ready(self) -> None:
        """Wait for the week."""
        self.window.until(lambda: self.state.rows and self.window.caret() == "week")

    def department_of(self, booking: StoredBooking) -> None:
        """Go to the department of a booking's session by keys."""
        with self.window.desk.store.read() as tx:
            session = tx.schedules.session(booking.session_id)
        assert session is not None
        self.window.press(Key.Key_D)
        self.window.until_caret("schedule-department")
        for _ in range(60):
            view = self.state.view
            assert view is not None
            if view.department_id == session.department_id:
                break
            before = view.department_id
            self.window.press(Key.Key_Down)
            self.window.until(
                lambda before=before: self.state.view and self.state.view.department_id != before
            )  # type: ignore[misc]
        self.window.press(Key.Key_Return)
        self.window.until_caret("week")

    def to_session(self, booking: StoredBooking) -> None:
        """Go to the half-day of a booking's session by the arrow keys."""
        self.window.until(lambda: any(self._at(booking)))
        row, column = next(place for place in self._at(booking) if place)
        self.window.press(Key.Key_Home)
        self.window.press(*[Key.Key_Up] * 20)
        self.window.press(*[Key.Key_Left] * 14)
        self.window.press(*[Key.Key_Down] * row)
        self.window.press(*[Key.Key_Right] * column)
        self.window.until(lambda: (self.state.row, self.state.column) == (row, column))

    def _at(self, booking: StoredBooking) -> Iterator[tuple[int, int]]:
        for r, row in enumerate(self.state.rows):
            for c, cell in enumerate(row.cells):
                if cell.session is not None and cell.session.id == booking.session_id:
                    yield r, c


@pytest.mark.rows("G19", "G22", "G26")
def test_a_template_makes_next_months_sessions_after_a_dry_run(
    open_window: OpenWindow, central: Central
) -> None:
    window = open_window(who=SUPERVISOR)
    office = Office(window)
    office.ready()
    office.window.picture("week")
    monday = office.state.view.monday if office.state.view else None
    before = central_rows(central, MADE)
    with window.desk.store.read() as tx:
        templates = len(tx.schedules.plans("template"))
    window.press(Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageDown)
    window.until(lambda: office.state.view and (office.state.view.monday - monday).days == 21)
    window.press(Key.Key_Return)
    window.until_caret("plan-starts")
    office.window.picture("template")
    window.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    window.until_caret("plan-place")
    window.press(Key.Key_Return)
    window.until_caret("plan-online")
    window.text("10")
    window.press(Key.Key_F9)
    window.sees("模板已存")
    window.press(Key.Key_M)
    window.sees("将生成 1 班")
    office.window.picture("preview")
    window.press(Key.Key_F9)
    window.sees("已生成 1 班")
    office.window.picture("made")
    (made,) = (row for row in central_rows(central, MADE) if row not in before)
    split = central_rows(
        central,
        "SELECT channel, count(*) FROM slots WHERE session_id = ? GROUP BY channel ORDER BY channel",
        *made,
    )
    assert dict(split)["online"] == 10
    with window.desk.store.read() as tx:
        assert len(tx.schedules.plans("template")) == templates + 1
    window.press(Key.Key_M)
    window.sees("将生成 0 班")
    window.press(Key.Key_Escape)


@pytest.mark.rows("G20", "G22", "G23", "G51")
def test_a_leave_reserved_numbers_and_a_stop_of_several_days_are_put_in_by_keys(
    open_window: OpenWindow, central: Central
) -> None:
    window = open_window(who=SUPERVISOR)
    office = Office(window)
    office.ready()
    before = window.next_trace()
    for _ in range(5):
        turn_week(office)
    window.press(Key.Key_Return)
    window.until_caret("plan-starts")
    window.press(Key.Key_F9)
    window.sees("模板已存")
    made = [make_week(office)]
    reserve(office, central)
    turn_week(office)
    made.append(make_week(office))
    # a leave: the next week is planned without the doctor
    turn_week(office)
    day = office.state.day
    window.press(Key.Key_L)
    window.until_caret("plan-first")
    assert office.state.form is not None
    assert office.state.form.value("first") == (day.isoformat() if day else "")
    office.window.picture("leave")
    window.press(Key.Key_F9)
    window.sees("请假已记下")
    window.until(lambda: office.state.cell.kind == "away")
    window.press(Key.Key_M)
    window.sees("将生成 0 班")
    window.sees("请假 1", office.page.form)
    window.press(Key.Key_Escape)
    # a stop of both weeks at once
    turn_week(office, -2)
    window.until(lambda: office.state.cell.session)
    window.press(Key.Key_S)
    window.until_caret("plan-scope")
    window.press(Key.Key_Down)
    for field, value in (("first", office.state.day), ("last", day)):
        for _ in range(3):
            if window.caret() != f"plan-{field}":
                window.press(Key.Key_Return)
        window.until_caret(f"plan-{field}")
        window.press(Key.Key_A, modifier=CTRL)
        window.text(value.isoformat() if value else "")
    office.window.picture("stop-range")
    window.press(Key.Key_F9)
    window.until(lambda: office.state.note.code == "clinic-stopped")
    assert dict(office.state.note.facts)["sessions"] == len(made)
    for session in made:
        assert central_rows(central, "SELECT state FROM sessions WHERE session_id = ?", session) == [
            ("stopped",)
        ]
    window.until(lambda: office.state.cell.kind == "stopped")
    assert window.traces(before, AuditAct.STOP_CLINIC)


def turn_week(office: Office, weeks: int = 1) -> None:
    """Turn weeks by keys, one after the other."""
    for _ in range(abs(weeks)):
        before = office.state.view.monday if office.state.view else None
        office.window.press(Key.Key_PageDown if weeks > 0 else Key.Key_PageUp)
        office.window.until(lambda before=before: office.state.view and office.state.view.monday != before)  # type: ignore[misc]


def make_week(office: Office) -> str:
    """Make the week's one session by keys and return it."""
    window = office.window
    window.press(Key.Key_M)
    window.sees("将生成 1 班")
    window.press(Key.Key_F9)
    window.until(lambda: office.state.note.code == "sessions-made")
    window.until(lambda: office.state.cell.session)
    session = office.state.cell.session
    assert session is not None
    return session.id


def reserve(office: Office, central: Central) -> None:
    """Three numbers of the session in hand are kept for staff and first visits, two for elders; a desk sees it."""
    window, session = office.window, office.state.cell.session
    assert session is not None
    window.press(Key.Key_Q)
    window.until_caret("plan-online")
    for field, count in (("elder", "2"), ("staff", "3")):
        for _ in range(3):
            if window.caret() != f"plan-{field}":
                window.press(Key.Key_Return)
        window.until_caret(f"plan-{field}")
        window.press(Key.Key_A, modifier=CTRL)
        window.text(count)
    window.press(Key.Key_F9)
    window.until(lambda: office.state.note.code == "split-saved")
    query = "SELECT channel, count(*) FROM slots WHERE session_id = ? GROUP BY channel"
    split = dict(central_rows(central, query, session.id))
    assert (split["elder"], split["staff"]) == (2, 3)
    window.sees("职工初诊 3/3", office.page.form)


@pytest.mark.rows("G48", "G49", "G50", "G52", "G64", "N23")
def test_a_stopped_session_ends_with_everybody_informed_and_moved(
    open_window: OpenWindow, central: Central, people: Iterator[MadeUpPerson]
) -> None:
    window = open_window(who=SUPERVISOR)
    person = next(people)
    booking = window.register(person, "mnw")  # the other tests of this central book elsewhere
    before = window.next_trace()
    office = Office(window)
    office.ready()
    office.department_of(booking)
    # the hospital's own words first: what cannot be filled in is not saved
    window.press(Key.Key_N)
    window.until_caret("plan-kind")
    window.press(Key.Key_Return)
    window.until_caret("plan-text")
    window.press(Key.Key_A, modifier=CTRL)
    window.text("{name}停诊")
    window.press(Key.Key_F9)
    window.sees("内容不对")
    window.press(Key.Key_A, modifier=CTRL)
    window.text(OWN_TEXT)
    office.window.picture("message-text")
    window.press(Key.Key_F9)
    window.sees("短信正文已存")
    assert central_rows(central, "SELECT text FROM message_templates") == [(OWN_TEXT,)]
    office.to_session(booking)
    window.press(Key.Key_S)
    window.until_caret("plan-scope")
    office.window.picture("stop")
    window.press(Key.Key_F9)
    window.sees("在停诊名单")
    assert window.traces(before, AuditAct.STOP_CLINIC)
    (session,) = central_rows(central, "SELECT state FROM sessions WHERE session_id = ?", booking.session_id)
    assert session == ("stopped",)
    window.until(lambda: window.bookings(window.one(person).id)[0].state == "suspended")
    window.press(Key.Key_B)
    window.until_caret("affected")
    stopped = window.sitting.workplace.stopped

    def arrived() -> bool:
        window.press(Key.Key_F5)
        return any(
            line.row.booking_id == booking.id and line.row.sms == "arrived" for line in stopped.state.lines
        )

    window.until(arrived)
    at = next(i for i, line in enumerate(stopped.state.lines) if line.row.booking_id == booking.id)
    window.press(*[Key.Key_Up] * len(stopped.state.lines))
    window.press(*[Key.Key_Down] * at)
    window.until(lambda: stopped.state.current and stopped.state.current.row.booking_id == booking.id)
    assert person.name not in window.words()
    office.window.picture("list")
    window.press(Key.Key_M)
    window.until(lambda: any(line.state == "arrived" for line in stopped.state.messages or ()))
    window.sees("停诊通知", office.page.list.log)
    assert person.name not in window.words()
    office.window.picture("messages")
    window.press(Key.Key_M)
    window.until_caret("affected")
    window.press(Key.Key_C)
    window.until(lambda: stopped.state.note.code == "affected-called" and not stopped.state.busy)
    window.press(Key.Key_P)
    window.sees("联系单已存成 PDF")
    assert window.traces(before, AuditAct.CALL_SHEET)
    sheet = window.home / SPOOL / CALL_SHEET
    assert sheet.exists()
    window.press(Key.Key_O)
    window.until(lambda: stopped.state.places)
    office.window.picture("offer")
    window.press(Key.Key_1)
    window.sees("号已留 10 分钟")
    window.until(lambda: stopped.state.current and stopped.state.current.row.state == "offered")
    window.press(Key.Key_V)
    window.sees("已改约")
    rows = central_rows(
        central, "SELECT state FROM bookings WHERE patient_id = ? ORDER BY made_at", booking.patient_id
    )
    assert sorted(rows) == [("booked",), ("rebooked",)]
    office.window.picture("moved")
    window.sign_out()
    assert not sheet.exists(), "what is in clear does not outlive who asked for it"


@pytest.mark.rows("G48")
def test_a_clerk_sees_the_list_and_no_schedule(open_window: OpenWindow) -> None:
    window = open_window(who=CLERK)
    window.to_page("schedule")
    stopped = window.sitting.workplace.stopped
    # with nobody on the list, as in a central of this test alone, the first button takes the caret
    window.until(lambda: window.caret() == ("affected" if stopped.state.lines else "affected-o"))
    assert window.sitting.workplace.schedule is None
    window.press(Key.Key_B, Key.Key_S)
    assert "停诊名单" in window.words()
