"""A retention run in hand: every rule with its cut-off, what was due and what went; Ctrl+Y signs, Ctrl+P certifies."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.duties import Duty, DutyKind
from desktop.domain.incidents import Told
from desktop.domain.retention import PROPOSED, RULES
from desktop.domain.schedules import CHINA
from desktop.ports.central import DutyPerson
from desktop.presenters.duties import DutiesPresenter, DutiesState
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import hbox, vbox


class RetentionDetail(QFrame):
    """Nothing is deleted before another person has signed."""

    def __init__(self, presenter: DutiesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        headings = (
            self.tr("数据"),
            self.tr("保存天数"),
            self.tr("早于"),
            self.tr("应清理"),
            self.tr("暂缓清理"),
            self.tr("已删除"),
        )
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (28, 14, 22, 12, 12, 12), "retention")
        self.table.setAccessibleName(self.tr("保存期限"))
        self.people = RowModel((self.tr("姓名"), self.tr("到期原因"), self.tr("状态")))
        self.people_table = RowTable(self.people, (30, 45, 25), "retention-people")
        self.people_table.setAccessibleName(self.tr("到期的档案"))
        self.people_table.moved.connect(presenter.choose_person)
        self.file = KeyButton(self.tr("提交档案删除"), "Ctrl", "N")
        self.file.clicked.connect(presenter.file_files)
        self.sign = KeyButton(self.tr("签字并清理"), "Ctrl", "Y", kind="primary")
        self.sign.clicked.connect(presenter.sign)
        self.paper = KeyButton(self.tr("清理证明"), "Ctrl", "P")
        self.paper.clicked.connect(presenter.report)
        self.acts = {"Ctrl+N": presenter.file_files, "Ctrl+Y": presenter.sign, "Ctrl+P": presenter.report}
        inside = vbox(spacing=8, margins=(16, 10, 16, 10))
        inside.addWidget(self.table, 1)
        inside.addWidget(self.people_table, 1)
        inside.addLayout(hbox(self.paper, None, self.file, self.sign, spacing=8))
        self.setLayout(inside)

    def render_state(self, state: DutiesState) -> None:
        """Show the run in hand; nothing without one."""
        duty = state.current
        run = duty if duty is not None and duty.kind == DutyKind.RETENTION else None
        self.setVisible(run is not None)
        if run is None:
            return
        gone = run.facts.get("deleted", {})
        self.model.show(
            [
                Row(
                    rule.code,
                    (
                        Cell(say.word("Kept", rule.code)), Cell(str(rule.days)),
                        Cell(f"{datetime.fromisoformat(run.facts['before'][rule.code]).astimezone(CHINA):%Y-%m-%d}"),
                        Cell(str(run.facts["due"][rule.code])), Cell(_back(run, rule.code), "muted"),
                        Cell(str(gone.get(rule.code, say.NOTHING)), "ok"),
                    ),
                )
                for rule in RULES
                if rule.code in run.facts["before"]
            ]
        )  # fmt: skip
        self.people.show([_person(person) for person in state.people])
        self.people_table.put_row(state.person)
        self.people_table.setVisible(bool(state.people))
        unfiled = any(person.state == Told.WAITING.value for person in state.people)
        self.file.setEnabled(run.state == PROPOSED and unfiled and not state.busy)
        self.sign.setEnabled(run.state == PROPOSED and not state.busy)
        self.paper.setEnabled(not state.busy)


def _person(person: DutyPerson) -> Row:
    state = Cell(say.word("FileState", person.state), "muted" if person.state == Told.WAITING.value else "ok")
    return Row(person.patient_id, (Cell(person.name), Cell(say.word("Kept", person.exposure)), state))


def _back(run: Duty, code: str) -> str:
    count = run.facts.get("held", {}).get(code, 0)
    return str(count) if count else say.NOTHING
