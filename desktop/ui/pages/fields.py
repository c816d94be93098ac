"""What all fields of a form share: the note under them, and keys that stand beside a label."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.presenters.notes import Note, NoteKind
from desktop.ui.texts.say import note_text
from desktop.ui.widgets.drawing import T, font
from desktop.ui.widgets.field import Field

LEAST_TARGET_PX = 24
# warnings that only ask for patience keep the clock
WAITING = ("code-sent", "code-awaited")


def show_note(field: Field, note: Note) -> None:
    """Show a note in the field's helper line; an empty one brings the field's own hint back."""
    field.state(note.kind.value, note_text(note) if note.code else None)
    if note.kind is NoteKind.WARN and note.code not in WAITING:
        field.icon.set("alert", "warn")


class KeyToggle(QAbstractButton):
    """A keycap with its word, pressed in when chosen; the key itself is a shortcut of the page."""

    def __init__(self, key: str, text: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name or text)
        self.setToolTip(f"{name or text} (Alt+{key})")
        self.setFixedSize(self.sizeHint())

    def nextCheckState(self) -> None:  # noqa: N802  # Qt override
        """The presenter says what is chosen; a click alone changes nothing."""

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt override
        text = QFontMetrics(font(12)).horizontalAdvance(self.text())
        return QSize(self._cap_px() + text + 10, LEAST_TARGET_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            painter.setPen(QPen(T("primary"), 1) if on else Qt.PenStyle.NoPen)
            painter.setBrush(T("primarySoft" if on else "surface3"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        cap = QRectF(3.5, 3.5, self._cap_px() - 1, 17)
        painter.setPen(QPen(T("ctl"), 1))
        painter.setBrush(T("surface"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(T("text2"))
        painter.setFont(font(12))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.setPen(T("primary" if on else "text2"))
        words = QRectF(self._cap_px() + 6, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _cap_px(self) -> int:
        return QFontMetrics(font(12)).horizontalAdvance(self._key) + 8
