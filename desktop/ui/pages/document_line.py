"""The line of the document that was seen: its number is typed, Enter compares it with the one on file (P31)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.requests import Evidence
from desktop.presenters.seen_proofs import SeenProofs, SeenState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.pages.option_bar import CONTROL_PX
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox

NUMBER_PX = 190


class DocumentLine(QWidget):
    """One proof among the others; it takes the place of a tick."""

    def __init__(self, proof: Evidence, seen: SeenProofs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = TypedLine(f"proof-{proof.value}")
        self.line.setFixedSize(NUMBER_PX, CONTROL_PX)
        name = say.word("Proof", proof.value)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self.tr("证件号码，回车核对"))
        self.line.typed.connect(seen.type)
        self.line.entered.connect(lambda: seen.compare(proof))
        self._said = HelperLine()
        column = vbox(hbox(label(name, "label"), None, self.line, spacing=8), self._said, spacing=0)
        self.setLayout(column)
        self.setFocusProxy(self.line)

    def render_state(self, state: SeenState) -> None:
        """Show how the compare went."""
        self.line.show_text(state.number)
        self._said.say(say.note_text(state.line))
        self._said.setVisible(bool(state.line.code))
        set_state(self._said, "state", state.line.kind.value)
