"""The rows of the search overlay: two lines each, masked, the last one for somebody new."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.schedules import CHINA
from desktop.services.drafts import Hit
from desktop.ui import assets, theme
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import T, font

translate = say.translate
ROW_PX, ICON_PX, LEFT_PX = 52, 20, 46
MIDDLE = Qt.AlignmentFlag.AlignVCenter
HIT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class HitModel(QAbstractListModel):
    """Rows of masked people; with `new_text` a last row that begins a new person."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: tuple[Hit, ...] = ()
        self._new = ""

    def show(self, hits: tuple[Hit, ...], new_text: str) -> None:
        """Show these rows; nothing happens when they are shown already."""
        if (hits, new_text) == (self._hits, self._new):
            return
        self.beginResetModel()
        self._hits, self._new = hits, new_text
        self.endResetModel()

    def row_of(self, selected: int) -> int:
        """Return the row of a selection, where -1 means the new person; -1 when there is no such row."""
        if selected >= 0:
            return selected
        return len(self._hits) if self._new else -1

    def selection_of(self, row: int) -> int:
        """Return what a row selects."""
        return row if row < len(self._hits) else -1

    def hit(self, row: int) -> Hit | None:
        """Return the person of a row, None for the row of a new person."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def new_text(self) -> str:
        """Return what the last row says."""
        return translate("Search", "未找到？用“{text}”新建").format(text=self._new)

    # Qt's own names below
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802  # Qt override
        return 0 if parent.isValid() else len(self._hits) + bool(self._new)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hit(index.row())
        if role == HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.new_text() if hit is None else f"{first_line(hit)} {second_line(hit)}"
        return None


def first_line(hit: Hit) -> str:
    """Return name, sex, age and birth date."""
    birth = f"{hit.birth:%Y-%m-%d}" if hit.birth else say.NOTHING
    return f"{hit.name}  {say.sex(hit.sex)}  {say.years(hit.age)}  {birth}"


def second_line(hit: Hit) -> str:
    """Return the masked number and phone, and when the person was here last."""
    parts = [
        translate("Search", "证件 {number}").format(number=hit.number_masked),
        translate("Search", "手机 {phone}").format(phone=hit.phone_masked),
    ]
    if hit.last_seen is not None:
        last = f"{hit.last_seen.astimezone(CHINA):%Y-%m-%d}"
        parts.append(translate("Search", "末次 {day}").format(day=last))
    return "   ".join(parts)


class HitDelegate(QStyledItemDelegate):
    """Draws a row; what is selected has a bar and a ground, so that it is not told by colour alone."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  # Qt override
        return QSize(100, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        model = index.model()
        if not isinstance(model, HitModel):
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
            painter.drawRoundedRect(QRectF(area.left(), area.top() + 12, 3, area.height() - 24), 1.5, 1.5)
        hit = model.hit(index.row())
        colour = theme.current()["primary" if on else "text2"]
        ratio = option.widget.devicePixelRatioF()
        drawn = assets.pixmap("person" if hit else "person-new", colour, ICON_PX, ratio)
        painter.drawPixmap(QPointF(area.left() + 14, area.center().y() - ICON_PX / 2), drawn)
        if hit is None:
            painter.setPen(T("primary" if on else "text"))
            painter.setFont(font(14, bold=on))
            painter.drawText(area.adjusted(LEFT_PX, 0, -8, 0), MIDDLE, model.new_text())
        else:
            _draw_hit(painter, area, hit, bold=on)
        painter.restore()


def _draw_hit(painter: QPainter, area: QRectF, hit: Hit, *, bold: bool) -> None:
    marks = []
    if hit.likely_duplicate:
        marks.append((translate("Search", "疑似重复"), "warn"))
    if hit.at_central:
        marks.append((translate("Search", "中心"), "primary"))
    right = area.right() - 12
    for text, look in marks:
        width = QFontMetrics(font(12)).horizontalAdvance(text) + 14
        box = QRectF(right - width, area.center().y() - 10.5, width, 21)
        painter.setPen(QPen(T(f"{look}Line"), 1))
        painter.setBrush(T(f"{look}Soft"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(T(look))
        painter.setFont(font(12))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        right = box.left() - 6
    for text, top, face, colour in (
        (first_line(hit), 5.0, font(14, bold=bold), "text"),
        (second_line(hit), 26.0, font(12), "text2"),
    ):
        place = QRectF(area.left() + LEFT_PX, area.top() + top, right - area.left() - LEFT_PX, 20)
        painter.setFont(face)
        painter.setPen(T(colour))
        fits = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, MIDDLE, fits)
