"""Whom to call for the patient: next of kin or a contact person, in one optional row (G13)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.people import CONTACT_RELATIONS
from desktop.presenters.identity_block import IdentityBlock
from desktop.presenters.registration_state import ContactState, Target
from desktop.ui.pages.fields import show_note
from desktop.ui.pages.inputs import DIGITS, LATIN, ChoiceBox, TypedLine
from desktop.ui.texts.say import word
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import shared_row


class ContactFields(QWidget):
    """Four fields; Enter goes from one to the next, and on with the form after the last."""

    def __init__(
        self, block: IdentityBlock, go: Callable[[Target], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name = TypedLine("contact-name")
        relations = [(code, word("ContactRelation", code)) for code in CONTACT_RELATIONS]
        self.relation = ChoiceBox("contact-relation", relations)
        self.phone = TypedLine("contact-phone", DIGITS)
        self.document = TypedLine("contact-document", LATIN)
        self._first = Field(self.tr("联系人姓名（选填）"), self.name, self.tr("近亲属或其他联系人"))
        fields = (
            (self._first, 3),
            (Field(self.tr("与患者关系"), self.relation), 2),
            (Field(self.tr("联系人电话"), self.phone), 3),
            (Field(self.tr("联系人证件号码（选填）"), self.document), 4),
        )
        self.setLayout(shared_row(*fields))
        for part, name in ((self.name, "name"), (self.phone, "phone"), (self.document, "document")):
            part.typed.connect(lambda text, n=name: block.type(f"contact-{n}", text))
        self.relation.chosen.connect(lambda code: block.type("contact-relation", code))
        stops = self.stops()
        for before, after in pairwise(stops):
            before.entered.connect(after.setFocus)
        self.document.entered.connect(lambda: go(Target.NUMBER))

    def stops(self) -> tuple[TypedLine | ChoiceBox, ...]:
        """Return the fields in the order in which they are read."""
        return self.name, self.relation, self.phone, self.document

    def render_state(self, state: ContactState | None) -> None:
        """Show the row where the site asks for it."""
        self.setVisible(state is not None)
        shown = state or ContactState()
        self.name.show_text(shown.name)
        self.relation.show_choice(shown.relation or None)
        self.phone.show_text(shown.phone)
        self.document.show_text(shown.document)
        show_note(self._first, shown.note)

    def take_focus(self) -> None:
        """Put the caret on the first field."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
