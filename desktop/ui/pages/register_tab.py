"""One register of the officer: entries at the left, the signed form at the right; F9 signs (P10, P38, P41, P43)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.registers import FIELDS, Holds, RegisterEntry, RegisterField, RegisterKind, Term, term_of
from desktop.presenters.registers import RegistersPresenter, RegistersState
from desktop.ui.pages.inputs import ChoiceBox, TypedLine
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import registers, say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import CARD_MARGINS, card, hbox, label, nothing_here, vbox

FORM_PX, COLUMNS = 560, 2
LOOKS = {Term.FAR: ("", ""), Term.SOON: ("warn", "clock"), Term.OVER: ("danger", "alert")}
DAY_HINT = "2026-11-27"


class RegisterTab(QWidget):
    """Enter goes from field to field."""

    def __init__(self, presenter: RegistersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.model = RowModel((self.tr("条目"), self.tr("版本"), self.tr("登记日"), self.tr("内容")))
        self.table = RowTable(self.model, (28, 10, 20, 42), "register-entries")
        self.table.moved.connect(presenter.select)
        self._empty = nothing_here(self.tr("还没有登记"))
        inside = vbox(self._empty, spacing=8, margins=CARD_MARGINS)
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        self._title = label("", "section")
        hint = label(self.tr("每一版都由本人签名并永久留存；日期写成 2026-11-27。"), "label")
        hint.setWordWrap(True)
        self.new = KeyButton(self.tr("新登记"), "Ctrl", "N")
        self.new.clicked.connect(self._start)
        self.send = KeyButton(self.tr("签名登记"), "F9", kind="primary")
        self.send.clicked.connect(presenter.put)
        self._grids = {kind: self._make_fields(kind) for kind in RegisterKind}
        column = vbox(self._title, hint, 4, spacing=4, margins=CARD_MARGINS)
        for grid in self._grids.values():
            column.addWidget(grid)
        column.addSpacing(12)
        buttons = hbox(self.new, spacing=8)
        buttons.addWidget(self.send, 1)
        column.addLayout(buttons)
        column.addStretch(1)
        form = card(column)
        form.setFixedWidth(FORM_PX)
        row = hbox(spacing=16)
        row.addWidget(card(inside), 1)
        row.addWidget(form)
        self.setLayout(row)

    def _make_fields(self, kind: RegisterKind) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        around = QWidget()
        for at, one in enumerate(FIELDS[kind]):
            control = self._make_control(kind, one)
            around_one = Field(say.word("RegisterField", one.code), control, required=True, helped=False)
            grid.addWidget(around_one, at // COLUMNS, at % COLUMNS)
        around.setLayout(grid)
        around.hide()
        return around

    def _make_control(self, kind: RegisterKind, one: RegisterField) -> TypedLine | ChoiceBox:
        name = f"{kind.value}-{one.code}"
        control: TypedLine | ChoiceBox
        if one.holds is Holds.CHOICE:
            words = [(code, choice_word(code)) for code in one.choices]
            control = ChoiceBox(name, words)
            control.chosen.connect(lambda code, c=one.code: self._presenter.type(c, code))
        else:
            control = TypedLine(name)
            control.typed.connect(lambda text, c=one.code: self._presenter.type(c, text))
            if one.holds is Holds.DAY:
                control.setPlaceholderText(DAY_HINT)
        control.entered.connect(lambda k=kind, c=one.code: self._next(k, c))
        return control

    def controls(self, kind: RegisterKind) -> list[TypedLine | ChoiceBox]:
        """Return the controls of a register's form, in order."""
        fields = self._grids[kind].findChildren(Field, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [field.control for field in fields if isinstance(field.control, TypedLine | ChoiceBox)]

    def start(self) -> None:
        """Put the caret into the first field."""
        self.controls(self._presenter.state.kind)[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _start(self) -> None:
        self._presenter.new()
        self.start()

    def _next(self, kind: RegisterKind, code: str) -> None:
        codes = [field.code for field in FIELDS[kind]]
        at = codes.index(code) + 1
        target: QWidget = self.controls(kind)[at] if at < len(codes) else self.send
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def render_state(self, state: RegistersState) -> None:
        """Show the register that is open."""
        shown = state.shown
        self._empty.setVisible(state.loaded and not shown)
        self.table.setVisible(bool(shown))
        self.table.setAccessibleName(say.word("Register", state.kind.value))
        self.model.show([_row(entry, term_of(entry, state.today)) for entry in shown])
        self.table.put_row(state.selected)
        after = state.after
        self._title.setText(self.tr("第 {n} 版").format(n=after.version + 1) if after else self.tr("新登记"))
        for kind, grid in self._grids.items():
            grid.setVisible(kind is state.kind)
        for field, control in zip(FIELDS[state.kind], self.controls(state.kind), strict=True):
            text = state.values.get(field.code, "")
            if isinstance(control, ChoiceBox):
                control.show_choice(text or None)
            else:
                control.show_text(text)
        self.send.setEnabled(not state.sending)


def choice_word(code: str) -> str:
    """Return the word of a choice."""
    return say.word("Register" if code in registers.KINDS else "RegisterChoice", code)


def _row(entry: RegisterEntry, term: Term) -> Row:
    fields = FIELDS[entry.kind]
    said = []
    for field in fields[1:]:
        value = entry.values[field.code]
        said.append(choice_word(value) if field.holds is Holds.CHOICE else value)
    first = entry.values[fields[0].code]
    name = choice_word(first) if fields[0].holds is Holds.CHOICE else first
    if term:
        name = f"{name}·{say.word('Term', term.value)}"
    cells = (
        Cell(name, *LOOKS[term]),
        Cell(str(entry.version), "muted"), Cell(f"{entry.day:%Y-%m-%d}", "muted"), Cell("·".join(said), "muted"),
    )  # fmt: skip
    return Row(entry.id, cells)
