"""What every page of the window offers the shell: a code, compact mode, and taking the caret."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.presenters.publishing import State


class Page(QWidget):
    """A page; the shell calls `set_compact` when the window is low and `take_focus` when the page is opened.

    Subscriptions made through `follow` end with the page, so a closed window hears nothing more.
    """

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = code
        self._ends: list[Callable[[], None]] = []
        self.keys: list[str] = []
        self._follows: list[Callable[[], Callable[[], None]]] = []

    def set_compact(self, compact: bool) -> None:
        """Take less height."""

    def take_focus(self) -> None:
        """Put the caret where work on this page begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """F5: read again what the page shows."""

    def follow(
        self,
        subscribe: Callable[[Callable[[State], None]], Callable[[], None]],
        render: Callable[[State], None],
    ) -> None:
        """Render a presenter's state now and at each change, until the page is released."""
        self._follows.append(lambda: subscribe(render))
        self._ends.append(subscribe(render))

    def say_again(self) -> None:
        """Render every state anew: the words for it have changed, not the state."""
        self._end()
        self._ends = [follow() for follow in self._follows]
        self.update()

    def release(self) -> None:
        """End all subscriptions; called once, when the window of this person goes."""
        self._end()
        self._follows.clear()

    def _end(self) -> None:
        while self._ends:
            self._ends.pop()()

    def add_key(self, sequence: str, act: Callable[[], None]) -> None:
        """Bind a key while this page has the caret; its word stands in `texts/page_keys`."""
        self.keys.append(sequence)
        shortcut = QShortcut(QKeySequence(sequence), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
