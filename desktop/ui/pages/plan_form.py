"""The small form at the right of the schedule: a line or a choice a field, Enter goes on, F9 saves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desktop.presenters.schedule_forms import Form, FormField
from desktop.ui.pages.inputs import ChoiceBox, TypedLine
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import hbox, label, vbox

FORM_PX = 300
LABEL_PX = 92


class PlanForm(QFrame):
    """Renders a Form; `typed` tells (field, value), `saved` and `left` the two buttons."""

    typed = Signal(str, str)
    saved = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.setFixedWidth(FORM_PX)
        self._shape: tuple[str, str] | None = None
        self.inputs: dict[str, TypedLine | ChoiceBox] = {}
        self._title = label("", "section")
        self.above = label("", "label")
        self.above.setWordWrap(True)
        self.below = label("", "label")
        self.below.setWordWrap(True)
        self._fields = QWidget()
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(6)
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setAutoFillBackground(False)
        inside.setLayout(vbox(self._fields, self.below, None, spacing=8))
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.save = KeyButton(self.tr("保存"), "F9", kind="primary")
        self.save.setProperty("focusName", "plan-save")
        self.save.clicked.connect(self.saved)
        self.back = KeyButton(self.tr("返回"), "Esc")
        self.back.setProperty("focusName", "plan-back")
        self.back.clicked.connect(self.left)
        self._foot = QWidget()
        foot = hbox(spacing=8)
        foot.addWidget(self.save, 1)
        foot.addWidget(self.back, 1)
        self._foot.setLayout(foot)
        column = vbox(self._title, self.above, spacing=6, margins=(16, 14, 16, 12))
        column.addWidget(scroll, 1)
        column.addWidget(self._foot)
        self.setLayout(column)

    def render_form(self, form: Form | None, *, busy: bool) -> bool:
        """Show the form; returns whether it is another one than before."""
        self._foot.setVisible(form is not None)
        self._fields.setVisible(form is not None)
        self.save.setEnabled(not busy)
        shape = None if form is None else (form.kind, form.entity)
        changed = shape != self._shape
        if changed:
            self._shape = shape
            self._rebuild(form)
        self._title.setText(say.word("PlanForm", form.kind) if form else self.tr("这半天"))
        for field in form.fields if form else ():
            self._show(field)
        return changed

    def first(self) -> QWidget | None:
        """Return the first field."""
        return next(iter(self.inputs.values()), None)

    def _rebuild(self, form: Form | None) -> None:
        for line in list(self.inputs.values()):
            line.deleteLater()
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.inputs = {}
        for row, field in enumerate(form.fields if form else ()):
            name = label(say.word("PlanField", field.code), "label")
            name.setFixedWidth(LABEL_PX)
            made = self._input(field)
            name.setBuddy(made)
            made.setAccessibleName(name.text())
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(made, row, 1)
            # a layout would show it only later, and what is not shown takes no caret
            if self._fields.isVisible():
                made.show()
            self.inputs[field.code] = made

    def _input(self, field: FormField) -> TypedLine | ChoiceBox:
        focus_name = f"plan-{field.code}"
        if field.choices:
            choices = [(code, _choice(code, word)) for code, word in field.choices]
            box = ChoiceBox(focus_name, choices)
            box.chosen.connect(lambda value, code=field.code: self.typed.emit(code, value))
            box.entered.connect(lambda code=field.code: self._go_on(code))
            return box
        line = TypedLine(focus_name)
        line.typed.connect(lambda value, code=field.code: self.typed.emit(code, value))
        line.entered.connect(lambda code=field.code: self._go_on(code))
        return line

    def _show(self, field: FormField) -> None:
        made = self.inputs[field.code]
        if isinstance(made, ChoiceBox):
            index = made.findData(field.value)
            if index != made.currentIndex():
                made.setCurrentIndex(index)
        else:
            made.show_text(field.value)

    def _go_on(self, code: str) -> None:
        codes = list(self.inputs)
        at = codes.index(code) + 1
        following = self.inputs[codes[at]] if at < len(codes) else self.save
        following.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(following)
        if isinstance(following, TypedLine):
            following.selectAll()


def _choice(code: str, word: str) -> str:
    """Return a choice's word: a code's own, or what came along (a name, a time)."""
    return names.named(say.word("PlanWord", word or code))
