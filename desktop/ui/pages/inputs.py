"""Inputs of a form: a line that knows when an input method is composing, a list that the wheel does not change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from desktop.presenters.registration_state import FieldState
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import T, restyle

# to the end of the line, delete it, delete to its end: on X11 alone
LINE_KEYS = (Qt.Key.Key_E, Qt.Key.Key_U, Qt.Key.Key_K)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MASK = "*"
COMBO = QStyle.ComplexControl.CC_ComboBox
DIGITS = Qt.InputMethodHint.ImhDigitsOnly
LATIN = Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhPreferUppercase


class TypedLine(QLineEdit):
    """Tells `typed` for what a person typed or committed, `entered` for Enter; never while composing."""

    typed = Signal(str)
    entered = Signal()
    down = Signal()

    def __init__(
        self,
        focus_name: str,
        hints: Qt.InputMethodHint = Qt.InputMethodHint.ImhNone,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._composing = False
        self.setProperty("focusName", focus_name)
        self.setInputMethodHints(hints)
        self.textEdited.connect(self.typed)

    @property
    def composing(self) -> bool:
        """Return whether an input method holds characters that are not committed yet."""
        return self._composing

    def show_text(self, text: str) -> None:
        """Show a text without moving the caret among the characters that stay; nothing while composing."""
        if text == self.text() or self._composing:
            return
        before = self.text()[: self.cursorPosition()]
        at_end = self.cursorPosition() == len(self.text())
        solid = sum(not c.isspace() for c in before)
        self.setText(text)
        self.setCursorPosition(len(text) if at_end else _after(text, solid))

    def show_field(self, field: FieldState) -> None:
        """Show a field's text; one that takes no input stays in the tab order and keeps the caret."""
        self.show_text(field.text)
        if self.isReadOnly() is field.enabled:
            self.setReadOnly(not field.enabled)
            restyle(self)

    # Qt's own names below
    def event(self, event: QEvent) -> bool:
        # With nothing typed to take back, Ctrl+Z belongs to the page: the last registration, or the parked form.
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and _is_undo(event) and not self.isUndoAvailable():
            event.ignore()
            return False
        if asked and ((is_redo(event) and not self.isRedoAvailable()) or is_line_key(event)):
            event.ignore()  # Ctrl+Y, Ctrl+E are pages' own keys
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802  # Qt override
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() in ENTER:
            if not self._composing:
                self.entered.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Down and not self._composing:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt override
        super().focusInEvent(event)
        if MASK in self.text():
            # What is typed comes after the mask and so replaces all of it; half a mask would mean nothing.
            self.deselect()
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt override
        self._composing = False
        super().focusOutEvent(event)


class ChoiceBox(QComboBox):
    """A drop-down of codes: `chosen` when a person chose one, `entered` for Enter on the closed box."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(
        self, focus_name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("focusName", focus_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.show_choices(choices)
        self.activated.connect(self._on_activated)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these codes with their words; nothing happens when they are offered already."""
        offered = [(self.itemData(i), self.itemText(i)) for i in range(self.count())]
        if offered == list(choices):
            return
        self.clear()
        for code, text in choices:
            self.addItem(text, code)
        self.setCurrentIndex(-1)

    def show_choice(self, code: str | None) -> None:
        """Show which code is chosen."""
        index = self.findData(code) if code else -1
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        self.setToolTip(self.currentText())

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(str(self.itemData(index)))

    # Qt's own names below
    def event(self, event: QEvent) -> bool:
        # F4 opens the list here, as on every Windows desk, instead of beginning a new patient (UX §5).
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and _is_plain_f4(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() in ENTER:
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        # Styled boxes cut long names without a mark; the whole one stands in the tooltip.
        painter = QStylePainter(self)
        shown = QStyleOptionComboBox()
        self.initStyleOption(shown)
        room = self.style().subControlRect(COMBO, shown, QStyle.SubControl.SC_ComboBoxEditField, self)
        asked = self.placeholderText() if self.currentIndex() < 0 else ""
        text = self.fontMetrics().elidedText(
            asked or shown.currentText, Qt.TextElideMode.ElideRight, room.width() - 2
        )
        shown.currentText = "" if asked else text
        painter.drawComplexControl(COMBO, shown)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, shown)
        if asked:
            painter.setPen(T("text3"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt override
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def is_line_key(event: QEvent) -> bool:
    """Return whether this is a key that only X11 edits a line with, and that pages have for their acts."""
    return (
        isinstance(event, QKeyEvent)
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        and event.key() in LINE_KEYS
    )


def is_redo(event: QEvent) -> bool:
    """Return whether a key event is Ctrl+Y or the platform's own redo."""
    if not isinstance(event, QKeyEvent):
        return False
    ctrl_y = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return ctrl_y or event.matches(QKeySequence.StandardKey.Redo)


def _is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)


def _is_plain_f4(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F4 and not event.modifiers()


def _after(text: str, solid: int) -> int:
    """Return the place behind the `solid`-th character that is not a space."""
    if solid == 0:
        return 0
    for at, character in enumerate(text, start=1):
        solid -= not character.isspace()
        if solid == 0:
            return at
    return len(text)


class LanguageBox(ChoiceBox):
    """The language of a paper for the person who gets it: "zh" or "en"."""

    def __init__(self, focus_name: str, chosen: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(
            focus_name, [(code, say.word("PaperLanguage", code)) for code in ("zh", "en")], parent
        )
        self.setAccessibleName(self.tr("书面语言"))
        self.chosen.connect(chosen)
