"""The first row of the form: which document, whose name, and the reason when there is no document at all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from desktop.domain.documents import DocumentType, Sex
from desktop.presenters.identity_block import IdentityBlock
from desktop.presenters.identity_form import EMERGENCY_REASONS
from desktop.presenters.registration_state import IdentityState, Target
from desktop.ui.pages.fields import show_note
from desktop.ui.pages.inputs import LATIN, ChoiceBox, TypedLine
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.texts.say import sex, word
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.keys import KeyCap

SEXES = (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN)


class IdentityFields(QObject):
    """Widgets of the identity; `go` is Enter on one of them."""

    def __init__(self, block: IdentityBlock, go: Callable[[Target], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.document = ChoiceBox("document", [(d.value, word("Document", d.value)) for d in DocumentType])
        self.number = TypedLine("number", LATIN)
        self.reason = ChoiceBox("emergency", [(r, word("EmergencyReason", r)) for r in EMERGENCY_REASONS])
        self.name = TypedLine("name")
        self.sex = OptionBar("sex", [(s.value, sex(s)) for s in SEXES])
        self.birth = TypedLine("birth", Qt.InputMethodHint.ImhPreferNumbers)
        self.read = KeyButton(self.tr("读卡"), "F2")
        self.read.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fields(parent)
        self._connect(block, go)

    def _fields(self, parent: QWidget) -> None:
        self.number.setPlaceholderText("")
        self.birth.setPlaceholderText(self.tr("年-月-日"))
        self.f_document = Field(self.tr("证件类型"), self.document, required=True)
        self.f_number = Field(
            self.tr("证件号码"), self.number, self.tr("放卡自动读取，或手工输入"), True, self.read
        )
        self.f_reason = Field(self.tr("无证件原因"), self.reason, self.tr("先挂号，证件以后补"), True)
        self.f_name = Field(self.tr("姓名"), self.name, required=True)
        self.f_name.add_corner(KeyCap("Alt+E"))
        self.f_name.setToolTip(self.tr("Alt+E：就诊卡号、姓名读音"))
        self.f_sex = Field(self.tr("性别"), self.sex, required=True)
        self.sex.name(self.tr("性别"))
        self.f_birth = Field(self.tr("出生日期"), self.birth, required=True)
        self._number_or_reason = QStackedWidget(parent)
        self._number_or_reason.addWidget(self.f_number)
        self._number_or_reason.addWidget(self.f_reason)

    def _connect(self, block: IdentityBlock, go: Callable[[Target], None]) -> None:
        self.document.chosen.connect(lambda code: block.choose_document(DocumentType(code)))
        self.reason.chosen.connect(block.choose_emergency)
        self.number.typed.connect(lambda text: block.type("number", text))
        self.name.typed.connect(lambda text: block.type("name", text))
        self.birth.typed.connect(lambda text: block.type("birth", text))
        self.sex.chosen.connect(lambda code: block.choose_sex(Sex(code)))
        for widget, target in (
            (self.document, Target.NUMBER),
            (self.number, Target.NUMBER),
            (self.reason, Target.EMERGENCY),
            (self.name, Target.NAME),
            (self.sex, Target.SEX),
            (self.birth, Target.BIRTH),
        ):
            widget.entered.connect(lambda t=target: go(t))

    def place(self, grid: QGridLayout, row: int) -> None:
        """Put the fields into a row of the 12-column grid."""
        grid.addWidget(self.f_document, row, 0, 1, 2)
        grid.addWidget(self._number_or_reason, row, 2, 1, 4)
        grid.addWidget(self.f_name, row, 6, 1, 2)
        grid.addWidget(self.f_sex, row, 8, 1, 2)
        grid.addWidget(self.f_birth, row, 10, 1, 2)

    def render(self, state: IdentityState) -> None:
        """Show the state."""
        self.document.show_choice(state.document_type.value)
        self._number_or_reason.setCurrentWidget(
            self.f_reason if state.emergency is not None else self.f_number
        )
        self.reason.show_choice(state.emergency)
        self.number.show_field(state.number)
        self.name.show_field(state.name)
        self.birth.show_field(state.birth)
        self.sex.show_choice(None if state.sex is None else state.sex.value)
        show_note(self.f_number, state.number.note)
        show_note(self.f_name, state.name.note)
        show_note(self.f_birth, state.birth.note)
        show_note(self.f_sex, state.sex_note)

    def focus(self, target: Target) -> bool:
        """Put the caret on one of these fields; returns whether the target is one of them."""
        widgets: dict[Target, QWidget] = {
            Target.NUMBER: self.number
            if self._number_or_reason.currentWidget() is self.f_number
            else self.reason,
            Target.EMERGENCY: self.reason,
            Target.NAME: self.name,
            Target.BIRTH: self.birth,
        }
        if target is Target.SEX:
            self.sex.focus_option()
            return True
        if target not in widgets:
            return False
        widgets[target].setFocus(Qt.FocusReason.OtherFocusReason)
        return True
