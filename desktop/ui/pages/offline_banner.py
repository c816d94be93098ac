"""The one banner of an outage, or of a wrong clock: what still works, what changes, how many wait (UX §7)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.domain.schedules import CHINA
from desktop.presenters.syncing import Headline, SyncPresenter, SyncState
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import Btn
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label


class OfflineBanner(QFrame):
    """Renders how long the line has been down; shown while the form says so, or while the clock is wrong."""

    def __init__(self, sync: SyncPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Notice")
        self.setFixedHeight(40)
        self._offline = self._wrong_clock = self._drill = False
        self._closed = ""
        self._headline = label("", "strong")
        self._rest = label("", "label")
        self._rest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        retry = Btn(self.tr("立即重试"))
        retry.setProperty("kind", "quiet")
        retry.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        retry.clicked.connect(sync.retry)
        row = hbox(Icon("alert", "warn", 18), self._headline, spacing=8, margins=(12, 2, 6, 2))
        row.addWidget(self._rest, 1)
        row.addWidget(retry)
        self.setLayout(row)
        self.hide()

    def render_state(self, state: SyncState) -> None:
        """Show the figures, or that this PC's clock is wrong."""
        self._wrong_clock = state.headline is Headline.CLOCK_WRONG and state.online
        self._drill = state.drill.until is not None
        self._closed = state.closed
        self._decide()
        if self._closed:
            self._say(say.reason_text(self._closed), self.tr("新患者照常挂号，本窗挂的号恢复后自动上传。"))
            return
        if self._wrong_clock:
            self._say(
                self.tr("本机时间与中心相差 {h} 小时 {m} 分。").format(
                    h=abs(state.skew_s) // 3600, m=abs(state.skew_s) % 3600 // 60
                ),
                self.tr("可继续挂号，号以中心的日期为准；请信息科校时，否则断网后不能发号。"),
            )
            return
        if state.drill.until is not None:
            self._say(
                self.tr("断网演练，至 {until}。").format(
                    until=f"{state.drill.until.astimezone(CHINA):%H:%M}"
                ),
                self.tr("照断网办理，所办都是真的，结束后自动上传；本窗号池还剩 {left} 个号。").format(
                    left=state.rights_left
                ),
            )
            return
        minutes = self.tr("网络中断 {n}，可继续挂号。").format(n=say.lasting(state.offline_minutes))
        now = self.tr("网络中断，可继续挂号。")
        rest = self.tr(
            "本窗号池还剩 {left} 个号；验证码以后再补，实名待核验；恢复后自动上传 {waiting} 笔。"
        ).format(left=state.rights_left, waiting=state.waiting)
        self._say(minutes if state.offline_minutes else now, rest)

    def set_offline(self, offline: bool) -> None:
        """The form says whether the line is down."""
        self._offline = offline
        self._decide()

    def _decide(self) -> None:
        self.setVisible(self._offline or self._wrong_clock or self._drill or bool(self._closed))

    def _say(self, headline: str, rest: str) -> None:
        self._headline.setText(headline)
        self._rest.setText(rest)
        self._rest.setToolTip(rest)
        self.setAccessibleName(f"{headline} {rest}")
