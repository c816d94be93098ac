"""The waiting list: who waits and for whom a number is held at the left, the acts or the form at the right (G29)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.schedules import CHINA
from desktop.presenters.bookings import BookingsPresenter
from desktop.presenters.waiting import WaitingState
from desktop.services.waiting_lines import Held, WaitingLine
from desktop.ui.pages.plan_form import PlanForm
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import hbox, label, nothing_here, vbox
from desktop.ui.widgets.scrolling import CurrentStack

SIDE_PX = 300
LOOKS = {"waiting": ("", "clock"), "offered": ("ok", "check")}


class WaitingList(QWidget):
    """Renders WaitingState; letters act on the line in hand."""

    def __init__(self, presenter: BookingsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        waiting = self._presenter = presenter.waiting
        headings = (
            self.tr("患者"), self.tr("电话"), self.tr("科室 医生"), self.tr("日期"), self.tr("状态"), self.tr("短信"),
            self.tr("留的号"),
        )  # fmt: skip
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (10, 14, 20, 17, 10, 10, 19), "waiting")
        self.table.setAccessibleName(self.tr("候补名单"))
        self.table.moved.connect(waiting.select)
        self._empty = nothing_here(self.tr("没有人在候补"))
        left = QFrame()
        left.setObjectName("Card")
        inside = vbox(self._empty, spacing=8, margins=(16, 14, 16, 12))
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        left.setLayout(inside)
        self._who = label("", "section")
        self._held = label("", "label")
        self._held.setWordWrap(True)
        self.book = KeyButton(self.tr("约上留的号"), "V", kind="primary")
        self.drop = KeyButton(self.tr("移出名单"), "X")
        self.add = KeyButton(self.tr("把在手患者加入"), "A")
        self.back = KeyButton(say.translate("Bookings", "返回"), "Esc")
        self._keys = {Qt.Key.Key_V: waiting.book, Qt.Key.Key_X: waiting.drop, Qt.Key.Key_A: waiting.begin_add}
        for button, act in (
            (self.book, waiting.book), (self.drop, waiting.drop), (self.add, waiting.begin_add),
            (self.back, presenter.back),
        ):  # fmt: skip
            button.clicked.connect(act)
        acts = QFrame()
        acts.setObjectName("Card")
        acts.setLayout(
            vbox(
                self._who, self._held, None, self.book, self.drop, self.add, self.back, spacing=8,
                margins=(16, 14, 16, 12),
            )
        )  # fmt: skip
        self.form = PlanForm()
        self.form.typed.connect(waiting.typed)
        self.form.saved.connect(waiting.confirm)
        self.form.left.connect(presenter.back)
        self._side = CurrentStack()
        self._side.setFixedWidth(SIDE_PX)
        self._side.addWidget(acts)
        self._side.addWidget(self.form)
        row = hbox(spacing=16)
        row.addWidget(left, 1)
        row.addWidget(self._side)
        self.setLayout(row)
        self._filled = False

    def take_focus(self) -> None:
        """The list is where one works; an empty one leaves the caret on the key that fills it."""
        (self.table if self._filled else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def render_state(self, state: WaitingState) -> None:
        """Show the list, and the line in hand or the form."""
        self._filled = bool(state.lines)
        self._empty.setVisible(state.loaded and not state.lines)
        self.table.setVisible(bool(state.lines))
        self.model.show([_row(line) for line in state.lines])
        self.table.put_row(state.selected)
        current = state.current
        self._who.setText(current.name_masked if current else "")
        self._held.setText(_held_words(current.held) if current and current.held else "")
        self.book.setEnabled(not state.busy and current is not None and current.held is not None)
        self.drop.setEnabled(not state.busy and current is not None)
        begins = self.form.render_form(state.form, busy=state.busy)
        self.form.above.setText(state.person)
        was_open = self._side.currentIndex() == 1
        self._side.setCurrentIndex(1 if state.form is not None else 0)
        first = self.form.first()
        if begins and first is not None and self.isVisible():
            first.setFocus(Qt.FocusReason.TabFocusReason)
        elif was_open and state.form is None and self.isVisible():
            self.take_focus()

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        act = self._keys.get(Qt.Key(event.key())) if plain else None
        if act is not None and self._side.currentIndex() == 0:
            act()
        else:
            super().keyPressEvent(event)


def _held_words(held: Held) -> str:
    text = say.translate("Waiting", "{day} {at} {doctor} 第 {n} 号，留到 {until}。请电话告知，要就按 V")
    return text.format(
        day=f"{held.day:%m-%d}", at=f"{held.at:%H:%M}", doctor=names.named(held.doctor), n=held.number,
        until=_clock(held.until),
    )  # fmt: skip


def _clock(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(CHINA):%H:%M}" if text else ""


def _state(line: WaitingLine) -> Cell:
    if line.on_way:
        return Cell(say.word("OutboxState", "waiting"), "warn", "clock")
    return Cell(say.word("Wish", line.wish.state), *LOOKS.get(line.wish.state, ("", "")))


def _row(line: WaitingLine) -> Row:
    wish, held = line.wish, line.held
    doctor = names.named(line.doctor) if line.doctor else say.translate("Waiting", "不限医生")
    days = wish.first[5:] if wish.first == wish.last else f"{wish.first[5:]} – {wish.last[5:]}"
    half = say.word("PlanWord", wish.half_day) if wish.half_day else ""
    place = f"{held.day:%m-%d} {held.at:%H:%M} – {_clock(held.until)}" if held else say.NOTHING
    return Row(
        wish.wish_id,
        (
            Cell(line.name_masked), Cell(line.phone_masked or say.NOTHING),
            Cell(f"{names.named(line.department)} {doctor}"), Cell(f"{days} {half}".strip()),
            _state(line),
            Cell(say.word("Sms", wish.sms), "muted"), Cell(place),
        ),
    )  # fmt: skip
