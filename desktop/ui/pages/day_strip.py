"""The days over the board: one tab stop, arrows choose."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from desktop.presenters.registration_state import DayTile
from desktop.ui.pages.inputs import ENTER
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import T, font

translate = say.translate
TALL_PX, FLAT_PX = 50, 36
CENTER = Qt.AlignmentFlag.AlignCenter


class DayStrip(QWidget):
    """Shows the tiles of the state; `chosen` gets a date."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: list[_Tile] = []
        self._height = TALL_PX
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.setFixedHeight(self._height)
        self.setAccessibleName(translate("Board", "日期"))

    def set_compact(self, compact: bool) -> None:
        """One line a tile on low screens."""
        self._height = FLAT_PX if compact else TALL_PX
        self.setFixedHeight(self._height)

    def render_state(self, days: tuple[DayTile, ...]) -> None:
        """Show the days; tiles that are there already only change their words."""
        while len(self._tiles) < len(days):
            tile = _Tile(len(self._tiles), self)
            tile.clicked.connect(lambda _=False, t=tile: self.chosen.emit(t.day))
            tile.stepped.connect(self._step)
            tile.entered.connect(self.entered)
            self._row.addWidget(tile, 1)
            self._tiles.append(tile)
        for index, tile in enumerate(self._tiles):
            tile.setVisible(index < len(days))
            if index < len(days):
                tile.show_day(days[index])
        self._agree_on_words()

    def _agree_on_words(self) -> None:
        """All tiles say "left" or none does: one that is too narrow decides for its neighbours."""
        shown = [tile for tile in self._tiles if not tile.isHidden()]
        wordy = all(tile.holds_words() for tile in shown)
        for tile in shown:
            tile.say_words(wordy)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt override
        super().resizeEvent(event)
        self._agree_on_words()

    def _step(self, index: int) -> None:
        if 0 <= index < len(self._tiles) and self._tiles[index].isVisible():
            tile = self._tiles[index]
            tile.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tile.setFocus(Qt.FocusReason.TabFocusReason)
            self.chosen.emit(tile.day)


class _Tile(QAbstractButton):
    """A day with what is left; the number is always said in words too."""

    stepped = Signal(int)
    entered = Signal()

    def __init__(self, index: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._index = index
        self._name = self._left = self._figure = ""
        self._full = False
        self._wordy = True
        self.day: object = None
        self.setCheckable(True)
        self.setProperty("focusName", "day")
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_day(self, tile: DayTile) -> None:
        """Show a day."""
        self.day = tile.day
        self._full = tile.left == 0
        self._figure = str(tile.left)
        self._name = f"{say.day_name(tile.day, tile.when)} {tile.day:%m-%d}"
        left = translate("Board", "余 {n}").format(n=tile.left)
        self._left = translate("Board", "约满") if self._full else left
        self.setAccessibleName(f"{self._name} {self._left}")
        self.setChecked(tile.selected)
        if not self.hasFocus():
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus if tile.selected else Qt.FocusPolicy.NoFocus)
        self.update()

    def holds_words(self) -> bool:
        """Return whether day and "left" fit side by side with air around them."""
        left_px = QFontMetrics(font(12)).horizontalAdvance(self._left)
        return self._full or self._name_px(13) + left_px + 20 <= self.width()

    def say_words(self, wordy: bool) -> None:
        """Say "left" in words, or the figure alone."""
        if wordy != self._wordy:
            self._wordy = wordy
            self.update()

    # Qt's own names below
    def nextCheckState(self) -> None:  # noqa: N802  # Qt override
        """The presenter says which day is shown."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key())  # type: ignore[call-overload]  # int keys
        if event.key() in ENTER:
            self.entered.emit()
        elif step is not None:
            self.stepped.emit(self._index + step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if on:
            area = area.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(T("primary" if on else "border"), 2 if on else 1))
        painter.setBrush(T("primarySoft" if on else "surface2" if self.underMouse() else "surface"))
        painter.drawRoundedRect(area, 8, 8)
        strong = T("primary") if on else T("text3" if self._full else "text")
        weak = T("primary") if on else T("text3" if self._full else "text2")
        width, height = self.width(), self.height()
        if height >= TALL_PX - 6:
            self._line(painter, QRectF(0, 7, width, 20), self._name, 14, strong, bold=True)
            self._line(painter, QRectF(0, 26, width, 18), self._left, 12, weak)
            return
        left = self._left if self._wordy or self._full else self._figure
        left_px = QFontMetrics(font(12)).horizontalAdvance(left)
        size = next((px for px in (13, 12) if self._name_px(px) + left_px + 12 <= width), 11)
        name_px = self._name_px(size)
        x = max(2.0, (width - name_px - 6 - left_px) / 2)
        self._line(painter, QRectF(x, 0, name_px + 2, height), self._name, size, strong, bold=True)
        self._line(painter, QRectF(x + name_px + 6, 0, left_px + 2, height), left, 12, weak)

    def _name_px(self, size: int) -> int:
        return QFontMetrics(font(size, bold=True)).horizontalAdvance(self._name)

    @staticmethod
    def _line(
        painter: QPainter, area: QRectF, text: str, px: int, colour: QColor, *, bold: bool = False
    ) -> None:
        painter.setFont(font(px, bold=bold))
        painter.setPen(colour)
        painter.drawText(area, CENTER, text)
