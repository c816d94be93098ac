"""How the slot board is drawn: one delegate for the cells, one header of two tiers."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.services.board import BoardCell, BoardLine
from desktop.ui.tables.slot_model import FEW, FREE, FULL, NO_SESSION, PAST, STOPPED, Band, SlotModel
from desktop.ui.texts import names, say
from desktop.ui.widgets.drawing import T, font

translate = say.translate
CENTER = Qt.AlignmentFlag.AlignCenter
MIDDLE = Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
HEADER_PX = 50
FEE_PX = 56
Index = QModelIndex | QPersistentModelIndex


class SlotDelegate(QStyledItemDelegate):
    """Draws a doctor or a half-hour; the state is always a word, never colour alone (UX rule 8)."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        model, view = index.model(), option.widget
        if not isinstance(model, SlotModel) or not isinstance(view, QTableView):
            return
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(T("border"), 1))
        painter.drawLine(area.bottomLeft() + QPointF(0, -0.5), area.bottomRight() + QPointF(0, -0.5))
        cell = model.cell(index)
        if cell is None:
            _draw_doctor(painter, area, model.lines[index.row()])
        else:
            box = area.adjusted(3, 4, -3, -5)
            hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
            if model.is_selected(index):
                _draw_selected(painter, box)
            else:
                _draw_cell(painter, box, cell, hover=hover)
            if view.currentIndex() == index and view.hasFocus():
                _draw_ring(painter, box)
        painter.restore()


