"""The rows of the command palette: what it does, where, and its key at the right."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.presenters.palette import Entry, PaletteState
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import T, font
from desktop.ui.widgets.keys import CAP_PX, draw_key

ROW_PX, LEFT_PX = 38, 18
MIDDLE = Qt.AlignmentFlag.AlignVCenter
ENTRY = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class PaletteModel(QAbstractListModel):
    """The entries of a PaletteState, and last the row that looks for a person."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()

    def show(self, state: PaletteState) -> None:
        """Show newer entries."""
        entries = state.entries
        if state.find:
            words = say.translate("Palette", "找患者：{text}").format(text=state.text.strip())
            entries = (*entries, Entry("", words, "F3"))
        if entries != self._entries:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()

    # Qt's own names below
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802  # Qt override
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(filter(None, (entry.text, entry.place, entry.key)))
        return None


class PaletteDelegate(QStyledItemDelegate):
    """Draws a row; the selected one has a bar and a ground."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  # Qt override
        return QSize(100, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        area = QRectF(option.rect).adjusted(8, 1, -8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(T("primarySoft"))
            painter.drawRoundedRect(area, 6, 6)
            painter.setBrush(T("primary"))
            painter.drawRoundedRect(QRectF(area.left(), area.top() + 9, 3, area.height() - 18), 1.5, 1.5)
        right = _draw_key(painter, area, entry.key)
        left = area.left() + LEFT_PX
        left += _draw_words(painter, area, left, right, entry.text, bold=on) + 12
        if entry.place and left < right:
            painter.setFont(font(12))
            painter.setPen(T("text2"))
            painter.drawText(QRectF(left, area.top(), right - left, area.height()), MIDDLE, entry.place)
        painter.restore()


def _draw_key(painter: QPainter, area: QRectF, key: str) -> float:
    """Draw the keycap at the right end; returns where words must end."""
    if not key:
        return area.right() - 12
    painter.setFont(font(12))
    width = max(CAP_PX, QFontMetrics(font(12)).horizontalAdvance(key) + 12)
    cap = QRectF(area.right() - 12 - width, area.center().y() - CAP_PX / 2, width, CAP_PX)
    draw_key(painter, cap, key)
    return cap.left() - 12


def _draw_words(painter: QPainter, area: QRectF, left: float, right: float, text: str, *, bold: bool) -> int:
    """Draw what an entry does; returns how wide it is."""
    face = font(14, bold=bold)
    shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, int(right - left))
    painter.setFont(face)
    painter.setPen(T("text"))
    painter.drawText(QRectF(left, area.top(), right - left, area.height()), MIDDLE, shown)
    return QFontMetrics(face).horizontalAdvance(shown)
