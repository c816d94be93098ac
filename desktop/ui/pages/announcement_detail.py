"""An announcement in hand: its words, from when until when; Ctrl+W withdraws it, Ctrl+P makes the paper (P34)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.announcements import PUBLISHED, announcement
from desktop.domain.duties import DutyKind
from desktop.presenters.duties import DutiesPresenter, DutiesState
from desktop.ui.printing.notice_painter import span
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import hbox, label, vbox


class AnnouncementDetail(QFrame):
    """What every desk shows in this time."""

    def __init__(self, presenter: DutiesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._title, self._span, self._text = label("", "section"), label("", "caption"), label("", "body")
        self._text.setWordWrap(True)
        self.withdraw = KeyButton(self.tr("撤下"), "Ctrl", "W")
        self.withdraw.clicked.connect(lambda: presenter.step("withdraw"))
        self.paper = KeyButton(self.tr("打印稿（PDF）"), "Ctrl", "P")
        self.paper.clicked.connect(presenter.report)
        self.acts = {"Ctrl+W": lambda: presenter.step("withdraw"), "Ctrl+P": presenter.report}
        inside = vbox(self._title, self._span, self._text, spacing=8, margins=(16, 12, 16, 12))
        inside.addStretch(1)
        inside.addLayout(hbox(self.paper, None, self.withdraw))
        self.setLayout(inside)

    def render_state(self, state: DutiesState) -> None:
        """Show the announcement in hand; nothing without one."""
        duty = state.current
        mine = duty if duty is not None and duty.kind == DutyKind.ANNOUNCEMENT else None
        self.setVisible(mine is not None)
        if mine is None:
            return
        one = announcement(mine)
        self._title.setText(one.title)
        self._span.setText(span(one.since, one.until))
        self._text.setText(one.text)
        self.withdraw.setEnabled(mine.state == PUBLISHED and not state.busy)
        self.paper.setEnabled(not state.busy)


def announcement_state(state: str, since: datetime, until: datetime, now: datetime) -> str:
    """Return the word of where an announcement stands now."""
    if state == PUBLISHED:
        state = "waiting" if now < since else "over" if now >= until else "shown"
    return say.word("AnnouncementState", state)
