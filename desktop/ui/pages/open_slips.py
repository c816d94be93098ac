"""The paper slips that were printed and not yet keyed in, of every window (N7)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.domain.paper_slips import PaperSlip
from desktop.domain.schedules import CHINA
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.layout import label, nothing_here, vbox


class OpenSlips(QWidget):
    """A count and a table; who looks for a lost slip finds its number, window and time here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = label("", "section")
        self.model = RowModel((self.tr("单号"), self.tr("打印的窗口"), self.tr("打印时间")))
        self.table = RowTable(self.model, (44, 28, 28), "open-slips")
        self.table.setAccessibleName(self.tr("未补录的应急单"))
        self._empty = nothing_here(self.tr("打印过的单都已补录"))
        column = vbox(self._count, self._empty, spacing=8)
        column.addWidget(self.table, 1)
        column.setStretchFactor(self._empty, 1)
        self.setLayout(column)
        self.hide()

    def render_slips(self, slips: tuple[PaperSlip, ...]) -> None:
        """Show them, the oldest first."""
        self._count.setText(self.tr("未补录的应急单 {n} 张").format(n=len(slips)))
        self._empty.setVisible(not slips)
        self.table.setVisible(bool(slips))
        self.model.show([_row(slip) for slip in slips])


def _row(slip: PaperSlip) -> Row:
    at = datetime.fromisoformat(slip.printed_at).astimezone(CHINA) if slip.printed_at else None
    return Row(
        slip.code,
        (
            Cell(slip.code), Cell(slip.window or say.NOTHING),
            Cell(f"{at:%m-%d %H:%M}" if at else say.NOTHING, "muted"),
        ),
    )  # fmt: skip
