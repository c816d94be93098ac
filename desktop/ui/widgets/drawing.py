"""What hand-painted widgets share: a colour by token, a font by size, and a re-style after a property changed."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui import theme


def T(token: str) -> QColor:  # noqa: N802  # stands beside Qt's own Q… names in paint code and is read often
    """Return the colour of a token in the current theme."""
    return QColor(theme.current()[token])


def font(px: int, *, bold: bool = False) -> QFont:
    """Return the application's font in a size (device-independent pixels)."""
    face = QFont(QApplication.font())
    face.setPixelSize(px)
    face.setBold(bold)
    return face


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a changed dynamic property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_state(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property and re-style, only when it changed (a re-style costs about 1 ms)."""
    if (widget.property(name) or "") != value:
        widget.setProperty(name, value)
        restyle(widget)
