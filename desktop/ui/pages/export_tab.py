"""The officer's files: the auditor's by Ctrl+B, the figures that name nobody by Ctrl+J (P13, P42)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.deidentified import Exemption
from desktop.presenters.exports import ExportsPresenter, ExportsState
from desktop.ui.pages.inputs import ChoiceBox, TypedLine
from desktop.ui.pages.register_tab import DAY_HINT, FORM_PX
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import CARD_MARGINS, card, hbox, label, vbox


class ExportTab(QWidget):
    """Enter goes from field to field."""

    def __init__(self, presenter: ExportsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = self._day("export-first", presenter.type_first)
        self._last = self._day("export-last", presenter.type_last)
        words = [(one.value, say.word("Exemption", one.value)) for one in Exemption]
        self._exemption = ChoiceBox("export-exemption", words)
        self._exemption.chosen.connect(presenter.choose)
        self.audit = KeyButton(self.tr("生成审计材料"), "Ctrl", "B", kind="primary")
        self.audit.clicked.connect(presenter.audit)
        self.figures = KeyButton(self.tr("导出去标识化数据"), "Ctrl", "J")
        self.figures.clicked.connect(presenter.deidentified)
        self._first.entered.connect(lambda: self._go(self._last))
        self._last.entered.connect(lambda: self._go(self._exemption))
        self._exemption.entered.connect(lambda: self._go(self.figures))
        days = hbox(spacing=12)
        days.addWidget(Field(self.tr("起始日"), self._first, required=True), 1)
        days.addWidget(Field(self.tr("截止日"), self._last, required=True), 1)
        column = vbox(label(self.tr("审计材料"), "section"), spacing=4, margins=CARD_MARGINS)
        column.addLayout(days)
        column.addWidget(
            _hint(
                self.tr(
                    "隐私政策各版本、全部登记簿、请求统计、操作记录的签名证明，由中心签名，不含个人信息。"
                    "核验：clinic-desk verify-proof。"
                )
            )
        )
        column.addWidget(self.audit)
        column.addSpacing(20)
        column.addWidget(label(self.tr("去标识化数据"), "section"))
        column.addWidget(Field(self.tr("不需同意的情形"), self._exemption, required=True))
        column.addWidget(
            _hint(
                self.tr(
                    "须先在登记簿登记该项导出并完成评估，每次由另一人签名，一周内同样的日期和情形有效。"
                    "只有人数，少于 5 人的合并或略去。"
                )
            )
        )
        column.addWidget(self.figures)
        column.addStretch(1)
        form = card(column)
        form.setFixedWidth(FORM_PX)
        row = hbox(spacing=16)
        row.addWidget(form)
        row.addStretch(1)
        self.setLayout(row)

    @staticmethod
    def _day(name: str, typed: Callable[[str], None]) -> TypedLine:
        line = TypedLine(name)
        line.setPlaceholderText(DAY_HINT)
        line.typed.connect(typed)
        return line

    @staticmethod
    def _go(target: QWidget) -> None:
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def start(self) -> None:
        """The first day comes first."""
        self._go(self._first)

    def render_state(self, state: ExportsState) -> None:
        """Show the form."""
        self._first.show_text(state.first_text)
        self._last.show_text(state.last_text)
        self._exemption.show_choice(state.exemption.value if state.exemption else None)
        for button in (self.audit, self.figures):
            button.setEnabled(not state.busy)


def _hint(text: str) -> QLabel:
    hint = label(text, "label")
    hint.setWordWrap(True)
    return hint
