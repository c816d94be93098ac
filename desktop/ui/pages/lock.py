"""The cover of a locked window: clock, who is away, the passphrase; nothing of a patient is behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.schedules import CHINA
from desktop.presenters.lock import LockPresenter, LockState
from desktop.ui.pages.fields import show_note
from desktop.ui.texts import say
from desktop.ui.texts.roles import role_word
from desktop.ui.widgets.buttons import Btn, KeyButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, vbox
from desktop.ui.widgets.passphrase import PassphraseLine

CARD_PX = 380
SECOND_MS = 1000


class LockPage(QWidget):
    """Renders LockState; the shell shows it instead of the desk."""

    def __init__(
        self, presenter: LockPresenter, hospital: str, later: timedelta, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._cleared, self._later = 0, later
        self.setObjectName("Cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._clock = label("", "huge")
        self._day = label("", "label")
        self._who = label("", "title")
        self._drafts = label("", "label")
        self.passphrase = PassphraseLine()
        pin = bool(presenter.state.staff and presenter.state.staff.pin_set)
        hint = self.tr("解锁后回到原处") if pin else self.tr("解锁后回到原处；下次登录时按 Alt+N 可设 PIN")
        if presenter.by_badge:
            hint = self.tr("刷工卡也可解锁，解锁后回到原处")
        self.f_passphrase = Field(self.tr("PIN 或口令") if pin else self.tr("口令"), self.passphrase, hint)
        self.button = KeyButton(self.tr("解锁"), "Enter", kind="primary")
        self.button.setProperty("scale", "big")
        self.other = Btn(self.tr("换人登录"), "quiet")
        self.other.setToolTip(self.tr("草稿会封存，留给本人"))
        center = Qt.AlignmentFlag.AlignHCenter
        column = vbox(None, spacing=4, margins=(24, 24, 24, 24))
        for widget in (label(hospital, "label"), self._clock, self._day):
            column.addWidget(widget, 0, center)
        column.addSpacing(20)
        column.addWidget(self._card(), 0, center)
        column.addStretch(1)
        self.setLayout(column)
        self.passphrase.keyed.connect(presenter.heard)
        self.passphrase.entered.connect(presenter.unlock)
        self.button.clicked.connect(self.passphrase.enter)
        self.other.clicked.connect(presenter.leave)
        self._show_time()
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._show_time)
        self._end: Callable[[], None] = presenter.subscribe(self._render)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("Sheet")
        card.setFixedWidth(CARD_PX)
        who = hbox(Icon("lock", "text2", 20), self._who, None, spacing=8)
        card.setLayout(
            vbox(
                who,
                self._drafts,
                8,
                self.f_passphrase,
                4,
                self.button,
                4,
                hbox(None, self.other, None),
                spacing=4,
                margins=(24, 20, 24, 12),
            )
        )
        return card

    def release(self) -> None:
        """Hear nothing more; called once."""
        self._end()

    def take_focus(self) -> None:
        """Put the caret on the passphrase."""
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _render(self, state: LockState) -> None:
        staff = state.staff
        self._who.setText(f"{staff.name}·{role_word(staff.role)}" if staff else "")
        waiting = self.tr("还有 {n} 份未完成草稿").format(n=state.drafts)
        self._drafts.setText(waiting if state.drafts else self.tr("已锁定"))
        self.passphrase.setReadOnly(state.busy)
        self.button.setEnabled(not state.busy)
        self.other.setEnabled(not state.busy)
        show_note(self.f_passphrase, state.note)
        if state.cleared != self._cleared:
            self._cleared = state.cleared
            self.passphrase.clear()

    def _show_time(self) -> None:
        now = datetime.fromtimestamp(QDateTime.currentSecsSinceEpoch(), CHINA) + self._later
        self._clock.setText(f"{now:%H:%M}")
        self._day.setText(f"{now:%Y-%m-%d} {say.weekday(now.date())}")

    # Qt's own names below
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._show_time()
        self._second.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt override
        super().hideEvent(event)
        self._second.stop()
