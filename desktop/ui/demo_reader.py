"""Demo only: a small window that puts made-up cards on the emulated reader, as a hand would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget


@dataclass(frozen=True, slots=True)
class DemoCard:
    """One made-up card; `place` puts it on the reader."""

    title: str
    place: Callable[[], None]


class DemoReaderWindow(QWidget):
    """A list of cards; a double click or Enter puts one on the reader, the button takes it away."""

    def __init__(self, cards: Sequence[DemoCard], lift: Callable[[], None]) -> None:
        super().__init__()
        self._cards = tuple(cards)
        self._lift = lift
        self.setWindowTitle(self.tr("演示读卡器"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._list = QListWidget()
        self._list.addItems([card.title for card in self._cards])
        self._list.setAccessibleName(self.tr("虚构人员的身份证"))
        self._list.itemActivated.connect(self._on_activated)
        hint = QLabel(self.tr("双击把卡放到读卡器上，均为虚构人员"))
        hint.setWordWrap(True)
        away = QPushButton(self.tr("取走卡片"))
        away.clicked.connect(self._on_lifted)
        layout = QVBoxLayout(self)
        for widget in (hint, self._list, away):
            layout.addWidget(widget)
        self.resize(300, 420)

    def _on_activated(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._cards):
            self._lift()
            self._cards[row].place()

    def _on_lifted(self) -> None:
        self._lift()
