"""The waiting room's screen, full screen on the second monitor: number and room in big type (G36)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QFontMetricsF, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.schedules import CHINA
from desktop.presenters.display import DisplayPresenter, DisplayState
from desktop.ui.texts import names, say
from desktop.ui.widgets.drawing import T, font

READ_MS = 1_500
ROWS = 5


class WaitingRoom(QWidget):
    """Paints DisplayState; Esc or F11 closes it. It shows calls only, whatever happens at the desk."""

    closed = Signal()

    def __init__(self, presenter: DisplayPresenter) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._presenter = presenter
        self._state = presenter.state
        self.setWindowTitle(self.tr("候诊叫号"))
        self.setMinimumSize(640, 360)
        self.resize(1280, 720)
        self._timer = QTimer(self)
        self._timer.setInterval(READ_MS)
        self._timer.timeout.connect(presenter.tick)
        self._timer.start()
        self._end = presenter.subscribe(self._render)

    def open_on_wall(self) -> None:
        """Go full screen on the second monitor; with one monitor stay a window beside the desk's."""
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            self.setGeometry(screens[-1].geometry())
            self.showFullScreen()
        else:
            self.show()

    def release(self) -> None:
        """End the subscription and close; called once."""
        self._timer.stop()
        self._end()
        self.close()

    def _render(self, state: DisplayState) -> None:
        self._state = state
        said = [
            say.translate("WaitingRoom", "请 {number} 号到 {room}").format(
                number=c.number, room=names.named(c.room)
            )
            for c in state.calls
        ]
        self.setAccessibleName(self.tr("候诊叫号"))
        self.setAccessibleDescription("\n".join(said))
        self.update()

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt override
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), T("bg"))
        head = self.height() / 8
        self._paint_head(painter, head)
        row = (self.height() - head) / ROWS
        if not self._state.calls:
            painter.setPen(T("text2"))
            painter.setFont(font(round(row * 0.4), bold=True))
            painter.drawText(
                QRectF(0, head, self.width(), self.height() - head),
                Qt.AlignmentFlag.AlignCenter,
                self.tr("请等候叫号"),
            )
        for at, call in enumerate(self._state.calls[:ROWS]):
            area = QRectF(0, head + at * row, self.width(), row).adjusted(24, 6, -24, -6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(T("primary" if call.fresh else "surface"))
            painter.drawRoundedRect(area, 16, 16)
            painter.setPen(T("onPrimary" if call.fresh else "text"))
            number = QRectF(area.left() + 32, area.top(), area.width() * 0.36, area.height())
            self._fit(painter, number, call.number, row * 0.62)
            room = QRectF(number.right() + 24, area.top(), area.right() - number.right() - 56, area.height())
            self._fit(painter, room, names.named(call.room), row * 0.36)

    def _paint_head(self, painter: QPainter, height: float) -> None:
        state = self._state
        painter.setPen(T("text"))
        left = " · ".join(part for part in (state.hospital, names.named(state.place)) if part)
        width = self.width() - 64
        self._fit(painter, QRectF(32, 0, width * 0.8, height), left, height * 0.42)
        if state.now is not None:
            area = QRectF(32 + width * 0.8, 0, width * 0.2, height)
            painter.setFont(font(round(height * 0.42), bold=True))
            clock = f"{state.now.astimezone(CHINA):%H:%M}"
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, clock)

    @staticmethod
    def _fit(painter: QPainter, area: QRectF, text: str, px: float) -> None:
        """Draw at the left, smaller where it would not fit: nothing on the wall is cut off."""
        face: QFont = font(max(12, round(px)), bold=True)
        wide = QFontMetricsF(face).horizontalAdvance(text)
        if wide > area.width() > 0:
            face = font(max(12, int(px * area.width() / wide)), bold=True)
        painter.setFont(face)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
