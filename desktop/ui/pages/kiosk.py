"""The screen of self check-in: what to do in big words, then number and room; only a scanner may type (G33)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.not_come import CameTooLateError, CollectLateError
from desktop.presenters.kiosk import KioskPresenter, KioskScene, KioskState
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, vbox

TICK_MS = 1_000
MOST_TYPED = 400
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TOO_LATE = frozenset({CollectLateError.code, CameTooLateError.code})


class Kiosk(QWidget):
    """A window of its own, full screen on the last monitor; Ctrl+F10 closes it, nothing else on it has a key."""

    closed = Signal()

    def __init__(self, presenter: KioskPresenter) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._presenter = presenter
        self._typed = ""
        self.setObjectName("Canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(self.tr("自助报到"))
        self.setMinimumSize(640, 480)
        self.resize(1080, 720)
        self._hospital = label("", "title")
        self._icon = Icon("card", "ctlBottom", 96)
        self._first = label("", "huge")
        self._second = label("", "name")
        for line in (self._first, self._second):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setWordWrap(True)
        column = vbox(
            self._hospital, None, hbox(None, self._icon, None), 16, spacing=12, margins=(32, 24, 32, 32)
        )
        column.addWidget(self._first)
        column.addWidget(self._second)
        column.addStretch(2)
        self.setLayout(column)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(presenter.tick)
        self._timer.start()
        self._end = presenter.subscribe(self._render)

    def open_for_patients(self) -> None:
        """Go full screen; with one monitor stay a window."""
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            self.setGeometry(screens[-1].geometry())
            self.showFullScreen()
        else:
            self.show()
        self.activateWindow()

    def release(self) -> None:
        """End the subscription and close; called once."""
        self._timer.stop()
        self._end()
        self._presenter.reset()
        self.close()

    def _render(self, state: KioskState) -> None:
        self._hospital.setText(state.hospital)
        first, second, icon = self.tr("请放身份证，或扫凭条上的码"), self.tr("报到后在诊室外等候叫号"), "card"
        if state.scene is KioskScene.BUSY:
            first, second, icon = self.tr("正在报到…"), self.tr("请不要拿开证件"), "clock"
        elif state.scene is KioskScene.DONE:
            icon = "check"
            first = self.tr("{number} 号").format(number=state.number)
            who = f"{state.name}  " if state.name else ""
            second = who + self.tr("已报到 · {room} · 前面还有 {before} 人").format(
                room=state.room, before=state.before
            )
        elif state.scene is KioskScene.REFUSED:
            first, second, icon = self.tr("请到人工窗口办理"), self.tr("这里没有可以报到的预约"), "alert"
            if state.why in TOO_LATE:
                second = self.tr("已过取号时间。可挂现场号，有原因请告诉窗口")
        self._first.setText(first)
        self._second.setText(second)
        self._icon.set(icon, {"check": "ok", "alert": "warn"}.get(icon, "ctlBottom"))

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_F10 and control:
            self.close()
        elif event.key() in ENTER:
            text, self._typed = self._typed, ""
            self._presenter.scanned(text)
        elif event.text().isprintable():
            self._typed = (self._typed + event.text())[-MOST_TYPED:]

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt override
        super().closeEvent(event)
        self.closed.emit()
