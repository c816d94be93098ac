"""A hand that signs: two strokes with the mouse on a field to sign on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def sign(pad: QWidget) -> None:
    """Draw two strokes on a field to sign on, with the mouse."""
    for path in (((2, 6), (3, 2), (4, 7), (6, 3)), ((5, 5), (8, 4))):
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=_at(pad, *path[0]))
        for step in path[1:]:
            QTest.mouseMove(pad, _at(pad, *step))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=_at(pad, *path[-1]))


def _at(pad: QWidget, across: int, down: int) -> QPoint:
    return QPoint(pad.width() * across // 10, pad.height() * down // 10)
