"""The request in hand: its words, its clocks, the proof that is missing, the decision and the answer."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QWidget

from desktop.domain.clocks import DayUnit, Due
from desktop.domain.requests import (
    PROPOSED,
    Channel,
    Evidence,
    Part,
    RefusalGround,
    RequestState,
    needs_scope,
)
from desktop.domain.schedules import CHINA, clinic_day
from desktop.presenters.copies import CopyPresenter
from desktop.presenters.corrections import CorrectionPresenter
from desktop.presenters.effects import EffectPresenter
from desktop.presenters.requests import RequestsPresenter
from desktop.presenters.requests_state import RequestsState
from desktop.services.request_askers import AskerShown
from desktop.services.request_values import RequestDetail, RequestLine
from desktop.ui.pages.inputs import ChoiceBox, TypedLine
from desktop.ui.pages.proof_boxes import ProofBoxes
from desktop.ui.pages.request_change import ChangeBlock
from desktop.ui.pages.request_copy import CopyBlock
from desktop.ui.pages.request_effect import EffectBlock
from desktop.ui.pages.request_form import WordsBox, incident_name
from desktop.ui.pages.request_notes import CaseNotes
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import Btn, KeyButton
from desktop.ui.widgets.layout import hbox, label, sep, vbox

REASON_PX = 56
LISTED = 3


class RequestDetailCard(QFrame):
    """Shows what can be done next and nothing else."""

    def __init__(
        self,
        presenter: RequestsPresenter,
        copies: CopyPresenter,
        effects: EffectPresenter,
        changes: CorrectionPresenter,
    ) -> None:
        super().__init__()
        self.setObjectName("Card")
        self._title = label("", "section")
        self._words = label("", "label")
        self._clocks = label("", "label")
        self._asker = label("", "label")
        self._proved = label("", "label")
        self.who = KeyButton(self.tr("看来人和联系方式"), "Alt", "W")
        self.who.setProperty("focusName", "request-asker-shown")
        self.who.clicked.connect(presenter.asker.show)
        self._why_not = label("", "label", state="warn")
        for text in (self._words, self._clocks, self._why_not, self._asker, self._proved):
            text.setWordWrap(True)
        self.verify = KeyButton(self.tr("证明齐全"), "Ctrl", "E")
        self.ask = Btn(self.tr("要求补证"))
        self.withdraw = Btn(self.tr("请求人撤回"))
        self.answer = KeyButton(self.tr("打印答复书"), "Ctrl", "P", kind="primary")
        grounds = [(g.value, say.word("Refusal", g.value)) for g in RefusalGround]
        self.ground = ChoiceBox("request-ground", grounds)
        self.ground.setAccessibleName(self.tr("不予或部分办理的理由"))
        self.ground.setPlaceholderText(self.tr("不予或部分办理的理由"))
        self.reason = WordsBox("request-reason")
        self.reason.setFixedHeight(REASON_PX)
        self.reason.setAccessibleName(self.tr("说明"))
        self.reason.setPlaceholderText(self.tr("说明（写进答复书）"))
        self.approve = KeyButton(self.tr("同意"), "Ctrl", "Y", kind="primary")
        self.partly = Btn(self.tr("部分同意"))
        self.refuse = KeyButton(self.tr("不予办理"), "Ctrl", "R")
        for button, name, act in (
            (self.verify, "verify-request", presenter.verify), (self.ask, "ask-proof", presenter.ask_proof),
            (self.withdraw, "withdraw-request", presenter.withdraw), (self.answer, "answer-request", presenter.answer),
            (self.approve, "approve-request", presenter.approve), (self.partly, "partly-request", presenter.partly),
            (self.refuse, "refuse-request", presenter.refuse),
        ):  # fmt: skip
            button.setProperty("focusName", name)
            button.clicked.connect(act)
        self.ground.chosen.connect(lambda code: presenter.give(RefusalGround(code)))
        self.reason.textChanged.connect(
            lambda: presenter.give(presenter.state.ground, self.reason.toPlainText())
        )
        self.notes = CaseNotes(presenter)
        self.fee = TypedLine("request-fee")
        self.fee.setPlaceholderText(self.tr("重复请求的费用（元），须写说明"))
        self.fee.setAccessibleName(say.word("RequestPart", "fees"))
        self.fee.typed.connect(presenter.charge)
        self.fee.entered.connect(self.focusNextChild)
        self._scope = QWidget()
        parts = hbox(label(self.tr("可告知："), "label"), spacing=8)
        self.parts: dict[Part, QCheckBox] = {}
        for part in Part:
            box = QCheckBox(say.word("RequestPart", part.value))
            box.setProperty("focusName", f"part-{part.value}")
            box.clicked.connect(lambda there, p=part: presenter.tell(p, bool(there)))
            parts.addWidget(box)
            self.parts[part] = box
        parts.addStretch(1)
        self._scope.setLayout(parts)
        self._proving = QWidget()
        self._proving.setLayout(_row(self.verify, self.ask, self.withdraw))
        self._deciding = QWidget()
        deciding = vbox(self._scope, self.fee, self.ground, self.reason, spacing=6)
        deciding.addLayout(_row(self.approve, self.partly, self.refuse))
        self._deciding.setLayout(deciding)
        self.proofs = ProofBoxes(
            presenter.tick, presenter.case_code, presenter.case_shown, self._title, call=presenter.case_call
        )
        self.effect = EffectBlock(effects)
        self.change = ChangeBlock(changes)
        self.copy = CopyBlock(copies, presenter)
        self._body = QWidget()
        self._column = vbox(
            self._title, self._words, hbox(self.who, self._asker, None, spacing=8), 2, sep(), 2, self._clocks,
            self._proved, self.proofs, self._proving, self._why_not,
            self.change, self._deciding, self.effect, self.copy, self.answer, self.notes, spacing=4,
        )  # fmt: skip
        self._body.setLayout(self._column)
        self.setLayout(vbox(self._body, margins=(16, 12, 16, 12)))

    def add_below(self, part: QWidget) -> None:
        """Put a part of the case under its notes."""
        self._column.addWidget(part)

    def render_state(self, state: RequestsState) -> None:
        """Show the request in hand."""
        detail = state.detail
        self._body.setVisible(detail is not None)
        if detail is None:
            return
        line, case = detail.line, detail.case
        outcome = (
            f"·{say.word('RequestOutcome', case.outcome.value)}" if case.outcome and case.decided_at else ""
        )
        kind, asker = say.word("RequestKind", line.kind), say.word("Asker", line.asker)
        self._title.setText(f"{kind}·{line.masked_name}·{asker}·{_came(case.channel)}{outcome}")
        left = any((detail.text.asker_name, detail.text.asker_relation, detail.text.contact))
        self.who.setVisible(left and state.asker is None)
        self._asker.setVisible(state.asker is not None)
        self._asker.setText(_asker(state.asker) if state.asker else "")
        self._proved.setText(_proved(case.evidence))
        self._proved.setVisible(bool(case.evidence))
        said = _gone(case.spent_at) if case.spent_at else detail.text.words
        if detail.text.recipient:
            said += "\n" + self.tr("接收方：{name}").format(name=detail.text.recipient)
        if case.signed_how:
            said += "\n" + say.word("SignedHow", case.signed_how.value)
        said += _harmed_by(state, detail)
        if detail.text.reason:
            said += "\n" + self.tr("说明：{reason}").format(reason=detail.text.reason)
        self._words.setText(said)
        self._clocks.setText("\n".join(_clock(due) for due in detail.clocks))
        proving = case.state in (RequestState.FILED, RequestState.PROOF_AWAITED)
        self.proofs.setVisible(proving)
        self._proving.setVisible(proving)
        self.proofs.offer(
            detail.missing if proving else (), state.seen, state.case_code, state.case_shown, state.case_call
        )
        self.ask.setVisible(case.state is RequestState.FILED)
        self._why_not.setText(self._waits(state, detail))
        self._why_not.setVisible(bool(self._why_not.text()))
        decides = detail.reviewers_left > 0 and state.may_decide and not line.own
        self._deciding.setVisible(decides)
        self.partly.setVisible(case.kind not in PROPOSED)
        self.fee.setVisible(bool(detail.earlier))
        self.fee.show_text(state.fee)
        self._scope.setVisible(needs_scope(case.kind, case.asker))
        for part, box in self.parts.items():
            box.setChecked(part in state.scope)
        self.ground.show_choice(state.ground.value if state.ground else None)
        self.reason.show_text(state.reason)
        self.answer.setVisible(case.state in (RequestState.DECIDED, RequestState.ANSWERED))
        self.notes.render_state(state)
        for button in (
            self.verify,
            self.ask,
            self.withdraw,
            self.answer,
            self.approve,
            self.partly,
            self.refuse,
        ):
            button.setEnabled(not state.working)

    def _waits(self, state: RequestsState, detail: RequestDetail) -> str:
        if detail.reviewers_left == 0:
            return ""
        if detail.line.own and state.may_decide:
            return self.tr("本人提交的请求由别人决定")
        repeated = ""
        if detail.earlier:
            listed = "、".join(_earlier(line) for line in detail.earlier[-LISTED:])
            repeated = self.tr("此前同类请求 {n} 次（{listed}）").format(n=len(detail.earlier), listed=listed)
        left = self.tr("还需 {n} 人决定").format(n=detail.reviewers_left)
        return "；".join(part for part in (left, repeated) if part)


def _gone(at: datetime) -> str:
    return say.translate("Requests", "本案依据已于 {day} 按保存期限销毁，不能再打开").format(
        day=clinic_day(at).isoformat()
    )


def _came(channel: Channel) -> str:
    return say.word("RequestChannel", channel.value)


def _asker(asker: AskerShown) -> str:
    """Return who asked and how they are reached."""
    said = (
        (say.translate("Requests", "来人：{value}"), asker.name),
        (say.translate("Requests", "关系：{value}"), asker.relation),
        (say.translate("Requests", "联系方式：{value}"), asker.contact),
    )
    return "　".join(text.format(value=value) for text, value in said if value)


def _proved(evidence: tuple[Evidence, ...]) -> str:
    """Return by what it was proved who asks."""
    seen = say.translate("Requests", "、").join(say.word("Proof", one.value) for one in evidence)
    return say.translate("Requests", "已核验：{seen}").format(seen=seen)


def _harmed_by(state: RequestsState, detail: RequestDetail) -> str:
    """Return the incident that a claim names."""
    found = next((duty for duty in state.incidents if duty.id == detail.case.incident), None)
    return "\n" + say.translate("Requests", "事件：{name}").format(name=incident_name(found)) if found else ""


def _row(*buttons: Btn) -> QHBoxLayout:
    row = hbox(spacing=8)
    for button in buttons:
        row.addWidget(button, 1)
    return row


def _earlier(line: RequestLine) -> str:
    outcome = (
        say.word("RequestOutcome", line.outcome) if line.outcome else say.word("RequestState", line.state)
    )
    return f"{line.filed_at.astimezone(CHINA):%Y-%m-%d} {outcome}"


def _found(due: Due) -> str:
    """Return how a last day was found (N11): from which day, counting what, under which text."""
    source = say.word("ClockSource", due.clock.source)
    if due.clock.unit is DayUnit.WORKING:
        words = say.translate(
            "Requests", "（自 {day} 次日起 {n} 个工作日，节假日不计、补班日计入；{source}）"
        )
    else:
        words = say.translate("Requests", "（自 {day} 次日起 {n} 天；{source}）")
    return words.format(day=f"{due.started:%m-%d}", n=due.clock.length, source=source)


def _clock(due: Due) -> str:
    words = say.word("Clock", due.clock.code)
    if due.last_day is None:
        return say.translate("Requests", "{clock}：核验身份后起算").format(clock=words)
    text = say.translate("Requests", "{clock}：{day} 到期").format(clock=words, day=due.last_day)
    text += _found(due)
    if due.extended_days:
        text += say.translate("Requests", "（含延期 {n} 天）").format(n=due.extended_days)
    if due.paused_days:
        text += say.translate("Requests", "（含等补证 {n} 天）").format(n=due.paused_days)
    if not due.sure:
        text += say.translate("Requests", "（节假日安排未公布，暂按周一至周五）")
    return text
