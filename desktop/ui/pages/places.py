"""Departments, doctors and rooms on the schedule page: a list of one department, the form of a line at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.places import PlaceKind
from desktop.domain.schedules import Department, Doctor
from desktop.presenters.places import PlacesPresenter, PlacesState, Thing
from desktop.ui.pages.plan_form import PlanForm
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import names, say
from desktop.ui.widgets.layout import card, hbox, label, vbox

NEW_KEYS = {
    Qt.Key.Key_1: PlaceKind.DEPARTMENT, Qt.Key.Key_2: PlaceKind.DOCTOR, Qt.Key.Key_3: PlaceKind.ROOM,
}  # fmt: skip


class PlacesList(QWidget):
    """Renders PlacesState; digits make something new, Enter opens the line in hand."""

    def __init__(self, presenter: PlacesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        headings = (
            self.tr("类别"), self.tr("中文名"), self.tr("英文名"), self.tr("职称或位置"), self.tr("停用日期"),
        )  # fmt: skip
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (10, 24, 30, 22, 14), "places")
        self.table.setAccessibleName(self.tr("科室、医生和诊室"))
        self.table.moved.connect(presenter.select)
        self.table.opened.connect(lambda _row: presenter.open())
        keys = label(self.tr("Enter 修改  1 新科室  2 新医生  3 新诊室  D 科室  R 返回排班"), "help")
        inside = vbox(spacing=8, margins=(12, 12, 12, 10))
        inside.addWidget(self.table, 1)
        inside.addWidget(keys)
        self.form = PlanForm()
        self.form.typed.connect(presenter.type)
        self.form.saved.connect(presenter.save)
        self.form.left.connect(self.leave_form)
        row = hbox(spacing=16)
        row.addWidget(card(inside), 1)
        row.addWidget(self.form)
        self.setLayout(row)

    def render_state(self, state: PlacesState) -> None:
        """Show the list and the form."""
        self.model.show([_row(thing) for thing in state.lines])
        self.table.put_row(state.selected)
        had_form = bool(self.form.inputs)
        changed = self.form.render_form(state.form, busy=state.busy)
        current = state.current
        self.form.above.setText(
            names.named(current.name) if current is not None and state.form is None else ""
        )
        self.form.below.setText(
            self.tr("停用日期按 2026-12-31 的样子填写；留空即一直开放") if state.form else ""
        )
        if changed and state.form is not None:
            first = self.form.first()
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
        elif changed and had_form and self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_form(self) -> None:
        """Esc: nothing is kept."""
        self._presenter.cancel()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in NEW_KEYS:
            self._presenter.begin(NEW_KEYS[key])
        else:
            super().keyPressEvent(event)


def _row(thing: Thing) -> Row:
    if isinstance(thing, Department):
        kind, more = PlaceKind.DEPARTMENT, thing.place
    elif isinstance(thing, Doctor):
        kind, more = PlaceKind.DOCTOR, say.word("PlanWord", thing.title)
    else:
        kind, more = PlaceKind.ROOM, ""
    closed = (
        Cell(thing.closed_from.isoformat(), "warn", "clock")
        if thing.closed_from
        else Cell(say.NOTHING, "muted")
    )
    return Row(
        f"{kind.value}/{thing.id}",
        (
            Cell(say.word("PlanForm", kind.value), "muted"), Cell(thing.name), Cell(thing.english or say.NOTHING),
            Cell(more or say.NOTHING), closed,
        ),
    )  # fmt: skip
