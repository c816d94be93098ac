"""A QR code on the screen: black on white in every theme, with its quiet zone, whole dots only."""

from __future__ import annotations

import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

QUIET = 4
DOT_PX = 4


class QrPicture(QWidget):
    """Shows one text as a QR code; "" shows nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[bytes, ...] = ()
        self.setAccessibleName(name)

    def show_text(self, text: str) -> None:
        """Draw a text."""
        matrix = segno.make(text, error="m", micro=False).matrix if text else ()
        self._rows = tuple(bytes(row) for row in matrix)
        side = (len(self._rows) + 2 * QUIET) * DOT_PX if self._rows else 0
        self.setFixedSize(side, side)
        self.update()

    # Qt's own names below
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for at, row in enumerate(self._rows):
            for column, dark in enumerate(row):
                if dark:
                    left, top = (column + QUIET) * DOT_PX, (at + QUIET) * DOT_PX
                    painter.fillRect(left, top, DOT_PX, DOT_PX, Qt.GlobalColor.black)
