"""Which texts of a window do not fit where they stand: measured by code, so that no picture must be looked at."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QWidget,
)

from desktop.ui.pages.clause_line import ClauseLine
from desktop.ui.shell.rail import RailItem
from desktop.ui.tables.row_table import RowTable
from desktop.ui.widgets.field import HelperLine

# a glyph may lean over its advance by a pixel
LEAN_PX = 1
# the digit's keycap at the right of a reason, and the air at its left
OPTION_KEY_PX = 36
EDGES_PX = {QPushButton: 8, QLineEdit: 26}


def misfits(root: QWidget) -> list[str]:
    """Return a line for every text that is cut off and every control that reaches out of the window."""
    shown = [w for w in (root, *root.findChildren(QWidget)) if w.isVisible() and not _internal(w)]
    return [f"{_name(widget)}: {fault}" for widget in shown for fault in _faults(widget, root)]


def _internal(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_")


def _faults(widget: QWidget, root: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QPushButton | QLineEdit | QComboBox) and not _inside(widget, root):
        yield "outside of the window"
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QPushButton):
        yield from _too_long(widget, widget.text(), QPushButton)
    elif isinstance(widget, QComboBox):
        yield from _chosen(widget)
    elif isinstance(widget, QLineEdit) and not widget.text():
        yield from _too_long(widget, widget.placeholderText(), QLineEdit)
    elif isinstance(widget, RailItem) and not widget.fits():
        yield f"{widget.text()!r} is cut"
    elif isinstance(widget, QTableView):
        yield from _table(widget)


def _label(widget: QLabel) -> Iterator[str]:
    if isinstance(widget, ClauseLine):
        # says its chapter; the whole stands in the tooltip and is read out
        return
    if isinstance(widget, HelperLine):
        if widget.text() != widget.whole:
            yield f"{widget.whole!r} is cut to {widget.width()}"
    elif widget.wordWrap():
        if widget.text() and widget.heightForWidth(widget.width()) > widget.height() + LEAN_PX:
            yield f"{widget.text()!r} is higher than {widget.height()}"
    elif widget.text() and widget.sizeHint().width() > widget.width() + LEAN_PX:
        yield f"{widget.text()!r} needs {widget.sizeHint().width()}, has {widget.width()}"


def _chosen(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()
    needs = box.fontMetrics().horizontalAdvance(box.currentText())
    if needs > room:
        yield f"{box.currentText()!r} needs {needs}, has {room}"


def _too_long(widget: QWidget, text: str, kind: type[QWidget]) -> Iterator[str]:
    needs = widget.fontMetrics().horizontalAdvance(text) + EDGES_PX[kind]
    if widget.property("option"):
        needs += OPTION_KEY_PX
    if isinstance(widget, QPushButton) and widget.property("keyed"):
        needs = widget.sizeHint().width()
    if text and needs > widget.width() + LEAN_PX:
        yield f"{text!r} needs {needs}, has {widget.width()}"


def _table(table: QTableView) -> Iterator[str]:
    header, model = table.horizontalHeader(), table.model()
    if isinstance(table, RowTable):
        for column, (needs, has) in enumerate(zip(table.needs(), table.has(), strict=True)):
            if needs > has + LEAN_PX:
                yield f"column {_said(table, column)!r} needs {needs}, has {has}"
        return
    metrics = QFontMetrics(header.font())
    for column in range(model.columnCount()):
        needs = metrics.horizontalAdvance(_said(table, column)) + 8
        if header.isVisible() and needs > table.columnWidth(column) + LEAN_PX:
            yield f"head {_said(table, column)!r} needs {needs}, has {table.columnWidth(column)}"


def _said(table: QTableView, column: int) -> str:
    return str(table.model().headerData(column, Qt.Orientation.Horizontal) or "")


def _inside(widget: QWidget, root: QWidget) -> bool:
    around = widget.parentWidget()
    while around is not None and around is not root:
        if isinstance(around, QAbstractScrollArea):
            return True
        around = around.parentWidget()
    place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    return root.rect().contains(place)


def _name(widget: QWidget) -> str:
    own = str(widget.property("focusName") or widget.objectName() or "")
    around = widget.parentWidget()
    while around is not None and type(around) is QWidget:
        around = around.parentWidget()
    return f"{type(around).__name__}/{type(widget).__name__}{'#' + own if own else ''}"
