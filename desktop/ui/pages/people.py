"""Likely duplicates at the left, both records side by side at the right; every act is one key (G4-G6)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.merging import MergeField, PairState
from desktop.presenters.people import PeoplePresenter, PeopleState
from desktop.services.people import FieldLine, PairLine, PairSheet
from desktop.ui.pages.page import Page
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, nothing_here, vbox

LIST_PX = 610
ORDER = tuple(MergeField)
STATE_LOOKS = {
    PairState.FILED: ("warn", "clock"),
    PairState.MERGED: ("ok", "check"),
    PairState.UNDONE: ("muted", ""),
    PairState.OPEN: ("", ""),
}


class PeoplePage(Page):
    """Renders PeopleState."""

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__("people", parent)
        self._presenter = presenter
        self.model = RowModel((self.tr("两份档案"), self.tr("分"), self.tr("依据"), self.tr("状态")))
        self.table = RowTable(self.model, (25, 11, 33, 31), "pairs")
        self.table.setAccessibleName(self.tr("疑似重复"))
        self.table.moved.connect(presenter.select)
        self.table.opened.connect(lambda _row: presenter.open())
        self._empty = nothing_here(self.tr("没有疑似重复的档案；按 S 请中心比对全部档案"))
        self.scan = KeyButton(self.tr("比对全部档案"), "S")
        self.scan.setProperty("focusName", "scan")
        self.scan.clicked.connect(presenter.scan)
        left = QFrame()
        left.setObjectName("Card")
        left.setFixedWidth(LIST_PX)
        inside = vbox(self._empty, spacing=8, margins=(16, 14, 16, 12))
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        inside.addWidget(self.scan)
        left.setLayout(inside)
        self.sheet = _Sheet(presenter)
        row = hbox(left, spacing=16)
        row.addWidget(self.sheet, 1)
        self._note = HelperLine()
        head = hbox(label(self.tr("重复档案"), "title"), 16, spacing=8)
        head.addWidget(self._note, 1)
        self._column = vbox(head, spacing=12, margins=(20, 14, 20, 14))
        self._column.addLayout(row, 1)
        self.setLayout(self._column)
        self.follow(presenter.subscribe, self._render)

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The list is where one works; while it is empty there is only the scan."""
        begin = self.table if self._presenter.state.lines else self.scan
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """F5: read the list again."""
        self._presenter.load()

    def _render(self, state: PeopleState) -> None:
        filled = bool(state.lines) and self.table.isHidden()
        self._empty.setVisible(state.loaded and not state.lines)
        self.table.setVisible(bool(state.lines))
        self.model.show([_row(line) for line in state.lines])
        self.table.put_row(state.selected)
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)
        opened = self.sheet.render_state(state)
        if opened:
            self.sheet.fields.setFocus(Qt.FocusReason.OtherFocusReason)
        elif state.sheet is None and (self.sheet.fields.hasFocus() or (filled and self.scan.hasFocus())):
            self.take_focus()

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        presenter = self._presenter
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_M: presenter.merge,
            Qt.Key.Key_A: presenter.approve,
            Qt.Key.Key_R: presenter.refuse,
            Qt.Key.Key_N: presenter.dismiss,
            Qt.Key.Key_U: presenter.undo,
            Qt.Key.Key_S: presenter.scan,
            Qt.Key.Key_1: lambda: presenter.keep(0),
            Qt.Key.Key_2: lambda: presenter.keep(1),
        }
        act = acts.get(Qt.Key(event.key()))
        if plain and act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._presenter.load()


