"""The supervisor's report: days, grouping, a plain chart, the figures; Ctrl+E and Ctrl+P make files (G108-G110)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.reports import GroupBy, Report, ReportLine
from desktop.presenters.report import ReportPresenter, ReportState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.page import Page
from desktop.ui.pages.report_chart import ReportChart
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import names, report_words, say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import card, hbox, label, nothing_here, vbox

WIDTHS = (16, 7, 7, 7, 7, 7, 9, 8, 8, 8, 8, 8)
DAY_PX = 128


class ReportPage(Page):
    """Renders ReportState; nothing is asked of central before Enter."""

    def __init__(self, presenter: ReportPresenter, parent: QWidget | None = None) -> None:
        super().__init__("report", parent)
        self._presenter = presenter
        self.first, self.last = TypedLine("first-day"), TypedLine("last-day")
        self.by = OptionBar("group-by", [(by.value, report_words.group_word(by)) for by in GroupBy])
        self._wire(presenter)
        self.csv, self.pdf = KeyButton(self.tr("存为 CSV"), "Ctrl", "E"), KeyButton("PDF", "Ctrl", "P")
        for button, form in ((self.csv, "csv"), (self.pdf, "pdf")):
            button.clicked.connect(lambda _=False, f=form: presenter.export(f))
        self._note = HelperLine()
        self.chart = ReportChart()
        self.model = RowModel(report_words.headings(GroupBy.DEPARTMENT))
        self.table = RowTable(self.model, WIDTHS, "report")
        self.table.setAccessibleName(self.tr("报表"))
        self._owed = label("", "label")
        self._shifts = label("", "label")
        self._shifts.setWordWrap(True)
        self._absent = label("", "label")
        self._absent.setWordWrap(True)
        head = hbox(label(self.tr("日报"), "title"), 16, self.first, label("–"), self.last, spacing=8)
        head.addWidget(self.by, 1)
        head.addWidget(self.csv)
        head.addWidget(self.pdf)
        inside = vbox(self.chart, spacing=8, margins=(16, 12, 16, 12))
        self._empty = nothing_here(self.tr("按回车统计这些天"))
        inside.addWidget(self._empty, 1)
        inside.addWidget(self.table, 1)
        for words in (self._owed, self._shifts, self._absent):
            inside.addWidget(words)
        self._column = vbox(head, self._note, spacing=8, margins=(20, 14, 20, 14))
        self._column.addWidget(card(inside), 1)
        self.setLayout(self._column)
        self.follow(presenter.subscribe, self._render)

    def _wire(self, presenter: ReportPresenter) -> None:
        for line, typed, name in (
            (self.first, presenter.type_first, self.tr("从哪一天")),
            (self.last, presenter.type_last, self.tr("到哪一天")),
        ):
            line.setFixedWidth(DAY_PX)
            line.setAccessibleName(name)
            line.typed.connect(typed)
            line.entered.connect(presenter.load)
        self.by.name(self.tr("按什么统计"))
        self.by.chosen.connect(presenter.choose)
        self.by.entered.connect(presenter.load)
        self.add_key("Ctrl+E", lambda: presenter.export("csv"))
        self.add_key("Ctrl+P", lambda: presenter.export("pdf"))
        self.add_key("PgUp", lambda: presenter.shift_days(-1))
        self.add_key("PgDown", lambda: presenter.shift_days(1))

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The first day is where one begins."""
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()

    def refresh(self) -> None:
        """F5: read again."""
        self._presenter.load()

    def _render(self, state: ReportState) -> None:
        self.first.show_text(state.first_text)
        self.last.show_text(state.last_text)
        self.by.show_choice(state.by.value)
        said = say.note_text(state.note)
        self._note.say(said or self.tr("回车统计    PgUp PgDn 前后一天    1–5 按什么统计"))
        set_state(self._note, "state", state.note.kind.value)
        for button in (self.csv, self.pdf):
            button.setEnabled(state.report is not None and not state.busy)
        report = state.report
        self._empty.setVisible(report is None)
        for part in (self.chart, self.table):
            part.setVisible(report is not None)
        for words in (self._owed, self._shifts, self._absent):
            words.setVisible(False)
        if report is not None:
            self._show(report)

    def _show(self, report: Report) -> None:
        labelled = tuple((names.named(report_words.label_of(report, line)), line) for line in report.lines)
        self.chart.show_lines(labelled)
        rows = [_row(report, line, text) for text, line in labelled]
        total = report_words.cells(report, report.total, report_words.total_word())
        rows.append(Row("total", tuple(Cell(text, "ok") for text in total)))
        self.model.show(rows)
        if report.owed_back_fen:
            self._say(self._owed, self.tr("待退 {fen}").format(fen=say.money(report.owed_back_fen)))
        if report.shifts:
            parts = (
                f"{s.window} {s.clerk} {say.word('ShiftState', s.state)}"
                + (f" {say.signed_money(s.difference_fen)}" if s.difference_fen else "")
                for s in report.shifts
            )
            self._say(self._shifts, self.tr("班次：{all}").format(all="；".join(parts)))
        if report.absent:
            shown = (
                " ".join(
                    filter(
                        None,
                        (
                            f"{a.day:%m-%d}",
                            names.pair(a.department, a.doctor, " "),
                            f"{a.number}",
                            a.masked_name,
                        ),
                    )
                )
                for a in report.absent[:12]
            )
            text = self.tr("爽约 {n} 人：{all}")
            self._say(self._absent, text.format(n=len(report.absent), all="；".join(shown)))

    @staticmethod
    def _say(words: QLabel, text: str) -> None:
        words.setText(text)
        words.setVisible(True)


def _row(report: Report, line: ReportLine, text: str) -> Row:
    return Row(line.key, tuple(Cell(cell) for cell in report_words.cells(report, line, text)))
