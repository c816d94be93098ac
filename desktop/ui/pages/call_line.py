"""The line of the call to the number on file: one key shows the number for seconds, one notes that it was answered."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain.reveals import LONGEST_S
from desktop.presenters.call_back import CallBack, CallState, CallStep
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import Btn
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox


class CallLine(QWidget):
    """One proof among the others; it takes the place of a tick."""

    def __init__(self, call: CallBack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call = call
        self.open = Btn("")
        self.open.setProperty("focusName", "proof-call-back")
        self.open.clicked.connect(call.open)
        self.answered = Btn(self.tr("已接通，是本人所提"))
        self.answered.setProperty("focusName", "call-answered")
        self.answered.clicked.connect(call.answer)
        self._number = label("", "section")
        self._said = HelperLine()
        name = label(say.word("Proof", "call-back"), "label")
        row = hbox(name, None, self._number, self.open, self.answered, spacing=8)
        self.setLayout(vbox(row, self._said, spacing=0))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(int(LONGEST_S * 1000))
        self._timer.timeout.connect(call.hide)
        QWidget.setTabOrder(self.open, self.answered)

    def render_state(self, state: CallState) -> None:
        """Show how far the call has come."""
        opened = state.step is CallStep.OPENED
        self.open.setText(self.tr("再看号码") if opened else self.tr("取号码回拨"))
        self.answered.setVisible(opened)
        if state.number and not self._number.text():
            self._timer.start()
        self._number.setText(state.number)
        self._said.say(say.note_text(state.note))
        self._said.setVisible(bool(state.note.code))
        set_state(self._said, "state", state.note.kind.value)
