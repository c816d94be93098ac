"""The step of a sign-in in which a person binds a badge to their window, or strikes a lost one (DECISIONS 18)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.presenters.sign_in_steps import SignInStepsPresenter, StepsState
from desktop.ui.pages.fields import show_note
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import hbox, label, vbox
from desktop.ui.widgets.passphrase import PassphraseLine


class BadgeStep(QWidget):
    """Waits for a reader's burst; what it types is shown as dots."""

    def __init__(self, presenter: SignInStepsPresenter) -> None:
        super().__init__()
        self.line = PassphraseLine()
        self.line.setProperty("focusName", "badge")
        self.field = Field(self.tr("工卡"), self.line, self.tr("把本人工卡贴到读卡器上，会自动填写"))
        self.strike = KeyButton(self.tr("停用已登记的工卡"), "Alt", "D")
        self._strike_key = QShortcut(QKeySequence("Alt+D"), self, presenter.strike_badge)
        self.strike.clicked.connect(presenter.strike_badge)
        self.line.keyed.connect(presenter.heard)
        self.line.entered.connect(lambda typed: _wiped(typed, presenter))
        first = label(self.tr("工卡只在离开一会儿回来时解锁，登录仍用口令"), "label")
        second = label(self.tr("工卡号可能被复制，丢失后请马上停用"), "caption")
        self.setLayout(vbox(first, self.field, second, hbox(self.strike, None), spacing=6))

    def render_state(self, state: StepsState) -> None:
        """Show the note."""
        self.strike.setVisible(state.staff is not None and state.staff.badge_set)
        self.line.setReadOnly(state.busy)
        show_note(self.field, state.note)

    def start(self) -> None:
        """Empty the field and take the caret."""
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


def _wiped(typed: bytearray, presenter: SignInStepsPresenter) -> None:
    """The reader's own memory of the burst counts, not what stands in the field."""
    typed[:] = bytes(len(typed))
    presenter.present_badge()
