"""The row that appears for somebody under age: who is responsible for the child (P32)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.presenters.identity_block import IdentityBlock
from desktop.presenters.registration_state import GuardianState, Target
from desktop.ui.pages.fields import show_note
from desktop.ui.pages.inputs import DIGITS, LATIN, ChoiceBox, TypedLine
from desktop.ui.texts.say import word
from desktop.ui.texts.words import RELATIONS
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import shared_row


class GuardianFields(QWidget):
    """Four fields in one row; Enter goes to the next empty one."""

    def __init__(
        self, block: IdentityBlock, go: Callable[[Target], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name = TypedLine("guardian-name")
        self.relation = ChoiceBox("guardian-relation", [(r, word("Relation", r)) for r in RELATIONS])
        self.document = TypedLine("guardian-document", LATIN)
        self.phone = TypedLine("guardian-phone", DIGITS)
        self._first = Field(self.tr("监护人姓名"), self.name, self.tr("未成年人须登记监护人"), True)
        fields = (
            (self._first, 3),
            (Field(self.tr("与患者关系"), self.relation, required=True), 2),
            (Field(self.tr("监护人证件号码"), self.document, required=True), 4),
            (Field(self.tr("监护人电话"), self.phone, required=True), 3),
        )
        self.setLayout(shared_row(*fields))
        self.name.typed.connect(lambda text: block.type("guardian-name", text))
        self.document.typed.connect(lambda text: block.type("guardian-document", text))
        self.phone.typed.connect(lambda text: block.type("guardian-phone", text))
        self.relation.chosen.connect(lambda code: block.type("guardian-relation", code))
        for widget in (self.name, self.relation, self.document, self.phone):
            widget.entered.connect(lambda: go(Target.GUARDIAN))
        self.hide()

    def render_state(self, state: GuardianState | None) -> None:
        """Show the row when a guardian is asked for."""
        self.setVisible(state is not None)
        shown = state or GuardianState()
        self.name.show_text(shown.name)
        self.relation.show_choice(shown.relation)
        self.document.show_text(shown.document)
        self.phone.show_text(shown.phone)
        show_note(self._first, shown.note)

    def focus_first_empty(self) -> None:
        """Put the caret on the first field that is still empty."""
        empty: list[QWidget] = [w for w in (self.name, self.document, self.phone) if not w.text()]
        if self.relation.currentIndex() < 0 and (not empty or empty[0] is not self.name):
            empty.insert(0, self.relation)
        (empty[0] if empty else self.name).setFocus(Qt.FocusReason.OtherFocusReason)
