"""The officer's page: tabs of registers, the policy, disclosures; Ctrl+Tab turns, F9 signs (P10, P12, P30, P41)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.registers import RegisterKind
from desktop.presenters.clauses import ClausesPresenter
from desktop.presenters.disclosures import DisclosuresPresenter, DisclosuresState
from desktop.presenters.exports import ExportsPresenter, ExportsState
from desktop.presenters.notes import Note
from desktop.presenters.policies import PoliciesPresenter, PoliciesState
from desktop.presenters.registers import RegistersPresenter, RegistersState
from desktop.presenters.registration import RegistrationPresenter
from desktop.services.drafts import PatientCard
from desktop.ui.pages.disclosure_tab import DisclosureTab
from desktop.ui.pages.export_tab import ExportTab
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.page import Page
from desktop.ui.pages.policy_tab import PolicyTab
from desktop.ui.pages.register_tab import RegisterTab
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox
from desktop.ui.widgets.scrolling import CurrentStack

DISCLOSURES, POLICY, EXPORTS = "disclosures", "policy", "exports"


class RegistersPage(Page):
    """Without the right to keep registers only the disclosures are there."""

    def __init__(
        self, presenter: RegistersPresenter, disclosures: DisclosuresPresenter,
        policies: PoliciesPresenter, registration: RegistrationPresenter, clauses: ClausesPresenter,
        exports: ExportsPresenter,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("registers", parent)
        self._presenter, self._disclosures, self._registration = presenter, disclosures, registration
        self._policies, self._exports = policies, exports
        self._in_hand: PatientCard | None = None
        words = [(kind.value, say.word("Register", kind.value)) for kind in RegisterKind]
        words = (
            [*words, (POLICY, self.tr("隐私告知")), (EXPORTS, self.tr("导出"))] if presenter.may_keep else []
        )
        words.append((DISCLOSURES, self.tr("对外提供")))
        self._tabs = [code for code, _ in words]
        self._open = self._tabs[0]
        self.bar = OptionBar("register", words)
        self.bar.name(self.tr("登记簿"))
        self.bar.chosen.connect(self._turn_to)
        self.bar.entered.connect(self.take_focus)
        self._note = HelperLine()
        head = hbox(label(self.tr("登记簿"), "title"), 16, spacing=8)
        head.addWidget(self._note, 1)
        self.register, self.disclosure = RegisterTab(presenter), DisclosureTab(disclosures)
        self._stack = CurrentStack()
        self._stack.addWidget(self.register)
        self._stack.addWidget(self.disclosure)
        self.policy = PolicyTab(policies)
        self._stack.addWidget(self.policy)
        self.export = ExportTab(exports)
        self._stack.addWidget(self.export)
        self._column = vbox(head, self.bar, spacing=12, margins=(20, 14, 20, 14))
        self._column.addWidget(self._stack, 1)
        self.setLayout(self._column)
        self.add_key("Ctrl+Tab", self._turn)
        self.add_key("F9", lambda: self._by_tab(presenter.put, disclosures.file, policies.publish, _nothing))
        self.add_key(
            "Ctrl+N",
            lambda: self._by_tab(
                self.register.new.click, self.disclosure.start, self.policy.start, self.export.start
            ),
        )
        self.add_key("Ctrl+T", lambda: self._by_tab(_nothing, _nothing, policies.check, _nothing))
        for keys, make in (("Ctrl+B", exports.audit), ("Ctrl+J", exports.deidentified)):
            self.add_key(keys, partial(self._by_tab, _nothing, _nothing, _nothing, make))
        for keys, act in (
            ("Ctrl+O", disclosures.look), ("Ctrl+G", disclosures.approve), ("Ctrl+P", disclosures.hand_over),
            ("Ctrl+R", disclosures.remove),
        ):  # fmt: skip
            self.add_key(keys, partial(self._by_tab, _nothing, act, _nothing, _nothing))
        self.follow(presenter.subscribe, self._render)
        self.follow(disclosures.subscribe, self._render_disclosures)
        self.follow(clauses.subscribe, self.disclosure.clause.render_state)
        self.follow(policies.subscribe, self._render_policy)
        self.follow(exports.subscribe, self._render_export)
        self.follow(registration.subscribe, lambda _: self._take_in_hand())
        self._turn_to(self._open)

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The form's first field."""
        self._by_tab(self.register.start, self.disclosure.start, self.policy.start, self.export.start)

    def refresh(self) -> None:
        """F5: read again what is shown."""
        self._by_tab(self._presenter.load, self._disclosures.load, _nothing, _nothing)

    def _by_tab(
        self, register: Callable[[], object], disclosures: Callable[[], object], policy: Callable[[], object],
        export: Callable[[], object],
    ) -> None:  # fmt: skip
        {DISCLOSURES: disclosures, POLICY: policy, EXPORTS: export}.get(self._open, register)()

    def _turn(self) -> None:
        self._turn_to(self._tabs[(self._tabs.index(self._open) + 1) % len(self._tabs)])
        self.take_focus()

    def _turn_to(self, code: str) -> None:
        self._open = code
        self.bar.show_choice(code)
        if code == DISCLOSURES:
            self._stack.setCurrentWidget(self.disclosure)
            self._render_disclosures(self._disclosures.state)
            if self.isVisible():
                self._disclosures.load()
            return
        if code == POLICY:
            self._stack.setCurrentWidget(self.policy)
            self._render_policy(self._policies.state)
            return
        if code == EXPORTS:
            self._stack.setCurrentWidget(self.export)
            self._render_export(self._exports.state)
            return
        self._stack.setCurrentWidget(self.register)
        self._presenter.open(RegisterKind(code))
        self._render(self._presenter.state)

    def _take_in_hand(self) -> None:
        served = self._registration.identity.form.patient
        if self.isVisible() and served != self._in_hand:
            self._in_hand = served
            self._disclosures.serve(served)

    def _render(self, state: RegistersState) -> None:
        self.register.render_state(state)
        if self._open not in (DISCLOSURES, POLICY, EXPORTS):
            self._say(state.note, say.word("RegisterField", state.wrong) if state.wrong else "")

    def _render_disclosures(self, state: DisclosuresState) -> None:
        self.disclosure.render_state(state)
        if self._open == DISCLOSURES:
            self._say(state.note, say.word("DisclosureField", state.wrong) if state.wrong else "")

    def _render_policy(self, state: PoliciesState) -> None:
        self.policy.render_state(state)
        if self._open == POLICY:
            self._say(state.note, say.word("PolicyField", state.wrong) if state.wrong else "")

    def _render_export(self, state: ExportsState) -> None:
        self.export.render_state(state)
        if self._open == EXPORTS:
            self._say(state.note, "")

    def _say(self, note: Note, wrong: str) -> None:
        text = say.note_text(note)
        self._note.say(self.tr("{said}：{field}").format(said=text, field=wrong) if wrong else text)
        set_state(self._note, "state", note.kind.value)

    # Qt's own names below
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._in_hand = self._registration.identity.form.patient
        self._disclosures.serve(self._in_hand)
        if self._presenter.may_keep:
            self._presenter.load()
        if self._open == DISCLOSURES:
            self._disclosures.load()


def _nothing() -> None:
    """A key of another tab."""
