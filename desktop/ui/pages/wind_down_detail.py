"""The end of the operation in hand: the order, who signed, who was told; Ctrl+Y signs, Ctrl+M tells (P15, P29, N35)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.duties import Duty, DutyKind
from desktop.domain.incidents import Channel, Told
from desktop.domain.wind_down import DRAFTED, ENDED, HALF, ORDERED
from desktop.ports.central import DutyPerson
from desktop.presenters.duties import DutiesPresenter, DutiesState
from desktop.ui.printing.notice_painter import when
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import hbox, label, vbox


class WindDownDetail(QFrame):
    """The destruction itself is started at central with the founding key."""

    def __init__(self, presenter: DutiesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._last, self._order, self._signed = label("", "section"), label("", "body"), label("", "label")
        for part in (self._order, self._signed):
            part.setWordWrap(True)
        self._count = label("", "section")
        self.model = RowModel((self.tr("姓名"), self.tr("电话"), self.tr("告知"), self.tr("状态")))
        self.table = RowTable(self.model, (24, 34, 18, 24), "wind-down-people")
        self.table.setAccessibleName(self.tr("要告知的人"))
        self.table.moved.connect(presenter.choose_person)
        acts: list[tuple[str, str, str, Callable[[], None]]] = [
            ("withdraw", self.tr("撤回"), "W", lambda: presenter.step("withdraw")),
            ("paper", self.tr("证明"), "P", presenter.report),
            ("sms", self.tr("短信告知每个人"), "M", lambda: presenter.step(Channel.SMS.value)),
            ("announced", self.tr("其余已公告"), "J", lambda: presenter.step("announced")),
            ("sign", self.tr("签字"), "Y", presenter.sign),
        ]
        self.buttons: dict[str, KeyButton] = {}
        row = hbox(spacing=8)
        for code, text, key, act in acts:
            button = KeyButton(text, "Ctrl", key, kind="primary" if code == "sign" else "")
            button.clicked.connect(lambda _=False, a=act: a())
            self.buttons[code] = button
            row.addWidget(button)
        inside = vbox(self._last, self._order, self._signed, self._count, spacing=8, margins=(16, 12, 16, 12))
        inside.addWidget(self.table, 1)
        inside.addStretch(0)
        inside.addLayout(row)
        self.setLayout(inside)

    def render_state(self, state: DutiesState) -> None:
        """Show the order in hand; nothing without one."""
        duty = state.current
        mine = duty if duty is not None and duty.kind == DutyKind.WIND_DOWN else None
        self.setVisible(mine is not None)
        if mine is None:
            return
        facts = mine.facts
        self._last.setText(self.tr("最后服务日 {day}").format(day=facts["last-day"]))
        self._order.setText(f"{facts['end-why']}\n{facts['end-contact']}")
        self._signed.setText(_progress(mine))
        # whoever is destroyed is on no list any more: then the counts that were taken before
        told = Counter(mine.facts.get("told") or Counter(person.state for person in state.people))
        text = self.tr("要告知 {n} 人，已告知 {told} 人，未联系上 {lost} 人")
        self._count.setText(
            text.format(n=told.total(), told=told[Told.TOLD.value], lost=told[Told.NOT_REACHED.value])
        )
        self.model.show([_row(person) for person in state.people])
        self.table.put_row(state.person)
        self.table.setVisible(bool(state.people))
        open_for = {
            "withdraw": (DRAFTED, HALF, ORDERED), "sign": (DRAFTED, HALF), "sms": (ORDERED,), "announced": (ORDERED,),
            "paper": (ENDED,),
        }  # fmt: skip
        for code, button in self.buttons.items():
            button.setEnabled(mine.state in open_for[code] and not state.busy)


def _progress(duty: Duty) -> str:
    text = say.translate("WindDown", "签字：{who}")
    signed = "，".join(f"{who} {when(datetime.fromisoformat(at))}" for who, at, _ in duty.facts["signatures"])
    lines = [text.format(who=signed or say.NOTHING)]
    ended = duty.facts.get("certificate")
    if ended:
        text = say.translate("WindDown", "已删除 {n} 人；依法留存病历 {kept} 人；诉讼保全未删 {held} 人")
        lines.append(text.format(n=ended["destroyed"], kept=ended["kept"], held=ended["held"]))
    return "\n".join(lines)


def _row(person: DutyPerson) -> Row:
    looks = {Told.TOLD.value: ("ok", "check"), Told.NOT_REACHED.value: ("danger", "alert")}
    told = Cell(say.word("DutyWord", person.state), *looks.get(person.state, ("", "clock")))
    channel = say.word("DutyWord", person.channel) if person.channel else say.NOTHING
    return Row(person.patient_id, (Cell(person.name), Cell(person.phone or say.NOTHING), Cell(channel), told))
