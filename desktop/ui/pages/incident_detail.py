"""The incident in hand: clocks, what people are told, who was told how, what was learnt, its keys (P22, N34)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.domain.duties import Duty, DutyKind
from desktop.domain.incident_clocks import Running, clocks_of
from desktop.domain.incident_lessons import Lesson, lessons
from desktop.domain.incidents import CONTENTS, Channel, IncidentState, Told
from desktop.domain.letters import Paper
from desktop.domain.schedules import CHINA
from desktop.ports.central import DutyPerson
from desktop.presenters.duties import DutiesPresenter, DutiesState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.pages.loss_strip import LossStrip
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.field import Field, HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox

TABLE_PX = 34 + 2 * 44
ACROSS, LESSONS = 4, 2
LOOKS = {
    Told.TOLD.value: ("ok", "check"),
    Told.NOT_REACHED.value: ("danger", "alert"),
    Told.PRACTISED.value: ("", "check"),
    Told.SENDING.value: ("", "clock"),
}


class IncidentDetail(QFrame):
    """Ctrl+S keeps the contents, Ctrl+M sends, Ctrl+T and Ctrl+U note a call, Ctrl+E a lesson, Ctrl+Y signs."""

    def __init__(self, presenter: DutiesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._presenter = presenter
        self.clocks = HelperLine(role="body")
        self.trail = label("", "label")
        self.trail.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        self.lines: dict[str, TypedLine] = {}
        for at, code in enumerate((*CONTENTS, "reason", "lesson")):
            line = TypedLine("duty-" + code)
            line.typed.connect(lambda text, c=code: presenter.edit(c, text))
            self.lines[code] = line
            part = Field(say.word("DutyField", code), line, helped=False)
            grid.addWidget(part, at // ACROSS, at % ACROSS)
        self.keep = KeyButton(self.tr("记下教训"), "Ctrl", "E")
        self.keep.clicked.connect(presenter.keep_lesson)
        grid.addWidget(self.keep, 1, ACROSS - 1, Qt.AlignmentFlag.AlignBottom)
        for column in range(ACROSS):
            grid.setColumnStretch(column, 1)
        self.lessons = label("", "label")
        self.lessons.setWordWrap(True)
        self.loss = LossStrip(presenter)
        self.model = RowModel(
            (self.tr("姓名"), self.tr("电话"), self.tr("怎样涉及"), self.tr("告知"), self.tr("状态"))
        )
        self.table = RowTable(self.model, (18, 24, 26, 12, 20), "duty-people")
        self.table.setAccessibleName(self.tr("受影响的人"))
        self.table.setMinimumHeight(TABLE_PX)
        self.table.moved.connect(presenter.choose_person)
        self._count = label("", "section")
        self.buttons: dict[str, KeyButton] = {}
        keys = [
            ("contents", self.tr("存告知内容"), "S", presenter.keep_contents),
            ("sms", self.tr("短信告知"), "M", lambda: presenter.step(Channel.SMS.value)),
            ("phone", self.tr("电话已告知"), "T", lambda: presenter.tell(Channel.PHONE.value, reached=True)),
            (
                "letter",
                self.tr("信函已告知"),
                "F",
                lambda: presenter.tell(Channel.LETTER.value, reached=True),
            ),
            ("lost", self.tr("未联系上"), "U", lambda: presenter.tell(Channel.PHONE.value, reached=False)),
            ("draft", self.tr("公告稿"), "G", lambda: presenter.export(Paper.INCIDENT_ANNOUNCEMENT)),
            ("announced", self.tr("已公告"), "J", lambda: presenter.step("announced")),
            ("report", self.tr("报告书"), "P", presenter.report),
            ("reported", self.tr("已报告"), "B", lambda: presenter.step("reported")),
            ("close", self.tr("结案（已报告）"), "D", lambda: presenter.propose("reported")),
            ("spare", self.tr("结案（不需报告）"), "N", lambda: presenter.propose("not-required")),
            ("sign", self.tr("签字结案"), "Y", presenter.sign),
        ]
        rows = QGridLayout()
        rows.setSpacing(6)
        for at, (code, text, key, act) in enumerate(keys):
            button = KeyButton(text, "Ctrl", key, kind="primary" if code == "sign" else "")
            button.clicked.connect(lambda _=False, a=act: a())
            self.buttons[code] = button
            rows.addWidget(button, at // 4, at % 4)
        self.acts = {f"Ctrl+{key}": act for _code, _text, key, act in keys} | self.loss.acts
        self.acts["Ctrl+E"] = presenter.keep_lesson
        inside = vbox(self.clocks, spacing=6, margins=(16, 10, 16, 10))
        inside.addWidget(self.loss)
        inside.addLayout(grid)
        inside.addWidget(self.lessons)
        inside.addLayout(hbox(self._count, None))
        inside.addWidget(self.table, 1)
        inside.addWidget(self.trail)
        inside.addLayout(rows)
        self.setLayout(inside)

    def render_state(self, state: DutiesState) -> None:
        """Show the incident in hand; nothing without one."""
        duty = state.current
        self.setVisible(duty is not None and duty.kind == DutyKind.INCIDENT)
        if duty is None or duty.kind != DutyKind.INCIDENT:
            return
        self.clocks.say("    ".join(_clock(one) for one in clocks_of(duty, state.now)))
        for code, line in self.lines.items():
            line.show_text(self._presenter.content(code) if code in CONTENTS else state.edited.get(code, ""))
            line.setEnabled(duty.state == IncidentState.OPEN.value or code == "lesson")
        learnt = lessons(duty)
        self.lessons.setText("\n".join(_lesson(one) for one in learnt[-LESSONS:]))
        self.lessons.setVisible(bool(learnt))
        self.keep.setEnabled(not state.busy)
        self.model.show([_row(person) for person in state.people])
        self.table.put_row(state.person)
        told = sum(person.state == Told.TOLD.value for person in state.people)
        text = self.tr("受影响 {n} 人，已告知 {told} 人，未联系上 {lost} 人")
        lost = sum(person.state == Told.NOT_REACHED.value for person in state.people)
        told_of = text.format(n=len(state.people), told=told, lost=lost)
        claims, waiting = state.claims
        if claims:
            told_of += self.tr("；索赔 {n} 件，未答复 {open} 件").format(n=claims, open=waiting)
        self._count.setText(told_of)
        self.trail.setText(_trail(duty))
        open_now = duty.state == IncidentState.OPEN.value and not state.busy
        for code, button in self.buttons.items():
            button.setEnabled(open_now or code in ("draft", "report"))
        self.buttons["sign"].setEnabled(duty.state != IncidentState.CLOSED.value and not state.busy)
        closing = duty.state == IncidentState.CLOSING.value
        self.buttons["sign"].setText(self.tr("签字结案") if closing else self.tr("复核签字"))
        self.loss.render_duty(duty, state)

    def take_focus(self) -> None:
        """The first content."""
        self.lines[CONTENTS[0]].setFocus(Qt.FocusReason.TabFocusReason)


def _lesson(one: Lesson) -> str:
    text = say.translate("DutyLesson", "教训（{at} {by}）：{text}")
    return text.format(at=f"{one.at.astimezone(CHINA):%m-%d}", by=one.by, text=one.text)


def _clock(one: Running) -> str:
    name = say.word("DutyClock", one.code)
    if one.alarm == "met":
        return say.translate("DutyClock", "{name}：已完成").format(name=name)
    if one.alarm == "met-late":
        return say.translate("DutyClock", "{name}：完成，但已超时").format(name=name)
    if one.alarm == "over":
        return say.translate("DutyClock", "⚠ {name}：已超时").format(name=name)
    minutes = max(0, round(one.left.total_seconds() / 60))
    left = f"{minutes // 60}:{minutes % 60:02d}"
    mark = "⚠ " if one.alarm == "near" else ""
    return mark + say.translate("DutyClock", "{name}：还剩 {left}").format(name=name, left=left)


def _row(person: DutyPerson) -> Row:
    look, icon = LOOKS.get(person.state, ("", ""))
    ways = "、".join(say.word("DutyWord", one) for one in person.exposure.split())
    cells = (
        Cell(person.name), Cell(person.phone or say.NOTHING), Cell(ways),
        Cell(say.word("DutyWord", person.channel) if person.channel else say.NOTHING, "muted"),
        Cell(say.word("DutyWord", person.state), look, icon),
    )  # fmt: skip
    return Row(person.patient_id, cells)


def _trail(duty: Duty) -> str:
    return "；".join(
        f"{datetime.fromisoformat(at).astimezone(CHINA):%m-%d %H:%M} {who} {say.word('DutyStep', what)}"
        for at, who, what, _text in duty.facts["timeline"][-4:]
    )
