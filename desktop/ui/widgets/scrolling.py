"""Where a page or stack is larger than its room: it scrolls after the caret, and the window never grows for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

AROUND_PX = 24


class Scrolling(QScrollArea):
    """Holds one widget, which fills it; scroll bars come only where the widget needs more than there is."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside = inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        holder = _Holder(inside)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.inside.isAncestorOf(new):
            self.ensureWidgetVisible(new, AROUND_PX, AROUND_PX)

    # Qt's own names below
    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt override
        return QSize(0, 0)


class _Holder(QWidget):
    """Asks for the least room of what it holds at its width; a scroll area alone would ask for the preferred one."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        inside.setParent(self)

    # Qt's own names below
    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt override
        least, layout = self._inside.minimumSizeHint(), self._inside.layout()
        if layout is None or not layout.hasHeightForWidth():
            return least
        width = max(least.width(), self.width())
        return QSize(least.width(), max(least.height(), layout.minimumHeightForWidth(width)))

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt override
        return self._inside.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt override
        super().resizeEvent(event)
        self._inside.setGeometry(self.rect())
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class CurrentStack(QStackedWidget):
    """A stack that needs no more room than what is shown of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    # Qt's own names below
    def sizeHint(self) -> QSize:  # noqa: N802  # Qt override
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt override
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt override
        return False  # it would be the highest of all its faces
