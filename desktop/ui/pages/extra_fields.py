"""The optional rows: the hospital's own card, how the name is read out, whom to call for the patient (N2, G13, P20)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.presenters.identity_block import IdentityBlock
from desktop.presenters.registration_state import ExtraState, Target
from desktop.ui.pages.contact_fields import ContactFields
from desktop.ui.pages.fields import show_note
from desktop.ui.pages.inputs import LATIN, TypedLine
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import label

COLUMNS = 12


class ExtraFields(QWidget):
    """Optional fields; they appear with Alt+E and never ask for anything that the site does not."""

    def __init__(
        self, block: IdentityBlock, go: Callable[[Target], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.card = TypedLine("card-number", LATIN)
        self.spoken = TypedLine("reading")
        self._f_card = Field(self.tr("就诊卡号（选填）"), self.card, self.tr("刷卡、扫码或手工输入"))
        self._f_spoken = Field(self.tr("姓名读音（选填）"), self.spoken)
        self.contact = ContactFields(block, go, self)
        self._contact_first = False
        self._rest = label(self.tr("读音用于叫号和查找；都不填也可挂号"), "caption")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.addWidget(self._f_card, 0, 0, 1, 4)
        grid.addWidget(self._f_spoken, 0, 4, 1, 4)
        grid.addWidget(self._rest, 0, 8, 1, 4, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.contact, 1, 0, 1, COLUMNS)
        for each in range(COLUMNS):
            grid.setColumnStretch(each, 1)
        self.card.typed.connect(lambda text: block.type("card-number", text))
        self.spoken.typed.connect(lambda text: block.type("reading", text))
        self.spoken.down.connect(block.next_reading)
        self.card.entered.connect(self.spoken.setFocus)
        self.spoken.entered.connect(lambda: go(Target.NUMBER))
        self.hide()

    def render_state(self, state: ExtraState | None) -> None:
        """Show the row when it was asked for."""
        self.setVisible(state is not None)
        shown = state or ExtraState()
        self.contact.render_state(shown.contact)
        self._contact_first = bool(shown.contact_required and shown.contact and not shown.contact.complete)
        self.card.show_field(shown.card)
        self.spoken.show_field(shown.spoken)
        show_note(self._f_card, shown.card.note)
        if shown.readings and len(shown.readings) > 1:
            self._f_spoken.hint = self.tr("此姓有多音：{readings}，按 ↓ 选").format(
                readings=" / ".join(shown.readings)
            )
        else:
            self._f_spoken.hint = self.tr("拼音，如 Shàn Xuě")
        show_note(self._f_spoken, shown.spoken.note)

    def take_focus(self) -> None:
        """Put the caret on the first field, or on the one that this site requires."""
        if self._contact_first:
            self.contact.take_focus()
            return
        self.card.setFocus(Qt.FocusReason.OtherFocusReason)
