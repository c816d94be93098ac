"""The person in hand: number, state, the steps that are possible now with their keys, the rooms, the peak."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.domain.bookings import BookingState
from desktop.domain.lines import Peak
from desktop.domain.queueing import QueueStep
from desktop.domain.schedules import CHINA
from desktop.presenters.queue import QueuePresenter
from desktop.presenters.queue_state import QueueState
from desktop.services.lines import QueueLine
from desktop.ui.pages.pick_up_panel import PickUpPanel
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import hbox, label, sep, vbox

DETAIL_PX = 330
TARGETS = 6
# three lines of the peak helper
PEAK_PX = 60


class QueueDetail(QFrame):
    """Renders the row in hand."""

    def __init__(self, presenter: QueuePresenter) -> None:
        super().__init__()
        self.setObjectName("Card")
        self.setFixedWidth(DETAIL_PX)
        self._number = label("", "huge")
        self._state = label("", "section")
        self._facts = label("", "label")
        self._facts.setWordWrap(True)
        self.buttons: dict[QueueStep, KeyButton] = {}
        self._offered: tuple[QueueStep, ...] = ()
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._steps(presenter)
        self.undo = KeyButton(self.tr("撤销上一步"), "Ctrl+Z")
        self.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undo.clicked.connect(presenter.undo)
        self.next = KeyButton(self.tr("叫下一位"), self.tr("空格"), kind="primary")
        self.next.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.next.clicked.connect(presenter.call_next)
        self._rooms_head = label(self.tr("转到（↑↓ 选，回车转，Esc 取消）"), "strong")
        self._rooms = [label("", "body") for _ in range(TARGETS)]
        self._rooms_box = QWidget()
        self._rooms_box.setLayout(vbox(self._rooms_head, *self._rooms, spacing=4))
        self.pick_up = PickUpPanel(presenter)
        self._body = QWidget()
        body = vbox(hbox(self._number, None, self._state), self._facts, sep(), spacing=8)
        body.addLayout(self._grid)
        body.addWidget(self._rooms_box)
        body.addWidget(self.pick_up)
        self._body.setLayout(body)
        self._peak_head = label(self.tr("高峰助手"), "strong")
        self._peak = label("", "label")
        self._peak.setWordWrap(True)
        self._peak.setMinimumHeight(PEAK_PX)
        self._peak.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column = vbox(
            self._body, self.next, self.undo, None, sep(), self._peak_head, self._peak, spacing=8
        )
        self._column.setContentsMargins(20, 14, 20, 14)
        self.setLayout(self._column)

    def _steps(self, presenter: QueuePresenter) -> None:
        def take(step: QueueStep) -> Callable[[], None]:
            return lambda: presenter.step(step)

        shown: tuple[tuple[QueueStep, str, str, Callable[[], None]], ...] = (
            (QueueStep.CHECK_IN, self.tr("报到"), "Enter", presenter.check_in),
            (QueueStep.CALL, self.tr("叫号"), "J", take(QueueStep.CALL)),
            (QueueStep.MISS, self.tr("过号"), "G", take(QueueStep.MISS)),
            (QueueStep.REQUEUE, self.tr("回队"), "H", take(QueueStep.REQUEUE)),
            (QueueStep.TRANSFER, self.tr("转医生"), "T", presenter.ask_transfer),
            (QueueStep.PRIORITY, self.tr("优先"), "Y", presenter.next_class),
            (QueueStep.START, self.tr("开始就诊"), "K", take(QueueStep.START)),
            (QueueStep.FINISH, self.tr("就诊完成"), "W", take(QueueStep.FINISH)),
            (QueueStep.NO_SHOW, self.tr("记爽约"), "S", take(QueueStep.NO_SHOW)),
            (QueueStep.EXCUSE, self.tr("撤销爽约"), "E", take(QueueStep.EXCUSE)),
        )
        for step, text, key, act in shown:
            button = KeyButton(text, key, parent=self)
            button.hide()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, act=act: act())
            self.buttons[step] = button

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))
        self._column.setSpacing(4 if compact else 8)
        self._grid.setVerticalSpacing(3 if compact else 6)

    def render_state(self, state: QueueState) -> None:
        """Show the row in hand, or the rooms to choose from."""
        line = state.current
        self._body.setVisible(line is not None)
        self._peak.setText(_peak_words(state.peak))
        self._peak.setProperty("state", "warn" if state.peak.open_another else "")
        self._peak.style().polish(self._peak)
        self.undo.setEnabled(state.can_undo)
        if line is None:
            return
        self._number.setText(line.number)
        self._state.setText(say.word("VisitState", line.state.value))
        self._facts.setText(_facts(line))
        choosing = bool(state.targets)
        self._rooms_box.setVisible(choosing)
        self.pick_up.render_state(state)
        self.next.setVisible(state.pick_up is None)
        first = max(0, min(state.target - TARGETS + 1, len(state.targets) - TARGETS))
        shown = state.targets[first : first + TARGETS]
        for at, room in enumerate(self._rooms):
            room.setVisible(at < len(shown))
            if at < len(shown):
                mark = "▸ " if first + at == state.target else "   "
                room.setText(f"{mark}{names.named(shown[at].doctor)} · {names.named(shown[at].room)}")
        again = line.state is BookingState.CALLED
        self._offer(
            ()
            if choosing or state.pick_up is not None
            else tuple(s for s in self.buttons if s in state.steps or (again and s is QueueStep.CALL))
        )
        self.buttons[QueueStep.CALL].setText(self.tr("再叫") if again else self.tr("叫号"))
        lapsed = line.state is BookingState.LAPSED
        self.buttons[QueueStep.EXCUSE].setText(self.tr("恢复号") if lapsed else self.tr("撤销爽约"))

    def _offer(self, steps: tuple[QueueStep, ...]) -> None:
        """Show the buttons of these steps, two in a row without holes."""
        if steps == self._offered:
            return
        self._offered = steps
        for button in self.buttons.values():
            self._grid.removeWidget(button)
            button.hide()
        for at, step in enumerate(steps):
            self._grid.addWidget(self.buttons[step], at // 2, at % 2)
            self.buttons[step].show()


def _facts(line: QueueLine) -> str:
    parts = [
        line.masked_name,
        names.named(line.doctor),
        names.named(line.room),
        say.translate("Queue", "预约 {time}").format(time=f"{line.due.astimezone(CHINA):%H:%M}"),
    ]
    if line.calls:
        parts.append(say.translate("Queue", "已叫 {count} 次").format(count=line.calls))
    return " · ".join(part for part in parts if part)


def _peak_words(peak: Peak) -> str:
    waiting = say.translate("Queue", "候诊 {waiting} 人，{rooms} 间在叫号").format(
        waiting=peak.waiting, rooms=peak.rooms
    )
    if peak.minutes_per_case is None:
        return waiting + say.translate("Queue", "；还没有完成的就诊，暂估不了")
    told = say.translate("Queue", "；每人约 {each} 分，排完约 {left} 分").format(
        each=peak.minutes_per_case, left=peak.minutes_left
    )
    if peak.open_another:
        return waiting + told + say.translate("Queue", "。建议再开一间")
    return waiting + told + say.translate("Queue", "。候诊到 {n} 人就该再开一间").format(n=peak.open_at)
