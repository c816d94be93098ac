"""Help (F1): every key that works on the page and everywhere, from the tables that bind them (UX §5)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.pages.overlay import Overlay
from desktop.ui.texts.page_keys import shown_key
from desktop.ui.widgets.keys import KeyCap
from desktop.ui.widgets.layout import hbox, label, vbox
from desktop.ui.widgets.scrolling import Scrolling

WIDTH_PX, ROWS_A_COLUMN = 1040, 16
Keys = Sequence[tuple[str, str]]
CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter)
SCROLLING = {Qt.Key.Key_Down: 40, Qt.Key.Key_Up: -40, Qt.Key.Key_PageDown: 300, Qt.Key.Key_PageUp: -300}


class HelpOverlay(Overlay):
    """Filled anew each time it is opened."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root, WIDTH_PX)
        self.setProperty("focusName", "help")
        self._title = label("", "title")
        self._inside: Scrolling | None = None
        self._column = vbox(
            hbox(self._title, None, label(self.tr("Esc 返回"), "caption")),
            spacing=10,
            margins=(24, 18, 24, 16),
        )
        self.sheet.setLayout(self._column)

    def open(self, page: str, own: Keys, everywhere: Keys) -> None:
        """Show the keys of a page (its word) and those that work everywhere."""
        self._title.setText(self.tr("{page}：按键").format(page=page))
        self.setAccessibleName(self._title.text())
        body = QWidget()
        row = hbox(spacing=28)
        for heading, keys in ((self.tr("这一页"), own), (self.tr("每一页"), everywhere)):
            if keys:
                row.addLayout(_block(heading, keys))
        row.addStretch(1)
        body.setLayout(row)
        before, self._inside = self._inside, Scrolling(body)
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._column.addWidget(self._inside, 1)
        self.show_over(True)

    def height_of(self, width: int) -> int:
        """As high as the keys need."""
        inside = self._inside.inside if self._inside is not None else None
        return (inside.sizeHint().height() if inside is not None else 0) + 84

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() in CLOSING:
            self.leave()
        elif event.key() in SCROLLING and self._inside is not None:
            bar = self._inside.verticalScrollBar()
            bar.setValue(bar.value() + SCROLLING[Qt.Key(event.key())])


def _block(heading: str, keys: Keys) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(6)
    grid.addWidget(label(heading, "section"), 0, 0, 1, 4)
    for at, (key, word) in enumerate(keys):
        row, column = at % ROWS_A_COLUMN + 1, at // ROWS_A_COLUMN * 2
        grid.addWidget(KeyCap(shown_key(key)), row, column, Qt.AlignmentFlag.AlignLeft)
        said = label(word, "body")
        said.setContentsMargins(0, 0, 14, 0)
        grid.addWidget(said, row, column + 1)
    grid.setRowStretch(ROWS_A_COLUMN + 1, 1)
    return grid
