"""Phone and code, and the one-key answers that stand in for the code (N20)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from desktop.presenters.phone_block import CODE_LENGTH, PhoneBlock
from desktop.presenters.registration_state import PhoneState, PhoneStep, Target
from desktop.ui.pages.fields import KeyToggle, show_note
from desktop.ui.pages.inputs import DIGITS, ChoiceBox, TypedLine
from desktop.ui.texts.say import word
from desktop.ui.widgets.buttons import Btn
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import hbox, label

STAND_INS = ((PhoneStep.NONE, "N"), (PhoneStep.RELATIVE, "R"), (PhoneStep.LATER, "L"))


class PhoneFields(QObject):
    """Widgets of the phone; the code's place shows the reason while a key stands in for the code."""

    def __init__(self, block: PhoneBlock, go: Callable[[Target], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.phone = TypedLine("phone", DIGITS)
        self.code = TypedLine("code", DIGITS)
        self.code.setObjectName("Code")
        self.reason = ChoiceBox("phone-reason", [])
        self.send = Btn(self.tr("发送验证码"))
        self.send.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.send.setMinimumWidth(self.send.fontMetrics().horizontalAdvance(self.send.text()) + 30)
        self._stand_ins = {
            step: KeyToggle(key, self._short(step), name=self._long(step)) for step, key in STAND_INS
        }
        self.f_phone = Field(
            self.tr("手机号"), self.phone, self.tr("按回车发送，发送后可先选号"), True, self.send
        )
        self.f_phone.add_corner(self._keys())
        self.f_code = Field(
            self.tr("短信验证码"), self.code, self.tr("{n} 位，满位自动核对").format(n=CODE_LENGTH), True
        )
        self.f_reason = Field(self.tr("不用验证码的原因"), self.reason)
        self._code_or_reason = QStackedWidget(parent)
        self._code_or_reason.addWidget(self.f_code)
        self._code_or_reason.addWidget(self.f_reason)
        self._connect(block, go)

    def _hint(self, step: PhoneStep) -> str:
        return {
            PhoneStep.NONE: self.tr("不需要手机号"),
            PhoneStep.RELATIVE: self.tr("亲属的号码，回车继续"),
            PhoneStep.LATER: self.tr("回车继续，验证码以后补"),
        }.get(step, self.tr("按回车发送，发送后可先选号"))

    def _short(self, step: PhoneStep) -> str:
        return {
            PhoneStep.NONE: self.tr("无手机"),
            PhoneStep.RELATIVE: self.tr("亲属"),
            PhoneStep.LATER: self.tr("稍后"),
        }[step]

    def _long(self, step: PhoneStep) -> str:
        return {
            PhoneStep.NONE: self.tr("没有手机，直接挂号"),
            PhoneStep.RELATIVE: self.tr("用亲属的手机联系"),
            PhoneStep.LATER: self.tr("验证码稍后再补"),
        }[step]

    def _keys(self) -> QWidget:
        corner = QWidget()
        row: QHBoxLayout = hbox(label("Alt+", "caption"), spacing=2)
        for toggle in self._stand_ins.values():
            row.addWidget(toggle)
        corner.setLayout(row)
        return corner

    def _connect(self, block: PhoneBlock, go: Callable[[Target], None]) -> None:
        self._block = block
        self.phone.typed.connect(block.type_phone)
        self.code.typed.connect(block.type_code)
        self.reason.chosen.connect(block.choose_reason)
        self.send.clicked.connect(block.send)
        self.phone.entered.connect(lambda: go(Target.PHONE))
        self.code.entered.connect(lambda: go(Target.CODE))
        self.reason.entered.connect(lambda: go(Target.PHONE))
        for step, toggle in self._stand_ins.items():
            toggle.clicked.connect(lambda _=False, s=step: block.stand_in(s))

    def place(self, grid: QGridLayout, row: int) -> None:
        """Put the fields into a row of the 12-column grid."""
        grid.addWidget(self.f_phone, row, 0, 1, 4)
        grid.addWidget(self._code_or_reason, row, 4, 1, 2)

    def render(self, state: PhoneState) -> None:
        """Show the state."""
        self.phone.show_field(state.phone)
        self.code.show_field(state.code)
        self.reason.show_choices([(r, word("PhoneReason", r)) for r in state.reasons])
        self.reason.show_choice(state.reason)
        self._code_or_reason.setCurrentWidget(self.f_reason if state.reasons else self.f_code)
        for step, toggle in self._stand_ins.items():
            toggle.setChecked(step is state.step)
        again = self.tr("重发 {n} 秒").format(n=state.resend_s)
        self.send.setText(again if state.resend_s else self.tr("发送验证码"))
        self.send.setEnabled(state.can_send)
        self.f_phone.hint = self._hint(state.step)
        show_note(self.f_phone, state.phone.note)
        if state.reason and not state.reasons:
            self.f_code.state("", word("PhoneReason", state.reason))
        else:
            show_note(self.f_code, state.code.note)

    def focus(self, target: Target) -> bool:
        """Put the caret on phone or code; returns whether the target is one of them."""
        widgets = {Target.PHONE: self.phone, Target.CODE: self.code}
        if target not in widgets:
            return False
        widgets[target].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keys(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return the page's shortcuts of this block."""
        block = self._block
        stand_ins = tuple((f"Alt+{key}", lambda s=step: block.stand_in(s)) for step, key in STAND_INS)
        return (*stand_ins, ("Alt+C", block.back_to_code), ("Alt+S", block.send))
