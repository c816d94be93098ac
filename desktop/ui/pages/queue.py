"""Today's lines: whose, in which state, who is next; one key a step (UX §6.5, G32-G38)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.bookings import BookingState
from desktop.domain.ids import DepartmentId
from desktop.domain.lines import Alarm
from desktop.domain.queue_entry import PriorityClass
from desktop.domain.queueing import QueueStep
from desktop.domain.schedules import CHINA
from desktop.presenters.queue import QueuePresenter
from desktop.presenters.queue_state import QueueState
from desktop.presenters.syncing import SyncPresenter, SyncState
from desktop.services.lines import QueueLine
from desktop.ui.pages.inputs import ChoiceBox, TypedLine
from desktop.ui.pages.page import Page
from desktop.ui.pages.queue_detail import QueueDetail
from desktop.ui.tables.lazy_rows import LazyRowModel
from desktop.ui.tables.row_model import Cell, Row
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import Btn
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, nothing_here, vbox

TICK_MS = 10_000
EVERYBODY = "all"
ROWS_OF_LINES = frozenset({"queue", "booking", "session"})
ALARMS = {Alarm.NONE: ("", ""), Alarm.AMBER: ("warn", "clock"), Alarm.RED: ("danger", "alert")}
STATE_LOOKS = {
    BookingState.CALLED: ("ok", "check"),
    BookingState.IN_VISIT: ("ok", ""),
    BookingState.MISSED: ("warn", "alert"),
    BookingState.NO_SHOW: ("danger", ""),
    BookingState.LAPSED: ("danger", ""),
    BookingState.DONE: ("muted", ""),
    BookingState.BOOKED: ("muted", ""),
}


class LinesTable(RowTable):
    """The lines; digits and letters that are no command go to the number box, arrows left and right to the counters."""

    sideways = Signal(int)
    room_moved = Signal(int)
    choosing = False

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if side is not None:
            self.sideways.emit(side)
        elif self.choosing and down is not None:
            self.room_moved.emit(down)
        elif event.key() == Qt.Key.Key_Space or event.text().isdigit():
            event.ignore()
        else:
            super().keyPressEvent(event)


class QueuePage(Page):
    """Renders QueueState."""

    def __init__(
        self, presenter: QueuePresenter, sync: SyncPresenter | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("queue", parent)
        self._presenter = presenter
        self._came: dict[str, int] = {}
        self._asked_pick_up = False
        headings = (
            self.tr("号"), self.tr("姓名"), self.tr("医生"), self.tr("时段"), self.tr("状态"), self.tr("等候"),
            self.tr("次序"), self.tr("优先"),
        )  # fmt: skip
        self.model: LazyRowModel[QueueLine] = LazyRowModel(headings, _row, lambda line: line.booking_id)
        self.table = LinesTable(self.model, (14, 12, 14, 11, 15, 14, 8, 12), "lines")
        self.table.setAccessibleName(self.tr("今日队列"))
        self.table.moved.connect(presenter.select)
        self.table.opened.connect(lambda _row: self._enter())
        self.table.sideways.connect(presenter.next_state)
        self.table.room_moved.connect(presenter.move_target)
        self.department = ChoiceBox("queue-department", ())
        self.department.setAccessibleName(self.tr("科室"))
        self.department.chosen.connect(lambda code: presenter.choose_department(_department(code)))
        self.doctor = ChoiceBox("queue-doctor", ())
        self.doctor.setAccessibleName(self.tr("医生"))
        self.doctor.chosen.connect(lambda code: presenter.choose_doctor(int(code)))
        for box in (self.department, self.doctor):
            box.setFixedSize(170, 36)
            box.entered.connect(self.take_focus)
        self.number = TypedLine("queue-number")
        self.number.setPlaceholderText(self.tr("扫凭条或输号报到"))
        self.number.setAccessibleName(self.tr("凭条或号"))
        self.number.setFixedSize(200, 36)
        self.number.entered.connect(self._on_number)
        self._counters: dict[str, Btn] = {}
        self._counter_row = hbox(spacing=6)
        self._counter_row.addStretch(1)
        self._counter_row.addWidget(label(self.tr("←→ 状态 · N 科室 · M 医生"), "caption"))
        self._note = HelperLine()
        self._empty = nothing_here(self.tr("今天没有人"))
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(presenter.tick)
        self.follow(presenter.subscribe, self._render)
        if sync is not None:
            self.follow(sync.subscribe, self._on_sync)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setObjectName("Card")
        inside = vbox(self._counter_row, self._empty, spacing=8, margins=(16, 12, 16, 12))
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        card.setLayout(inside)
        self.detail = QueueDetail(self._presenter)
        row = hbox(spacing=16)
        row.addWidget(card, 1)
        row.addWidget(self.detail)
        head = hbox(
            label(self.tr("今日队列"), "title"), 8, self.department, self.doctor, self.number, 8, spacing=8
        )
        head.addWidget(self._note, 1)
        self._column = vbox(head, spacing=12, margins=(20, 14, 20, 14))
        self._column.addLayout(row, 1)
        self.setLayout(self._column)

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))
        self.detail.set_compact(compact)

    def take_focus(self) -> None:
        """The list is where one works."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """F5: read the lines again."""
        self._presenter.load()

    def _render(self, state: QueueState) -> None:
        everywhere = [(EVERYBODY, self.tr("全院"))]
        self.department.show_choices([*everywhere, *((d.id, names.named(d.name)) for d in state.departments)])
        self.department.show_choice(state.choice.department_id or EVERYBODY)
        self.doctor.show_choices(
            [
                ("-1", self.tr("全部医生")),
                *((str(i), names.named(d.name)) for i, d in enumerate(state.doctors)),
            ]
        )
        chosen = next((i for i, d in enumerate(state.doctors) if d.id == state.choice.doctor_id), -1)
        self.doctor.show_choice(str(chosen))
        self._show_counters(state)
        self._empty.setVisible(state.loaded and not state.lines)
        self.table.setVisible(bool(state.lines) or not state.loaded)
        self.model.show_lines(state.lines)
        self.table.put_row(state.selected)
        self.table.choosing = bool(state.targets)
        self._note.say("" if state.pick_up else say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)
        self._asked_pick_up, before = state.pick_up is not None, self._asked_pick_up
        self.detail.render_state(state)
        if before and not self._asked_pick_up:
            self.take_focus()

    def _show_counters(self, state: QueueState) -> None:
        shown = [(EVERYBODY, self.tr("全部"), state.everybody)]
        shown += [(s.value, say.word("VisitState", s.value), count) for s, count in state.counts]
        for code in [c for c in self._counters if c not in {code for code, _, _ in shown}]:
            gone = self._counters.pop(code)
            self._counter_row.removeWidget(gone)
            gone.deleteLater()
        on = state.state_filter.value if state.state_filter else EVERYBODY
        for at, (code, word, count) in enumerate(shown):
            if code not in self._counters:
                self._counters[code] = self._counter(code)
                self._counter_row.insertWidget(at, self._counters[code])
            self._counters[code].setText(f"{word} {count}")
            self._counters[code].setAccessibleName(f"{word} {count}")
            self._counters[code].setChecked(code == on)

    def _counter(self, code: str) -> Btn:
        button = Btn("", "quiet")
        button.setCheckable(True)
        button.setProperty("seg", "1")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        state = None if code == EVERYBODY else BookingState(code)
        button.clicked.connect(lambda _=False: self._presenter.filter_state(state))
        return button

    def _on_number(self) -> None:
        text = self.number.text()
        self.number.clear()
        self._presenter.typed(text)
        self.take_focus()

    def _on_sync(self, state: SyncState) -> None:
        before, self._came = self._came, dict(state.came)
        if self.isVisible() and any(self._came.get(k, 0) != before.get(k, 0) for k in ROWS_OF_LINES):
            self._presenter.load()

    def _enter(self) -> None:
        if self._presenter.state.targets:
            self._presenter.transfer()
        else:
            self._presenter.check_in()

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        presenter, key = self._presenter, Qt.Key(event.key())
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_J: lambda: presenter.step(QueueStep.CALL),
            Qt.Key.Key_G: lambda: presenter.step(QueueStep.MISS),
            Qt.Key.Key_H: lambda: presenter.step(QueueStep.REQUEUE),
            Qt.Key.Key_T: presenter.ask_transfer,
            Qt.Key.Key_K: lambda: presenter.step(QueueStep.START),
            Qt.Key.Key_W: lambda: presenter.step(QueueStep.FINISH),
            Qt.Key.Key_Y: presenter.next_class,
            Qt.Key.Key_S: lambda: presenter.step(QueueStep.NO_SHOW),
            Qt.Key.Key_E: lambda: presenter.step(QueueStep.EXCUSE),
            Qt.Key.Key_Space: presenter.call_next,
            Qt.Key.Key_N: lambda: presenter.next_department(1),
            Qt.Key.Key_M: lambda: presenter.next_doctor(1),
            Qt.Key.Key_Escape: presenter.cancel,
        }
        back: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_N: lambda: presenter.next_department(-1),
            Qt.Key.Key_M: lambda: presenter.next_doctor(-1),
        }
        act = back.get(key) if shift else acts.get(key) if plain else None
        if presenter.state.pick_up is not None and key != Qt.Key.Key_Escape:
            return
        if act is not None and not self.number.hasFocus():
            act()
        elif key == Qt.Key.Key_Escape:
            self.take_focus()
        elif (plain or shift) and event.text().isalnum() and not self.number.hasFocus():
            # a scanner types "CFD1:…", a hand a number: both go to the box, whatever has the caret
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
            self.number.setText(event.text())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._presenter.open()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt override
        super().hideEvent(event)
        self._timer.stop()
        self._presenter.close()


def _department(code: str) -> DepartmentId | None:
    return None if code == EVERYBODY else DepartmentId(code)


def _row(line: QueueLine) -> Row:
    look, icon = STATE_LOOKS.get(line.state, ("", ""))
    wait_look, wait_icon = ALARMS[line.alarm]
    waited = say.NOTHING
    if line.waited_min is not None:
        waited = say.translate("Queue", "{minutes} 分").format(minutes=line.waited_min)
    if line.alarm is Alarm.RED:
        waited = say.translate("Queue", "{minutes} 分 过久").format(minutes=line.waited_min)
    kind = say.word("PriorityClass", line.priority) if line.priority != PriorityClass.ORDINARY.value else ""
    walk_in = say.translate("Queue", "现场") if line.walk_in else ""
    cells = (
        Cell(line.number),
        Cell(line.masked_name),
        Cell(names.named(line.doctor)),
        Cell(f"{line.due.astimezone(CHINA):%H:%M}", "muted"),
        Cell(say.word("VisitState", line.state.value), look, icon),
        Cell(waited, wait_look, wait_icon),
        Cell(str(line.place) if line.place else say.NOTHING),
        Cell(" ".join(part for part in (kind, walk_in) if part) or say.NOTHING),
    )
    return Row(line.booking_id, cells)
