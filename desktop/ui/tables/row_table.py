"""A list of rows under the keyboard: arrows move, the line in hand has a mark and a ring."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui import assets, theme
from desktop.ui.tables.column_widths import fit
from desktop.ui.tables.row_model import CELL, Cell, RowModel
from desktop.ui.widgets.drawing import T, font

ROW_PX = 44
LOOKS = {"": "text", "ok": "ok", "warn": "warn", "danger": "danger", "muted": "text3"}
Index = QModelIndex | QPersistentModelIndex

ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
# room beside a cell's words, beside an icon, beside a heading; rows that are measured
CELL_EDGES_PX, ICON_ROOM_PX, HEAD_EDGES_PX, MEASURED_ROWS = 19, 22, 26, 200
BOLD = ("warn", "danger")


class RowTable(QTableView):
    """Shows a RowModel; `widths` are shares of the width and give way where words need more.

    `moved` tells the line in hand after a key or click.
    """

    moved = Signal(int)
    opened = Signal(int)

    def __init__(
        self, model: RowModel, widths: Sequence[int], focus_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._widths = tuple(widths)
        self._kept = ""
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        self.setModel(model)
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self._measure)
        self.setObjectName("Lines")
        self.setProperty("focusName", focus_name)
        self.setItemDelegate(_RowDelegate(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setFixedHeight(34)
        self.activated.connect(lambda index: self.opened.emit(index.row()))

    def put_row(self, row: int) -> None:
        """Show which line is in hand, without telling it back."""
        if 0 <= row < self._rows.rowCount() and row != self.currentIndex().row():
            self.blockSignals(True)
            self.setCurrentIndex(self._rows.index(row, 0))
            self.blockSignals(False)
            self.viewport().update()

    def _on_about_to_be_reset(self) -> None:
        row = self.currentIndex().row()
        self._kept = self._rows.rows[row].key if 0 <= row < len(self._rows.rows) else ""

    def _on_reset(self) -> None:
        self.put_row(max(0, self._rows.row_of(self._kept)))
        self._measure()

    def needs(self) -> list[int]:
        """Return how wide each column would have to be for its heading and its first rows, in pixels."""
        face = font(12, bold=True)
        found = []
        for column, heading in enumerate(self._rows.headings):
            cells = [row.cells[column] for row in self._rows.rows[:MEASURED_ROWS]]
            found.append(
                max([QFontMetrics(face).horizontalAdvance(heading) + HEAD_EDGES_PX, *map(_needs, cells)])
            )
        return found

    def has(self) -> list[int]:
        """Return how wide each column is, in pixels."""
        return [self.columnWidth(column) for column in range(len(self._widths))]

    def _measure(self) -> None:
        for column, width in enumerate(fit(self.viewport().width(), self._widths, self.needs())):
            self.horizontalHeader().resizeSection(column, width)

    # Qt's own names below
    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  # Qt override
        super().currentChanged(current, previous)
        for row in {previous.row(), current.row()} - {-1}:
            at, height = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(0, at, self.viewport().width(), height)
        if current.isValid() and current.row() != previous.row():
            self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.key() in ENDS and self._rows.rowCount():
            # Qt's own would stay in the row and go to its first or last cell
            last = self._rows.rowCount() - 1
            self.setCurrentIndex(self._rows.index(0 if event.key() == Qt.Key.Key_Home else last, 0))
        elif event.text().isalnum() or event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Space):
            # Letters, digits and the space bar belong to the page (A, R, 1), not to Qt's search through the list.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt override
        super().resizeEvent(event)
        self._measure()


def _needs(cell: Cell) -> int:
    words = QFontMetrics(font(14, bold=cell.look in BOLD)).horizontalAdvance(cell.text)
    return words + CELL_EDGES_PX + (ICON_ROOM_PX if cell.icon else 0)


class _RowDelegate(QStyledItemDelegate):
    """Draws one cell; the row in hand is tinted and ringed, never by colour alone."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        if not isinstance(view, QTableView):
            return
        area = QRectF(option.rect)
        current = view.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.fillRect(area, T("primarySoft"))
        painter.setPen(QPen(T("border"), 1))
        painter.drawLine(area.bottomLeft() + QPointF(0, -0.5), area.bottomRight() + QPointF(0, -0.5))
        if current and index.column() == 0:
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height() - 1), T("primary"))
        cell = index.data(CELL)
        if isinstance(cell, Cell):
            self._draw(painter, area, cell)
        if current and view.hasFocus():
            self._ring(painter, view, area)
        painter.restore()

    @staticmethod
    def _draw(painter: QPainter, area: QRectF, cell: Cell) -> None:
        colour = LOOKS.get(cell.look, "text")
        left = area.left() + 12
        if cell.icon:
            painter.drawPixmap(
                QPointF(left, area.center().y() - 8), assets.pixmap(cell.icon, theme.current()[colour], 16)
            )
            left += 22
        face = font(14, bold=cell.look in BOLD)
        painter.setFont(face)
        painter.setPen(T(colour))
        room = QRectF(left, area.top(), area.right() - left - 6, area.height())
        text = QFontMetrics(face).elidedText(cell.text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    @staticmethod
    def _ring(painter: QPainter, view: QTableView, area: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(T("ring"), 2))
        whole = QRectF(1, area.top() + 1, view.viewport().width() - 2, area.height() - 3)
        painter.drawRoundedRect(whole, 4, 4)
