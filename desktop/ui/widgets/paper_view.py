"""A paper as it will be printed, to look at: it rolls when it is longer than the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from desktop.ui.widgets.layout import label


def paper_view(name: str) -> tuple[QLabel, QScrollArea]:
    """Return what the picture goes into, named for who cannot see it, and the roll around it; no key stops there."""
    paper = label()
    paper.setAccessibleName(name)
    paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    roll = QScrollArea()
    roll.setWidget(paper)
    roll.setWidgetResizable(True)
    roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    roll.setFrameShape(QFrame.Shape.NoFrame)
    return paper, roll
