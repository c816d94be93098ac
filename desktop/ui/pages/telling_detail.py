"""A duty of which everybody is told: its words, whom, how far it is, its keys (P11, P15, P29)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from desktop.domain.duties import Duty
from desktop.domain.incidents import Told
from desktop.ports.central import DutyPerson
from desktop.presenters.duties import DutiesPresenter, DutiesState
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import label, vbox

IN_A_ROW = 5
Acts = list[tuple[str, str, str, Callable[[], None]]]


class TellingDetail(QFrame):
    """`acts`: code, words, letter, what it does; a kind says its words and in which states each act is open."""

    def __init__(
        self, presenter: DutiesPresenter, name: str, acts: Acts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.title, self.said, self.signed = label("", "section"), label("", "body"), label("", "label")
        for part in (self.said, self.signed):
            part.setWordWrap(True)
        self._count: QLabel = label("", "section")
        self.model = RowModel((self.tr("姓名"), self.tr("电话"), self.tr("告知"), self.tr("状态")))
        self.table = RowTable(self.model, (24, 34, 18, 24), name)
        self.table.setAccessibleName(self.tr("要告知的人"))
        self.table.moved.connect(presenter.choose_person)
        self.buttons: dict[str, KeyButton] = {}
        rows = QGridLayout()
        rows.setSpacing(8)
        for at, (code, text, key, act) in enumerate(acts):
            button = KeyButton(text, "Ctrl", key, kind="primary" if code == "sign" else "")
            button.clicked.connect(lambda _=False, a=act: a())
            self.buttons[code] = button
            rows.addWidget(button, at // IN_A_ROW, at % IN_A_ROW)
        self.acts = {f"Ctrl+{key}": act for _code, _text, key, act in acts}
        inside = vbox(self.title, self.said, self.signed, self._count, spacing=8, margins=(16, 12, 16, 12))
        inside.addWidget(self.table, 1)
        inside.addStretch(0)
        inside.addLayout(rows)
        self.setLayout(inside)

    def show_people(self, duty: Duty, state: DutiesState, open_for: Mapping[str, tuple[str, ...]]) -> None:
        """Show whom it concerns and which keys act now."""
        # whoever is destroyed is on no list any more: then the counts that were taken before
        told = Counter(duty.facts.get("told") or Counter(person.state for person in state.people))
        text = self.tr("要告知 {n} 人，已告知 {told} 人，未联系上 {lost} 人")
        self._count.setText(
            text.format(n=told.total(), told=told[Told.TOLD.value], lost=told[Told.NOT_REACHED.value])
        )
        self.model.show([_row(person) for person in state.people])
        self.table.put_row(state.person)
        self.table.setVisible(bool(state.people))
        for code, button in self.buttons.items():
            button.setEnabled(duty.state in open_for[code] and not state.busy)


def _row(person: DutyPerson) -> Row:
    looks = {Told.TOLD.value: ("ok", "check"), Told.NOT_REACHED.value: ("danger", "alert")}
    told = Cell(say.word("DutyWord", person.state), *looks.get(person.state, ("", "clock")))
    channel = say.word("DutyWord", person.channel) if person.channel else say.NOTHING
    return Row(person.patient_id, (Cell(person.name), Cell(person.phone or say.NOTHING), Cell(channel), told))
