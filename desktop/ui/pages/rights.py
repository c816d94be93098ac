"""Requests at the window: who asks and why, what goes and what stays, and how far every case has come (UX §6.7)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.ids import CaseId
from desktop.domain.policy_text import Topic
from desktop.domain.rights import BACKUP_HORIZON, TAKEN_BACK
from desktop.domain.schedules import CHINA
from desktop.presenters.case_rows import CaseRow, Urgency
from desktop.presenters.clauses import ClausesPresenter
from desktop.presenters.proofs import ProofPresenter
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.rights import RightsPresenter, RightsState
from desktop.presenters.taking_back import TakeBackPresenter
from desktop.services.drafts import PatientCard
from desktop.ui.pages.clause_line import ClauseLine
from desktop.ui.pages.deletion_form import DeletionConfirm, DeletionRequest
from desktop.ui.pages.erasure_words import days_left
from desktop.ui.pages.inputs import LanguageBox
from desktop.ui.pages.page import Page
from desktop.ui.pages.proof_block import ProofBlock
from desktop.ui.pages.take_back_block import TakeBackBlock
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, nothing_here, vbox
from desktop.ui.widgets.scrolling import CurrentStack

FORM_PX = 380
LOOKS = {
    Urgency.CALM: ("", "clock"),
    Urgency.SOON: ("warn", "clock"),
    Urgency.NOW: ("danger", "alert"),
    Urgency.CLOSED: ("ok", "check"),
}


class RightsPage(Page):
    """Takes the person who is served at this window as the one who asks; Ctrl+N goes one step further each time."""

    def __init__(
        self, presenter: RightsPresenter, registration: RegistrationPresenter, clauses: ClausesPresenter,
        proofs: ProofPresenter, taking_back: TakeBackPresenter, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("rights", parent)
        self._presenter = presenter
        self._registration = registration
        self._was_confirming = False
        self._in_hand: PatientCard | None = None
        self.request = DeletionRequest(presenter)
        self.confirm = DeletionConfirm(presenter)
        self._forms = CurrentStack()
        self._forms.addWidget(self.request)
        self._forms.addWidget(self.confirm)
        form = QFrame()
        form.setObjectName("Card")
        form.setFixedWidth(FORM_PX)
        form.setLayout(vbox(self._forms, margins=(20, 16, 20, 16)))
        headings = (
            self.tr("剩余"),
            self.tr("类型"),
            self.tr("申请人"),
            self.tr("受理日"),
            self.tr("状态"),
            self.tr("经办"),
        )
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (20, 10, 11, 13, 34, 12), "cases")
        self.table.setAccessibleName(self.tr("权利请求"))
        self.table.moved.connect(presenter.select)
        self.certify = KeyButton(self.tr("打印删除证明"), "Ctrl", "P")
        self.certify.setProperty("focusName", "certify")
        self.certify.clicked.connect(presenter.certify)
        self.language = LanguageBox("certificate-language", presenter.speak)
        self._said = HelperLine()
        self._empty = nothing_here(self.tr("还没有权利请求"))
        cases = QFrame()
        cases.setObjectName("Card")
        inside = vbox(label(self.tr("全部请求"), "section"), self._empty, spacing=8, margins=(16, 14, 16, 12))
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        foot = hbox(self.certify, self.language, spacing=8)
        foot.addWidget(self._said, 1)
        inside.addLayout(foot)
        self.back = TakeBackBlock(taking_back, self._case_to_take_back)
        self._taking_back = taking_back
        inside.addWidget(self.back)
        self.proof = ProofBlock(proofs, self._case_in_hand)
        inside.addWidget(self.proof)
        cases.setLayout(inside)
        row = hbox(form, spacing=16)
        row.addWidget(cases, 1)
        self._column = vbox(label(self.tr("权利请求"), "title"), spacing=12, margins=(20, 14, 20, 14))
        self.clause = ClauseLine(Topic.DELETION)
        self._column.addWidget(self.clause)
        self._column.addLayout(row, 1)
        self.setLayout(self._column)
        self.follow(clauses.subscribe, self.clause.render_state)
        self.add_key("Ctrl+N", self._on_next)
        self.add_key("Ctrl+P", presenter.certify)
        self.add_key("Alt+Q", presenter.sign)
        self.add_key("Alt+P", presenter.on_paper)
        self.add_key("Escape", presenter.cancel)
        self.add_key("Ctrl+H", self.proof.start)
        self.add_key("Ctrl+D", proofs.hand_over)
        self.add_key("Ctrl+U", self.back.by_card)
        self.add_key("Ctrl+B", taking_back.hold_again)
        self.follow(taking_back.subscribe, self.back.render_state)
        self.follow(proofs.subscribe, self.proof.render_state)
        self.follow(presenter.subscribe, self._render)
        self.follow(registration.subscribe, lambda _: self._take_in_hand())

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The reason is what is asked first."""
        self.request.grounds.focus_ground()

    def refresh(self) -> None:
        """F5: read the cases again."""
        self._presenter.load()

    def _case_in_hand(self) -> CaseId | None:
        cases, at = self._presenter.state.cases, self.table.currentIndex().row()
        return cases[at].case_id if 0 <= at < len(cases) else None

    def _case_to_take_back(self) -> CaseId | None:
        current = self._presenter.state.current
        return current.case_id if current is not None and current.state in TAKEN_BACK else None

    def _on_next(self) -> None:
        """Ctrl+N: from the request to the confirm page, from there to filing."""
        (self._presenter.file if self._was_confirming else self._presenter.ask)()

    def _take_in_hand(self) -> None:
        """Whoever is opened at this window is who asks; the same person is not taken twice."""
        served = self._registration.identity.form.patient
        if self.isVisible() and served != self._in_hand:
            self._in_hand = served
            self._presenter.serve(served)

    def _render(self, state: RightsState) -> None:
        self.request.render_state(state)
        self.confirm.render_state(state)
        self._forms.setCurrentWidget(self.confirm if state.confirming else self.request)
        if state.confirming != self._was_confirming:
            self._was_confirming = state.confirming
            self._move_caret()
        self._empty.setVisible(state.loaded and not state.cases)
        self.table.setVisible(bool(state.cases))
        self.model.show([_row(case) for case in state.cases])
        self.table.put_row(state.selected)
        for part in (self.certify, self.language):
            part.setVisible(bool(state.cases))
        self.language.show_choice(state.language)
        self.back.render_state(self._taking_back.state)
        self.certify.setEnabled(state.can_certify and not state.printing)
        self._said.say(say.note_text(state.paper_note))
        set_state(self._said, "state", state.paper_note.kind.value)

    def _move_caret(self) -> None:
        if not self.isVisible():
            return
        if self._was_confirming:
            self.confirm.back.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.request.grounds.focus_ground()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        # also when nobody is in hand any more: who was here before must not stand as who asks
        self._in_hand = self._registration.identity.form.patient
        self._presenter.serve(self._in_hand)
        self._presenter.load()


def _row(case: CaseRow) -> Row:
    look, icon = LOOKS[case.urgency]
    due = days_left(case.days_left, case.due, closed=case.urgency is Urgency.CLOSED)
    state = say.word("CaseState", case.state)
    if case.desks_pending:
        waiting = say.translate("Rights", "还差 {n} 个窗口").format(n=case.desks_pending)
        state = f"{state}·{waiting}"
    if case.state == "backup" and case.destroy_after is not None:
        latest = (case.destroy_after + BACKUP_HORIZON).astimezone(CHINA)
        state = say.translate("Rights", "已删除，备份最迟 {day} 更新").format(day=f"{latest:%Y-%m-%d}")
    cells = (
        Cell(due, look, icon),
        Cell(say.word("CaseKind", case.kind)),
        Cell(case.masked_name),
        Cell(f"{case.filed_at.astimezone(CHINA):%Y-%m-%d}", "muted"),
        Cell(state),
        Cell(case.filed_by),
    )
    return Row(case.case_id, cells)
