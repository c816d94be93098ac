"""Staff number, window and minute, faint over what shows people: a photograph says who let it be taken (T14)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.drawing import T, font

# of 1: what stands under it loses less than a twentieth of its contrast
STRENGTH = 0.055
SLANT_DEGREES = -20
TEXT_PX = 15
GAP_PX = 110


class Watermark(QWidget):
    """A child of `root` over its pages and overlays, never in the way of mouse or keys; one picture, laid as tiles."""

    def __init__(self, root: QWidget, pages: QWidget) -> None:
        super().__init__(root)
        self._root, self._pages = root, pages
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tile = QPixmap()
        self._drawn: tuple[str, str, float] = ("", "", 0.0)
        self.text = ""
        self.hide()
        pages.installEventFilter(self)

    def say(self, staff: str, window: str, now: datetime) -> None:
        """Show who sits here and when; painted anew once a minute only."""
        text = f"{staff}  {window}  {now:%Y-%m-%d %H:%M}"
        if text != self.text:
            self.text = text
            self.update()

    def cover(self, shown: bool) -> None:
        """Lie over everything, or go."""
        self._place()
        self.setVisible(shown)
        self.raise_()

    def _place(self) -> None:
        corner = self._pages.mapTo(self._root, QPoint(0, 0))
        self.setGeometry(QRect(corner, self._pages.size()))

    def _draw(self) -> None:
        """Make the tile anew when text, theme or the screen's scale changed."""
        colour, scale = T("text"), self.devicePixelRatioF()
        wanted = (self.text, colour.name(), scale)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        face = font(TEXT_PX, bold=True)
        width = QFontMetrics(face).horizontalAdvance(self.text) + GAP_PX
        height = width // 2
        tile = QPixmap(round(width * scale), round(height * scale))
        tile.setDevicePixelRatio(scale)
        tile.fill(Qt.GlobalColor.transparent)
        faint = QColor(colour)
        faint.setAlphaF(STRENGTH)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(face)
        painter.setPen(faint)
        painter.translate(QPointF(width / 2, height / 2))
        painter.rotate(SLANT_DEGREES)
        box = QRect(-width // 2, -TEXT_PX, width, 2 * TEXT_PX)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text)
        painter.end()
        self._tile = tile

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        self._draw()
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.drawTiledPixmap(self.rect(), self._tile)
