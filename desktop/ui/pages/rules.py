"""The booking rules: dated versions at the left, the next one at the right; F9 sends it to central (N21, G26)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desktop.domain.booking_rules import RuleSet
from desktop.presenters.rule_form import CHOICES, FIELDS, GROUPS
from desktop.presenters.rules import RulesPresenter, RulesState, Version
from desktop.ui.pages.inputs import ChoiceBox, TypedLine
from desktop.ui.pages.page import Page
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import Field, HelperLine
from desktop.ui.widgets.layout import CARD_MARGINS, card, hbox, label, nothing_here, vbox

FORM_PX, COLUMNS = 620, 3
LOOKS = {"now": ("ok", "check"), "later": ("", "clock"), "earlier": ("muted", "")}


class RulesPage(Page):
    """Enter goes from field to field; what is sent is in force from its day on, never before tomorrow."""

    def __init__(self, presenter: RulesPresenter, parent: QWidget | None = None) -> None:
        super().__init__("rules", parent)
        self._presenter = presenter
        self.model = RowModel((self.tr("生效日"), self.tr("状态"), self.tr("内容")))
        self.table = RowTable(self.model, (22, 20, 58), "rules")
        self.table.setAccessibleName(self.tr("规则版本"))
        self._empty = nothing_here(self.tr("还没有规则，一切都允许"))
        inside = vbox(self._empty, spacing=8, margins=CARD_MARGINS)
        inside.addWidget(self.table, 1)
        row = hbox(spacing=16)
        row.addWidget(card(inside), 1)
        row.addWidget(self._make_form())
        self._note = HelperLine()
        head = hbox(label(self.tr("预约规则"), "title"), 16, spacing=8)
        head.addWidget(self._note, 1)
        self._column = vbox(spacing=12, margins=(20, 14, 20, 14))
        self._column.addLayout(head)
        self._column.addLayout(row, 1)
        self.setLayout(self._column)
        self.add_key("F9", presenter.publish)
        self.follow(presenter.subscribe, self._render)

    def _make_form(self) -> QFrame:
        self.lines: dict[str, TypedLine | ChoiceBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for each in range(COLUMNS):
            grid.setColumnStretch(each, 1)
        at_row = 0
        for group, codes in GROUPS.items():
            grid.addWidget(label(say.word("RuleGroup", group), "strong"), at_row, 0, 1, COLUMNS)
            for at, code in enumerate(codes):
                field = Field(say.word("RuleField", code), self._line(code), helped=False)
                grid.addWidget(field, at_row + 1 + at // COLUMNS, at % COLUMNS)
            at_row += 2 + (len(codes) - 1) // COLUMNS
        self.send = KeyButton(self.tr("发布新规则"), "F9", kind="primary")
        self.send.clicked.connect(self._presenter.publish)
        hint = label(self.tr("0 表示不限。新规则从生效日起执行，之前的事按当时的规则。"), "label")
        hint.setWordWrap(True)
        column = vbox(label(self.tr("新版本"), "section"), hint, 4, spacing=4, margins=CARD_MARGINS)
        column.addWidget(self._scrolling(grid), 1)
        column.addSpacing(6)
        column.addWidget(self.send)
        form = card(column)
        form.setFixedWidth(FORM_PX)
        return form

    def _line(self, code: str) -> TypedLine | ChoiceBox:
        line: TypedLine | ChoiceBox
        if code in CHOICES:
            line = ChoiceBox("rule-" + code, [(each, say.word("RuleChoice", each)) for each in CHOICES[code]])
            line.chosen.connect(lambda text: self._presenter.type(code, text))
        else:
            line = TypedLine("rule-" + code)
            line.typed.connect(lambda text: self._presenter.type(code, text))
        line.entered.connect(lambda: self._next(FIELDS.index(code)))
        self.lines[code] = line
        return line

    def _scrolling(self, grid: QGridLayout) -> QScrollArea:
        """The fields scroll on a low screen; the field with the caret is always in sight."""
        inside = QWidget()
        column = vbox(margins=(2, 0, 2, 0))
        column.addLayout(grid)
        column.addStretch(1)
        inside.setLayout(column)
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        for plain in (scroll.viewport(), inside):
            plain.setAutoFillBackground(False)
        return scroll

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The day is asked first."""
        self._focus(0)

    def refresh(self) -> None:
        """F5: read the versions again."""
        self._presenter.load()

    def _next(self, at: int) -> None:
        if at + 1 < len(FIELDS):
            self._focus(at + 1)
        else:
            self.send.setFocus(Qt.FocusReason.TabFocusReason)

    def _focus(self, at: int) -> None:
        line = self.lines[FIELDS[at]]
        line.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(line, TypedLine):
            line.selectAll()
        self._scroll.ensureWidgetVisible(line)

    def _render(self, state: RulesState) -> None:
        self._empty.setVisible(state.loaded and not state.versions)
        self.table.setVisible(bool(state.versions))
        self.model.show([_row(version) for version in state.versions])
        for code, line in self.lines.items():
            text = state.values.get(code, "")
            if isinstance(line, TypedLine):
                line.show_text(text)
            else:
                line.show_choice(text)
        self.send.setEnabled(not state.sending)
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)

    # Qt's own names below
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._presenter.load()


def _row(version: Version) -> Row:
    look, icon = LOOKS[version.when]
    rules = version.rules
    cells = (
        Cell(f"{rules.effective_from:%Y-%m-%d}"),
        Cell(say.word("RuleWhen", version.when), look, icon),
        Cell(_summary(rules), "muted"),
    )
    return Row(rules.version, cells)


def _summary(rules: RuleSet) -> str:
    parts = [say.translate("Rules", "可约 {n} 天").format(n=rules.window.to_days)]
    if rules.limits:
        parts.append(say.translate("Rules", "限号 {n} 条").format(n=len(rules.limits)))
    if rules.no_show:
        parts.append(say.translate("Rules", "爽约 {n} 次停 {d} 天").format(
            n=rules.no_show.count, d=rules.no_show.penalty_days))  # fmt: skip
    if rules.collect_minutes_before:
        parts.append(say.translate("Rules", "提前 {n} 分取号").format(n=rules.collect_minutes_before))
    if rules.queue.passed_after:
        parts.append(say.translate("Rules", "过号隔 {n} 人").format(n=rules.queue.passed_after))
    else:
        parts.append(say.translate("Rules", "过号排末尾"))
    return "·".join(parts)
