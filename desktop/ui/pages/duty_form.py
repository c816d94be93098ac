"""The form of a new duty: a field for each part its kind needs, Enter goes on, F9 files it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.domain.duties import DutyKind
from desktop.domain.handovers import Cause, Purposes
from desktop.domain.incidents import Grade, IncidentType, Operator, Practice
from desktop.domain.legal_reading import LegalGround
from desktop.presenters.duties import FORMS, DutiesPresenter, DutiesState
from desktop.ui.pages.inputs import ChoiceBox, TypedLine
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import label, vbox

CHOICES = {
    "cause": Cause,
    "purposes": Purposes,
    "drill": Practice,
    "type": IncidentType,
    "grade": Grade,
    "operator": Operator,
    "ground": LegalGround,
}
HALF = frozenset({"cause", "purposes", "drill", "type", "grade", "operator", "found_at", "desk", "staff"})


class DutyForm(QFrame):
    """One for each kind."""

    def __init__(
        self, kind: DutyKind, title: str, presenter: DutiesPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.parts: dict[str, TypedLine | ChoiceBox] = {}
        self.kind, self._codes = kind, FORMS[kind]
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        row, column = 0, 0
        for at, code in enumerate(self._codes):
            part = self._part(code, presenter)
            part.entered.connect(lambda i=at: self._next(i))
            self.parts[code] = part
            wide = code not in HALF
            if wide and column:
                row, column = row + 1, 0
            grid.addWidget(
                Field(say.word("DutyField", code), part, helped=False), row, column, 1, 2 if wide else 1
            )
            row, column = (row + 1, 0) if wide or column else (row, 1)
        self.send = KeyButton(say.word("DutySend", kind.value), "F9", kind="primary")
        self.send.clicked.connect(presenter.file)
        inside = vbox(label(title, "section"), spacing=6, margins=(16, 12, 16, 12))
        inside.addLayout(grid)
        inside.addSpacing(6)
        inside.addWidget(self.send)
        self.drill = label("", "label")
        self.drill.setWordWrap(True)
        if kind is DutyKind.INCIDENT:
            inside.addWidget(self.drill)
        inside.addStretch(1)
        self.setLayout(inside)

    def _part(self, code: str, presenter: DutiesPresenter) -> TypedLine | ChoiceBox:
        if code in CHOICES:
            box = ChoiceBox(
                "duty-" + code, [(one.value, say.word("DutyWord", one.value)) for one in CHOICES[code]]
            )
            box.chosen.connect(lambda text, c=code: presenter.type(c, text))
            return box
        line = TypedLine("duty-" + code)
        line.typed.connect(lambda text, c=code: presenter.type(c, text))
        return line

    @property
    def first(self) -> QWidget:
        """Return the first field; a form without any has its button."""
        return self.parts[self._codes[0]] if self._codes else self.send

    def take_focus(self) -> None:
        """The first field."""
        self.first.setFocus(Qt.FocusReason.TabFocusReason)

    def render_state(self, state: DutiesState) -> None:
        """Show what is typed."""
        for code, part in self.parts.items():
            value = state.values.get(code, "")
            if isinstance(part, ChoiceBox):
                part.show_choice(value)
            else:
                part.show_text(value)
        self.send.setEnabled(not state.busy)
        if self.kind is DutyKind.INCIDENT:
            self.drill.setText(_drill_line(state))
            set_state(self.drill, "state", "warn" if state.drill_overdue else "")

    def _next(self, at: int) -> None:
        if at + 1 < len(self._codes):
            self.parts[self._codes[at + 1]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.send.setFocus(Qt.FocusReason.TabFocusReason)


def _drill_line(state: DutiesState) -> str:
    """Say when an incident was drilled last, and that a drill is due."""
    if state.drilled is None:
        due = say.translate("Drill", "还没有做过事件演练，每年一次：“真实或演练”选演练，办到结案。")
        return due if state.drill_overdue else ""
    line = say.translate("Drill", "上次事件演练 {day}。").format(day=state.drilled.isoformat())
    return line + (say.translate("Drill", "已满一年，请再演练。") if state.drill_overdue else "")
