"""A reading of what law keeps: why, who approved, each look; the opened part stands here until the page is left."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.duties import Duty, DutyKind
from desktop.domain.legal_reading import APPROVED, PROPOSED, KeptRecord, is_open
from desktop.domain.schedules import CHINA
from desktop.presenters.duties import DutiesPresenter, DutiesState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import hbox, label, vbox


class LegalDetail(QFrame):
    """Ctrl+Y signs as the second person, Ctrl+O notes a look and opens, Ctrl+E ends, Ctrl+P prints the record of it."""

    def __init__(self, presenter: DutiesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._why = label("", "label")
        self._who = label("", "label")
        self._person = label("", "section")
        for line in (self._why, self._who, self._person):
            line.setWordWrap(True)
        self.number = TypedLine("duty-number")
        self.number.typed.connect(lambda text: presenter.edit("number", text))
        self.number.entered.connect(presenter.look)
        self.model = RowModel(
            (self.tr("就诊日"), self.tr("科室"), self.tr("医生"), self.tr("状态"), self.tr("费用"))
        )
        self.table = RowTable(self.model, (20, 26, 22, 16, 16), "kept-visits")
        self.table.setAccessibleName(self.tr("依法保存的就诊"))
        self.sign = KeyButton(self.tr("签字批准"), "Ctrl", "Y", kind="primary")
        self.open = KeyButton(self.tr("登记并查阅"), "Ctrl", "O", kind="primary")
        self.end = KeyButton(self.tr("查完，结束"), "Ctrl", "E")
        self.paper = KeyButton(self.tr("查阅记录"), "Ctrl", "P")
        for button, act in (
            (self.sign, presenter.sign), (self.open, presenter.look), (self.end, presenter.end_reading),
            (self.paper, presenter.report),
        ):  # fmt: skip
            button.clicked.connect(act)
        self.acts = {
            "Ctrl+Y": presenter.sign, "Ctrl+O": presenter.look, "Ctrl+E": presenter.end_reading,
            "Ctrl+P": presenter.report,
        }  # fmt: skip
        inside = vbox(
            self._why,
            self._who,
            Field(say.word("DutyField", "number"), self.number),
            self._person,
            spacing=8,
            margins=(16, 10, 16, 10),
        )
        inside.addWidget(self.table, 1)
        inside.addLayout(hbox(self.paper, self.end, None, self.sign, self.open))
        self.setLayout(inside)

    def render_state(self, state: DutiesState) -> None:
        """Show the reading in hand; nothing without one."""
        duty = state.current
        reading = duty if duty is not None and duty.kind == DutyKind.LEGAL else None
        self.setVisible(reading is not None)
        if reading is None:
            return
        facts = reading.facts
        self._why.setText(
            self.tr("{ground}：{authority}，{paper}。{why}").format(
                ground=say.word("DutyWord", facts["ground"]), authority=facts["authority"], paper=facts["paper"],
                why=facts["why"],
            )
        )  # fmt: skip
        self._who.setText(who_text(reading))
        open_now = is_open(reading, state.now) and not state.busy
        self.number.show_text(state.edited.get("number", ""))
        self.number.setEnabled(open_now and not facts["case"])
        found = state.kept or ()
        self._person.setText("\n".join(_person(one) for one in found))
        self.model.show([row for one in found for row in _visits(one)])
        self.table.setVisible(bool(found))
        self.sign.setVisible(reading.state == PROPOSED)
        self.sign.setEnabled(not state.busy)
        self.open.setVisible(reading.state == APPROVED)
        self.open.setEnabled(open_now)
        self.end.setEnabled(reading.state in (PROPOSED, APPROVED) and not state.busy)
        self.paper.setEnabled(not state.busy)


def who_text(duty: Duty) -> str:
    """Return who asked, who approved until when, and each look."""
    facts = duty.facts
    asked = say.translate("LegalReading", "申请 {by}").format(by=facts["proposed_by"])
    parts = [asked]
    if "approved_by" in facts:
        text = say.translate("LegalReading", "批准 {by}，可查到 {until}")
        parts.append(text.format(by=facts["approved_by"], until=_at(facts["until"])))
    look = say.translate("LegalReading", "{by} 于 {at} 查阅")
    parts += [look.format(by=one["by"], at=_at(one["at"])) for one in facts["reads"]]
    return "；".join(parts)


def _at(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(CHINA):%m-%d %H:%M}"


def _person(one: KeptRecord) -> str:
    person = one.person
    kind = say.word("Document", person.document_type)
    return f"{person.name}　{kind} {person.document_number or say.NOTHING}　{person.birth or say.NOTHING}"


def _visits(one: KeptRecord) -> list[Row]:
    return [
        Row(
            visit.id,
            (
                Cell(visit.day), Cell(visit.department), Cell(visit.doctor), Cell(say.word("VisitState", visit.state)),
                Cell(say.money(visit.fee_fen)),
            ),
        )
        for visit in one.bookings
    ]  # fmt: skip
