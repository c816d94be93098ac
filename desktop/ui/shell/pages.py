"""The pages of one person's window, each made when it is first opened: signing in waits for none but the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtWidgets import QStackedWidget

from desktop.ui.pages.page import Page
from desktop.ui.shell.page_roles import Starts
from desktop.ui.widgets.scrolling import Scrolling


class Pages(Mapping[str, Page]):
    """By code, in the order of the rail; a page that is made lies in `stack` within its holder."""

    def __init__(self, codes: tuple[str, ...], make: Callable[[str], Page], stack: QStackedWidget) -> None:
        self._codes, self._make, self._stack = codes, make, stack
        self._made: dict[str, Page] = {}
        self._started = False
        self._compact: bool | None = None
        self.holders: dict[str, Scrolling] = {}

    def made(self) -> tuple[Page, ...]:
        """Return the pages that were opened so far."""
        return tuple(self._made.values())

    def start(self) -> None:
        """The desk is open: pages begin to work, those still to be made as soon as they are."""
        self._started = True
        for page in self.made():
            _start(page)

    def set_compact(self, compact: bool) -> None:
        """Take less height, or as much as before; nothing when that is so already."""
        if compact is not self._compact:
            self._compact = compact
            for page in self.made():
                page.set_compact(compact)

    def __getitem__(self, code: str) -> Page:
        """Return a page, made now when nobody opened it before; raises KeyError for a page of other roles."""
        if code not in self._codes:
            raise KeyError(code)
        return self._made[code] if code in self._made else self._open(code)

    def __iter__(self) -> Iterator[str]:
        """Return the codes."""
        return iter(self._codes)

    def __len__(self) -> int:
        """Return how many pages this person has."""
        return len(self._codes)

    def _open(self, code: str) -> Page:
        page = self._made[code] = self._make(code)
        self.holders[code] = Scrolling(page)
        self._stack.addWidget(self.holders[code])
        if self._compact is not None:
            page.set_compact(self._compact)
        if self._started:
            _start(page)
        return page


def _start(page: object) -> None:
    if isinstance(page, Starts):
        page.start()
