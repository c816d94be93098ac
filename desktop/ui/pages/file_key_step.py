"""The step of a sign-in after an incident: the whole file gets a new key; nothing is to be typed (DECISIONS 9, P22)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.presenters.sign_in_steps import SignInStepsPresenter, StepsState
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import label, vbox

LOOK_MS = 200
WHOLE = 100


class FileKeyStep(QWidget):
    """How far it is, and why it must be waited for."""

    def __init__(self, presenter: SignInStepsPresenter) -> None:
        super().__init__()
        head = label(self.tr("安全事件处置：本机整库换钥"), "label")
        self.bar = QProgressBar()
        self.bar.setRange(0, WHOLE)
        self.bar.setAccessibleName(self.tr("整库换钥进度"))
        self.note = HelperLine()
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(presenter.look_how_far)
        self.setLayout(
            vbox(head, self.bar, self.note, label(self.tr("通常几秒，完成后自动进入"), "caption"), spacing=8)
        )

    def render_state(self, state: StepsState) -> None:
        """Show how far it is, and the note."""
        self.bar.setValue(state.percent)
        self.note.say(say.note_text(state.note))
        set_state(self.note, "state", state.note.kind.value)
        if state.busy is not self._looking.isActive():
            (self._looking.start if state.busy else self._looking.stop)()

    def start(self) -> None:
        """Take the caret from the fields that were typed into."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
