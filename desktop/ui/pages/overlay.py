"""What lies over the whole desk: a scrim, a sheet in the middle of its top, and the caret goes back where it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop.ui.widgets.drawing import T

TOP_PX, SIDE_PX, FOOT_PX = 84, 24, 20
SCRIM = 0.42


class Overlay(QWidget):
    """A child of `root` over all of it, never a popup (those break Chinese input, UX §9).

    `opened` and `closed` tell the frame. A subclass fills `sheet`, shows and hides with `show_over`, says in
    `take_caret` where the caret goes and in `leave` what Esc does.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, root: QWidget, width_px: int) -> None:
        super().__init__(root)
        self._root, self._width = root, width_px
        self._before: QWidget | None = None
        self.hide()
        self.sheet = QFrame(self)
        self.sheet.setObjectName("Overlay")
        root.installEventFilter(self)

    def take_caret(self) -> None:
        """Put the caret where the work on the sheet begins."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Esc was pressed."""
        self.show_over(False)

    def show_over(self, shown: bool) -> None:
        """Appear, or go and give the caret back; nothing when that is so already."""
        if shown is not self.isHidden():
            return
        if shown:
            self._before = QApplication.focusWidget()
            self.place()
            # Shown first, then given the caret: the other way round the input method loses its window (QTBUG-83490).
            self.show()
            self.raise_()
            self.take_caret()
            self.opened.emit()
            return
        before, self._before = self._before, None
        self.hide()
        self.closed.emit()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Put the sheet where it belongs: as high as what is on it, never beyond the window."""
        self.setGeometry(self._root.rect())
        width = min(self._width, self.width() - 2 * SIDE_PX)
        height = min(self.height_of(width), self.height() - TOP_PX - FOOT_PX)
        self.sheet.setGeometry((self.width() - width) // 2, TOP_PX, width, height)

    def height_of(self, width: int) -> int:
        """Return how high the sheet wants to stand at a width."""
        layout = self.sheet.layout()
        if layout is None:
            return 0
        layout.invalidate()
        layout.activate()
        return max(layout.heightForWidth(width), layout.sizeHint().height())

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if watched is self._root and event.type() == QEvent.Type.Resize and not self.isHidden():
            self.place()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # Qt override
        """Nothing under the scrim gets the caret."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        # only what is shown knows its fonts, and so how high wrapped words stand
        self.place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        shade = QColor(T("scrim"))
        shade.setAlphaF(SCRIM)
        QPainter(self).fillRect(self.rect(), shade)


class PresenterOverlay(Overlay):
    """An overlay that renders a presenter's state until it is released."""

    _end: Callable[[], None]

    def release(self) -> None:
        """Hear nothing more; called once."""
        self._end()
