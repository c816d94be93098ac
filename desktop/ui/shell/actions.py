"""One registry of what keys do: it feeds shortcuts, the F-key strip and the tests alike (UX §5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """One act of the frame. `on_strip` puts it on the strip, `at_end` at its right end, `primary` fills its key.

    `pages` names the pages on which it works; empty means all.
    """

    code: str
    key: str
    text: str
    act: Callable[[], None]
    on_strip: bool = False
    at_end: bool = False
    primary: bool = False
    pages: frozenset[str] = frozenset()

    def works_on(self, page: str) -> bool:
        """Return whether the command has a meaning on a page."""
        return not self.pages or page in self.pages


class Actions:
    """Holds a QAction a command, bound to one widget: they sleep while that widget is hidden or suspended."""

    def __init__(self, owner: QWidget, commands: Sequence[Command]) -> None:
        self.commands = tuple(commands)
        self._suspended = False
        self._spare: frozenset[str] = frozenset()
        self._page = ""
        self._actions: dict[str, QAction] = {}
        for command in self.commands:
            action = QAction(command.text, owner)
            action.setShortcut(QKeySequence(command.key))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _=False, act=command.act: act())
            owner.addAction(action)
            self._actions[command.code] = action

    def action(self, code: str) -> QAction:
        """Return the action of a command."""
        return self._actions[code]

    def show_page(self, page: str) -> None:
        """Let the commands of this page work, and no others of other pages."""
        self._page = page
        self._refresh()

    def suspend(self, suspended: bool, spare: frozenset[str] = frozenset()) -> None:
        """Let all commands but the spared ones sleep, while an overlay has the keys."""
        self._suspended, self._spare = suspended, spare
        self._refresh()

    def _refresh(self) -> None:
        for command in self.commands:
            awake = not self._suspended or command.code in self._spare
            self._actions[command.code].setEnabled(command.works_on(self._page) and awake)
