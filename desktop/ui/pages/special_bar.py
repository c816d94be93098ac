"""Above the board, while it counts other numbers than the window's: whose, why, and the way back (G22, G23)."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.quotas import Channel
from desktop.presenters.registration_state import BoardState
from desktop.ui.texts import say
from desktop.ui.widgets.announcing import announce
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label

translate = say.translate
BAR_PX = 30


class SpecialBar(QFrame):
    """Renders BoardState.kind and reason; gone while the board is the window's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(BAR_PX)
        self._what = label("", "strong")
        self._left = label("", "label")
        row = hbox(Icon("alert", "warn", 15), self._what, self._left, None, spacing=8, margins=(4, 0, 4, 0))
        row.addWidget(label(translate("Board", "Alt+X 加号，Alt+G 预留号，Esc 回窗口号"), "caption"))
        self.setLayout(row)
        self.hide()

    def render_state(self, state: BoardState) -> None:
        """Show the state."""
        what = special_name(state.kind, state.reason)
        if what != self._what.text():
            self._what.setText(what)
            announce(self, what)
        self._left.setText(_left(state))
        self.setVisible(bool(state.kind))


def special_name(kind: str, reason: str = "") -> str:
    """Return the name of numbers that are not the window's, "" for the window's."""
    if not kind:
        return ""
    name = translate("Board", "{group}号").format(group=say.word("QuotaOf", kind))
    if kind == Channel.EXTRA:
        name = say.word("QuotaOf", kind)
    return f"{name}·{say.word('PlanWord', reason)}" if reason else name


def _left(state: BoardState) -> str:
    if state.board is None or state.kind == Channel.EXTRA:
        return translate("Board", "每格为本班还可加的号数")
    left = sum(c.left for c in state.board.quota if c.channel == state.kind)
    return translate("Board", "本科当天余 {left} 个").format(left=left)
