"""A supervisor makes, renames and closes departments, doctors and rooms by keys, and looks at a day (G31)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from demo_parts import Central
from PySide6.QtWidgets import QApplication

from desktop.domain.audit import AuditAct
from desktop.domain.places import Room
from desktop.domain.schedules import Department, Doctor
from desktop.presenters.places import PlacesState
from desktop.ui.i18n import Languages
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_schedule import Office, turn_week

OpenWindow = Callable[..., WindowDesk]


class Places:
    """The list of places in a real window."""

    def __init__(self, window: WindowDesk) -> None:
        self.window = window
        self.office = Office(window)
        self.office.ready()
        window.press(Key.Key_R)
        window.until_caret("places")
        window.until(lambda: self.state.lines)

    @property
    def state(self) -> PlacesState:
        presenter = self.window.sitting.workplace.places
        assert presenter is not None
        return presenter.state

    def fill(self, key: Key, *lines: tuple[str, str]) -> None:
        """Open a new form and type into its fields."""
        self.window.press(key)
        self.window.until_caret("plan-name")
        for field, text in lines:
            for _ in range(12):
                if self.window.caret() == f"plan-{field}":
                    break
                self.window.press(Key.Key_Return)
            self.window.until_caret(f"plan-{field}")
            self.window.text(text)

    def saved(self, name: str) -> None:
        """Save and wait until the list has it."""
        self.window.press(Key.Key_F9)
        self.window.until(lambda: any(thing.name == name for thing in self.state.lines))
        self.window.sees("已存，各窗口随后可见")

    def to_line(self, name: str) -> None:
        """Go to a line by the arrow keys."""
        at = next(i for i, thing in enumerate(self.state.lines) if thing.name == name)
        self.window.press(*[Key.Key_Up] * len(self.state.lines))
        self.window.press(*[Key.Key_Down] * at)
        self.window.until(lambda: self.state.selected == at)


@pytest.mark.rows("G31", "G19")
def test_departments_doctors_and_rooms_are_made_renamed_and_closed_by_keys(
    open_window: OpenWindow, central: Central, qapp: QApplication
) -> None:
    window = open_window(who=SUPERVISOR)
    places = Places(window)
    before = window.next_trace()
    places.office.window.picture("places")
    places.fill(
        Key.Key_1, ("name", "康复科"), ("english", "Rehabilitation"), ("initials", "kfk"), ("where", "4F")
    )
    places.office.window.picture("places-form")
    places.saved("康复科")
    assert [thing.name for thing in places.state.lines] == ["康复科"], "the new department is the one in hand"
    places.fill(Key.Key_3, ("name", "康复 1 室"), ("english", "Rehab room 1"))
    places.saved("康复 1 室")
    places.fill(Key.Key_2, ("name", "宁远行"), ("english", "Ning Yuanxing"), ("initials", "nyx"), ("fee", ""))
    window.press(Key.Key_A, modifier=CTRL)
    window.text("19")
    places.saved("宁远行")
    department, doctor, room = places.state.lines
    assert isinstance(department, Department)
    assert isinstance(doctor, Doctor)
    assert isinstance(room, Room)
    assert doctor.fee_fen == 1900
    places.to_line("康复 1 室")
    window.press(Key.Key_Return)
    window.until_caret("plan-name")
    window.press(Key.Key_A, modifier=CTRL)
    window.text("康复 2 室")
    places.saved("康复 2 室")
    # the doctor's template names the room, and makes sessions until the day of the closing
    window.press(Key.Key_R)
    window.until_caret("week")
    office = places.office
    window.until(lambda: office.state.rows and office.state.rows[0].doctor.name == "宁远行")
    turn_week(office)
    window.press(Key.Key_Return)
    window.until_caret("plan-starts")
    assert office.state.form is not None
    assert office.state.form.value("place") == "康复 2 室"
    window.press(Key.Key_F9)
    window.sees("模板已存")
    window.press(Key.Key_M)
    window.sees("将生成 1 班")
    window.press(Key.Key_F9)
    window.sees("已生成 1 班")
    day = office.state.day
    assert day is not None
    calendar(places, day.isoformat())
    closing(places, central)
    assert len(window.traces(before, AuditAct.SCHEDULE)) >= 6
    window.sign_out()
    languages = Languages(qapp)
    languages.use("en")
    try:
        in_english(window)
    finally:
        languages.stop()


def in_english(window: WindowDesk) -> None:
    """A window in English says the English names, on the first page at once and on the schedule page too."""
    window.sign_in(SUPERVISOR)
    window.until(lambda: window.wire is not None and window.sitting)
    places = Places(window)
    window.press(Key.Key_D)
    window.until_caret("schedule-department")
    window.press(Key.Key_End, Key.Key_Return)
    window.until(lambda: places.state.view.department and places.state.view.department.name == "康复科")
    window.until_caret("places")
    window.press(Key.Key_R)
    window.until_caret("week")
    window.sees("Rehabilitation")
    window.sees("Ning Yuanxing")
    window.sees("Chief physician")
    places.office.window.picture("english-week")
    window.press(Key.Key_Right)
    window.press(Key.Key_C)
    window.until_caret("calendar")
    places.office.window.picture("english-calendar")


def calendar(places: Places, day: str) -> None:
    """The day as blocks, by doctor and by room; Enter goes back to the half-day in the week."""
    window, office = places.window, places.office
    window.press(Key.Key_C)
    window.until_caret("calendar")
    window.sees(day)
    window.sees("按医生")
    window.sees("宁远行  ")
    office.window.picture("calendar-doctor")
    window.press(Key.Key_V)
    window.sees("按诊室")
    window.sees("康复 2 室")
    office.window.picture("calendar-room")
    window.press(Key.Key_PageDown)
    window.until(lambda: office.state.day and office.state.day.isoformat() > day)
    window.sees("这一天没有班次")
    window.press(Key.Key_PageUp)
    window.sees(day)
    window.press(Key.Key_Return)
    window.until_caret("week")
    assert office.state.cell.session is not None


def closing(places: Places, central: Central) -> None:
    """While a session stands the doctor is not closed; afterwards they are, and the room never bears two names."""
    window, session = places.window, places.office.state.cell.session
    assert session is not None
    window.press(Key.Key_R)
    window.until_caret("places")
    places.to_line("宁远行")
    window.press(Key.Key_Return)
    window.until_caret("plan-name")
    for _ in range(12):
        if window.caret() == "plan-closed_from":
            break
        window.press(Key.Key_Return)
    window.until_caret("plan-closed_from")
    window.text(session.day.isoformat())
    window.press(Key.Key_F9)
    window.sees("先停诊再停用")
    window.press(Key.Key_A, modifier=CTRL)
    later = (session.day + timedelta(days=1)).isoformat()
    window.text(later)
    window.press(Key.Key_F9)
    window.until(lambda: later in window.words() and places.state.form is None)
    rows = central_rows(central, "SELECT english, closed_from FROM place_words WHERE kind = 'doctor'")
    assert ("Ning Yuanxing", later) in rows
    window.press(Key.Key_R)
    window.until_caret("week")
    window.press(Key.Key_M)
    window.sees("将生成 0 班")
    window.press(Key.Key_Escape)
    window.until_caret("week")
    turn_week(places.office)
    window.until(lambda: places.office.state.rows == ())  # who is closed has no row in a week after that
    window.press(Key.Key_PageUp)
    window.until(lambda: places.office.state.rows)
