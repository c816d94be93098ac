"""Plain lists: rows of words with a key each; a newer list keeps the line in hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One word of a row; `look` is "", ok, warn, danger or muted, `icon` a name of the icon set."""

    text: str
    look: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line; `key` tells it from the others for ever."""

    key: str
    cells: tuple[Cell, ...]


class RowModel(QAbstractTableModel):
    """Rows under fixed headings."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self._rows: tuple[Row, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Return what stands over the columns."""
        return self._headings

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows shown."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Take newer rows; with the same keys in the same order only the words change."""
        fresh = tuple(rows)
        if fresh == self._rows:
            return
        if [row.key for row in fresh] == [row.key for row in self._rows]:
            self._rows = fresh
            self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(self._headings) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return where a key stands, -1 when it is gone."""
        return next((i for i, row in enumerate(self._rows) if row.key == key), -1)

    # Qt's own names below
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt override with Qt's default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt override
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self._rows[index.row()].cells[index.column()]
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headings[index.column()]} {cell.text}"
        return None

    def headerData(  # noqa: N802  # Qt override
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return self._headings[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
