"""Below the list of deletions: the person takes the one in hand back, and the numbers that went with it (P25, N14)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import CaseId
from desktop.ports.central import LeftBooking
from desktop.presenters.taking_back import TakeBackPresenter, TakeBackState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox

NUMBER_PX = 220


class TakeBackBlock(QWidget):
    """`in_hand` names the case that can still be taken back, None when there is none."""

    def __init__(self, presenter: TakeBackPresenter, in_hand: Callable[[], CaseId | None]) -> None:
        super().__init__()
        self._presenter, self._in_hand = presenter, in_hand
        self.card = KeyButton(self.tr("本人撤回，读证件"), "Ctrl", "U")
        self.card.setProperty("focusName", "take-back")
        self.card.clicked.connect(self.by_card)
        self.number = TypedLine("take-back-number")
        self.number.setFixedWidth(NUMBER_PX)
        self.number.setPlaceholderText(self.tr("或输入本人证件号，回车"))
        self.number.setAccessibleName(self.tr("撤回人的证件号"))
        self.number.typed.connect(presenter.type)
        self.number.entered.connect(self._by_number)
        self._said = HelperLine()
        row = hbox(self.card, self.number, spacing=8)
        row.addWidget(self._said, 1)
        self._left = label("", "body", state="warn")
        self._left.setWordWrap(True)
        self.again = KeyButton(self.tr("原号挂回"), "Ctrl", "B")
        self.again.setProperty("focusName", "hold-again")
        self.again.clicked.connect(presenter.hold_again)
        column = vbox(spacing=8)
        column.addLayout(row)
        column.addWidget(self._left)
        column.addLayout(hbox(self.again, None))
        self.setLayout(column)

    def by_card(self) -> None:
        """Read the card that lies there."""
        case_id = self._in_hand()
        if case_id is not None:
            self._presenter.by_card(case_id)

    def _by_number(self) -> None:
        case_id = self._in_hand()
        if case_id is not None:
            self._presenter.by_number(case_id)

    def render_state(self, state: TakeBackState) -> None:
        """Show what can be done; the last answer stays where nothing is left to take back."""
        open_case = self._in_hand() is not None
        for part in (self.card, self.number):
            part.setVisible(open_case)
            part.setEnabled(not state.busy)
        self.setVisible(open_case or bool(state.note.code) or bool(state.left))
        self._left.setText("\n".join((self.tr("随申请退掉的号："), *map(_left, state.left))))
        self._left.setVisible(bool(state.left))
        self.again.setVisible(any(one.free for one in state.left))
        self.again.setEnabled(not state.busy)
        self.number.show_text(state.number)
        self._said.say(say.note_text(state.note))
        set_state(self._said, "state", state.note.kind.value)


def _left(one: LeftBooking) -> str:
    when = f"{one.day:%m-%d} {one.starts:%H:%M} {names.named(one.department)}"
    text = (
        say.translate("TakeBack", "{when} {number} 号，还空着，可挂回")
        if one.free
        else say.translate("TakeBack", "{when} {number} 号，已被别人挂走")
    )
    return text.format(when=when, number=one.number)
