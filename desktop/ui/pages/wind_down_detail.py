"""The end of the operation in hand: the order, who signed, who was told; Ctrl+Y signs, Ctrl+M tells (P15, P29, N35)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.domain.duties import Duty, DutyKind
from desktop.domain.incidents import Channel
from desktop.domain.wind_down import DRAFTED, ENDED, HALF, ORDERED
from desktop.presenters.duties import DutiesPresenter, DutiesState
from desktop.ui.pages.telling_detail import Acts, TellingDetail
from desktop.ui.printing.notice_painter import when
from desktop.ui.texts import say

OPEN_FOR = {
    "withdraw": (DRAFTED, HALF, ORDERED), "sign": (DRAFTED, HALF), "sms": (ORDERED,), "announced": (ORDERED,),
    "paper": (ENDED,),
}  # fmt: skip


class WindDownDetail(TellingDetail):
    """The destruction itself is started at central with the founding key."""

    def __init__(self, presenter: DutiesPresenter, parent: QWidget | None = None) -> None:
        acts: Acts = [
            ("withdraw", say.translate("WindDown", "撤回"), "W", lambda: presenter.step("withdraw")),
            ("paper", say.translate("WindDown", "证明"), "P", presenter.report),
            (
                "sms",
                say.translate("WindDown", "短信告知每个人"),
                "M",
                lambda: presenter.step(Channel.SMS.value),
            ),
            (
                "announced",
                say.translate("WindDown", "其余已公告"),
                "J",
                lambda: presenter.step("announced"),
            ),
            ("sign", say.translate("WindDown", "签字"), "Y", presenter.sign),
        ]
        super().__init__(presenter, "wind-down-people", acts, parent)

    def render_state(self, state: DutiesState) -> None:
        """Show the order in hand; nothing without one."""
        duty = state.current
        mine = duty if duty is not None and duty.kind == DutyKind.WIND_DOWN else None
        self.setVisible(mine is not None)
        if mine is None:
            return
        facts = mine.facts
        self.title.setText(self.tr("最后服务日 {day}").format(day=facts["last-day"]))
        self.said.setText(f"{facts['end-why']}\n{facts['end-contact']}")
        self.signed.setText(_progress(mine))
        self.show_people(mine, state, OPEN_FOR)


def _progress(duty: Duty) -> str:
    text = say.translate("WindDown", "签字：{who}")
    signed = "，".join(f"{who} {when(datetime.fromisoformat(at))}" for who, at, _ in duty.facts["signatures"])
    lines = [text.format(who=signed or say.NOTHING)]
    ended = duty.facts.get("certificate")
    if ended:
        text = say.translate("WindDown", "已删除 {n} 人；依法留存病历 {kept} 人；诉讼保全未删 {held} 人")
        lines.append(text.format(n=ended["destroyed"], kept=ended["kept"], held=ended["held"]))
    return "\n".join(lines)
