"""Requests at the window: who asks and why, what goes and what stays, and how far every case has come (UX §6.7)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.domain.ids import CaseId
from desktop.domain.policy_text import Topic
from desktop.domain.rights import BACKUP_HORIZON, TAKEN_BACK
from desktop.domain.schedules import CHINA
from desktop.presenters.case_rows import CaseRow, Urgency
from desktop.presenters.clauses import ClausesPresenter
from desktop.presenters.proofs import ProofPresenter
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.rights import Ground, RightsPresenter, RightsState
from desktop.presenters.taking_back import TakeBackPresenter
from desktop.services.drafts import PatientCard
from desktop.ui.pages.clause_line import ClauseLine
from desktop.ui.pages.erasure_words import account_goes, account_stays, booked, days_left, goes, stays
from desktop.ui.pages.ground_list import GroundList
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
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, nothing_here, sep, vbox
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
        self.request = _Request(presenter)
        self.confirm = _Confirm(presenter)
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


class _Request(QWidget):
    """Who asks, and on what ground."""

    def __init__(self, presenter: RightsPresenter) -> None:
        super().__init__()
        self._name = label("", "name")
        self._facts = label("", "label")
        self._hint = label(self.tr("在挂号页读卡，或按 F3 找到申请人"), "label")
        self._hint.setWordWrap(True)
        self.grounds = GroundList([(g.value, say.word("Ground", g.value)) for g in Ground])
        self.grounds.chosen.connect(lambda code: presenter.choose_ground(Ground(code)))
        self.grounds.entered.connect(presenter.ask)
        self.ask = KeyButton(self.tr("下一步，核对后提交"), "Ctrl", "N")
        self.ask.setProperty("focusName", "ask")
        self.ask.clicked.connect(presenter.ask)
        self._note = HelperLine()
        self._icon = Icon("error", "danger", 14)
        foot = hbox(self._icon, spacing=4)
        foot.addWidget(self._note, 1)
        self.setLayout(
            vbox(
                label(self.tr("删除个人信息、注销账户"), "section"),
                4,
                label(self.tr("申请人（当面核验身份）"), "label"),
                self._name,
                self._facts,
                self._hint,
                8,
                sep(),
                8,
                label(self.tr("理由"), "label"),
                self.grounds,
                8,
                self.ask,
                foot,
                None,
                spacing=4,
            )
        )

    def render_state(self, state: RightsState) -> None:
        """Show the state."""
        subject = state.subject
        for shown, there in ((self._name, True), (self._facts, True), (self._hint, False)):
            shown.setVisible((subject is not None) is there)
        if subject is not None:
            self._name.setText(subject.name)
            self._facts.setText(
                "·".join((say.sex(subject.sex), say.years(subject.age), subject.number_masked))
            )
        self.grounds.show_choice(state.ground.value if state.ground else None)
        kind = state.note.kind.value
        self._note.say("" if state.confirming else say.note_text(state.note))
        set_state(self._note, "state", kind)
        self._icon.setVisible(bool(self._note.whole) and kind in ("error", "ok"))
        self._icon.set(*(("check", "ok") if kind == "ok" else ("error", "danger")))


class _Confirm(QWidget):
    """What goes, what stays by law, and who must agree: here a question is right."""

    def __init__(self, presenter: RightsPresenter) -> None:
        super().__init__()
        self._who = label("", "strong")
        self._who.setWordWrap(True)
        self._ground = label("", "label")
        self.file = KeyButton(self.tr("提交，交主管审批"), "Ctrl", "N", kind="primary")
        self.file.setProperty("focusName", "file")
        self.file.clicked.connect(presenter.file)
        # The caret waits on the way back: a second Enter must not file what was not read.
        self.back = back = KeyButton(self.tr("返回"), "Esc")
        back.setProperty("focusName", "back")
        back.clicked.connect(presenter.cancel)
        self._note = HelperLine()
        buttons = hbox(spacing=8)
        buttons.addWidget(self.file, 1)
        buttons.addWidget(back)
        column = vbox(
            label(self.tr("核对后提交"), "section"), self._who, self._ground, 4, sep(), 4, spacing=4
        )
        self._lines: tuple[list[QLabel], list[QLabel]] = ([], [])
        self._kept = label("", "strong")
        for heading, icon, colour, lines in (
            (label(self.tr("将删除"), "strong"), "alert", "danger", self._lines[0]),
            (self._kept, "check", "ok", self._lines[1]),
        ):
            column.addLayout(hbox(Icon(icon, colour, 16), heading, None, spacing=6))
            for _ in goes():
                text = label("", "label")
                text.setWordWrap(True)
                column.addWidget(text)
                lines.append(text)
            column.addSpacing(6)
        self._booked = label("", "body", state="warn")
        self._booked.setWordWrap(True)
        column.addWidget(self._booked)
        column.addSpacing(2)
        self._signed = label("", "label")
        self.sign = KeyButton(self.tr("屏上签名"), "Alt", "Q")
        self.paper = KeyButton(self.tr("纸质已签"), "Alt", "P")
        for button, name, act in (
            (self.sign, "sign-deletion", presenter.sign), (self.paper, "deletion-on-paper", presenter.on_paper),
        ):  # fmt: skip
            button.setProperty("focusName", name)
            button.clicked.connect(act)
        column.addWidget(self._signed)
        column.addLayout(hbox(self.sign, self.paper, spacing=8))
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self._note)
        column.addStretch(1)
        self.setLayout(column)

    def render_state(self, state: RightsState) -> None:
        """Show the state."""
        if state.subject is not None:
            self._who.setText(f"{state.subject.name}  {state.subject.number_masked}")
        ground = say.word("Ground", state.ground.value) if state.ground else say.NOTHING
        self._ground.setText(self.tr("理由：{ground}").format(ground=ground))
        account = state.ground is Ground.ACCOUNT_ONLY
        both = (account_goes(), account_stays()) if account else (goes(), stays())
        self._kept.setText(self.tr("保留") if account else self.tr("依法保留"))
        for labels, said in zip(self._lines, both, strict=True):
            for text, line in zip(labels, said, strict=True):
                text.setText(line)
        self._booked.setText("\n".join(booked(state.ending)) if not account else "")
        self._booked.setVisible(bool(self._booked.text()))
        self._signed.setText(say.word("SignedHow", state.signed.value or "not"))
        set_state(self._signed, "state", "ok" if state.signed else "warn")
        self.file.setEnabled(not state.filing)
        self.file.setText(self.tr("正在提交…") if state.filing else self.tr("提交，交主管审批"))
        self._note.say(say.note_text(state.note) if state.confirming else "")
        set_state(self._note, "state", state.note.kind.value)


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
