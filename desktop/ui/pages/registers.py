"""The officer's page: registers, policy, disclosures, papers; Ctrl+Tab turns, F9 signs (P10, P12, P30, P41)."""

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
from desktop.presenters.papers import PapersPresenter, PapersState
from desktop.presenters.policies import PoliciesPresenter, PoliciesState
from desktop.presenters.registers import RegistersPresenter, RegistersState
from desktop.presenters.registration import RegistrationPresenter
from desktop.services.drafts import PatientCard
from desktop.ui.pages.disclosure_tab import DisclosureTab
from desktop.ui.pages.export_tab import ExportTab
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.page import Page
from desktop.ui.pages.paper_tab import PaperTab
from desktop.ui.pages.policy_tab import PolicyTab
from desktop.ui.pages.register_tab import RegisterTab
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox
from desktop.ui.widgets.scrolling import CurrentStack

REGISTER, DISCLOSURES, POLICY, EXPORTS, PAPERS = "register", "disclosures", "policy", "exports", "papers"
# every other tab is a register by its kind
OTHERS = frozenset({DISCLOSURES, POLICY, EXPORTS, PAPERS})


class RegistersPage(Page):
    """Without the right to keep registers only disclosures and paper templates are there."""

    def __init__(
        self, presenter: RegistersPresenter, disclosures: DisclosuresPresenter,
        policies: PoliciesPresenter, registration: RegistrationPresenter, clauses: ClausesPresenter,
        exports: ExportsPresenter, papers: PapersPresenter,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("registers", parent)
        self._presenter, self._disclosures, self._registration = presenter, disclosures, registration
        self._policies, self._exports, self._papers = policies, exports, papers
        self._in_hand: PatientCard | None = None
        words = [(kind.value, say.word("Register", kind.value)) for kind in RegisterKind]
        words = (
            [*words, (POLICY, self.tr("隐私告知")), (EXPORTS, self.tr("导出"))] if presenter.may_keep else []
        )
        words.append((DISCLOSURES, self.tr("对外提供")))
        if papers.may:
            words.append((PAPERS, self.tr("单据模板")))
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
        self.paper = PaperTab(papers)
        self._stack.addWidget(self.paper)
        self._column = vbox(head, self.bar, spacing=12, margins=(20, 14, 20, 14))
        self._column.addWidget(self._stack, 1)
        self.setLayout(self._column)
        self.add_key("Ctrl+Tab", self._turn)
        keys: dict[str, dict[str, Callable[[], object]]] = {
            "F9": {
                REGISTER: presenter.put, DISCLOSURES: disclosures.file, POLICY: policies.publish,
                PAPERS: papers.publish,
            },
            "Ctrl+N": {REGISTER: self.register.new.click, **self._starts(REGISTER)},
            "Ctrl+T": {POLICY: policies.check},
            "Ctrl+B": {EXPORTS: exports.audit},
            "Ctrl+J": {EXPORTS: exports.deidentified},
            "Ctrl+O": {DISCLOSURES: disclosures.look},
            "Ctrl+G": {DISCLOSURES: disclosures.approve},
            "Ctrl+P": {DISCLOSURES: disclosures.hand_over},
            "Ctrl+R": {DISCLOSURES: disclosures.remove, PAPERS: papers.back_to_shipped},
            "Ctrl+D": {PAPERS: papers.drop},
        }  # fmt: skip
        for key, acts in keys.items():
            self.add_key(key, partial(self._by_tab, acts))
        self.follow(presenter.subscribe, self._render)
        self.follow(disclosures.subscribe, self._render_disclosures)
        self.follow(clauses.subscribe, self.disclosure.clause.render_state)
        self.follow(policies.subscribe, self._render_policy)
        self.follow(exports.subscribe, self._render_export)
        self.follow(papers.subscribe, self._render_papers)
        self.follow(registration.subscribe, lambda _: self._take_in_hand())
        self._turn_to(self._open)

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The form's first field."""
        self._by_tab(self._starts())

    def refresh(self) -> None:
        """F5: read again what is shown."""
        self._by_tab(
            {
                REGISTER: self._presenter.load,
                DISCLOSURES: self._disclosures.load,
                PAPERS: self._papers.load,
            }
        )

    def _starts(self, *but: str) -> dict[str, Callable[[], object]]:
        tabs = {
            REGISTER: self.register.start, DISCLOSURES: self.disclosure.start, POLICY: self.policy.start,
            EXPORTS: self.export.start, PAPERS: self.paper.start,
        }  # fmt: skip
        return {code: start for code, start in tabs.items() if code not in but}

    def _by_tab(self, acts: dict[str, Callable[[], object]]) -> None:
        """Do what a key means on the tab that is open; on another it means nothing."""
        act = acts.get(self._open if self._open in OTHERS else REGISTER)
        if act is not None:
            act()

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
        if code == PAPERS:
            self._stack.setCurrentWidget(self.paper)
            self._render_papers(self._papers.state)
            if self.isVisible():
                self._papers.load()
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
        if self._open not in OTHERS:
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

    def _render_papers(self, state: PapersState) -> None:
        self.paper.render_state(state)
        if self._open == PAPERS:
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
        if self._open == PAPERS:
            self._papers.load()
