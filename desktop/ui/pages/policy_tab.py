"""The policy's next version: what the text promises and where it is at fault at the left, the form at the right.

Ctrl+T reads the file, F9 signs and publishes (P30, P33, N27).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.policies import Weight
from desktop.domain.policy_reader import Finding, FoundDuty, Kind, Reading
from desktop.presenters.policies import FIELDS, PoliciesPresenter, PoliciesState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.register_tab import DAY_HINT, FORM_PX
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import CARD_MARGINS, card, hbox, label, vbox

ROW_PX = 34 + 4 * 44


class PolicyTab(QWidget):
    """Enter goes from field to field."""

    def __init__(self, presenter: PoliciesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._summary = label(self.tr("填好文本文件后按 Ctrl+T，先核对再发布。"), "section")
        self._summary.setWordWrap(True)
        self.faults = RowModel((self.tr("问题"), self.tr("内容"), self.tr("出处")))
        self.fault_table = RowTable(self.faults, (22, 30, 48), "policy-faults")
        self.fault_table.setAccessibleName(self.tr("文本中的问题"))
        self.fault_table.setFixedHeight(ROW_PX)
        self.duties = RowModel((self.tr("序号"), self.tr("章"), self.tr("文本作出的承诺")))
        self.duty_table = RowTable(self.duties, (8, 8, 84), "policy-duties")
        self.duty_table.setAccessibleName(self.tr("文本作出的承诺"))
        self._where = label("", "label")
        self._where.setWordWrap(True)
        self.fault_table.moved.connect(self._show_where)
        inside = vbox(self._summary, self.fault_table, self._where, spacing=8, margins=CARD_MARGINS)
        inside.addWidget(self.duty_table, 1)
        inside.addStretch(0)
        self.lines: dict[str, TypedLine] = {}
        self.weight = OptionBar(
            "policy-weight", [(w.value, say.word("PolicyWeight", w.value)) for w in Weight]
        )
        self.weight.name(self.tr("变更程度"))
        self.weight.chosen.connect(lambda code: presenter.choose(Weight(code)))
        self.weight.entered.connect(lambda: self._next("weight"))
        hint = label(
            self.tr("发布后各窗口即可看到待施行的版本。重大变更施行后，有账户的患者下次来时再问一次。"),
            "label",
        )
        hint.setWordWrap(True)
        column = vbox(label(self.tr("发布新版隐私告知"), "section"), hint, 4, spacing=4, margins=CARD_MARGINS)
        first = hbox(spacing=12)
        for code in FIELDS[:2]:
            first.addWidget(self._field(code), 1)
        column.addLayout(first)
        column.addWidget(Field(self.tr("变更程度"), self.weight, required=True))
        for code in FIELDS[2:]:
            column.addWidget(self._field(code))
        self.check = KeyButton(self.tr("核对文本"), "Ctrl", "T")
        self.check.clicked.connect(presenter.check)
        self.send = KeyButton(self.tr("签名发布"), "F9", kind="primary")
        self.send.clicked.connect(presenter.publish)
        buttons = hbox(self.check, spacing=8)
        buttons.addWidget(self.send, 1)
        column.addLayout(buttons)
        column.addStretch(1)
        form = card(column)
        form.setFixedWidth(FORM_PX)
        row = hbox(spacing=16)
        row.addWidget(card(inside), 1)
        row.addWidget(form)
        self.setLayout(row)

    def _field(self, code: str) -> Field:
        line = TypedLine("policy-" + code)
        line.typed.connect(lambda text, c=code: self._presenter.type(c, text))
        line.entered.connect(lambda c=code: self._next(c))
        if code == "effective":
            line.setPlaceholderText(DAY_HINT)
        self.lines[code] = line
        return Field(say.word("PolicyField", code), line, required=code != "text-en")

    def start(self) -> None:
        """The version comes first."""
        self.lines["version"].setFocus(Qt.FocusReason.TabFocusReason)

    def _next(self, code: str) -> None:
        order: dict[str, QWidget] = {
            "version": self.lines["effective"], "effective": self.weight.stops()[0], "weight": self.lines["changes"],
            "changes": self.lines["text"], "text": self.lines["text-en"], "text-en": self.send,
        }  # fmt: skip
        order[code].setFocus(Qt.FocusReason.TabFocusReason)

    def render_state(self, state: PoliciesState) -> None:
        """Show the form and what was read."""
        for code, line in self.lines.items():
            line.show_text(state.values.get(code, ""))
        self.weight.show_choice(state.weight.value)
        for button in (self.check, self.send):
            button.setEnabled(not state.working)
        reading = state.reading
        for part in (self.fault_table, self._where, self.duty_table):
            part.setVisible(reading is not None)
        if reading is None:
            self._summary.setText(self.tr("填好文本文件后按 Ctrl+T，先核对再发布。"))
            return
        self._summary.setText(_summary(reading))
        self.faults.show([_fault(at, one) for at, one in enumerate(reading.findings)])
        self.duties.show([_duty(one) for one in reading.duties])
        self._show_where(self.fault_table.currentIndex().row())

    def _show_where(self, at: int) -> None:
        """Show every place of the fault in hand in full."""
        reading = self._presenter.state.reading
        found = reading.findings if reading else ()
        self._where.setText("\n".join(_places(found[at])) if 0 <= at < len(found) else "")


def _places(one: Finding) -> list[str]:
    return [f"[{chapter or '--'}] {said}" for chapter, said in one.places]


def _summary(reading: Reading) -> str:
    text = say.translate("PolicyTab", "{name}：{chapters} 章，{duties} 项承诺，{faults} 处问题")
    name = reading.product or say.translate("PolicyTab", "未写名称")
    return text.format(
        name=name, chapters=len(reading.chapters), duties=len(reading.duties), faults=len(reading.findings)
    )


def _fault(at: int, one: Finding) -> Row:
    what = say.word("PolicyTopic", one.what) if one.kind is Kind.TOPIC_MISSING else one.what
    places = "　".join(_places(one))
    return Row(
        str(at),
        (Cell(say.word("PolicyFault", one.kind.value), "warn", "alert"), Cell(what), Cell(places, "muted")),
    )


def _duty(one: FoundDuty) -> Row:
    return Row(str(one.number), (Cell(str(one.number)), Cell(one.chapter or "--", "muted"), Cell(one.text)))
