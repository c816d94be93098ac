"""The end of the form's second row: account, first or return visit, who pays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.presenters.consent_block import ConsentBlock
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.registration_state import ConsentState, ConsentStep, RegistrationState, Target
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.texts.say import word
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.keys import KeyCap

SIGN, PAPER, DECLINE = "sign", "paper", "decline"
CHOICES = {ConsentStep.SIGNED: SIGN, ConsentStep.ON_PAPER: PAPER, ConsentStep.DECLINED: DECLINE}
LOOKS = {
    ConsentStep.WAITING: "warn",
    ConsentStep.ASK_AGAIN: "warn",
    ConsentStep.ON_SCREEN: "ok",
    ConsentStep.ON_PAPER: "ok",
    ConsentStep.SIGNED: "ok",
    ConsentStep.HAS_ACCOUNT: "ok",
}
FIRST, RETURN = "first", "return"
INSURED, OWN = "insured", "own"


class VisitFields(QObject):
    """Widgets of account, visit and payment; nothing is chosen until somebody chooses."""

    def __init__(self, form: RegistrationPresenter, go: Callable[[Target], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._block: ConsentBlock = form.consent
        self.consent = OptionBar(
            "consent",
            [(SIGN, self.tr("签名")), (PAPER, self.tr("纸质")), (DECLINE, self.tr("不开"))],
            toggles=True,
        )
        self.visit = OptionBar("visit", [(FIRST, self.tr("初诊")), (RETURN, self.tr("复诊"))])
        self.pay = OptionBar("pay", [(INSURED, self.tr("医保")), (OWN, self.tr("自费"))])
        self.f_consent = Field(self.tr("平台账户"), self.consent)
        self.f_consent.add_corner(KeyCap("Alt+Q", "P", "D"))
        self.f_visit = Field(self.tr("就诊类型"), self.visit)
        self.f_pay = Field(self.tr("费别"), self.pay)
        for bar, field in ((self.consent, "平台账户"), (self.visit, "就诊类型"), (self.pay, "费别")):
            bar.name(self.tr(field))
        self.consent.chosen.connect(self._on_consent)
        self.visit.chosen.connect(lambda code: form.choose(first_visit=code == FIRST))
        self.pay.chosen.connect(lambda code: form.choose(insurance=code == INSURED))
        for bar in (self.consent, self.visit, self.pay):
            bar.entered.connect(lambda: go(Target.NUMBER))

    def _on_consent(self, code: str) -> None:
        {SIGN: self._block.sign, PAPER: self._block.on_paper, DECLINE: self._block.decline}[code]()

    def place(self, grid: QGridLayout, row: int) -> None:
        """Put the fields into a row of the 12-column grid."""
        grid.addWidget(self.f_consent, row, 6, 1, 2)
        grid.addWidget(self.f_visit, row, 8, 1, 2)
        grid.addWidget(self.f_pay, row, 10, 1, 2)

    def render(self, state: RegistrationState) -> None:
        """Show the state."""
        self._render_consent(state.consent)
        self.visit.show_choice({True: FIRST, False: RETURN, None: None}[state.first_visit])
        self.pay.show_choice({True: INSURED, False: OWN, None: None}[state.insurance])

    def _render_consent(self, state: ConsentState) -> None:
        self.consent.show_choice(CHOICES.get(state.step))
        self.f_consent.state(LOOKS.get(state.step, ""), word("ConsentStep", state.step.value))

    def keys(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return the page's shortcuts of this block."""
        return ("Alt+Q", self._block.sign), ("Alt+P", self._block.on_paper), ("Alt+D", self._block.decline)
