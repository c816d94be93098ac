"""The frame: one registry of keys, pages by Alt and number, the line in words, compact mode, a clean end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from desktop.ui.i18n import Languages, MissingCatalogueError
from desktop.ui.shell.frame import DeskFrame
from desktop.ui.shell.rail import page_key
from desktop.ui.shell.tour_status import TourStatus
from tests.fakes.front_desk import MONDAY, card, case, task
from tests.ui.conftest import Seat, focus

Key = Qt.Key


@pytest.fixture
def desk(seat: Seat) -> Seat:
    seat.clinic.rights.lines = [case("case-1"), case("case-2", state="done")]
    seat.clinic.supervision.lines = [task("task-1")]
    seat.sign_in("chl", "2001")
    return seat


def frame(desk: Seat) -> DeskFrame:
    """Return the frame."""
    assert desk.app.sitting is not None
    return desk.app.sitting.frame


@pytest.mark.rows("G62")
def test_alt_and_a_number_open_the_pages_of_the_rail(desk: Seat) -> None:
    pages = desk.maker.made[0].pages
    for number, code in enumerate(pages, start=1):
        desk.keys.alt(Key(ord(page_key(number))))
        assert frame(desk).page == code
        assert frame(desk).rail.items[code].isChecked()
    desk.keys.alt(Key.Key_1)
    assert frame(desk).page == "registration"


def test_the_rail_offers_only_what_the_person_may_do(seat: Seat) -> None:
    seat.sign_in()
    codes = ["registration", "bookings", "rights", "requests", "shift", "printing", "sync"]
    assert list(frame(seat).rail.items) == codes


def test_no_two_commands_of_a_page_share_a_key_and_every_one_has_a_word(desk: Seat) -> None:
    commands = frame(desk).actions_.commands
    for page in desk.maker.made[0].pages:
        keys = [QKeySequence(c.key).toString() for c in commands if c.works_on(page)]
        assert len(set(keys)) == len(keys), page
        assert all(keys)
    assert all(c.text for c in commands)


def test_the_strip_shows_what_works_on_this_page(desk: Seat) -> None:
    strip = frame(desk).strip
    assert strip.keys["confirm"].isVisible()
    desk.keys.alt(Key.Key_4)
    shown = {code for code, key in strip.keys.items() if key.isVisible()}
    assert shown == {"help", "search", "refresh"}


def test_a_click_on_the_strip_does_what_the_key_does(desk: Seat) -> None:
    desk.maker.reader.place(card())
    frame(desk).strip.keys["read-card"].click()
    desk.until(lambda: desk.maker.made[0].registration.identity.form.settled)


@pytest.mark.rows("G62")
def test_f2_reads_the_card_and_ctrl_z_brings_back_what_f4_cleared(desk: Seat) -> None:
    form = desk.maker.made[0].registration
    desk.maker.reader.place(card())
    desk.keys.press(Key.Key_F2)
    desk.until(lambda: form.identity.form.settled)
    desk.keys.press(Key.Key_F4)
    assert form.identity.form.empty
    assert isinstance(focus(), QLineEdit)
    desk.keys.ctrl(Key.Key_Z)
    assert not form.identity.form.empty


def test_f6_goes_round_the_areas_both_ways(desk: Seat) -> None:
    page = frame(desk).pages["registration"]
    areas = page.areas()  # type: ignore[attr-defined]  # the registration page has areas
    areas[0].setFocus()
    desk.keys.press(Key.Key_F6)
    assert focus() is areas[1]
    desk.keys.press(Key.Key_F6, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert focus() is areas[0]


@pytest.mark.rows("G74")
def test_the_status_bar_says_in_words_how_we_stand_with_central(desk: Seat) -> None:
    line = frame(desk).status.line
    assert line.text == "已同步 10:42:18·待上传 0"
    desk.clinic.clock.advance(180)
    desk.clinic.sync.cut(MONDAY)
    desk.maker.made[0].sync.refresh()
    assert line.text == "离线 3 分钟·待上传 4"
    assert frame(desk).rail.items["sync"].accessibleName() == "同步 4"


def test_requests_of_other_desks_show_on_the_rail_without_opening_their_page(desk: Seat) -> None:
    approvals = frame(desk).rail.items["approvals"]
    desk.until(lambda: approvals.accessibleName() == "审批 2")
    desk.clinic.supervision.lines = []
    desk.clinic.sync.now = desk.clinic.sync.now.__class__(
        **{**_values(desk), "last_success": MONDAY + timedelta(seconds=2)}
    )
    desk.maker.made[0].sync.refresh()
    reads = desk.clinic.supervision.reads
    desk.clinic.sync.now = desk.clinic.sync.now.__class__(
        **{**_values(desk), "came": {"session": 3, "patient": 1}}
    )
    desk.maker.made[0].sync.refresh()
    assert desk.clinic.supervision.reads == reads, "nothing came that the lists show"
    desk.clinic.sync.now = desk.clinic.sync.now.__class__(**{**_values(desk), "came": {"task": 1}})
    desk.maker.made[0].sync.refresh()
    desk.until(lambda: approvals.accessibleName() == "审批 1")


def _values(desk: Seat) -> dict[str, object]:
    now = desk.clinic.sync.now
    return {name: getattr(now, name) for name in now.__slots__}


def test_compact_mode_begins_below_840_pixels(desk: Seat) -> None:
    desk.window.resize(1440, 900)
    told: list[bool] = []
    for page in frame(desk).pages.values():
        page.set_compact = told.append  # type: ignore[method-assign]  # listens in
    desk.window.resize(1366, 728)
    pages = len(frame(desk).pages)
    desk.until(lambda: told == [True] * pages)
    desk.window.resize(1440, 900)
    desk.until(lambda: told[pages:] == [False] * pages)


def test_the_window_is_never_larger_than_the_screen_and_never_too_small(seat: Seat) -> None:
    room = seat.window.screen().availableGeometry()
    assert seat.window.width() <= max(room.width(), 1180)
    assert (seat.window.minimumWidth(), seat.window.minimumHeight()) == (1180, 660)


def test_every_control_has_a_name_and_room_for_a_finger(desk: Seat) -> None:
    nameless: list[str] = []
    small: list[str] = []
    for code in frame(desk).pages:
        frame(desk).show_page(code)
        QApplication.processEvents()
        for control in _controls(frame(desk)):
            if not control.accessibleName() and not getattr(control, "text", str)():
                nameless.append(f"{code}: {control}")
            if min(control.width(), control.height()) < 22:
                small.append(f"{code}: {control.accessibleName()} {control.size()}")
    assert (nameless, small) == ([], [])


def _controls(root: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    return [w for w in root.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]


def test_closing_the_window_closes_the_desk_first(seat: Seat) -> None:
    seat.sign_in()
    quits: list[bool] = []
    seat.app._app.aboutToQuit.connect(lambda: quits.append(True))
    seat.window.close()
    seat.until(lambda: seat.maker.closed == ["1001"])
    seat.until(lambda: seat.app.sitting is None)
    assert not seat.window.isVisible()


def test_the_tour_hears_codes_and_counts_and_nothing_of_a_person(desk: Seat) -> None:
    status = TourStatus(desk.app)
    desk.until(lambda: status.describe()["cases"] == 2)
    now = dict(status.describe())
    assert now["page"] == "registration"
    assert now["focus"] == "number"
    assert now["rail"] == list(desk.maker.made[0].pages)
    assert (now["identity"], now["slot"], now["confirm_live"], now["busy"]) == ("empty", False, False, False)
    assert (now["online"], now["board"], now["waiting"], now["cases_done"]) == (True, True, 0, 1)
    desk.maker.reader.place(card())
    desk.keys.press(Key.Key_F2)
    desk.until(lambda: status.describe()["identity"] == "ok")
    desk.keys.press(Key.Key_Return)
    desk.until(lambda: status.describe()["focus"] == "phone")
    said = str(status.describe())
    assert "单" not in said
    assert "0028" not in said
    desk.keys.ctrl(Key.Key_L)
    assert status.describe()["page"] == "lock"


def test_before_anybody_is_signed_in_the_tour_hears_only_the_page(seat: Seat) -> None:
    assert dict(TourStatus(seat.app).describe()) == {"page": "sign-in", "focus": "staff"}


def test_a_language_without_its_catalogue_is_refused_and_not_half_shown(qapp: QApplication) -> None:
    languages = Languages(qapp)
    with pytest.raises(MissingCatalogueError):
        languages.use("xx")
    languages.use("zh_CN")
    languages.stop()


def test_the_top_bar_says_where_and_who(desk: Seat) -> None:
    words = " ".join(w.text() for w in frame(desk).top.findChildren(QLabel))
    for text in ("样例市第一人民医院", "门诊挂号", "陈慧兰", "主管·3 号窗", "演示"):
        assert text in words
