"""The ring around what has the keyboard: 2 px with a 2 px gap, only for buttons and only after a key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.ui.widgets.drawing import T

REACH_PX = 4


class FocusRing(QWidget):
    """One overlay over `root`; inputs show their own edge, lists draw their own cell."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self._target: QWidget | None = None
        self._keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def watch(self, window: QWindow) -> None:
        """Learn from the window's own events whether the keyboard is in use.

        Not from the application's: there every event of every widget would cross into Python.
        """
        window.installEventFilter(self)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
            self._target = None
        if isinstance(new, QAbstractButton) and self._keyboard and self._root.isAncestorOf(new):
            self._target = new
            new.installEventFilter(self)
            self._place()
        else:
            self.hide()

    def _place(self) -> None:
        if self._target is None or not self._target.isVisible():
            self.hide()
            return
        corner = self._target.mapTo(self._root, QPoint(0, 0))
        reach = REACH_PX
        self.setGeometry(QRect(corner, self._target.size()).adjusted(-reach, -reach, reach, reach))
        self.raise_()
        self.show()

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            self._keyboard = True
        elif kind == QEvent.Type.MouseButtonPress:
            self._keyboard = False
            self.hide()
        elif watched is self._target and kind in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Hide,
            QEvent.Type.Show,
        ):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(T("ring"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
