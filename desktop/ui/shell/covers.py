"""What lies over the pages of a desk: the watermark, and the curtain while somebody helps from afar."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.shell.help_cover import HelpCurtain
from desktop.ui.shell.watermark import Watermark

# pages on which nobody can be seen; all others have the watermark, and the curtain while somebody helps
NOBODY_SEEN = frozenset({"rules", "shift", "sync"})
# what works while somebody helps from afar, besides opening another page
HELP_KEYS = frozenset({"lock", "help-mode", "refresh"})


class Covers:
    """Decides for the page that is open which of both is to be seen; `helped` while somebody helps from afar."""

    def __init__(self, root: QWidget, stack: QStackedWidget, holders: Mapping[str, QWidget]) -> None:
        self._stack, self._holders = stack, holders
        self.curtain = HelpCurtain()
        stack.addWidget(self.curtain)
        self.watermark = Watermark(root, stack)
        self.helped = False

    def show(self, page: str, *, overlaid: bool) -> None:
        """Show a page, or the curtain in its place; `overlaid` when something with people on it lies over any page."""
        people = page not in NOBODY_SEEN
        covered = self.helped and people
        self._stack.setCurrentWidget(self.curtain if covered else self._holders[page])
        self.watermark.cover(overlaid or (people and not covered))
