"""The slot board as a table: doctors by half-hours, past half-hours folded away, stopped ones merged (UX §6.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.presenters.registration_state import CellKey
from desktop.services.board import Board, BoardCell, BoardLine
from desktop.ui.texts import names, say

translate = say.translate
Index = QModelIndex | QPersistentModelIndex
FREE, FULL, PAST, STOPPED, NO_SESSION = "free", "full", "past", "stopped", "none"
FEW = 3
NOON = time(12, 0)


@dataclass(frozen=True, slots=True)
class Band:
    """Morning or afternoon: its first and last column, how many numbers are left, how many half-hours are folded."""

    name: str
    first: int
    last: int
    left: int
    folded: int


@dataclass(frozen=True, slots=True)
class Span:
    """Cells of one row that are drawn as one."""

    row: int
    column: int
    columns: int


class SlotModel(QAbstractTableModel):
    """Row = doctor; column 0 = the doctor, each other one a half-hour that is not over yet.

    `show` keeps rows, columns and the view's current cell as long as doctors and half-hours are the same.
    """

    def __init__(self) -> None:
        super().__init__()
        self._board: Board | None = None
        self._selected: CellKey | None = None
        self._folded = 0

    @property
    def times(self) -> tuple[time, ...]:
        """Return the half-hours of the columns from 1 on."""
        return () if self._board is None else self._board.times[self._folded :]

    @property
    def lines(self) -> tuple[BoardLine, ...]:
        """Return the doctors."""
        return () if self._board is None else self._board.rows

    @property
    def folded(self) -> int:
        """Return how many half-hours are over and folded away."""
        return self._folded

    def show(self, board: Board | None, selected: CellKey | None) -> None:
        """Take a newer board; the table is only begun anew when its rows or columns are others."""
        folded = _folded(board)
        same = self._frame(self._board, self._folded) == self._frame(board, folded)
        if same and board == self._board and selected == self._selected:
            return
        if not same:
            self.beginResetModel()
        self._board, self._selected, self._folded = board, selected, folded
        if not same:
            self.endResetModel()
        elif self.lines:
            last = self.index(len(self.lines) - 1, len(self.times))
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, index: Index) -> BoardCell | None:
        """Return the half-hour of an index, None for the doctor's own column."""
        if not index.isValid() or index.column() == 0:
            return None
        return self.lines[index.row()].cells[index.column() - 1 + self._folded]

    def key(self, index: Index) -> CellKey | None:
        """Return the key of a half-hour that can be booked."""
        cell = self.cell(index)
        if cell is None or cell.kind != FREE or cell.session_id is None:
            return None
        return CellKey(cell.session_id, cell.half_hour)

    def is_selected(self, index: Index) -> bool:
        """Return whether this half-hour is the chosen one."""
        cell = self.cell(index)
        chosen = self._selected
        if cell is None or chosen is None or cell.session_id is None:
            return False
        return CellKey(cell.session_id, cell.half_hour) == chosen

    def bookable(self, row: int, column: int) -> bool:
        """Return whether the arrows may land here."""
        return self.key(self.index(row, column)) is not None

    def index_of(self, key: CellKey | None) -> QModelIndex:
        """Return where a half-hour stands; invalid when it is not on this board."""
        if key is not None:
            for row, line in enumerate(self.lines):
                for column, cell in enumerate(line.cells[self._folded :], start=1):
                    if cell.session_id == key.session_id and cell.half_hour == key.half_hour:
                        return self.index(row, column)
        return QModelIndex()

    def first_free(self, row: int | None = None) -> QModelIndex:
        """Return the first bookable half-hour, of one doctor or of all."""
        rows = range(len(self.lines)) if row is None else (row,)
        for at in rows:
            for column in range(1, self.columnCount()):
                if self.bookable(at, column):
                    return self.index(at, column)
        return QModelIndex()

    def row_of(self, initials: str) -> int | None:
        """Return the first doctor with a free half-hour whose initials begin so."""
        for row, line in enumerate(self.lines):
            if line.doctor.initials.lower().startswith(initials) and self.first_free(row).isValid():
                return row
        return None

    def bands(self) -> tuple[Band, ...]:
        """Return morning and afternoon as far as they still have columns."""
        bands = []
        folded = self._folded
        for name, morning in ((translate("Day", "上午"), True), (translate("Day", "下午"), False)):
            columns = [i for i, at in enumerate(self.times, start=1) if (at < NOON) is morning]
            if columns:
                left = sum(self._left(column) for column in columns)
                bands.append(Band(name, columns[0], columns[-1], left, folded))
                folded = 0
        return tuple(bands)

    def spans(self) -> Iterator[Span]:
        """Yield every run of stopped half-hours within one half-day."""
        for row in range(len(self.lines)):
            for band in self.bands():
                column = band.first
                while column <= band.last:
                    end = column
                    while end <= band.last and self._kind(row, end) == STOPPED:
                        end += 1
                    if end - column > 1:
                        yield Span(row, column, end - column)
                    column = max(end, column + 1)

    def cell_text(self, row: int, column: int) -> str:
        """Return what a screen reader says of a half-hour."""
        line = self.lines[row]
        at = f"{self.times[column - 1]:%H:%M}"
        cell = line.cells[column - 1 + self._folded]
        state = {
            FULL: translate("Board", "约满"),
            PAST: translate("Board", "已过时段"),
            STOPPED: translate("Board", "停诊"),
            NO_SESSION: translate("Board", "不出诊"),
        }.get(cell.kind) or translate("Board", "余 {n} 个").format(n=cell.left)
        if self.is_selected(self.index(row, column)):
            state = translate("Board", "已选")
        return f"{names.named(line.doctor.name)} {at} {state}"

    # Qt's own names below
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt override with Qt's default
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt override
        return 0 if parent.isValid() else 1 + len(self.times)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if index.column() > 0:
            return self.cell_text(index.row(), index.column())
        line = self.lines[index.row()]
        fee = translate("Board", "挂号费 {fee}").format(fee=say.short_money(line.doctor.fee_fen))
        return " ".join(
            filter(
                None, (names.named(line.doctor.name), names.title(line.doctor.title), line.doctor.skill, fee)
            )
        )

    def headerData(  # noqa: N802  # Qt override
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        # Painted by hand, but a screen reader still asks for it.
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return names.named(self.lines[section].doctor.name) if section < len(self.lines) else ""
        if section == 0:
            return translate("Board", "医生")
        return f"{self.times[section - 1]:%H:%M}" if section <= len(self.times) else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() == 0:
            return Qt.ItemFlag.ItemIsEnabled
        if self.key(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _kind(self, row: int, column: int) -> str:
        return self.lines[row].cells[column - 1 + self._folded].kind

    def _left(self, column: int) -> int:
        cells = (line.cells[column - 1 + self._folded] for line in self.lines)
        return sum(cell.left for cell in cells if cell.kind == FREE)

    @staticmethod
    def _frame(board: Board | None, folded: int) -> tuple[Any, ...]:
        if board is None:
            return ()
        doctors = tuple(line.doctor.id for line in board.rows)
        return board.department.id, board.day, board.times[folded:], doctors


def _folded(board: Board | None) -> int:
    """Return how many leading half-hours are over for every doctor."""
    if board is None or not board.rows:
        return 0
    count = 0
    for column in range(len(board.times)):
        kinds = {line.cells[column].kind for line in board.rows}
        if PAST not in kinds or not kinds <= {PAST, NO_SESSION}:
            break
        count += 1
    return count