class FieldTable(RowTable):
    """The fields of both records; Left and Right choose, digits belong to the page."""

    picked = Signal(int, int)

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        sides = {Qt.Key.Key_Left: 0, Qt.Key.Key_Right: 1}
        side = sides.get(Qt.Key(event.key()))
        if side is not None and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex().row(), side)
        elif event.text().isdigit():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Sheet(QFrame):
    """Both records side by side and what can be done."""

    def __init__(self, presenter: PeoplePresenter) -> None:
        super().__init__()
        self.setObjectName("Card")
        self._open = False
        self._hint = label(self.tr("按回车并排查看两份档案；查看会留下记录"), "label")
        self._hint.setWordWrap(True)
        self._title = label("", "section")
        self._title.setWordWrap(True)
        self._facts = label("", "label")
        self._facts.setWordWrap(True)
        self.model = RowModel((self.tr("项目"), self.tr("档案 1"), self.tr("档案 2"), self.tr("保留")))
        self.fields = FieldTable(self.model, (18, 32, 32, 18), "pair-fields")
        self.fields.setAccessibleName(self.tr("逐项选择"))
        self.fields.picked.connect(lambda row, side: presenter.pick(ORDER[row], side))
        self._keys = label(self.tr("1、2 选保留哪份档案；←、→ 逐项选用哪一边的值"), "help")
        self._keys.setWordWrap(True)
        self.buttons: dict[str, KeyButton] = {}
        row = hbox(spacing=8)
        for name, text, key, kind, act in (
            ("merge", self.tr("申请合并"), "M", "primary", presenter.merge),
            ("dismiss", self.tr("不是同一人"), "N", "", presenter.dismiss),
            ("approve", self.tr("批准合并"), "A", "primary", presenter.approve),
            ("refuse", self.tr("驳回"), "R", "", presenter.refuse),
            ("undo", self.tr("撤销合并"), "U", "danger", presenter.undo),
        ):
            button = KeyButton(text, key, kind=kind)
            button.setProperty("focusName", name)
            button.clicked.connect(act)
            self.buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)
        self._body = QWidget()
        column = vbox(self._title, self._facts, spacing=4)
        column.addSpacing(6)
        column.addWidget(self.fields, 1)
        column.addWidget(self._keys)
        self._body.setLayout(column)
        whole = vbox(self._hint, spacing=8, margins=(20, 14, 20, 14))
        whole.addWidget(self._body, 1)
        whole.addStretch(0)
        whole.addLayout(row)
        self.setLayout(whole)

    def render_state(self, state: PeopleState) -> bool:
        """Show the pair in hand; returns whether its sheet has just been opened."""
        line, sheet = state.current, state.sheet
        self._body.setVisible(sheet is not None)
        self._hint.setVisible(sheet is None and line is not None)
        self._show_buttons(state)
        was, self._open = self._open, sheet is not None
        if sheet is None or line is None:
            return False
        stays = sheet.names[state.survivor]
        self._title.setText(
            self.tr("保留档案 {number}：{name}").format(number=state.survivor + 1, name=stays)
        )
        facts = [_record_facts(sheet, side) for side in (0, 1)]
        if state.asked_by:
            facts.append(self.tr("提出：{who}").format(who=state.asked_by))
        self._facts.setText("    ".join(facts) + "\n" + _reasons(line))
        self._keys.setVisible(state.can_choose)
        self.model.show([_field_row(field, state) for field in sheet.fields])
        if not was:
            self.fields.put_row(0)
        return not was

    def _show_buttons(self, state: PeopleState) -> None:
        now = state.current.state if state.current else None
        own = state.current is not None and state.current.own
        shown = {
            "merge": now in (PairState.OPEN, PairState.UNDONE),
            "dismiss": now is PairState.OPEN,
            "approve": now is PairState.FILED,
            "refuse": now is PairState.FILED,
            "undo": now is PairState.MERGED,
        }
        needs_sheet = {"merge", "approve"}
        for name, button in self.buttons.items():
            button.setVisible(shown[name])
            ready = not state.busy and (name not in needs_sheet or state.sheet is not None)
            button.setEnabled(ready and not (name == "approve" and own))


def _reasons(line: PairLine) -> str:
    return say.translate("PairReason", "、").join(say.word("PairReason", reason) for reason in line.reasons)


def _record_facts(sheet: PairSheet, side: int) -> str:
    evidence = say.word("Tag", f"evidence-{sheet.evidence[side]}")
    return say.translate("People", "档案 {number}：{evidence}，挂号 {count} 次").format(
        number=side + 1, evidence=evidence, count=sheet.bookings[side]
    )


def _row(line: PairLine) -> Row:
    look, icon = STATE_LOOKS.get(line.state, ("", ""))
    reasons = _reasons(line)
    cells = (
        Cell(" / ".join(line.names)),
        Cell(str(line.score) if line.reasons else say.NOTHING),
        Cell(reasons or say.NOTHING, "muted"),
        Cell(say.word("PairState", line.state.value), look, icon),
    )
    return Row(line.pair_id, cells)


def _field_row(field: FieldLine, state: PeopleState) -> Row:
    side = state.source(field.field)
    values = [_value(field, text) for text in (field.first, field.second)]
    differs = field.same is False
    cells = [
        Cell(text, "" if not differs or at == side else "muted", "check" if differs and at == side else "")
        for at, text in enumerate(values)
    ]
    kept = say.translate("People", "相同") if field.same else say.translate("People", "档案 {number}")
    if field.same is None:
        kept = say.NOTHING
    word = Cell(kept.format(number=side + 1), "warn" if differs else "muted")
    return Row(field.field.value, (Cell(say.word("MergeField", field.field.value), "muted"), *cells, word))


def _value(field: FieldLine, text: str) -> str:
    return say.word("Word", text) if field.field is MergeField.SEX else text
