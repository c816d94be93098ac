"""A field to sign on with pen, finger or mouse, and one to look at what was signed elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.drawn import HEIGHT, WIDTH, Point, Stroke
from desktop.ui.widgets.drawing import T

LEAST_WIDTH = 420
MARGIN = 14


class SignaturePad(QWidget):
    """`drawn` tells a stroke in the units of domain.drawn when the pen is lifted; touch and pen come as mouse."""

    drawn = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: tuple[Stroke, ...] = ()
        self._now: list[Point] = []
        self.setMinimumSize(LEAST_WIDTH, LEAST_WIDTH * HEIGHT // WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setProperty("focusName", "signature-pad")

    def show_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Paint these strokes."""
        if strokes != self._strokes:
            self._strokes = strokes
            self.update()

    def _field(self) -> QRectF:
        """Return the part of the widget that has the form of the field."""
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        wide, high = WIDTH * scale, HEIGHT * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def _point(self, at: QPointF) -> Point:
        field = self._field()
        x = round((at.x() - field.x()) * WIDTH / field.width())
        y = round((at.y() - field.y()) * HEIGHT / field.height())
        return min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT)

    # Qt's own names below
    def sizeHint(self) -> QSize:  # noqa: N802  # Qt override
        return QSize(WIDTH * 3 // 5, HEIGHT * 3 // 5)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt override
        if event.button() == Qt.MouseButton.LeftButton:
            self._now = [self._point(event.position())]
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt override
        if self._now:
            self._now.append(self._point(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt override
        if self._now and event.button() == Qt.MouseButton.LeftButton:
            stroke, self._now = tuple(self._now), []
            self.drawn.emit(stroke)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_field(painter, (*self._strokes, tuple(self._now)), self._field())


class SignatureView(QWidget):
    """A signature that was drawn elsewhere, only to be looked at."""

    def __init__(self, wide: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: tuple[Stroke, ...] = ()
        self.setFixedSize(wide, wide * HEIGHT // WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """Return what it shows."""
        return self._strokes

    def show_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Paint these strokes."""
        self._strokes = strokes
        self.update()

    # Qt's own names below
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_field(painter, self._strokes, QRectF(self.rect()))


def _paint_field(painter: QPainter, strokes: tuple[Stroke, ...], field: QRectF) -> None:
    painter.setPen(QPen(T("ctlBottom"), 1))
    painter.setBrush(T("surface"))
    painter.drawRoundedRect(field.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    base = field.y() + field.height() * 0.78
    painter.drawLine(QPointF(field.x() + MARGIN, base), QPointF(field.right() - MARGIN, base))
    paint_strokes(painter, strokes, field, QPen(T("text"), 2))


def paint_strokes(painter: QPainter, strokes: tuple[Stroke, ...], field: QRectF, pen: QPen) -> None:
    """Paint strokes into a rectangle of the field's form; a single point is a dot."""
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    across, down = field.width() / WIDTH, field.height() / HEIGHT
    for stroke in strokes:
        points = [QPointF(field.x() + x * across, field.y() + y * down) for x, y in stroke]
        if not points:
            continue
        path = QPainterPath(points[0])
        for point in points[1:] or points:
            path.lineTo(point)
        painter.drawPath(path)
