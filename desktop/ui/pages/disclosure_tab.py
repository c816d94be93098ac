"""The disclosure book: all of them at the left, the form and what can be done at the right (P10, P12, N33, N44)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.domain.disclosures import Disclosure, DisclosureKind, DisclosureState, Scope
from desktop.domain.policy_text import Topic
from desktop.domain.schedules import CHINA
from desktop.presenters.disclosures import FIELDS, DisclosuresPresenter, DisclosuresState
from desktop.ui.pages.clause_line import ClauseLine
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.register_tab import FORM_PX
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import CARD_MARGINS, card, hbox, label, nothing_here, sep, vbox

LOOKS = {
    DisclosureState.FILED: ("warn", "clock"), DisclosureState.APPROVED: ("", "approve"),
    DisclosureState.HANDED: ("ok", "check"),
}  # fmt: skip


class DisclosureTab(QWidget):
    """Enter goes from field to field; F9 files, Ctrl+G approves, Ctrl+P hands over, Ctrl+R removes the file."""

    def __init__(self, presenter: DisclosuresPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        headings = (
            self.tr("日期"),
            self.tr("种类"),
            self.tr("状态"),
            self.tr("提供给"),
            self.tr("内容"),
            self.tr("原因"),
        )
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (17, 15, 14, 19, 18, 17), "disclosures")
        self.table.setAccessibleName(self.tr("对外提供记录"))
        self.table.moved.connect(presenter.select)
        self._empty = nothing_here(self.tr("没有对外提供"))
        self._whose = label("", "section")
        inside = vbox(self._whose, self._empty, spacing=8, margins=CARD_MARGINS)
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        self.kind = OptionBar(
            "disclosure-kind",
            [(kind.value, say.word("DisclosureKind", kind.value)) for kind in DisclosureKind],
        )
        self.kind.name(self.tr("依据"))
        self.kind.chosen.connect(lambda code: presenter.choose(DisclosureKind(code)))
        self.lines: dict[str, TypedLine] = {}
        self.clause = ClauseLine(Topic.SHARING)
        title = label(self.tr("登记一次对外提供"), "section")
        column = vbox(title, self.clause, self.kind, 4, spacing=4, margins=CARD_MARGINS)
        column.addLayout(self._make_fields())
        self.boxes: dict[Scope, QCheckBox] = {}
        scope = hbox(spacing=12)
        for one in Scope:
            box = QCheckBox(say.word("Scope", one.value))
            box.setProperty("focusName", f"scope-{one.value}")
            box.clicked.connect(lambda there, s=one: presenter.tick(s, there))
            self.boxes[one] = box
            scope.addWidget(box)
        scope.addStretch(1)
        column.addLayout(scope)
        column.addSpacing(6)
        self.send = KeyButton(self.tr("登记"), "F9", kind="primary")
        self.look = KeyButton(self.tr("看扫描件"), "Ctrl", "O")
        self.approve = KeyButton(self.tr("批准"), "Ctrl", "G")
        self.hand = KeyButton(self.tr("导出并交出"), "Ctrl", "P")
        self.remove = KeyButton(self.tr("已交出，删文件"), "Ctrl", "R")
        for button, act in (
            (self.send, presenter.file), (self.look, presenter.look),
            (self.approve, presenter.approve), (self.hand, presenter.hand_over),
            (self.remove, presenter.remove),
        ):  # fmt: skip
            button.clicked.connect(act)
        self._who = label("", "label")
        self._who.setWordWrap(True)
        for part in (self.send, sep(), self._who, self.look, self.approve, self.hand, self.remove):
            column.addWidget(part)
        column.addStretch(1)
        form = card(column)
        form.setFixedWidth(FORM_PX)
        row = hbox(spacing=16)
        row.addWidget(card(inside), 1)
        row.addWidget(form)
        self.setLayout(row)

    def _make_fields(self) -> QVBoxLayout:
        grid = vbox(spacing=2)
        for at in range(0, len(FIELDS), 2):
            row = hbox(spacing=12)
            for code in FIELDS[at : at + 2]:
                line = TypedLine("disclosure-" + code)
                line.typed.connect(lambda text, c=code: self._presenter.type(c, text))
                line.entered.connect(lambda c=code: self._next(c))
                self.lines[code] = line
                row.addWidget(Field(say.word("DisclosureField", code), line), 1)
            grid.addLayout(row)
        return grid

    def start(self) -> None:
        """To whom comes first."""
        self.lines[FIELDS[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def _next(self, code: str) -> None:
        at = FIELDS.index(code) + 1
        target: QWidget = self.lines[FIELDS[at]] if at < len(FIELDS) else self.boxes[Scope.IDENTITY]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def render_state(self, state: DisclosuresState) -> None:
        """Show the book and the form."""
        subject, current = state.subject, state.current
        self._whose.setText(subject.name if subject else self.tr("全部患者（读卡或按 F3 选定一人）"))
        self._empty.setVisible(state.loaded and not state.lines)
        self.table.setVisible(bool(state.lines))
        self.model.show([_row(line) for line in state.lines])
        self.table.put_row(state.selected)
        self.kind.show_choice(state.kind.value)
        for code, line in self.lines.items():
            line.show_text(state.values.get(code, ""))
        for scope, box in self.boxes.items():
            box.setChecked(scope in state.scope)
        self._who.setText(self._said(current) if current else "")
        self.send.setEnabled(not state.working)
        filed = current is not None and current.state is DisclosureState.FILED
        approved = current is not None and current.state is DisclosureState.APPROVED
        scanned = current is not None and current.kind is not DisclosureKind.SHARE
        self.look.setEnabled(scanned and not state.working)
        self.approve.setEnabled(filed and not state.working)
        self.hand.setEnabled(approved and not state.working)

    def _said(self, one: Disclosure) -> str:
        by = self.tr("登记 {by}").format(by=one.by)
        number = f"{one.paper} {one.number}".strip()
        return self.tr("{by}，批准 {who}，文号 {number}").format(
            by=by, who=one.approved_by or say.NOTHING, number=number
        )


def _row(one: Disclosure) -> Row:
    look, icon = LOOKS[one.state]
    scope = "、".join(say.word("Scope", part.value) for part in one.scope)
    cells = (
        Cell(f"{one.at.astimezone(CHINA):%Y-%m-%d}", "muted"), Cell(say.word("DisclosureKind", one.kind.value)),
        Cell(say.word("DisclosureState", one.state.value), look, icon), Cell(one.recipient or _spent()), Cell(scope),
        Cell(one.why, "muted"),
    )  # fmt: skip
    return Row(one.id, cells)


def _spent() -> str:
    """Return what stands for who got it when the key of the entry was destroyed."""
    return say.translate("Disclosures", "依据已按期销毁")
