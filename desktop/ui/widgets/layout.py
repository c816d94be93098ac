"""Rows, columns, labels, tags and dividers in one line each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

TAG_PX = 22
Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
CARD_MARGINS: Margins = (20, 16, 20, 16)


def hbox(*items: Item, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Return a row: widgets and layouts as they are, an int is a gap (px), None takes the spare room."""
    row = QHBoxLayout()
    _fill(row, items, spacing, margins)
    return row


def vbox(*items: Item, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return a column: widgets and layouts as they are, an int is a gap (px), None takes the spare room."""
    column = QVBoxLayout()
    _fill(column, items, spacing, margins)
    return column


def shared_row(*fields: tuple[QWidget, int], spacing: int = 16) -> QGridLayout:
    """Return one row in which each widget has that many of equally wide columns."""
    row, column = QGridLayout(), 0
    row.setContentsMargins(0, 0, 0, 0)
    row.setHorizontalSpacing(spacing)
    for field, columns in fields:
        row.addWidget(field, 0, column, 1, columns)
        column += columns
    for each in range(column):
        row.setColumnStretch(each, 1)
    return row


def _fill(box: QBoxLayout, items: tuple[Item, ...], spacing: int, margins: Margins) -> None:
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)


def card(inside: QLayout) -> QFrame:
    """Return a card around a layout, which says its own margins."""
    frame = QFrame()
    frame.setObjectName("Card")
    frame.setLayout(inside)
    return frame


def label(text: str = "", role: str = "body", **properties: str) -> QLabel:
    """Return a text in a role: caption, label, body, strong, title, section, name, number, help, huge."""
    made = QLabel(text)
    made.setProperty("role", role)
    for name, value in properties.items():
        made.setProperty(name, value)
    return made


def nothing_here(text: str = "") -> QLabel:
    """Return the sentence in the middle of a list that has no rows."""
    made = label(text, "label")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setWordWrap(True)
    return made


def tag(text: str, kind: str) -> QLabel:
    """Return a small bordered word; kind is ok, warn, danger, info or plain."""
    made = QLabel(text)
    made.setProperty("tag", kind)
    made.setFixedHeight(TAG_PX)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def sep(*, across: bool = True) -> QFrame:
    """Return a dividing line, across or down."""
    line = QFrame()
    line.setObjectName("Sep")
    if across:
        line.setFixedHeight(1)
    else:
        line.setFixedWidth(1)
    return line
