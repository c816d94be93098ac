"""The review list of the audit page: alerts, Enter shows what was done, Ctrl+1 to Ctrl+3 say what became of it (P6)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.risk_rules import AlertLine, ReviewOutcome
from desktop.domain.schedules import CHINA
from desktop.presenters.risks import RisksPresenter, RisksState
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import risk_words, say

WIDTHS = (14, 28, 14, 14, 8, 16)


class RiskList(RowTable):
    """Renders RisksState."""

    def __init__(self, presenter: RisksPresenter, parent: QWidget | None = None) -> None:
        self._alerts = RowModel(risk_words.headings())
        super().__init__(self._alerts, WIDTHS, "risks", parent)
        self._presenter = presenter
        self.setAccessibleName(self.tr("风险名单"))

    def show_state(self, state: RisksState) -> None:
        """Show newer alerts."""
        self.setVisible(state.shown and state.found is not None)
        if state.found is not None:
            self._alerts.show([_row(line) for line in state.found.lines])

    def review(self, outcome: ReviewOutcome) -> None:
        """Say what became of the alert in hand."""
        if self.isVisible():
            self._presenter.review(self.currentIndex().row(), outcome)

    def hint(self, state: RisksState) -> str:
        """Return which keys work, or that there is nothing."""
        if state.found is None or not state.found.lines:
            return self.tr("没有需要核查的风险    Ctrl+R 回到日志")
        ways = "    ".join(
            f"Ctrl+{number} {risk_words.outcome_word(outcome.value)}"
            for number, outcome in enumerate(ReviewOutcome, start=1)
        )
        return self.tr("{n} 条    回车看当天日志    {ways}    Ctrl+R 回到日志").format(
            n=len(state.found.lines), ways=ways
        )


def _row(line: AlertLine) -> Row:
    return Row(
        line.key,
        (
            Cell(f"{line.at.astimezone(CHINA):%m-%d %H:%M}"),
            Cell(risk_words.rule_word(line.rule)),
            Cell(line.window or line.desk),
            Cell(line.name or line.staff or say.NOTHING),
            Cell(str(line.figure)),
            Cell(risk_words.outcome_word(line.outcome), "ok" if line.outcome else "warn"),
        ),
    )
