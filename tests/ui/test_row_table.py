"""A list under the keyboard: Home and End are its first and last line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable


def test_home_and_end_go_to_the_first_and_the_last_line(qtbot: QtBot) -> None:
    model = RowModel(("a", "b"))
    table = RowTable(model, (50, 50), "lines")
    qtbot.addWidget(table)
    model.show([Row(str(n), (Cell(str(n)), Cell("x"))) for n in range(5)])
    heard: list[int] = []
    table.moved.connect(heard.append)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home):
        QTest.keyClick(table, key)
    assert heard == [4, 3, 0]
