"""The red banner while a glass is broken: why, how long still, and that the officer knows (G79)."""

from __future__ import annotations

from desktop.presenters.break_glass import GlassState
from desktop.ui.shell.danger_banner import DangerBanner
from desktop.ui.texts import say


class GlassBanner(DangerBanner):
    """Stands above every page as long as the record is open."""

    def render_state(self, state: GlassState) -> None:
        """Show it while something is open."""
        opened = state.opened
        if opened is None:
            self.say("")
            return
        text = self.tr("破窗查看中（{reason}）：还剩 {n} 分钟，个保专员会收到通知，每一步都有记录").format(
            reason=say.word("GlassReason", opened.reason.value), n=state.minutes
        )
        self.say(text)
