"""The supervisor's report: days, grouping, chart, figures; who did not come, the requests; files (G108-G110)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from desktop.domain.reports import GroupBy, Report, ReportLine, ReportView
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

ABSENT, REQUESTS = (14, 24, 20, 10, 32), (28, 12, 12, 12, 12, 12, 12)
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
        self.absent = KeyButton(self.tr("爽约名单"), "Ctrl", "B")
        self.requests = KeyButton(self.tr("请求统计"), "Ctrl", "R")
        for button, view in ((self.absent, ReportView.ABSENT), (self.requests, ReportView.REQUESTS)):
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, v=view: presenter.look(v))
            self.add_key("Ctrl+B" if view is ReportView.ABSENT else "Ctrl+R", partial(presenter.look, view))
        self._note = HelperLine()
        self.chart = ReportChart()
        self.model = RowModel(report_words.headings(GroupBy.DEPARTMENT))
        self.table = RowTable(self.model, WIDTHS, "report")
        self.models = {
            ReportView.ABSENT: RowModel(report_words.absent_headings()),
            ReportView.REQUESTS: RowModel(report_words.request_headings()),
        }
        self.tables = {
            ReportView.FIGURES: self.table,
            ReportView.ABSENT: RowTable(self.models[ReportView.ABSENT], ABSENT, "report-absent"),
            ReportView.REQUESTS: RowTable(self.models[ReportView.REQUESTS], REQUESTS, "report-requests"),
        }
        for table in self.tables.values():
            table.setAccessibleName(self.tr("报表"))
        self._owed = label("", "label")
        self._shifts = label("", "label")
        self._shifts.setWordWrap(True)
        head = hbox(label(self.tr("日报"), "title"), 16, self.first, label("–"), self.last, spacing=8)
        head.addWidget(self.by, 1)
        for button in (self.csv, self.pdf):
            head.addWidget(button)
        below = hbox(spacing=8)
        below.addWidget(self._note, 1)
        for button in (self.absent, self.requests):
            below.addWidget(button)
        inside = vbox(self.chart, spacing=8, margins=(16, 12, 16, 12))
        self._views = QStackedWidget()
        self._empty = nothing_here(self.tr("按回车统计这些天"))
        self._nobody = nothing_here(self.tr("这些天没有"))
        for part in (self._empty, *self.tables.values(), self._nobody):
            self._views.addWidget(part)
        inside.addWidget(self._views, 1)
        for words in (self._owed, self._shifts):
            inside.addWidget(words)
        self._column = vbox(head, below, spacing=8, margins=(20, 14, 20, 14))
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
        self._note.say(said or self._hint(state.view))
        set_state(self._note, "state", state.note.kind.value)
        for button in (self.csv, self.pdf):
            button.setEnabled(state.report is not None and not state.busy)
        report = state.report
        self.chart.setVisible(report is not None and state.view is ReportView.FIGURES)
        for view, button in ((ReportView.ABSENT, self.absent), (ReportView.REQUESTS, self.requests)):
            button.setEnabled(report is not None)
            button.setChecked(report is not None and state.view is view)
        self.absent.setText(self.tr("爽约 {n} 人").format(n=len(report.absent) if report else 0))
        for words in (self._owed, self._shifts):
            words.setVisible(False)
        if report is not None and state.view is ReportView.FIGURES:
            self._show(report)
            self._views.setCurrentWidget(self.table)
        elif report is not None:
            _, rows = report_words.sheet(report, state.view)
            self._views.setCurrentWidget(self.tables[state.view] if rows else self._nobody)
            self.models[state.view].show([Row(str(at), tuple(map(Cell, row))) for at, row in enumerate(rows)])

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

    def _hint(self, view: ReportView) -> str:
        if view is ReportView.ABSENT:
            return self.tr("爽约名单，再按 Ctrl+B 回到统计")
        if view is ReportView.REQUESTS:
            return self.tr("这些天收到的权利请求，再按 Ctrl+R 回到统计")
        return self.tr("回车统计    PgUp PgDn 前后一天    1–5 按什么统计")

    @staticmethod
    def _say(words: QLabel, text: str) -> None:
        words.setText(text)
        words.setVisible(True)


def _row(report: Report, line: ReportLine, text: str) -> Row:
    return Row(line.key, tuple(Cell(cell) for cell in report_words.cells(report, line, text)))
