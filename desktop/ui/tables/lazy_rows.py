"""Rows that are made only when they are looked at: a list of thousands scrolls without a stutter."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import Qt

from desktop.ui.tables.row_model import CELL, Index, Row, RowModel

Line = TypeVar("Line", bound=Hashable)


class LazyRows(Sequence[Row], Generic[Line]):
    """Rows over lines; each is made once, when it is asked for."""

    def __init__(self, lines: Sequence[Line], make: Callable[[Line], Row]) -> None:
        self.lines = tuple(lines)
        self._make = make
        self._made: dict[int, Row] = {}

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        if at not in self._made:
            self._made[at] = self._make(self.lines[at])
        return self._made[at]

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Row]:
        return (self[i] for i in range(len(self.lines)))

    @property
    def made(self) -> int:
        """Return how many rows were made so far."""
        return len(self._made)


class LazyRowModel(RowModel, Generic[Line]):
    """A RowModel that keeps lines and makes the rows in sight; `key` tells a line from the others for ever."""

    def __init__(
        self, headings: Sequence[str], make: Callable[[Line], Row], key: Callable[[Line], str]
    ) -> None:
        super().__init__(headings)
        self._make, self._key = make, key
        self._lazy: LazyRows[Line] = LazyRows((), make)

    @property
    def rows(self) -> LazyRows[Line]:  # type: ignore[override]  # a sequence of rows like the tuple
        """Return the rows shown."""
        return self._lazy

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Take newer lines; with the same keys in the same order only the words change."""
        if lines is self._lazy.lines:
            return
        fresh = tuple(lines)
        if fresh == self._lazy.lines:
            return
        same = [self._key(x) for x in fresh] == [self._key(x) for x in self._lazy.lines]
        if same:
            self._lazy = LazyRows(fresh, self._make)
            self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._lazy = LazyRows(fresh, self._make)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return where a key stands, -1 when it is gone."""
        return next((i for i, x in enumerate(self._lazy.lines) if self._key(x) == key), -1)

    # Qt's own names below
    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802  # Qt override
        return 0 if parent is not None and parent.isValid() else len(self._lazy)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self._lazy[index.row()].cells[index.column()]
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{heading} {cell.text}"
        return None
