"""Finds `resources/` and draws its icons in a colour of the theme, at the screen's own resolution."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

STROKE = "currentColor"


def resources() -> Path:
    """Return the folder `resources`, from source and from a frozen program alike."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen or Path(__file__).resolve().parents[2]) / "resources"


def icon_names() -> frozenset[str]:
    """Return the names of all icons."""
    return frozenset(path.stem for path in (resources() / "icons").glob("*.svg"))


def pixmap(name: str, colour: str, size: int = 20, ratio: float = 1.0) -> QPixmap:
    """Return an icon drawn in a colour (`#rrggbb`), `size` logical pixels wide at `ratio` dots a pixel.

    Qt's own cache keeps the pictures, so none outlives the application.
    """
    key = f"desk/{name}/{colour}/{size}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    source = (resources() / "icons" / f"{name}.svg").read_text("utf-8").replace(STROKE, colour)
    dots = round(size * ratio)
    fresh = QPixmap(dots, dots)
    fresh.fill(Qt.GlobalColor.transparent)
    painter = QPainter(fresh)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, dots, dots))
    painter.end()
    fresh.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, fresh)
    return fresh
