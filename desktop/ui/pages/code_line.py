"""The line of the code to the number on file: Enter sends, the sixth digit checks (P31)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.presenters.code_on_file import CodeOnFile, CodeState, CodeStep
from desktop.ui.pages.inputs import DIGITS, TypedLine
from desktop.ui.pages.option_bar import CONTROL_PX
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox

CODE_PX = 150


class CodeLine(QWidget):
    """One proof among the others; it takes the place of a tick."""

    def __init__(self, code: CodeOnFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = TypedLine("proof-code-on-file", DIGITS)
        self.line.setFixedSize(CODE_PX, CONTROL_PX)
        name = say.word("Proof", "code-on-file")
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self.tr("回车发送"))
        self.line.typed.connect(code.type)
        self.line.entered.connect(code.send)
        self._said = HelperLine()
        column = vbox(hbox(label(name, "label"), None, self.line, spacing=8), self._said, spacing=0)
        self.setLayout(column)
        self.setFocusProxy(self.line)

    def render_state(self, state: CodeState) -> None:
        """Show how far the code has come."""
        self.line.show_text(state.code)
        self.line.setReadOnly(state.step in (CodeStep.CHECKING, CodeStep.PROVED))
        self._said.say(say.note_text(state.note))
        self._said.setVisible(bool(state.note.code))
        set_state(self._said, "state", state.note.kind.value)
