"""The slot board under the keyboard: arrows jump over what cannot be booked, letters are doctors' initials."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.presenters.registration_state import CellKey
from desktop.ui.tables.slot_model import Index, SlotModel, Span
from desktop.ui.tables.slot_painting import SlotDelegate, SlotHeader
from desktop.ui.texts import say

translate = say.translate
DOCTOR_PX = 212
LEAST_ROW_PX, MOST_ROW_PX = 40, 54
Key = Qt.Key
SIDEWAYS: dict[int, int] = {Key.Key_Left: -1, Key.Key_Right: 1}
UPDOWN: dict[int, int] = {Key.Key_Up: -1, Key.Key_Down: 1}
PICK = (Key.Key_Return, Key.Key_Enter, Key.Key_Space)


class SlotTable(QTableView):
    """Emits `picked` for a bookable half-hour, `day_stepped` for PgUp and PgDn, `left` for Esc."""

    picked = Signal(object)
    day_stepped = Signal(int)
    left = Signal()

    def __init__(self, model: SlotModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slots = model
        self._typed = ""
        self._kept: CellKey | None = None
        self._spans: tuple[Span, ...] = ()
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.dataChanged.connect(self._on_changed)
        self.setModel(model)
        self.setItemDelegate(SlotDelegate(self))
        self.setHorizontalHeader(SlotHeader(self))
        # After the header's own connection: it must know its sections before they are given a width.
        model.modelReset.connect(self._on_reset)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(LEAST_ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(translate("Board", "号源表"))
        self.setAccessibleDescription(translate("Board", "方向键在可约时段间移动，回车选定"))
        self.setProperty("focusName", "board")
        self.clicked.connect(self._on_clicked)

    def put_cursor(self, key: CellKey | None) -> None:
        """Move the current cell to a half-hour, or to the first free one when there is none."""
        index = self._slots.index_of(key)
        if not index.isValid():
            index = self._slots.first_free()
        if index.isValid():
            self.setCurrentIndex(index)

    def current_key(self) -> CellKey | None:
        """Return the half-hour under the caret; None where nothing can be booked."""
        return self._slots.key(self.currentIndex())

    def _pick(self) -> None:
        key = self._slots.key(self.currentIndex())
        if key is not None:
            self.picked.emit(key)

    def _step(self, across: int, down: int) -> None:
        """Every press lands on something bookable, or stays."""
        index = self.currentIndex()
        if not index.isValid():
            self.put_cursor(None)
        elif across:
            self._sideways(index.row(), index.column(), across)
        else:
            self._updown(index.row(), index.column(), down)

    def _sideways(self, row: int, column: int, step: int) -> None:
        column += step
        while 1 <= column < self._slots.columnCount():
            if self._slots.bookable(row, column):
                self.setCurrentIndex(self._slots.index(row, column))
                return
            column += step

    def _updown(self, row: int, column: int, step: int) -> None:
        row += step
        while 0 <= row < self._slots.rowCount():
            free = [c for c in range(1, self._slots.columnCount()) if self._slots.bookable(row, c)]
            if free:
                nearest = min(free, key=lambda c: (abs(c - column), c))
                self.setCurrentIndex(self._slots.index(row, nearest))
                return
            row += step

    def _to_initials(self, letter: str) -> None:
        """A letter narrows what was typed before, or begins anew when no doctor matches that."""
        for wanted in (self._typed + letter, letter):
            row = self._slots.row_of(wanted)
            if row is not None:
                self._typed = wanted
                self.setCurrentIndex(self._slots.first_free(row))
                return
        self._typed = ""

    def _to_end(self, *, last: bool, whole: bool) -> None:
        """Home: first free half-hour; End: last free of the doctor; with Ctrl: first or last doctor."""
        rows = range(self._slots.rowCount())
        if last and not whole and self.currentIndex().isValid():
            rows = range(self.currentIndex().row(), self.currentIndex().row() + 1)
        columns = range(1, self._slots.columnCount())
        free = [(r, c) for r in rows for c in columns if self._slots.bookable(r, c)]
        if free:
            row, column = free[-1 if last else 0]
            self.setCurrentIndex(self._slots.index(row, column))

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._slots.key(index) is not None:
            self._pick()

    def _on_about_to_be_reset(self) -> None:
        self._kept = self._slots.key(self.currentIndex())

    def _on_reset(self) -> None:
        self._typed = ""
        self._fit()
        index = self._slots.index_of(self._kept)
        if index.isValid():
            self.setCurrentIndex(index)

    def _on_changed(self) -> None:
        self._span()
        self.horizontalHeader().viewport().update()

    def _span(self) -> None:
        wanted = tuple(self._slots.spans())
        if wanted == self._spans:
            return
        self.clearSpans()
        for span in wanted:
            self.setSpan(span.row, span.column, 1, span.columns)
        self._spans = wanted

    def _fit(self) -> None:
        """Share out the width; rows take the height that is there, within limits."""
        self.clearSpans()
        self._spans = ()
        self._span()
        rows = max(1, self._slots.rowCount())
        height = max(LEAST_ROW_PX, min(MOST_ROW_PX, self.viewport().height() // rows))
        self.verticalHeader().setDefaultSectionSize(height)
        columns = self._slots.columnCount() - 1
        header = self.horizontalHeader()
        width = self.viewport().width()
        if columns < 1:
            if columns == 0:
                header.resizeSection(0, width)
            return
        each = (width - DOCTOR_PX) // columns
        header.resizeSection(0, width - each * columns)
        for column in range(1, columns + 1):
            header.resizeSection(column, each)

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        text = event.text().lower()
        letter = text if len(text) == 1 and text.isascii() and text.isalpha() and not ctrl else ""
        if not letter:
            self._typed = ""
        if key in PICK:
            self._pick()
        elif key in SIDEWAYS or key in UPDOWN:
            self._step(SIDEWAYS.get(key, 0), UPDOWN.get(key, 0))
        elif key in (Key.Key_PageUp, Key.Key_PageDown):
            self.day_stepped.emit(-1 if key == Key.Key_PageUp else 1)
        elif key in (Key.Key_Home, Key.Key_End):
            self._to_end(last=key == Key.Key_End, whole=ctrl)
        elif key == Key.Key_Escape:
            self.left.emit()
        elif letter:
            self._to_initials(letter)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt override
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt override
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.put_cursor(None)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt override
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  # Qt override
        super().currentChanged(current, previous)
        self.viewport().update()
