"""The list of a stopped clinic: people at the left, what may be offered at the right, one key an act (N23)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.schedules import CHINA
from desktop.presenters.stopped import StoppedPresenter, StoppedState
from desktop.services.stopping import AffectedLine
from desktop.ui.pages.message_log import MessageLog
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import hbox, label, nothing_here, vbox

SIDE_PX = 300
STATE_LOOKS = {
    "waiting": ("warn", "clock"), "called": ("", ""), "offered": ("", "clock"), "not-reached": ("danger", "alert"),
    "moved": ("ok", "check"), "refunded": ("ok", "check"),
}  # fmt: skip
SMS_LOOKS = {"arrived": ("ok", "check"), "failed": ("danger", "alert")}
DIGITS = {Qt.Key(Qt.Key.Key_1 + n): n for n in range(9)}


class StoppedList(QWidget):
    """Renders StoppedState; letters act on the person in hand."""

    def __init__(self, presenter: StoppedPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        headings = (
            self.tr("患者"), self.tr("电话"), self.tr("原就诊"), self.tr("短信"), self.tr("状态"), self.tr("新就诊"),
        )  # fmt: skip
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (13, 16, 24, 16, 14, 21), "affected")
        self.table.setAccessibleName(self.tr("停诊名单"))
        self.table.moved.connect(presenter.select)
        self.table.opened.connect(lambda _row: presenter.find_places())
        self._empty = nothing_here(self.tr("没有停诊受影响的患者"))
        self.counts = label("", "label")
        left = QFrame()
        left.setObjectName("Card")
        inside = vbox(self.counts, self._empty, spacing=8, margins=(16, 14, 16, 12))
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        self.log = MessageLog()
        inside.addWidget(self.log, 1)
        left.setLayout(inside)
        self._who = label("", "section")
        self._why = label("", "label")
        self._why.setWordWrap(True)
        self.places = label("", "body")
        self.places.setWordWrap(True)
        acts = (
            (self.tr("可留的号"), "O", presenter.find_places), (self.tr("改到留的号"), "V", presenter.move),
            (self.tr("已通话"), "C", presenter.note_called), (self.tr("没联系上"), "N", presenter.note_not_reached),
            (self.tr("已退费"), "R", presenter.note_refunded), (self.tr("再发短信"), "I", presenter.inform),
            (self.tr("打印联系单"), "P", presenter.print_sheet), (self.tr("短信记录"), "M", presenter.show_messages),
        )  # fmt: skip
        self._acts: list[KeyButton] = []
        self._keys = {Qt.Key(ord(key)): act for _, key, act in acts}
        side = QFrame()
        side.setObjectName("Card")
        side.setFixedWidth(SIDE_PX)
        column = vbox(self._who, self._why, self.places, None, spacing=8, margins=(16, 14, 16, 12))
        for text, key, act in acts:
            button = KeyButton(text, key)
            button.setProperty("focusName", f"affected-{key.lower()}")
            button.clicked.connect(act)
            self._acts.append(button)
            column.addWidget(button)
        side.setLayout(column)
        self._messages, self._sheet = self._acts.pop(), self._acts[-1]
        self._messages.setVisible(presenter.may_read_messages)
        row = hbox(spacing=16)
        row.addWidget(left, 1)
        row.addWidget(side)
        self.setLayout(row)

    def render_state(self, state: StoppedState) -> None:
        """Show the list and the person in hand."""
        logged = state.messages is not None
        turned = logged is self.log.isHidden()
        self.log.setVisible(logged)
        self.log.render_lines(state.messages or ())
        self._messages.setText(self.tr("停诊名单") if logged else self.tr("短信记录"))
        for button in self._acts:
            button.setEnabled(not logged or button is self._sheet)
        self.counts.setVisible(not logged)
        self._empty.setVisible(state.loaded and not state.lines and not logged)
        self.table.setVisible(bool(state.lines) and not logged)
        if turned and self.isVisible():
            shown = self.log.table if state.messages else self.table
            (shown if shown.isVisible() else self._messages).setFocus(Qt.FocusReason.OtherFocusReason)
        self.model.show([_row(line, self._named(line)) for line in state.lines])
        self.table.put_row(state.selected)
        words = (f"{say.word('Affected', code)} {count}" for code, count in state.counts())
        self.counts.setText("   ".join(words))
        current = state.current
        self._who.setText(self._named(current) if current and not logged else "")
        failed = current is not None and current.row.sms == "failed"
        self._why.setText(say.reason_text(current.row.sms_reason) if current and failed else "")
        self.places.setText("\n".join(
            f"{n}  {place.day:%m-%d} {place.at:%H:%M} {names.named(place.doctor)} "
            + self.tr("余 {left}").format(left=place.left)
            for n, place in enumerate(state.places[:9], start=1)
        ))  # fmt: skip

    def _named(self, line: AffectedLine) -> str:
        """Who has moved or got the fee back leaves this desk; the old number still tells them apart."""
        return line.name_masked or self.tr("原 {number} 号").format(number=line.row.number)

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        if plain and key in self._keys:
            self._keys[key]()
        elif plain and key in DIGITS:
            self._presenter.offer(DIGITS[key])
        else:
            super().keyPressEvent(event)


def _row(line: AffectedLine, named: str) -> Row:
    row = line.row
    sms = say.word("Sms", row.sms)
    new = line.new_place or say.NOTHING
    if row.state == "offered" and row.offer_until:
        new = f"{new} {_until(row.offer_until)}"
    return Row(
        row.booking_id,
        (
            Cell(named), Cell(line.phone_masked or say.NOTHING),
            Cell(f"{line.day:%m-%d} {line.at:%H:%M} {names.named(line.doctor)}"),
            Cell(sms, *SMS_LOOKS.get(row.sms, ("muted", ""))),
            Cell(say.word("Affected", row.state), *STATE_LOOKS.get(row.state, ("", ""))), Cell(new),
        ),
    )  # fmt: skip


def _until(text: str) -> str:
    return f"–{datetime.fromisoformat(text).astimezone(CHINA):%H:%M}"
