"""A text document to lay out and print beside the window, on a lane."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QSizeF
from PySide6.QtGui import QFont, QPdfWriter, QTextDocument

from desktop.ui.printing.sheet import FAMILIES


def document_on(writer: QPdfWriter, points: float) -> QTextDocument:
    """Return an empty document of the writer's page, in our fonts; needs a QGuiApplication.

    Its layout connects signals, under Qt's own lock, and the window may hold that lock and wait for Python's (it takes
    a widget down). So the layout is made inside `print_`, which lets Python's lock go, where `documentLayout` would
    keep it; the page that comes of it is thrown away.
    """
    document = QTextDocument()
    nowhere = QBuffer()
    nowhere.open(QIODevice.OpenModeFlag.WriteOnly)
    document.print_(QPdfWriter(nowhere))
    face = QFont()
    face.setFamilies(FAMILIES)
    face.setPointSizeF(points)
    document.setDefaultFont(face)
    document.documentLayout().setPaintDevice(writer)
    area = writer.pageLayout().paintRectPixels(writer.resolution())
    document.setPageSize(QSizeF(area.width(), area.height()))
    return document
