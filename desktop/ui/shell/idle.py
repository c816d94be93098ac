"""Tells when nobody touched the window for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Emits `idle` once after `after_s` seconds without a key, click or move; 0 never does."""

    idle = Signal()

    def __init__(self, after_s: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(after_s * 1000)
        self._timer.timeout.connect(self.idle)
        self._wanted = after_s > 0

    def watch(self, window: QWindow) -> None:
        """Listen to a window's own events."""
        window.installEventFilter(self)

    def begin(self) -> None:
        """Count from now."""
        if self._wanted:
            self._timer.start()

    def end(self) -> None:
        """Count no more."""
        self._timer.stop()

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if event.type() in TOUCHES and self._timer.isActive():
            self._timer.start()
        return False