class SlotHeader(QHeaderView):
    """Half-day with what is left in it, over the half-hours."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setFixedHeight(HEADER_PX)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt override
        return QSize(super().sizeHint().width(), HEADER_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), T("surface"))
        model = self.model()
        if not isinstance(model, SlotModel) or not model.lines:
            return
        for band in model.bands():
            self._band(painter, band)
        painter.setFont(font(12, bold=True))
        painter.setPen(T("text3"))
        first = QRectF(self.sectionViewportPosition(0) + 4, 26, self.sectionSize(0) - 8, 22)
        painter.drawText(first, MIDDLE, translate("Board", "医生 / 擅长 / 挂号费"))
        painter.setFont(font(12))
        painter.setPen(T("text2"))
        for section, at in enumerate(model.times, start=1):
            place = QRectF(self.sectionViewportPosition(section), 26, self.sectionSize(section), 22)
            painter.drawText(place, CENTER, f"{at:%H:%M}")
        painter.setPen(QPen(T("border"), 1))
        painter.drawLine(0, HEADER_PX - 1, self.width(), HEADER_PX - 1)

    def _band(self, painter: QPainter, band: Band) -> None:
        left = self.sectionViewportPosition(band.first) + 3
        right = self.sectionViewportPosition(band.last) + self.sectionSize(band.last) - 3
        area = QRectF(left, 2, right - left, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(T("surface2"))
        painter.drawRoundedRect(area, 5, 5)
        painter.setPen(T("text"))
        painter.setFont(font(13, bold=True))
        painter.drawText(area.adjusted(10, 0, 0, 0), MIDDLE, band.name)
        name_px = QFontMetrics(font(13, bold=True)).horizontalAdvance(band.name)
        painter.setFont(font(12))
        count = translate("Board", "余 {n}").format(n=band.left)
        count_px = QFontMetrics(font(12)).horizontalAdvance(count)
        room = area.width() - name_px - count_px - 40
        folded = translate("Board", "已过 {n} 段").format(n=band.folded)
        if band.folded and QFontMetrics(font(12)).horizontalAdvance(folded) <= room:
            painter.setPen(T("text3"))
            painter.drawText(area.adjusted(20 + name_px, 0, 0, 0), MIDDLE, folded)
        if room >= -14:
            painter.setPen(T("text2"))
            painter.drawText(area.adjusted(0, 0, -10, 0), RIGHT, count)


def _draw_doctor(painter: QPainter, area: QRectF, line: BoardLine) -> None:
    doctor = line.doctor
    strong, small = font(15, bold=True), font(12)
    half = area.height() / 2
    room = int(area.width()) - FEE_PX - 8
    name = QFontMetrics(strong).elidedText(names.named(doctor.name), Qt.TextElideMode.ElideRight, room)
    painter.setPen(T("text"))
    painter.setFont(strong)
    painter.drawText(area.adjusted(4, 2, 0, 1 - half), MIDDLE, name)
    used = QFontMetrics(strong).horizontalAdvance(name) + 8
    painter.setFont(small)
    painter.setPen(T("text2"))
    title = QFontMetrics(small).elidedText(
        names.title(doctor.title), Qt.TextElideMode.ElideRight, max(0, room - used)
    )
    painter.drawText(area.adjusted(4 + used, 3, 0, 1 - half), MIDDLE, title)
    painter.setPen(T("text3"))
    skill = QFontMetrics(small).elidedText(doctor.skill, Qt.TextElideMode.ElideRight, room)
    painter.drawText(area.adjusted(4, half - 1, 0, -3), MIDDLE, skill)
    painter.setPen(T("text"))
    painter.setFont(font(14))
    painter.drawText(area.adjusted(0, 0, -12, 0), RIGHT, say.short_money(doctor.fee_fen))


def _draw_selected(painter: QPainter, box: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(T("primary"))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(T("onPrimary"))
    painter.setFont(font(14, bold=True))
    word = translate("Board", "已选")
    # A narrow column in another language holds no word: the mark alone says it, the colour too.
    fits = painter.fontMetrics().horizontalAdvance(word) <= box.width() - 6
    painter.drawText(box, CENTER, word if fits else "✓")


def _draw_cell(painter: QPainter, box: QRectF, cell: BoardCell, *, hover: bool) -> None:
    if cell.kind == FREE:
        _draw_free(painter, box, cell.left, hover=hover)
    elif cell.kind == STOPPED:
        _draw_stopped(painter, box)
    elif cell.kind == FULL:
        painter.setPen(QPen(T("border"), 1))
        painter.setBrush(T("surface2"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(T("text3"))
        painter.setFont(font(13))
        painter.drawText(box, CENTER, translate("Board", "满"))
    else:
        words = {PAST: translate("Board", "已过"), NO_SESSION: "--"}
        painter.setPen(T("text3"))
        painter.setFont(font(12))
        painter.drawText(box, CENTER, words.get(cell.kind, "--"))


def _draw_free(painter: QPainter, box: QRectF, left: int, *, hover: bool) -> None:
    few = left <= FEW
    line, fill = ("primary", "primarySoft") if hover else ("ctl", "surface")
    if few:
        line, fill = "warnLine", "warnSoft"
    painter.setPen(QPen(T(line), 1))
    painter.setBrush(T(fill))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    before, _, after = translate("Board", "余 {n}").partition("{n}")
    small, big = font(11), font(16, bold=True)
    parts = ((before.strip(), small), (str(left), big), (after.strip(), small))
    shown = [(text, face) for text, face in parts if text]
    width = sum(QFontMetrics(face).horizontalAdvance(text) for text, face in shown) + 3 * (len(shown) - 1)
    x, base = box.center().x() - width / 2, box.center().y() + 6
    for text, face in shown:
        painter.setFont(face)
        painter.setPen(T("warn") if few else T("text" if face is big else "text2"))
        painter.drawText(QPointF(x, base), text)
        x += QFontMetrics(face).horizontalAdvance(text) + 3


def _draw_stopped(painter: QPainter, box: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(T("hatch"), Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(box, 6, 6)
    text = translate("Board", "停诊")
    width = QFontMetrics(font(13)).horizontalAdvance(text) + 20
    pill = QRectF(box.center().x() - width / 2, box.center().y() - 11, width, 22)
    painter.setBrush(T("surface"))
    painter.drawRoundedRect(pill, 4, 4)
    painter.setPen(T("text3"))
    painter.setFont(font(13))
    painter.drawText(box, CENTER, text)


def _draw_ring(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(T("surface"), 2))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
    painter.setPen(QPen(T("ring"), 2))
    painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), 8, 8)
