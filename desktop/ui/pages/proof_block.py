"""The proof pack of the case in hand: one key makes it, one says that it was handed over (N36)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import CaseId
from desktop.presenters.proofs import ProofPresenter, ProofState
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox


class ProofBlock(QWidget):
    """Shows itself to whom may make packs; `in_hand` names the case, None nobody's."""

    def __init__(self, proofs: ProofPresenter, in_hand: Callable[[], CaseId | None]) -> None:
        super().__init__()
        self._proofs, self._in_hand = proofs, in_hand
        self.make = KeyButton(self.tr("证明包"), "Ctrl", "H")
        self.make.setProperty("focusName", "make-proof")
        self.make.clicked.connect(self.start)
        self.given = KeyButton(self.tr("证明包已交出，删除文件"), "Ctrl", "D")
        self.given.setProperty("focusName", "proof-given")
        self.given.clicked.connect(proofs.hand_over)
        self._said = HelperLine()
        row = hbox(self.make, self.given, spacing=8)
        row.addWidget(self._said, 1)
        self.setLayout(row)

    def start(self) -> None:
        """Make the pack of the case in hand."""
        case_id = self._in_hand()
        if case_id is not None:
            self._proofs.make(case_id)

    def render_state(self, state: ProofState) -> None:
        """Show what can be done."""
        self.setVisible(state.may)
        self.make.setEnabled(not state.busy)
        self.given.setVisible(state.case_id is not None)
        self.given.setEnabled(not state.busy)
        self._said.say(say.note_text(state.note))
        set_state(self._said, "state", state.note.kind.value)
