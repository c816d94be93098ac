"""One line under the top bar while something is announced; Alt+I opens the whole (P33, P34)."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.presenters.news import NewsState
from desktop.ui.widgets.announcing import announce
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.keys import KeyCap
from desktop.ui.widgets.layout import hbox, label

BANNER_PX = 34


class NewsBanner(QFrame):
    """Hidden while nothing is announced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Notice")
        self.setFixedHeight(BANNER_PX)
        self._head = label("", "strong")
        self._rest = label("", "label")
        self._rest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = hbox(Icon("alert", "warn", 18), self._head, spacing=8, margins=(16, 2, 12, 2))
        row.addWidget(self._rest, 1)
        row.addWidget(label(self.tr("查看"), "caption"))
        row.addWidget(KeyCap("Alt+I"))
        self.setLayout(row)
        self.hide()

    def render_state(self, state: NewsState) -> None:
        """Show the newest announcement before a coming version, and how many more there are."""
        said = []
        if state.ending is not None:
            ends = self.tr("平台服务到 {day} 为止").format(day=f"{state.ending.last_day:%Y-%m-%d}")
            said.append((ends, state.ending.why))
        said += [
            (self.tr("公告：{title}").format(title=a.title), a.text.split("\n")[0])
            for a in state.announcements
        ]
        said += [
            (
                self.tr("隐私告知 {v} 版将于 {day} 施行").format(v=n.version, day=f"{n.effective:%Y-%m-%d}"),
                n.changes,
            )
            for n in state.upcoming
        ]
        self.setVisible(bool(said))
        if not said:
            return
        head, rest = said[0]
        if len(said) > 1:
            head = self.tr("{head}（共 {n} 条）").format(head=head, n=len(said))
        if head != self._head.text():
            announce(self, head)
        self._head.setText(head)
        self._rest.setText(rest)
        self._rest.setToolTip(rest)
        self.setAccessibleName(f"{head} {rest}")
