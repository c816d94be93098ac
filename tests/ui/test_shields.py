"""What eyes, cameras and other programs get of an open desk: clipboard, captures, watermark, help from afar (T14)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.bootstrap.devices import NoReader
from desktop.presenters.help_mode import HelpModePresenter
from desktop.ui import theme
from desktop.ui.shell.capture_shield import (
    WDA_EXCLUDEFROMCAPTURE,
    WDA_MONITOR,
    WDA_NONE,
    CaptureShield,
    affinities,
)
from desktop.ui.shell.clipboard_guard import OURS, ClipboardGuard, shielded
from desktop.ui.shell.frame import DeskFrame
from tests.fakes.help_desk import FakeHelp
from tests.ui.conftest import Seat, focus

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TYPED = "made-up-words"


def frame(seat: Seat) -> DeskFrame:
    """Return the frame."""
    assert seat.app.sitting is not None
    return seat.app.sitting.frame


def copied(seat: Seat) -> QLineEdit:
    """Type, mark everything and press Ctrl+C at the window, as from the system."""
    field = focus()
    assert isinstance(field, QLineEdit)
    seat.keys.type(TYPED)
    field.selectAll()
    QTest.keyClick(seat.window.windowHandle(), Key.Key_C, CTRL)
    return field


def test_windows_is_told_to_keep_a_copied_text_out_of_history_and_cloud() -> None:
    data = shielded(TYPED, windows=True)
    said = {
        name: bytes(data.data(name).data())
        for name in (
            "ExcludeClipboardContentFromMonitorProcessing",
            "CanIncludeInClipboardHistory",
            "CanUploadToCloudClipboard",
        )
    }
    assert list(said.values()) == [b"1", bytes(4), bytes(4)]
    assert data.text() == TYPED


@pytest.mark.rows("T14")
def test_a_copy_is_emptied_after_its_time_and_what_another_program_put_there_is_not(seat: Seat) -> None:
    seat.sign_in()
    clipboard = QApplication.clipboard()
    guard = ClipboardGuard(kept_ms=30)
    guard._put(TYPED)
    seat.until(lambda: clipboard.text() == "")
    guard._put(TYPED)
    clipboard.setText("from elsewhere")
    guard.clear()
    assert clipboard.text() == "from elsewhere"
    clipboard.clear()


@pytest.mark.rows("T14", "G80")
def test_what_a_field_copies_is_marked_by_key_and_by_menu_and_gone_with_the_lock(seat: Seat) -> None:
    seat.sign_in()
    clipboard = QApplication.clipboard()
    field = copied(seat)
    assert clipboard.text() == TYPED
    assert clipboard.mimeData().hasFormat(OURS)
    clipboard.clear()
    field.copy()
    assert clipboard.mimeData().hasFormat(OURS)
    QTest.keyClick(seat.window.windowHandle(), Key.Key_X, CTRL)
    assert (field.text(), clipboard.text()) == ("", TYPED)
    seat.keys.ctrl(Key.Key_L)
    assert clipboard.text() == ""


class Screens:
    """A window system that remembers what was asked; an old one knows no exclusion."""

    def __init__(self, build: int | None, refuses: int = -1) -> None:
        self._build, self._refuses = build, refuses
        self.asked: list[int] = []

    def build(self) -> int | None:
        return self._build

    def set_affinity(self, handle: int, affinity: int) -> bool:
        self.asked.append(affinity)
        return affinity != self._refuses


@pytest.mark.rows("T14")
def test_windows_are_left_out_of_captures_black_on_old_systems_and_seen_while_somebody_helps(
    seat: Seat,
) -> None:
    handle = seat.window.windowHandle()
    new = Screens(26100)
    shield = CaptureShield(new)
    shield.cover(handle)
    shield.help(True)
    shield.help(False)
    assert new.asked == [WDA_EXCLUDEFROMCAPTURE, WDA_NONE, WDA_EXCLUDEFROMCAPTURE]
    odd = Screens(19045, refuses=WDA_EXCLUDEFROMCAPTURE)
    CaptureShield(odd).cover(handle)
    assert odd.asked == [WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR]
    assert affinities(17763, allowed=False) == (WDA_MONITOR,)
    allowed, elsewhere = Screens(26100), Screens(None)
    CaptureShield(allowed, allowed=True).cover(handle)
    CaptureShield(elsewhere).cover(handle)
    assert (allowed.asked, elsewhere.asked) == ([WDA_NONE], [])


@pytest.mark.rows("T14")
@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_watermark_says_who_and_when_lets_the_mouse_through_and_hardly_changes_what_is_under_it(
    seat: Seat, qapp: QApplication, look: str
) -> None:
    theme.apply(qapp, look)
    seat.sign_in()
    mark = frame(seat).covers.watermark
    assert mark.isVisible()
    assert mark.text.startswith("1001  3 号窗  20")
    assert mark.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    page = frame(seat).pages["registration"]
    with_it = page.window().grab().toImage()
    mark.hide()
    without = page.window().grab().toImage()
    differs = [
        abs(with_it.pixelColor(x, y).lightness() - without.pixelColor(x, y).lightness())
        for x in range(200, 1000, 3)
        for y in range(150, 600, 3)
    ]
    assert 0 < max(differs) <= 16
    seat.keys.alt(Key.Key_7)
    assert frame(seat).page == "sync"
    assert not mark.isVisible(), "nobody stands on this page"
    theme.apply(qapp, "light")


def words(root: QWidget) -> str:
    """Return what stands in the visible fields."""
    return " ".join(each.text() for each in root.findChildren(QLineEdit) if each.isVisible())


@pytest.mark.rows("T14")
def test_help_from_afar_covers_the_pages_of_people_and_their_keys_and_ends_by_itself(seat: Seat) -> None:
    seat.sign_in()
    seat.keys.type(TYPED)
    help_mode: HelpModePresenter = seat.maker.made[0].help_mode
    seat.keys.press(Key.Key_F1, modifiers=SHIFT)
    seat.until(lambda: help_mode.state.shared)
    assert TYPED not in words(seat.window)
    assert frame(seat).covers.curtain.isVisible()
    assert frame(seat).help_banner.isVisible()
    QTest.keyClick(frame(seat), Key.Key_F3)
    QTest.keyClick(frame(seat), Key.Key_K, CTRL)
    assert not frame(seat).search.isVisible()
    assert not frame(seat).palette_overlay.isVisible()
    QTest.keyClick(frame(seat), Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert not frame(seat).covers.curtain.isVisible(), "the page of the line shows nobody"
    QTest.keyClick(frame(seat), Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert frame(seat).covers.curtain.isVisible()
    service = help_mode._service
    assert isinstance(service, FakeHelp)
    service.left = 0.0
    help_mode.tick()
    seat.until(lambda: not help_mode.state.covered)
    assert TYPED in words(seat.window)
    assert not frame(seat).help_banner.isVisible()


def test_a_desk_without_a_reader_says_that_none_is_set(seat: Seat) -> None:
    seat.maker.reader = NoReader()  # type: ignore[assignment]  # the window's own stand-in
    seat.sign_in()
    seat.maker.made[0].registration.identity.plate.poll()
    seat.until(lambda: not seat.app.sitting.door.busy())  # type: ignore[union-attr]  # signed in
    seat.maker.made[0].registration.tick()
    assert frame(seat).status.reader.text == "未设读卡器，手工录入"
