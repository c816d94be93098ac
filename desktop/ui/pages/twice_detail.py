"""A refund that two desks gave: every movement of the booking's money, and the three ways to settle it by key."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.payments import Amounts
from desktop.domain.schedules import CHINA
from desktop.domain.twice import WAYS
from desktop.presenters.approvals import ApprovalsPresenter, MoveLine, Waiting
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import label, vbox


class TwiceDetail(QWidget):
    """Renders the money of the task in hand; hidden for any other."""

    def __init__(self, presenter: ApprovalsPresenter) -> None:
        super().__init__()
        self._moves = label("", "label")
        self._moves.setWordWrap(True)
        self._over = label("", "strong")
        self._drawer = label("", "caption")
        self._drawer.setWordWrap(True)
        column = vbox(self._moves, self._over, self._drawer, spacing=6)
        self.buttons = []
        for at, way in enumerate(WAYS, start=1):
            button = KeyButton(say.word("SettleWay", way.value), str(at))
            button.setProperty("focusName", f"settle-{way.value}")
            button.clicked.connect(lambda _=False, w=way: presenter.settle(w))
            self.buttons.append(button)
            column.addWidget(button)
        self.setLayout(column)

    def render_item(self, item: Waiting, *, deciding: bool) -> None:
        """Show the task."""
        self.setVisible(bool(item.ways))
        if not item.ways:
            return
        self._moves.setText(
            "\n".join(map(_line, item.moves))
            or say.translate("Twice", "本窗没有这笔费用的明细，请在办理过的窗口处理")
        )
        self._over.setText(say.translate("Twice", "多退 {fen}").format(fen=say.money(item.over_fen)))
        self._drawer.setText(
            say.translate("Twice", "退款班次还没交班：选 2 改该班应有现金；选 1 记入本人钱箱")
            if item.drawer_open
            else say.translate("Twice", "退款班次已交班：选 2 对应该班长款；选 1 记入本人钱箱")
        )
        for button in self.buttons:
            button.setEnabled(not deciding and not item.why_not and item.over_fen > 0)


def _line(move: MoveLine) -> str:
    at = f"{move.at.astimezone(CHINA):%m-%d %H:%M}"
    many = say.translate("Twice", "（多退的一笔）") if move.many else ""
    return f"{at}  {say.word('MoneyMove', move.kind)} {_parts(move.amounts)}  {move.who}{many}"


def _parts(amounts: Amounts) -> str:
    parts = (
        (say.translate("Twice", "现金"), amounts.cash_fen),
        (say.translate("Twice", "扫码"), amounts.qr_fen),
        (say.translate("Twice", "医保"), amounts.insurance_fen),
    )
    return " ".join(f"{name}{say.money(fen)}" for name, fen in parts if fen)
