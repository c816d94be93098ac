"""The red banner while a glass is broken: why, how long still, and that the officer knows (G79)."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from desktop.presenters.break_glass import GlassState
from desktop.ui.texts import say
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label


class GlassBanner(QFrame):
    """Stands above every page as long as the record is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Notice")
        self.setProperty("kind", "danger")
        self.setFixedHeight(40)
        self._said = label("", "strong")
        row = hbox(Icon("alert", "danger", 18), self._said, None, spacing=8, margins=(20, 2, 20, 2))
        self.setLayout(row)
        self.hide()

    def render_state(self, state: GlassState) -> None:
        """Show it while something is open."""
        opened = state.opened
        self.setVisible(opened is not None)
        if opened is None:
            return
        text = self.tr("破窗查看中（{reason}）：还剩 {n} 分钟，个保专员会收到通知，每一步都有记录").format(
            reason=say.word("GlassReason", opened.reason.value), n=state.minutes
        )
        self._said.setText(text)
        self.setAccessibleName(text)
