"""The messages of the last two weeks beside the list of a stopped clinic: failures first, and how to call (G64)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.message_texts import OFFER
from desktop.domain.schedules import CHINA
from desktop.services.message_log import MessageLine
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.layout import label, nothing_here, vbox

LOOKS = {"arrived": ("ok", "check"), "sent": ("ok", "check"), "failed": ("danger", "alert")}


class MessageLog(QWidget):
    """A count of what failed and a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = label("", "section")
        headings = (
            self.tr("时间"), self.tr("短信"), self.tr("患者"), self.tr("状态"), self.tr("怎么联系"),
        )  # fmt: skip
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (14, 16, 12, 24, 34), "messages")
        self.table.setAccessibleName(self.tr("短信记录"))
        self._empty = nothing_here(self.tr("两周内没有发过短信"))
        column = vbox(self._count, self._empty, spacing=8)
        column.addWidget(self.table, 1)
        column.setStretchFactor(self._empty, 1)
        self.setLayout(column)
        self.hide()

    def render_lines(self, lines: tuple[MessageLine, ...]) -> None:
        """Show them in the order they came."""
        failed = sum(line.failed for line in lines)
        self._count.setText(
            self.tr("没发出 {n} 条，请打电话").format(n=failed) if failed else self.tr("短信记录")
        )
        self._empty.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self.model.show([self._row(line) for line in lines])

    def _row(self, line: MessageLine) -> Row:
        state = say.word("Sms", line.state)
        if line.failed and line.reason:
            state = f"{state}：{say.reason_text(line.reason)}"
        cells = (
            Cell(f"{line.at.astimezone(CHINA):%m-%d %H:%M}", "muted"),
            Cell(say.word("PlanWord", line.kind)),
            Cell(line.name_masked or say.NOTHING),
            Cell(state, *LOOKS.get(line.state, ("muted", ""))),
            Cell(self._way(line) if line.failed else say.NOTHING),
        )
        return Row(line.id, cells)

    def _way(self, line: MessageLine) -> str:
        """Say where the whole number is opened, with its trace; without any the person is told at the window."""
        if not line.phone_masked:
            return self.tr("没有电话，到院时告知")
        if line.kind == OFFER:
            return self.tr("打 {phone}（查找里打开）").format(phone=line.phone_masked)
        return self.tr("打 {phone}（按 P 打印联系单）").format(phone=line.phone_masked)
