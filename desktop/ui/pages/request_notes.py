"""What happened in a case besides its steps: messages with the person, tasks, a longer term; one line to add more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import StaffId
from desktop.domain.request_texts import CaseNote, NoteKind
from desktop.domain.schedules import CHINA
from desktop.presenters.requests import RequestsPresenter
from desktop.presenters.requests_state import RequestsState
from desktop.ui.pages.inputs import ChoiceBox, TypedLine
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import hbox, label, vbox

SHOWN = 3
# what is typed here; a file comes by its own key
TYPED = tuple(kind for kind in NoteKind if kind not in (NoteKind.ATTACHED, NoteKind.CALLED))
DECIDERS_KINDS = frozenset({NoteKind.EXTENDED, NoteKind.ESCALATED})
KIND_PX = 150


class CaseNotes(QWidget):
    """The last notes, and Ctrl+S to add one; a longer term and an escalation are offered to who may decide."""

    def __init__(self, presenter: RequestsPresenter) -> None:
        super().__init__()
        may = presenter.state.may_decide
        kinds = [(k.value, say.word("CaseNote", k.value)) for k in TYPED if may or k not in DECIDERS_KINDS]
        self._said = label("", "label")
        self._said.setWordWrap(True)
        self.kind = ChoiceBox("note-kind", kinds)
        self.kind.setFixedWidth(KIND_PX)
        self.kind.setAccessibleName(self.tr("记录种类"))
        self.kind.chosen.connect(lambda code: presenter.note(kind=NoteKind(code)))
        self.text = TypedLine("note-text")
        self.text.setPlaceholderText(self.tr("沟通、交办或延期原因，记入本案"))
        self.text.setAccessibleName(self.tr("记录内容"))
        self.text.typed.connect(lambda typed: presenter.note(text=typed))
        self.text.entered.connect(presenter.put_note)
        self.put = KeyButton(self.tr("记入"), "Ctrl", "S")
        self.put.setProperty("focusName", "put-note")
        self.put.clicked.connect(presenter.put_note)
        self.to = ChoiceBox("task-to", ())
        self.to.setAccessibleName(self.tr("交给谁"))
        self.to.setPlaceholderText(self.tr("交给谁"))
        self.to.chosen.connect(lambda person: presenter.assign(to=person))
        self.due = TypedLine("task-due")
        self.due.setPlaceholderText(self.tr("办结日（2026-12-31）"))
        self.due.setAccessibleName(self.tr("办结日"))
        self.due.typed.connect(lambda typed: presenter.assign(due=typed))
        self.due.entered.connect(presenter.put_note)
        self._task = QWidget()
        task = hbox(spacing=8)
        task.addWidget(self.to, 1)
        task.addWidget(self.due, 1)
        self._task.setLayout(task)
        row = hbox(spacing=8)
        row.addWidget(self.kind)
        row.addWidget(self.text, 1)
        row.addWidget(self.put)
        column = vbox(self._said, spacing=4)
        column.addLayout(row)
        column.addWidget(self._task)
        self.setLayout(column)

    def render_state(self, state: RequestsState) -> None:
        """Show the notes of the request in hand."""
        notes = state.detail.text.notes if state.detail else ()
        names = dict(state.colleagues)
        self._said.setText("\n".join(_line(note, names) for note in notes[-SHOWN:]))
        self._task.setVisible(state.note_kind is NoteKind.TASK)
        self.to.show_choices([(person, name) for person, name in state.colleagues])
        self.to.show_choice(state.task_to)
        self.due.show_text(state.task_due)
        self._said.setVisible(bool(notes))
        self.kind.show_choice(state.note_kind.value)
        self.text.show_text(state.note_text)
        self.put.setEnabled(not state.working)


def _line(note: CaseNote, names: Mapping[StaffId, str]) -> str:
    at = datetime.fromisoformat(note.at).astimezone(CHINA)
    words = f"{say.word('Proof', note.proof)}（{_what(note, names)}）" if note.proof else note.text
    said = f"{at:%m-%d %H:%M} {say.word('CaseNote', note.kind)}：{words}"
    if not note.to:
        return said
    text = say.translate("CaseNote", "（{who}，{day} 前办结）")
    return said + text.format(who=names.get(StaffId(note.to), note.to), day=note.due)


def _what(note: CaseNote, names: Mapping[StaffId, str]) -> str:
    """Return what a proof stands on: the number that was called and who called it, the kind of a second document."""
    if note.kind == NoteKind.CALLED:
        called = say.translate("CaseNote", "尾号 {tail}，{who} 拨打")
        return called.format(tail=note.text, who=names.get(StaffId(note.by), note.by))
    return f"{say.word('Document', note.document)} {note.text}" if note.document else note.text
