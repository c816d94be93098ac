"""One icon of the set; follows theme and screen by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui import assets, theme

REDRAW = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.DevicePixelRatioChange)


class Icon(QLabel):
    """Shows icon `name` in the colour of token `colour`; decoration only, the text beside it says the same."""

    def __init__(
        self, name: str, colour: str = "text2", size: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        self.setFixedSize(size, size)
        self._draw()

    @property
    def name(self) -> str:
        """Return which icon is shown."""
        return self._name

    def set(self, name: str | None = None, colour: str | None = None) -> None:
        """Show another icon, or the same in another colour."""
        wanted = (name or self._name, colour or self._colour)
        if wanted != (self._name, self._colour):
            self._name, self._colour = wanted
            self._draw()

    def _draw(self) -> None:
        colour = theme.current()[self._colour]
        self.setPixmap(assets.pixmap(self._name, colour, self._size, self.devicePixelRatioF()))

    # Qt's own names below
    def event(self, event: QEvent) -> bool:
        if event.type() in REDRAW:
            self._draw()
        return super().event(event)
