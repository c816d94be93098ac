"""On the page of approvals: who asked for the deletion in hand and how they signed, before one signs over it (P25)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.drawn import SignedHow
from desktop.presenters.erasure_asked import AskedState, Asking
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, vbox
from desktop.ui.widgets.signature_pad import SignatureView

PICTURE_PX = 200


class AskedBlock(QWidget):
    """Renders AskedState; hidden while no deletion that this person may sign is in hand."""

    def __init__(self) -> None:
        super().__init__()
        self._said = label("", "label")
        self._said.setWordWrap(True)
        self.signature = SignatureView(PICTURE_PX)
        self.signature.setAccessibleName(self.tr("本人签名"))
        head = hbox(Icon("person", "text2", 16), label(self.tr("谁申请的"), "strong"), None, spacing=6)
        column = vbox(spacing=4)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addWidget(self.signature)
        column.addSpacing(6)
        self.setLayout(column)

    def render_state(self, state: AskedState) -> None:
        """Show the state."""
        said = _said(state)
        self.setVisible(bool(said))
        self._said.setText(said)
        set_state(self._said, "state", state.note.kind.value)
        self.signature.setVisible(bool(state.strokes))
        self.signature.show_strokes(state.strokes)


def _said(state: AskedState) -> str:
    if state.note.code:
        return say.note_text(state.note)
    if state.busy:
        return say.translate("Asked", "正在向中心查询…")
    if state.who is None:
        return ""
    if state.who is Asking.RETENTION:
        return say.translate("Asked", "没有人申请：保存期届满，由保存期限处理提出")
    if state.who is Asking.MINOR:
        return say.translate("Asked", "没有本人签名：未成年人账户，由主管提出注销")
    where = state.window or say.translate("Asked", "提出的窗口")
    if state.signed is SignedHow.DRAWN:
        return say.translate("Asked", "本人在 {window} 当面提出，已在屏上签名：").format(window=where)
    return say.translate("Asked", "本人在 {window} 当面提出，签的是纸质申请，原件存在该窗口").format(
        window=where
    )
