"""The workbench of requests over personal data (UX §6.7): new at the left, all by last day, the one in hand below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.ids import CaseId
from desktop.domain.schedules import CHINA
from desktop.presenters.attachments import AttachmentPresenter
from desktop.presenters.case_rows import DUE_NOW_DAYS, DUE_SOON_DAYS
from desktop.presenters.clauses import ClausesPresenter
from desktop.presenters.copies import CopyPresenter
from desktop.presenters.corrections import CorrectionPresenter
from desktop.presenters.effects import EffectPresenter
from desktop.presenters.proofs import ProofPresenter
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.requests import RequestsPresenter
from desktop.presenters.requests_state import RequestsState
from desktop.services.drafts import PatientCard
from desktop.services.request_values import RequestLine
from desktop.ui.pages.erasure_words import days_left
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.pages.page import Page
from desktop.ui.pages.proof_block import ProofBlock
from desktop.ui.pages.request_detail import RequestDetailCard
from desktop.ui.pages.request_files import CaseFilesBlock
from desktop.ui.pages.request_form import RequestForm
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import hbox, label, nothing_here, vbox

FORM_PX = 420
CODE_PX = 320


class RequestsPage(Page):
    """Ctrl+N files, Ctrl+E proof is there, Ctrl+Y and Ctrl+R decide, Ctrl+P prints the answer, Ctrl+F checks a code,

    Ctrl+M makes a granted copy, Ctrl+G says that it was handed over, Ctrl+J carries out what was granted,
    Ctrl+B opens and freezes what shall be changed, Ctrl+I stops a change that waits.
    Ctrl+O shows what is late, Ctrl+S notes in the case, Ctrl+T begins a complaint about it,
    Ctrl+H makes its proof pack, Ctrl+D says that the pack was handed over, Ctrl+U shows the own tasks,
    Alt+F attaches a file, Ctrl+W lays one out.
    Alt+Q has the new request signed on the screen, Alt+P says that it was signed on paper.
    """

    def __init__(
        self,
        presenter: RequestsPresenter,
        registration: RegistrationPresenter,
        copies: CopyPresenter,
        effects: EffectPresenter,
        changes: CorrectionPresenter,
        clauses: ClausesPresenter,
        proofs: ProofPresenter,
        files: AttachmentPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("requests", parent)
        self._presenter, self._registration = presenter, registration
        self._copies, self._effects, self._changes = copies, effects, changes
        self._in_hand: PatientCard | None = None
        self.form = RequestForm(presenter)
        left = QFrame()
        left.setObjectName("Card")
        left.setFixedWidth(FORM_PX)
        left.setLayout(vbox(self.form, margins=(16, 12, 16, 12)))
        headings = (
            self.tr("剩余"), self.tr("类型"), self.tr("患者"), self.tr("提出"), self.tr("受理日"), self.tr("状态"),
        )  # fmt: skip
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (20, 14, 12, 12, 14, 28), "requests")
        self.table.setAccessibleName(self.tr("全部请求"))
        self.table.moved.connect(presenter.select)
        self._empty = nothing_here(self.tr("还没有请求"))
        self.letter_code = TypedLine("letter-code")
        self.letter_code.setFixedWidth(CODE_PX)
        self.letter_code.setPlaceholderText(self.tr("扫描或输入回执、答复书上的验证码"))
        self.letter_code.setAccessibleName(self.tr("验证码"))
        self.letter_code.entered.connect(lambda: presenter.check_code(self.letter_code.text()))
        self._genuine = label("", "label")
        head = hbox(label(self.tr("请求办理"), "title"), 16, spacing=8)
        head.addWidget(self.letter_code)
        head.addWidget(self._genuine, 1)
        self.late = KeyButton("", "Ctrl", "O")
        self.late.setProperty("focusName", "late-requests")
        self.late.clicked.connect(presenter.show_late)
        head.addWidget(self.late)
        self.mine = KeyButton("", "Ctrl", "U")
        self.mine.setProperty("focusName", "my-tasks")
        self.mine.clicked.connect(presenter.show_mine)
        head.addWidget(self.mine)
        cases = QFrame()
        cases.setObjectName("Card")
        inside = vbox(self._empty, spacing=8, margins=(16, 12, 16, 12))
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        cases.setLayout(inside)
        self.detail = RequestDetailCard(presenter, copies, effects, changes)
        right = vbox(spacing=12)
        right.addWidget(cases, 1)
        right.addWidget(self.detail)
        self._files = files
        self.files = CaseFilesBlock(files)
        self.detail.add_below(self.files)
        self.proof = ProofBlock(proofs, self._case_in_hand)
        right.addWidget(self.proof)
        row = hbox(left, spacing=16)
        row.addLayout(right, 1)
        self._column = vbox(head, spacing=12, margins=(20, 14, 20, 14))
        self._column.addLayout(row, 1)
        self.setLayout(self._column)
        for keys, act in (
            ("Ctrl+N", presenter.filing.file), ("Alt+Q", presenter.filing.sign),
            ("Alt+P", presenter.filing.on_paper), ("Ctrl+E", presenter.verify), ("Ctrl+Y", presenter.approve),
            ("Ctrl+R", presenter.refuse), ("Ctrl+P", presenter.answer), ("Ctrl+F", self._to_code),
            ("Ctrl+M", self.detail.copy.start), ("Ctrl+G", copies.hand_over),
            ("Ctrl+J", effects.carry_out), ("Ctrl+B", changes.press), ("Ctrl+I", changes.stop),
            ("Ctrl+O", presenter.show_late), ("Ctrl+S", presenter.put_note), ("Ctrl+T", self._complain),
            ("Ctrl+U", presenter.show_mine), ("Alt+F", files.attach), ("Ctrl+W", files.look),
            ("Ctrl+H", self.proof.start), ("Alt+W", presenter.asker.show), ("Ctrl+D", proofs.hand_over),
        ):  # fmt: skip
            self.add_key(keys, act)
        self.follow(presenter.subscribe, self._render)
        self.follow(proofs.subscribe, self.proof.render_state)
        self.follow(files.subscribe, self.files.render_state)
        self.follow(copies.subscribe, self.detail.copy.render_state)
        self.follow(clauses.subscribe, self.form.clause.render_state)
        self.follow(effects.subscribe, self.detail.effect.render_state)
        self.follow(changes.subscribe, self.detail.change.render_state)
        self.follow(registration.subscribe, lambda _: self._take_in_hand())

    def set_compact(self, compact: bool) -> None:
        """Less air, a lower box for the words."""
        self.form.set_compact(compact)
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """What is asked comes first."""
        self.form.kind.setFocus(Qt.FocusReason.TabFocusReason)

    def refresh(self) -> None:
        """F5: read the list again."""
        self._presenter.load()

    def _case_in_hand(self) -> CaseId | None:
        current = self._presenter.state.current
        return current.case_id if current is not None else None

    def _complain(self) -> None:
        self._presenter.filing.complain()
        self.form.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_code(self) -> None:
        self.letter_code.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.letter_code.selectAll()

    def _take_in_hand(self) -> None:
        served = self._registration.identity.form.patient
        if self.isVisible() and served != self._in_hand:
            self._in_hand = served
            self._presenter.filing.serve(served)

    def _render(self, state: RequestsState) -> None:
        self.form.render_state(state)
        self._empty.setVisible(state.loaded and not state.lines)
        said = self.tr("显示全部") if state.late_only else self.tr("逾期或已提醒 {n} 件")
        self.late.setText(said.format(n=state.late))
        self.late.setEnabled(state.late > 0 or state.late_only)
        tasks = self.tr("显示全部") if state.mine_only else self.tr("交给我的 {n} 件")
        self.mine.setText(tasks.format(n=state.mine))
        self.mine.setEnabled(state.mine > 0 or state.mine_only)
        self.table.setVisible(bool(state.lines))
        self.model.show([_row(line) for line in state.lines])
        self.table.put_row(state.selected)
        self.detail.setVisible(bool(state.lines))
        self.detail.render_state(state)
        self.detail.copy.render_state(self._copies.state)
        self._files.take(state.detail)
        self._effects.take(state.detail)
        self._changes.take(state.detail)
        self._genuine.setText(self._said(state))

    def _said(self, state: RequestsState) -> str:
        if state.verified is None:
            return ""
        code = state.verified.code
        outcome = say.word("RequestOutcome", code.outcome) if code.outcome else self.tr("受理回执")
        return self.tr("真：编号 {case}，{day}，{outcome}").format(
            case=code.case_id[-12:], day=code.day, outcome=outcome
        )

    # Qt's own names below
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        # also when nobody is in hand any more: who was here before must not stand as who asks
        self._in_hand = self._registration.identity.form.patient
        self._presenter.filing.serve(self._in_hand)
        self._presenter.load()


def _row(line: RequestLine) -> Row:
    look, icon = _look(line)
    due = say.NOTHING
    if line.due is not None:
        due = days_left(line.days_left or 0, line.due, closed=line.ended)
    cells = (
        Cell(due, look, icon),
        Cell(say.word("RequestKind", line.kind)),
        Cell(line.masked_name),
        Cell(say.word("Asker", line.asker)),
        Cell(f"{line.filed_at.astimezone(CHINA):%Y-%m-%d}", "muted"),
        Cell(_state(line)),
    )
    return Row(line.case_id, cells)


def _state(line: RequestLine) -> str:
    state = say.word("RequestState", line.state)
    if line.warned is None:
        return state
    return say.translate("Requests", "{state}·已过 {n} 天").format(state=state, n=line.warned)


def _look(line: RequestLine) -> tuple[str, str]:
    if line.ended:
        return "ok", "check"
    if line.days_left is not None and line.days_left <= DUE_NOW_DAYS:
        return "danger", "alert"
    return (
        ("warn", "clock") if line.days_left is not None and line.days_left <= DUE_SOON_DAYS else ("", "clock")
    )
