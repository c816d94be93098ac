"""The proofs that a request asks for, as somebody at the window works through them (SECURITY §4.4)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget

from desktop.domain.request_proofs import NUMBERED, RECORDED
from desktop.domain.requests import Evidence, Needed
from desktop.presenters.call_back import CallBack, CallState
from desktop.presenters.code_on_file import CodeOnFile, CodeState
from desktop.presenters.seen_proofs import SeenProofs, SeenState
from desktop.ui.pages.call_line import CallLine
from desktop.ui.pages.code_line import CodeLine
from desktop.ui.pages.document_line import DocumentLine
from desktop.ui.texts import say
from desktop.ui.widgets.layout import label, vbox

Box = QCheckBox | CodeLine | DocumentLine | CallLine | QLabel


class ProofBoxes(QWidget):
    """Tick boxes of the proofs that are asked for; `ticked` is called for what a person did.

    A code and a document's number are typed, a paper comes with its scan (Alt+F), a call is noted once there is a case
    (`call`): these are no ticks.
    """

    def __init__(
        self,
        ticked: Callable[[Evidence, bool], None],
        code: CodeOnFile,
        shown: SeenProofs,
        after: QWidget,
        parent: QWidget | None = None,
        call: CallBack | None = None,
    ) -> None:
        super().__init__(parent)
        self._call = call
        self._ticked, self._code, self._shown, self._after = ticked, code, shown, after
        self._boxes: dict[Evidence, Box] = {}
        self._column = vbox(spacing=4)
        self.setLayout(self._column)

    def offer(
        self, wanted: Needed, seen: frozenset[Evidence], code: CodeState, shown: SeenState,
        call: CallState | None = None,
    ) -> None:  # fmt: skip
        """Show one box a proof; proofs of which one is enough stand one after the other."""
        each = (proof for one_of in wanted for proof in sorted(one_of, key=lambda e: e.value))
        proofs = list(dict.fromkeys(each))  # one proof may stand for several
        if list(self._boxes) != proofs:
            self._build(proofs)
        for proof, box in self._boxes.items():
            if isinstance(box, CodeLine):
                box.render_state(code)
            elif isinstance(box, DocumentLine):
                box.render_state(shown)
            elif isinstance(box, CallLine) and call is not None:
                box.render_state(call)
            elif isinstance(box, QCheckBox) and box.isChecked() != (proof in seen):
                box.setChecked(proof in seen)

    def _build(self, proofs: list[Evidence]) -> None:
        """Show these; a box that stays keeps what is typed in it, and the caret."""
        gone = [box for proof, box in self._boxes.items() if proof not in proofs]
        caret = QApplication.focusWidget()
        left = caret is not None and any(box is caret or box.isAncestorOf(caret) for box in gone)
        for box in self._boxes.values():
            self._column.removeWidget(box)
        for box in gone:
            box.hide()
            box.deleteLater()
        self._boxes = {proof: self._boxes.get(proof) or self._box(proof) for proof in proofs}
        for made in self._boxes.values():
            self._column.addWidget(made)
            made.show()  # at once: Tab reaches it with the next key
        stops = [stop for box in self._boxes.values() if not isinstance(box, QLabel) for stop in _stops(box)]
        for before, after in pairwise((self._after, *stops)):
            QWidget.setTabOrder(before, after)
        if left and stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _box(self, proof: Evidence) -> Box:
        if proof is Evidence.CODE_ON_FILE:
            return CodeLine(self._code, self)
        if proof in NUMBERED:
            return DocumentLine(proof, self._shown, self)
        name = say.word("Proof", proof.value)
        if proof is Evidence.CALL_BACK and self._call is not None:
            return CallLine(self._call, self)
        if proof in RECORDED:
            later = self.tr("{paper}：提交后按 Alt+F 附扫描件")
            if proof is Evidence.CALL_BACK:
                later = self.tr("{paper}：提交后在右侧办理")
            paper = label(later.format(paper=name), "label")
            paper.setWordWrap(True)
            return paper
        box = QCheckBox(name, self)
        box.setProperty("focusName", f"proof-{proof.value}")
        box.clicked.connect(lambda there, p=proof: self._ticked(p, bool(there)))
        return box


def _stops(box: Box) -> tuple[QWidget, ...]:
    """Return where Tab stops in a box."""
    if isinstance(box, CallLine):
        return box.open, box.answered
    return (box.line,) if isinstance(box, CodeLine | DocumentLine) else (box,)
