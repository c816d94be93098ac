"""While somebody helps from afar: the banner above every page, and the curtain before those that show people."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.presenters.help_mode import HelpState
from desktop.ui.shell.danger_banner import DangerBanner
from desktop.ui.texts import say
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, vbox

ICON_PX = 40


class HelpBanner(DangerBanner):
    """Says that the screen is seen elsewhere, how long still, and which key ends it."""

    def render_state(self, state: HelpState) -> None:
        """Show it while the mode is on, or when it could not begin or end."""
        if state.note.code:
            self.say(say.note_text(state.note))
        elif state.shared:
            text = self.tr("远程协助中：还剩 {n} 分钟，对方能看到本窗口，患者信息已遮住。按 Shift+F1 结束")
            self.say(text.format(n=state.minutes))
        else:
            self.say(self.tr("远程协助：正在遮住患者信息…") if state.covered else "")


class HelpCurtain(QWidget):
    """Stands in the place of a page; the page keeps what is on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        headline = label(self.tr("远程协助期间，这一页不显示"), "title")
        rest = label(
            self.tr("已填的内容都在，结束协助后接着办；交班、同步等没有患者的页照常显示。"), "reading"
        )
        for each in (headline, rest):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = vbox(
            None, hbox(None, Icon("lock", "text3", ICON_PX), None), headline, rest, None, spacing=14
        )
        self.setLayout(column)
