"""Another body becomes responsible: who, from when, who was told how; Ctrl+Y signs, Ctrl+D hands over (P11)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.domain.duties import Duty, DutyKind
from desktop.domain.handovers import HANDED, ORDERED, PROPOSED
from desktop.domain.incidents import Channel
from desktop.presenters.duties import DutiesPresenter, DutiesState
from desktop.ui.pages.telling_detail import Acts, TellingDetail
from desktop.ui.printing.notice_painter import when
from desktop.ui.texts import say

OPEN_FOR = {
    "withdraw": (PROPOSED, ORDERED), "sign": (PROPOSED,), "paper": (PROPOSED, ORDERED, HANDED), "sms": (ORDERED,),
    "phone": (ORDERED,), "letter": (ORDERED,), "lost": (ORDERED,), "announced": (ORDERED,), "handed": (ORDERED,),
}  # fmt: skip


class HandoverDetail(TellingDetail):
    """Nothing goes over before everybody was told."""

    def __init__(self, presenter: DutiesPresenter, parent: QWidget | None = None) -> None:
        def told(channel: Channel, *, reached: bool = True) -> None:
            presenter.tell(channel.value, reached=reached)

        acts: Acts = [
            ("withdraw", say.translate("Handover", "撤回"), "W", lambda: presenter.step("withdraw")),
            ("paper", say.translate("Handover", "告知书"), "P", presenter.report),
            ("sms", say.translate("Handover", "短信"), "M", lambda: presenter.step(Channel.SMS.value)),
            ("phone", say.translate("Handover", "电话"), "T", lambda: told(Channel.PHONE)),
            ("letter", say.translate("Handover", "信函"), "F", lambda: told(Channel.LETTER)),
            ("lost", say.translate("Handover", "未联系上"), "U", lambda: told(Channel.PHONE, reached=False)),
            ("announced", say.translate("Handover", "已公告"), "J", lambda: presenter.step("announced")),
            ("handed", say.translate("Handover", "移交"), "D", lambda: presenter.step("handed")),
            ("sign", say.translate("Handover", "签字"), "Y", presenter.sign),
        ]
        super().__init__(presenter, "handover-people", acts, parent)

    def render_state(self, state: DutiesState) -> None:
        """Show the handover in hand; nothing without one."""
        duty = state.current
        mine = duty if duty is not None and duty.kind == DutyKind.HANDOVER else None
        self.setVisible(mine is not None)
        if mine is None:
            return
        facts = mine.facts
        self.title.setText(
            self.tr("{day} 起由 {receiver} 处理").format(day=facts["from-day"], receiver=facts["receiver"])
        )
        purposes = say.word("DutyWord", facts["purposes"])
        self.said.setText(
            self.tr("{cause}；{purposes}；联系方式：{contact}；{terms}").format(
                cause=say.word("DutyWord", facts["cause"]), purposes=purposes, contact=facts["receiver-contact"],
                terms=facts["terms"],
            )
        )  # fmt: skip
        self.signed.setText(_signed(mine))
        self.show_people(mine, state, OPEN_FOR)


def _signed(duty: Duty) -> str:
    facts = duty.facts
    parts = [say.translate("Handover", "拟定：{who}").format(who=duty.made_by)]
    for text, who, at in (
        (say.translate("Handover", "批准：{who} {at}"), "approved_by", "approved_at"),
        (say.translate("Handover", "移交：{who} {at}"), "handed_by", "handed_at"),
    ):
        if facts.get(at):
            parts.append(text.format(who=facts[who], at=when(datetime.fromisoformat(facts[at]))))
    return "　".join(parts)
