"""The files of the request in hand: a path to attach, the ones that are there to be laid out (G96)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.request_proofs import second_kinds
from desktop.domain.requests import Evidence
from desktop.presenters.attachments import AttachmentPresenter, AttachmentState
from desktop.ui.pages.inputs import ChoiceBox, TypedLine
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, vbox


class CaseFilesBlock(QWidget):
    """Alt+F attaches what stands at the path, Ctrl+W lays the chosen file out."""

    def __init__(self, presenter: AttachmentPresenter) -> None:
        super().__init__()
        self.path = TypedLine("file-path")
        self.path.setPlaceholderText(self.tr("扫描件路径（PDF、PNG、JPG，96 KB 以内）"))
        self.path.setAccessibleName(self.tr("扫描件路径"))
        self.path.typed.connect(presenter.type)
        self.path.entered.connect(presenter.attach)
        self.paper = ChoiceBox("file-paper", ())
        self.paper.setAccessibleName(self.tr("扫描件是哪份证明"))
        self.paper.chosen.connect(presenter.name)
        kinds = [(kind.value, say.word("Document", kind.value)) for kind in second_kinds(None)]
        self.document: ChoiceBox = ChoiceBox("file-document", kinds)
        self.document.setAccessibleName(self.tr("第二种证件的种类"))
        self.document.setPlaceholderText(self.tr("证件种类"))
        self.document.chosen.connect(presenter.name_document)
        self.attach = KeyButton(self.tr("附上"), "Alt", "F")
        self.attach.clicked.connect(presenter.attach)
        self.files = ChoiceBox("case-files", ())
        self.files.setAccessibleName(self.tr("附件"))
        self.files.chosen.connect(presenter.choose)
        self.look = KeyButton(self.tr("取出查看"), "Ctrl", "W")
        self.look.clicked.connect(presenter.look)
        self._note = HelperLine()
        row = hbox(spacing=8)
        row.addWidget(self.paper, 1)
        row.addWidget(self.document, 1)
        row.addWidget(self.path, 2)
        row.addWidget(self.attach)
        row.addWidget(self.files, 1)
        row.addWidget(self.look)
        column = vbox(spacing=4)
        column.addLayout(row)
        column.addWidget(self._note)
        self.setLayout(column)

    def render_state(self, state: AttachmentState) -> None:
        """Show what is there."""
        self.path.show_text(state.path)
        self.files.show_choices(
            [(one.of, say.word("Proof", one.proof) if one.proof else one.text) for one in state.files]
        )
        self.files.show_choice(state.chosen)
        papers = [(one.value, say.word("Proof", one.value)) for one in state.papers]
        self.paper.show_choices([*papers, ("", self.tr("其他材料"))])
        self.paper.show_choice(state.paper.value if state.paper else "")
        self.paper.setVisible(bool(papers))
        self.document.setVisible(state.paper is Evidence.SECOND_DOCUMENT)
        self.document.show_choice(state.document or None)
        for part in (self.files, self.look):
            part.setVisible(bool(state.files))
        self.attach.setEnabled(bool(state.path.strip()) and not state.busy)
        self.look.setEnabled(not state.busy)
        self._note.say(say.note_text(state.note))
        self._note.setVisible(bool(state.note.code))
        set_state(self._note, "state", state.note.kind.value)
