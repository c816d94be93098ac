"""A week: doctors down, half-days across; arrows go from cell to cell, state is said by word and mark too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui.widgets.drawing import T, font

ROW_PX, HEAD_PX, NAME_PX = 46, 62, 128
Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
INKS = {
    "open": "text",
    "full": "text3",
    "stopped": "danger",
    "template": "text3",
    "away": "warn",
    "closed": "text3",
}


@dataclass(frozen=True, slots=True)
class WeekWords:
    """One cell in words; `look` is open, full, stopped, template, away, closed or ""."""

    text: str
    look: str
    full: str


class WeekModel(QAbstractTableModel):
    """Words of the half-days under headings, doctors at the side."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._rows: tuple[tuple[WeekWords, ...], ...] = ()

    def show(self, heads: Sequence[str], names: Sequence[str], rows: Sequence[tuple[WeekWords, ...]]) -> None:
        """Take a newer week."""
        newer = (tuple(heads), tuple(names), tuple(rows))
        if newer == (self._heads, self._names, self._rows):
            return
        self.beginResetModel()
        self._heads, self._names, self._rows = newer
        self.endResetModel()

    # Qt's own names below
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt override with Qt's default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt override
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words = self._rows[index.row()][index.column()]
        if role == CELL:
            return words
        if role == Qt.ItemDataRole.DisplayRole:
            return words.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            head = self._heads[index.column()].replace("\n", " ")
            return f"{self._names[index.row()]} {head} {words.full}".replace("\n", " ")
        return None

    def headerData(  # noqa: N802  # Qt override
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._heads[section] if orientation == Qt.Orientation.Horizontal else self._names[section]
        return None


class WeekTable(QTableView):
    """Shows a WeekModel; `moved` tells (row, column) of the half-day in hand, `opened` Enter on it."""

    moved = Signal(int, int)
    opened = Signal()

    def __init__(self, model: WeekModel, focus_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setObjectName("Lines")
        self.setProperty("focusName", focus_name)
        self.setItemDelegate(_CellDelegate(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = self.verticalHeader()
        side.setDefaultSectionSize(ROW_PX)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setFixedWidth(NAME_PX)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setFixedHeight(HEAD_PX)
        head.setMinimumSectionSize(20)
        for header in (head, side):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)

    def put_cell(self, row: int, column: int) -> None:
        """Show which half-day is in hand, without telling it back."""
        wanted = self.model().index(row, column)
        if wanted.isValid() and wanted != self.currentIndex():
            self.blockSignals(True)
            self.setCurrentIndex(wanted)
            self.blockSignals(False)
            self.viewport().update()

    # Qt's own names below
    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  # Qt override
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.moved.emit(current.row(), current.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text().isalnum() or event.key() in (
            Qt.Key.Key_Escape, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space,
        ):  # fmt: skip
            event.ignore()  # they belong to the page
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt override
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give every half-day the same width."""
        columns = self.model().columnCount()
        room = self.viewport().width()
        for column in range(columns):
            begins, ends = room * column // columns, room * (column + 1) // columns
            self.horizontalHeader().resizeSection(column, ends - begins)


class _CellDelegate(QStyledItemDelegate):
    """Draws one half-day; a stop has a hatch, the one in hand a ring."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, words = option.widget, index.data(CELL)
        if not isinstance(view, QTableView) or not isinstance(words, WeekWords):
            return
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        current = view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.fillRect(area, T("primarySoft"))
        elif words.look == "stopped":
            painter.fillRect(area, QBrush(T("border"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(T("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if words.look:
            painter.drawRoundedRect(area, 4, 4)
        painter.setFont(font(12, bold=words.look in ("stopped", "away")))
        painter.setPen(T(INKS.get(words.look, "text3")))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words.text)
        if current:
            painter.setPen(QPen(T("ring" if view.hasFocus() else "primary"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()
