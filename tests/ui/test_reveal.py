"""The eye and Alt+V in the real window: key down shows, key up hides, the clipboard gets nothing (N18)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.domain.errors import StoreFullError
from desktop.domain.reveals import RevealField
from desktop.presenters.registration import RegistrationPresenter
from desktop.ui.pages.masked_rows import MaskedRows
from tests.fakes.front_desk import KNOWN_NAME, KNOWN_NUMBER, PHONE, FakeReveal, card
from tests.ui.conftest import Seat

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
BEFORE = "what was copied before"


class Eyes:
    """A signed-in window with the known patient in hand."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        seat.sign_in()
        seat.maker.reader.place(card(KNOWN_NUMBER, KNOWN_NAME))
        seat.keys.press(Key.Key_F2)
        self.until(lambda: self.form.identity.form.patient is not None)
        seat.maker.reader.lift()
        self.until(lambda: self.rows.isVisible() and not self.busy())

    @property
    def form(self) -> RegistrationPresenter:
        return self.seat.maker.made[0].registration

    @property
    def rows(self) -> MaskedRows:
        assert self.seat.app.sitting is not None
        return self.seat.app.sitting.frame.findChild(MaskedRows)

    def busy(self) -> bool:
        assert self.seat.app.sitting is not None
        return self.seat.app.sitting.door.busy()

    def until(self, condition: object) -> None:
        self.seat.until(condition)

    def alt_v(self, *, down: bool) -> None:
        """Press or let go at the native window, as the system does."""
        act = QTest.keyPress if down else QTest.keyRelease
        act(self.seat.window.windowHandle(), Key.Key_V, ALT)

    def shown(self, field: RevealField) -> str:
        return self.rows.values[field].text()

    def on_screen(self) -> str:
        """Return every text of the window."""
        return " ".join(w.text() for w in self.seat.window.findChildren(QLabel))

    def masked(self) -> bool:
        words = self.on_screen()
        return not any(value in words for value in FakeReveal.VALUES.values())


@pytest.fixture
def eyes(seat: Seat) -> Eyes:
    return Eyes(seat)


@pytest.mark.rows("N18", "G62")
def test_alt_v_shows_everything_while_it_is_down(eyes: Eyes) -> None:
    assert eyes.masked()
    eyes.alt_v(down=True)
    eyes.until(lambda: eyes.shown(RevealField.DOCUMENT_NUMBER) == KNOWN_NUMBER)
    assert {field: eyes.shown(field) for field in RevealField} == FakeReveal.VALUES
    eyes.alt_v(down=False)
    assert eyes.masked()
    assert sorted(eyes.seat.clinic.reveal.traced) == sorted(RevealField)


@pytest.mark.rows("N18")
def test_a_key_that_repeats_by_itself_counts_once_and_types_nothing(eyes: Eyes) -> None:
    eyes.alt_v(down=True)
    eyes.until(lambda: not eyes.masked())
    window = eyes.seat.window.windowHandle()
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
        QApplication.sendEvent(window, QKeyEvent(kind, Key.Key_V, ALT, "v", True))
    assert not eyes.masked()
    eyes.alt_v(down=False)
    assert eyes.masked()
    assert len(eyes.seat.clinic.reveal.traced) == len(RevealField)
    assert eyes.form.identity.form.number == KNOWN_NUMBER


@pytest.mark.rows("N18")
def test_letting_go_of_alt_first_hides_too(eyes: Eyes) -> None:
    eyes.alt_v(down=True)
    eyes.until(lambda: not eyes.masked())
    QTest.keyRelease(eyes.seat.window.windowHandle(), Key.Key_Alt)
    assert eyes.masked()


@pytest.mark.rows("N18")
def test_the_eye_beside_a_value_shows_that_value_alone(eyes: Eyes) -> None:
    eye = eyes.rows.eyes[RevealField.PHONE]
    QTest.mousePress(eye, LEFT)
    eyes.until(lambda: eyes.shown(RevealField.PHONE) == PHONE)
    assert KNOWN_NUMBER not in eyes.on_screen()
    QTest.mouseRelease(eye, LEFT)
    assert eyes.masked()
    assert eyes.seat.clinic.reveal.traced == [RevealField.PHONE]


@pytest.mark.rows("N18")
def test_ten_seconds_are_the_end_also_for_a_key_that_stays_down(eyes: Eyes) -> None:
    eyes.alt_v(down=True)
    eyes.until(lambda: not eyes.masked())
    eyes.seat.clinic.clock.advance(10)
    eyes.until(eyes.masked)
    eyes.alt_v(down=False)


@pytest.mark.rows("N18", "G80")
def test_lock_window_change_and_next_patient_hide_at_once(eyes: Eyes) -> None:
    eyes.alt_v(down=True)
    eyes.until(lambda: not eyes.masked())
    QApplication.sendEvent(eyes.seat.window, QEvent(QEvent.Type.WindowDeactivate))
    assert eyes.masked()
    eyes.alt_v(down=False)
    eyes.alt_v(down=True)
    eyes.until(lambda: not eyes.masked())
    eyes.seat.keys.ctrl(Key.Key_L)
    assert eyes.masked()
    eyes.alt_v(down=False)
    eyes.alt_v(down=True)
    assert not eyes.seat.maker.made[0].reveal.held, "under the lock page nothing is revealed"
    eyes.alt_v(down=False)
    eyes.seat.keys.type("1001")
    eyes.seat.keys.press(Key.Key_Return)
    eyes.until(eyes.rows.isVisible)
    eyes.alt_v(down=True)
    eyes.until(lambda: not eyes.masked())
    eyes.form.new_patient()
    assert eyes.masked()
    eyes.alt_v(down=False)


@pytest.mark.rows("N18", "A2")
def test_a_trace_that_cannot_be_written_leaves_the_mask_and_says_why(eyes: Eyes) -> None:
    eyes.seat.clinic.reveal.fail("reveal", StoreFullError())
    eyes.alt_v(down=True)
    eyes.until(lambda: "磁盘已满" in eyes.on_screen())
    assert eyes.masked()
    eyes.alt_v(down=False)


@pytest.mark.rows("N18", "T14")
def test_the_clipboard_never_gets_it(eyes: Eyes) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText(BEFORE)
    eyes.alt_v(down=True)
    eyes.until(lambda: not eyes.masked())
    label = eyes.rows.values[RevealField.DOCUMENT_NUMBER]
    QTest.mouseDClick(label, LEFT)
    eyes.seat.keys.ctrl(Key.Key_A)
    eyes.seat.keys.ctrl(Key.Key_C)
    assert not any(value in clipboard.text() for value in FakeReveal.VALUES.values())
    assert not label.hasSelectedText()
    eyes.alt_v(down=False)
    clipboard.clear()
