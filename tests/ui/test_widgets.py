"""The small controls under real keys: Enter presses, errors never move the layout, everything has a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.buttons import Btn, KeyButton
from desktop.ui.widgets.field import Field, HelperLine
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.layout import hbox, tag, vbox
from desktop.ui.widgets.passphrase import PassphraseLine
from desktop.ui.widgets.steps import Steps

Key = Qt.Key


Stage = Callable[..., QWidget]


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    """Put widgets into the column of a window of their own."""
    kept: list[QWidget] = []

    def put(*widgets: QWidget, width: int = 400) -> QWidget:
        window = QWidget()
        kept.append(window)
        window.setLayout(vbox(*widgets))
        window.resize(width, 300)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        return window

    return put


@pytest.mark.rows("G62")
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_enter_and_space_press_a_focused_button(qtbot: QtBot, stage: Stage, key: Qt.Key) -> None:
    button = Btn("保存")
    stage(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_disabled_button_is_not_pressed_by_enter(qtbot: QtBot, stage: Stage) -> None:
    button = Btn("保存")
    stage(button)
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Key.Key_Return)


def test_a_button_with_a_keycap_is_wide_enough_for_both(stage: Stage) -> None:
    button = KeyButton("Read the card", "Ctrl", "Shift", "F2")
    stage(hbox_of(button))
    words = button.fontMetrics().horizontalAdvance(button.text())
    cap = button.findChildren(QWidget)[0]
    assert 12 + words < cap.geometry().left()
    assert (button.accessibleName(), button.accessibleDescription()) == ("Read the card", "Ctrl+Shift+F2")


def hbox_of(widget: QWidget) -> QWidget:
    """Return a row that leaves a widget its own width."""
    row = QWidget()
    row.setLayout(hbox(widget, None))
    return row


def test_an_error_names_itself_at_the_field_and_moves_nothing(stage: Stage) -> None:
    line = QLineEdit("1540013")
    field, below = Field("手机号", line, "按回车发送", True), QPushButton("下一个")
    stage(field, below)
    before = [QRect(w.geometry()) for w in (field, line, below)]
    field.state("error", "手机号应为 11 位，已输入 7 位，请再核对一遍后重新输入")
    assert [w.geometry() for w in (field, line, below)] == before
    assert line.text() == "1540013"
    assert field.icon.isVisible()
    assert field.help.whole.startswith("手机号应为 11 位")
    assert line.accessibleDescription() == field.help.whole
    field.state()
    assert (field.help.whole, field.icon.isVisible()) == ("按回车发送", False)


def test_a_field_gives_its_control_name_and_buddy(qtbot: QtBot) -> None:
    line = QLineEdit()
    field = Field("姓名", line, "与证件一致")
    qtbot.addWidget(field)
    assert (line.accessibleName(), line.accessibleDescription()) == ("姓名", "与证件一致")
    assert field.title.buddy() is line


def test_a_helper_line_cuts_what_does_not_fit_and_keeps_the_whole_in_the_tooltip(
    qtbot: QtBot, stage: Stage
) -> None:
    text = "还差一点点就放得下的一句很长很长的话" * 3
    line = HelperLine(text)
    window = stage(line, width=160)
    assert line.text().endswith("…")
    assert line.toolTip() == text
    window.resize(2000, 300)
    qtbot.waitUntil(lambda: line.text() == text)
    assert line.toolTip() == ""


def test_steps_say_where_one_is(qtbot: QtBot) -> None:
    steps = Steps(["身份", "手机", "号源", "打印"])
    qtbot.addWidget(steps)
    steps.set(2, [0, 1])
    assert steps.accessibleName() == "3/4 号源"


def test_the_ring_follows_the_keyboard_and_not_the_mouse(stage: Stage) -> None:
    first, second = Btn("一"), Btn("二")
    window = stage(first, second)
    ring = FocusRing(window)
    ring.watch(window.windowHandle())
    first.setFocus()
    assert ring.isHidden()
    QTest.keyClick(window.windowHandle(), Key.Key_Tab)
    assert second.hasFocus()
    assert ring.isVisible()
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    second.move(second.x() + 7, second.y())
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=first.geometry().center())
    assert ring.isHidden()


def test_a_passphrase_is_handed_over_as_bytes_and_leaves_the_screen(qtbot: QtBot, stage: Stage) -> None:
    line = PassphraseLine()
    stage(line)
    line.setFocus()
    QTest.keyClicks(line, "gao-shan")
    with qtbot.waitSignal(line.entered) as caught:
        QTest.keyClick(line, Key.Key_Return)
    assert caught.args == [bytearray(b"gao-shan")]
    assert line.text() == ""


def test_a_passphrase_can_be_pasted(stage: Stage) -> None:
    line = PassphraseLine()
    stage(line)
    QApplication.clipboard().setText("made-up")
    line.setFocus()
    QTest.keyClick(line, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "made-up"
    QApplication.clipboard().clear()


def test_a_capital_without_shift_tells_of_caps_lock(stage: Stage) -> None:
    line = PassphraseLine()
    stage(line)
    told: list[bool] = []
    line.caps.connect(told.append)
    QTest.keyClick(line, Key.Key_A, Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert told == [False, False]


def test_a_tag_keeps_its_height(stage: Stage) -> None:
    made = tag("实名已核验", "ok")
    stage(hbox_of(made))
    assert made.height() == 22
