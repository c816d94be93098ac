"""The previous patient, with undo and reprint, until the next one comes; no timed toast (UX rule 4)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop.presenters.notes import NoteKind
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.registration_state import LastState
from desktop.ui.texts import say
from desktop.ui.widgets.announcing import announce
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import restyle
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, tag, vbox

LOOKS = {NoteKind.OK: ("check", "ok"), NoteKind.BUSY: ("clock", "text3")}


class LastCard(QFrame):
    """Renders LastState; hidden when there is none."""

    def __init__(self, form: RegistrationPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Last")
        self._icon = Icon("check", "ok", 16)
        self._left = label("", "caption")
        self._who = label("", "strong")
        self._note = label("", "caption")
        self._note.setWordWrap(True)
        self._provisional = tag(self.tr("待核验"), "warn")
        self._account = tag(self.tr("已开账户"), "info")
        self.undo = KeyButton(self.tr("撤销"), "Ctrl", "Z")
        self.reprint = KeyButton(self.tr("补打"), "F8")
        for button in (self.undo, self.reprint):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undo.clicked.connect(form.undo)
        self.reprint.clicked.connect(form.reprint)
        head = hbox(self._icon, label(self.tr("上一位"), "caption"), None, self._left, spacing=6)
        name = hbox(self._who, None, self._account, self._provisional, spacing=6)
        buttons = hbox(self.undo, self.reprint, None, spacing=8)
        self.setLayout(vbox(head, name, self._note, 4, buttons, spacing=3, margins=(14, 10, 14, 12)))
        self.hide()

    def render_state(self, state: LastState | None) -> None:
        """Show the state."""
        self.setVisible(state is not None)
        if state is None:
            return
        number = self.tr("第 {n} 号").format(n=state.number)
        self._who.setText(f"{state.masked_name}  {number}")
        period = say.period(state.starts, state.ends)
        note = say.note_text(state.print_note)
        self._note.setText(f"{period}  {note}".strip())
        self._provisional.setVisible(state.provisional)
        self._account.setVisible(state.account_opened)
        undo_open = state.undo_left_s > 0
        self.undo.setEnabled(undo_open)
        left = self.tr("还可撤销 {n} 秒").format(n=state.undo_left_s)
        self._left.setText(left if undo_open else "")
        self.reprint.setEnabled(not state.undone)
        self._look(state.print_note.kind)
        said = f"{self.tr('上一位')} {self._who.text()} {self._note.text()}"
        if said != self.accessibleName():
            self.setAccessibleName(said)
            announce(self, said)

    def _look(self, kind: NoteKind) -> None:
        self._icon.set(*LOOKS.get(kind, ("alert", "warn")))
        wanted = "" if kind in LOOKS else "warn"
        if self.property("state") != wanted:
            self.setProperty("state", wanted)
            self._note.setProperty("state", wanted)
            restyle(self)
            restyle(self._note)
