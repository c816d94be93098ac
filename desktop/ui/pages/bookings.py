"""Bookings: the list at the left (or the board, while one is lifted), the one in hand at the right (UX §6.4)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.presenters.bookings import BookingsPresenter
from desktop.presenters.bookings_state import BookingsState, Mode, Source
from desktop.presenters.notes import Note
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.waiting import WaitingState
from desktop.services.bookings import BookingLine
from desktop.services.drafts import PatientCard
from desktop.ui.pages.board_panel import BoardPanel
from desktop.ui.pages.booking_detail import BookingDetail
from desktop.ui.pages.page import Page
from desktop.ui.pages.waiting import WaitingList
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, nothing_here, vbox
from desktop.ui.widgets.scrolling import CurrentStack

LOOKS = {
    "booked": ("ok", "check"), "pending": ("warn", "clock"), "suspended": ("warn", "alert"),
    "no-show": ("danger", "alert"), "lapsed": ("danger", "alert"), "cancelled": ("muted", ""),
    "cancelled-late": ("muted", ""), "rebooked": ("muted", ""), "refused": ("muted", ""),
}  # fmt: skip


class BookingsPage(Page):
    """Whoever is opened at this window is in hand; W shows the window's own, D a day's (Shift+D the day before)."""

    def __init__(
        self, presenter: BookingsPresenter, registration: RegistrationPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__("bookings", parent)
        self._presenter = presenter
        self._registration = registration
        self._in_hand: PatientCard | None = None
        self._mode = Mode.LIST
        self._obeyed = 0
        headings = (
            self.tr("日期"), self.tr("时段"), self.tr("患者"), self.tr("科室"), self.tr("医生"), self.tr("号"),
            self.tr("状态"), self.tr("费用"),
        )  # fmt: skip
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (14, 10, 11, 18, 13, 8, 14, 12), "bookings")
        self.table.setAccessibleName(self.tr("预约"))
        self.table.moved.connect(presenter.select)
        self._empty = nothing_here()
        card = QFrame()
        card.setObjectName("Card")
        inside = vbox(self._empty, spacing=8, margins=(16, 14, 16, 12))
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        card.setLayout(inside)
        self.board = BoardPanel(presenter)
        self._left = CurrentStack()
        self._left.addWidget(card)
        self._left.addWidget(self.board)
        self.waiting = WaitingList(presenter)
        self._left.addWidget(self.waiting)
        self.detail = BookingDetail(presenter)
        row = hbox(spacing=16)
        row.addWidget(self._left, 1)
        row.addWidget(self.detail)
        self._whose = label("", "label")
        self._note = HelperLine()
        head = hbox(label(self.tr("预约"), "title"), 12, self._whose, 16, spacing=8)
        head.addWidget(self._note, 1)
        self.to_waiting = KeyButton(self.tr("候补名单"), "Q")
        self.to_waiting.setProperty("focusName", "to-waiting")
        self.to_waiting.clicked.connect(presenter.show_waiting)
        head.addWidget(self.to_waiting)
        self._column = vbox(spacing=12, margins=(20, 14, 20, 14))
        self._column.addLayout(head)
        self._column.addLayout(row, 1)
        self.setLayout(self._column)
        self.add_key("Escape", presenter.back)
        self.follow(presenter.subscribe, self._render)
        self.follow(presenter.waiting.subscribe, self._render_waiting)
        self.follow(registration.subscribe, lambda _: self._take_in_hand())

    def start(self) -> None:
        """Read what the board needs."""
        self._presenter.start()

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))
        self.board.set_compact(compact)

    def take_focus(self) -> None:
        """The list is where one works."""
        if self._mode is Mode.LIST:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """F5: read list and board again."""
        self._presenter.load()
        self._presenter.board.refresh()

    def _take_in_hand(self) -> None:
        served = self._registration.identity.form.patient
        if self.isVisible() and served != self._in_hand:
            self._in_hand = served
            self._presenter.serve(served)

    def _render(self, state: BookingsState) -> None:
        self._whose.setText(_whose(state))
        self._empty.setText(self.tr("没有预约"))
        self._empty.setVisible(state.loaded and not state.lines)
        self.table.setVisible(bool(state.lines))
        self.model.show([_row(line) for line in state.lines])
        self.table.put_row(state.selected)
        self.board.render_state(state.board)
        self.detail.render_state(state)
        self._left.setCurrentIndex({Mode.MOVE: 1, Mode.WAITING: 2}.get(state.mode, 0))
        self.detail.setVisible(state.mode is not Mode.WAITING)
        if state.mode is not Mode.WAITING:
            self._say(state.note)
        if state.mode is not self._mode:
            self._mode = state.mode
            self._move_caret()
        if state.mode is Mode.MOVE and state.focus.serial != self._obeyed and self.isVisible():
            self._obeyed = state.focus.serial
            self.board.focus(state.focus.target)

    def _say(self, said: Note) -> None:
        self._note.say(say.note_text(said))
        set_state(self._note, "state", said.kind.value)

    def _render_waiting(self, state: WaitingState) -> None:
        self.waiting.render_state(state)
        held = self.tr("候补名单，已留 {n} 个号").format(n=state.held) if state.held else self.tr("候补名单")
        self.to_waiting.setText(held)
        if self._mode is Mode.WAITING:
            self._say(state.note)

    def _move_caret(self) -> None:
        if not self.isVisible():
            return
        if self._mode is Mode.CANCEL:
            self.detail.reasons.focus_ground()
        elif self._mode is Mode.REPEAT:
            self.detail.weeks.focus_ground()
        elif self._mode is Mode.BLOCK:
            self.detail.block.take_focus()
        elif self._mode is Mode.WAITING:
            self.waiting.take_focus()
        elif self._mode is Mode.EXCUSE:
            self.detail.excuse.take_focus()
        elif self._mode is Mode.LIST:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        presenter, key = self._presenter, Qt.Key(event.key())
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_W: presenter.show_window,
            Qt.Key.Key_D: presenter.show_day,
            Qt.Key.Key_Space: presenter.begin_move,
            Qt.Key.Key_R: presenter.repeating.begin,
            Qt.Key.Key_B: presenter.blocking.begin,
            Qt.Key.Key_E: presenter.no_shows.begin,
            Qt.Key.Key_P: presenter.no_shows.print_notice,
            Qt.Key.Key_Q: presenter.show_waiting,
        }
        other: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_D: lambda: presenter.show_day(-1),
            Qt.Key.Key_P: lambda: presenter.no_shows.print_notice(other_language=True),
        }
        act = acts.get(key) if plain else other.get(key) if shift else None
        if act is None or self._mode is not Mode.LIST:
            super().keyPressEvent(event)
        else:
            act()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        served = self._registration.identity.form.patient
        if served != self._in_hand:
            self._in_hand = served
            self._presenter.serve(served)
        else:
            self._presenter.load()


def _whose(state: BookingsState) -> str:
    if state.source is Source.PERSON:
        return say.translate("Bookings", "在手患者：{name}").format(name=state.person)
    if state.source is Source.DAY and state.day is not None:
        return say.translate("Bookings", "{day} 全部，D 后一天，Shift+D 前一天").format(
            day=f"{state.day:%m-%d}"
        )
    return say.translate("Bookings", "本窗今天所挂，D 看当日全部")


def _row(line: BookingLine) -> Row:
    look, icon = LOOKS.get(line.state, ("", ""))
    cells = (
        Cell(f"{line.day:%m-%d} {say.weekday(line.day)}"),
        Cell(f"{line.starts:%H:%M}"),
        Cell(line.masked_name),
        Cell(names.named(line.department)),
        Cell(names.named(line.doctor)),
        Cell(str(line.number) if line.number else say.NOTHING),
        Cell(say.word("VisitState", line.state), look, icon),
        Cell(say.money(line.fee_fen), "muted"),
    )
    return Row(line.booking_id, cells)
