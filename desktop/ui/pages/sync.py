"""The sync page: one big line first, then what waits and what came of it (UX §6.10, G68)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.schedules import CHINA
from desktop.presenters.syncing import Headline, SyncPresenter, SyncState
from desktop.services.drill import DrillNews
from desktop.services.syncing import OutboxLine
from desktop.ui.pages.page import Page
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import Btn, KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, nothing_here, vbox

PROGRESS_MS = 100
ICONS = {
    Headline.SYNCED: ("check", "ok"),
    Headline.NEVER: ("clock", "text3"),
    Headline.OFFLINE: ("alert", "warn"),
    Headline.QUARANTINED: ("error", "danger"),
    Headline.CLOCK_WRONG: ("clock", "danger"),
}
STATE_LOOKS = {"waiting": ("warn", "clock"), "accepted": ("ok", "check"), "refused": ("danger", "error")}


class SyncPage(Page):
    """Renders SyncState; the rows are kept fresh only while the page is open."""

    def __init__(self, presenter: SyncPresenter, parent: QWidget | None = None) -> None:
        super().__init__("sync", parent)
        self._presenter = presenter
        self._icon = Icon("clock", "text3", 32)
        self._headline = label("", "name")
        self._detail = label("", "label")
        self._detail.setWordWrap(True)
        self.extend = Btn(self.tr("延长 24 小时"))
        self.extend.setProperty("focusName", "extend-lease")
        self.extend.clicked.connect(presenter.extend)
        self.retry = Btn(self.tr("立即重试"))
        self.retry.setProperty("focusName", "retry")
        self.retry.clicked.connect(presenter.retry)
        self.give_back = Btn(self.tr("归还预留号"))
        self.give_back.setProperty("focusName", "give-back")
        self.give_back.clicked.connect(presenter.give_back)
        self.change_keys = Btn(self.tr("更换本机密钥"))
        self.change_keys.setProperty("focusName", "change-keys")
        self.change_keys.clicked.connect(presenter.change_keys)
        self.drill = KeyButton(self.tr("断网演练"), "D")
        self.drill.setProperty("focusName", "drill")
        self.drill.clicked.connect(presenter.run_drill)
        self._drill = label("", "label")
        self._drill.setWordWrap(True)
        self._progress = QTimer(self)
        self._progress.setInterval(PROGRESS_MS)
        self._progress.timeout.connect(presenter.show_progress)
        figures = QFrame()
        figures.setObjectName("Card")
        row = hbox(self._icon, 8, spacing=8, margins=(20, 18, 20, 18))
        row.addLayout(vbox(self._headline, self._detail, self._drill, spacing=4), 1)
        row.addWidget(self.drill, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.change_keys, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.extend, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.give_back, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignVCenter)
        figures.setLayout(row)
        headings = (self.tr("时间"), self.tr("事项"), self.tr("状态"), self.tr("说明"), self.tr("次数"))
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (16, 18, 14, 42, 10), "outbox")
        self.table.setAccessibleName(self.tr("待上传与已上传"))
        self._empty = nothing_here(self.tr("还没有要上传的内容"))
        card = QFrame()
        card.setObjectName("Card")
        inside = vbox(label(self.tr("上传记录"), "section"), self._empty, spacing=8, margins=(16, 14, 16, 12))
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        card.setLayout(inside)
        self._column = vbox(label(self.tr("同步"), "title"), figures, spacing=12, margins=(20, 14, 20, 14))
        self._column.addWidget(card, 1)
        self.setLayout(self._column)
        self.follow(presenter.subscribe, self._render)

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The table is where one looks."""
        (self.table if self.model.rowCount() else self.retry).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """F5: run an exchange now."""
        self._presenter.retry()

    def _render(self, state: SyncState) -> None:
        self._icon.set(*ICONS[state.headline])
        self._headline.setText(self._big_line(state))
        self._detail.setText(self._small_line(state))
        self.retry.setEnabled(not state.running)
        self.retry.setText(self.tr("正在重试…") if state.running else self.tr("立即重试"))
        self.extend.setVisible(state.may_extend)
        self.give_back.setVisible(self._presenter.may_give_back)
        self.give_back.setText(self.tr("确认归还") if state.give_back_armed else self.tr("归还预留号"))
        self.drill.setVisible(self._presenter.may_drill)
        self.drill.setText(self._drill_key(state))
        said = self._drill_line(state.drill)
        self._drill.setText(said)
        self._drill.setVisible(bool(said))
        set_state(self._drill, "state", "warn" if state.drill.until or state.drill.overdue else "")
        self.change_keys.setVisible(self._presenter.may_change_keys)
        self.change_keys.setEnabled(not state.keys_busy)
        if state.keys_busy is not self._progress.isActive():
            (self._progress.start if state.keys_busy else self._progress.stop)()
        self._empty.setVisible(not state.lines)
        self.table.setVisible(bool(state.lines))
        self.model.show([_row(i, line) for i, line in enumerate(state.lines)])

    def _drill_key(self, state: SyncState) -> str:
        if state.drill.until is not None:
            return self.tr("结束演练")
        return self.tr("确认开始") if state.drill_armed else self.tr("断网演练")

    def _drill_line(self, news: DrillNews) -> str:
        """Say that a drill runs, to whoever sits there; what came of the last one and when the next is due, to whom it
        concerns."""
        if news.until is not None:
            return self.tr("断网演练，至 {until}。所办都是真的，结束后自动上传。").format(
                until=f"{news.until.astimezone(CHINA):%H:%M}"
            )
        if not self._presenter.may_drill:
            return ""
        if news.last is None:
            return self.tr("还没有做过断网演练，每季一次。") if news.overdue else ""
        told = self.tr("上次断网演练 {day}：办了 {n} 笔，已全部上传。")
        if news.waiting:
            told = self.tr("上次断网演练 {day}：办了 {n} 笔，还有 {waiting} 笔待上传。")
        line = told.format(day=news.last.isoformat(), n=news.acts, waiting=news.waiting)
        return line + (self.tr("已过一季，请再演练。") if news.overdue else "")

    def _big_line(self, state: SyncState) -> str:
        at = f"{state.last_success.astimezone(CHINA):%H:%M:%S}" if state.last_success else say.NOTHING
        return {
            Headline.SYNCED: self.tr("已同步 {at}").format(at=at),
            Headline.NEVER: self.tr("还没有同步过"),
            Headline.OFFLINE: self.tr("离线 {n}，可继续挂号").format(n=say.lasting(state.offline_minutes)),
            Headline.QUARANTINED: self.tr("本机已被中心停用，请联系信息科"),
            Headline.CLOCK_WRONG: self.tr("本机时间差 {n} 秒，请信息科校时").format(n=abs(state.skew_s)),
        }[state.headline]

    def _small_line(self, state: SyncState) -> str:
        parts = [
            self.tr("待上传 {n} 笔").format(n=state.waiting),
            self.tr("本窗号池 {n} 个号").format(n=state.rights_left),
        ]
        if state.keys_busy and state.keys_total:
            parts.append(
                self.tr("正在换密钥 {done}/{total}").format(done=state.keys_done, total=state.keys_total)
            )
        elif state.note.code:
            parts.append(say.note_text(state.note))
        elif state.closed:
            parts.append(say.reason_text(state.closed))
        elif state.error_code:
            parts.append(say.reason_text(state.error_code))
        if state.file_owed:
            parts.append(self.tr("安全事件要求整库换钥：方便时请退出并重新登录"))
        if state.update.newer:
            parts.append(self.tr("新版本 {v} 已发布，由信息科安装").format(v=state.update.newer))
        elif state.update.trouble:
            parts.append(self.tr("更新说明文件不可信，请告知信息科"))
        return "·".join(parts)

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._presenter.run_drill()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._presenter.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt override
        super().hideEvent(event)
        self._presenter.watch(False)


def _row(index: int, line: OutboxLine) -> Row:
    look, icon = STATE_LOOKS.get(line.state, ("", ""))
    at = line.happened_at.astimezone(CHINA)
    cells = (
        Cell(f"{at:%m-%d %H:%M:%S}", "muted"),
        Cell(say.word("Operation", line.kind)),
        Cell(say.word("OutboxState", line.state), look, icon),
        Cell(say.reason_text(line.reason) or say.NOTHING),
        Cell(str(line.tries) if line.tries else say.NOTHING),
    )
    return Row(f"{line.happened_at.isoformat()} {line.kind} {index}", cells)
