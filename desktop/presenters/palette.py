"""The command palette (Ctrl+K): acts, pages and people by words or first letters, what was used last first (UX §5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.domain.initials import matches
from desktop.presenters.publishing import Publisher


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; `place` is the word of the page it belongs to, "" for what works everywhere."""

    code: str
    text: str
    key: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class PaletteState:
    """`find` tells that the row behind the entries looks for a person with what was typed."""

    shown: bool = False
    text: str = ""
    entries: tuple[Entry, ...] = ()
    selected: int = 0

    @property
    def find(self) -> bool:
        """Return whether a person can be looked for."""
        return bool(self.text.strip())

    @property
    def rows(self) -> int:
        """Return how many rows there are, the one that looks for a person with them."""
        return len(self.entries) + self.find


class PalettePresenter:
    """Publishes PaletteState. `offered` names what this person may do now, `act` does it, `find` looks for a person.

    A person is looked for in the search itself: there the look leaves its trace and everything stands masked.
    """

    def __init__(
        self, offered: Callable[[], Sequence[Entry]], act: Callable[[str], None], find: Callable[[str], None]
    ) -> None:
        self._offered, self._act, self._find = offered, act, find
        self._recent: list[str] = []
        self._out = Publisher(PaletteState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> PaletteState:
        """Return what was published last."""
        return self._out.state

    def open(self) -> None:
        """Show everything that can be done here."""
        self._out.publish(PaletteState(shown=True, entries=self._found("")))

    def close(self) -> None:
        """Go."""
        self._out.publish(PaletteState())

    def type(self, text: str) -> None:
        """Show what the text means."""
        self._out.publish(replace(self.state, text=text, entries=self._found(text), selected=0))

    def move(self, step: int) -> None:
        """Go up or down, round at the ends."""
        if self.state.rows:
            self._out.publish(replace(self.state, selected=(self.state.selected + step) % self.state.rows))

    def select(self, row: int) -> None:
        """Go to a row."""
        self._out.publish(replace(self.state, selected=row))

    def accept(self) -> None:
        """Do what is selected, with the palette gone."""
        state = self.state
        if not state.rows:
            return
        self.close()
        if state.selected == len(state.entries):
            self._find(state.text.strip())
            return
        code = state.entries[state.selected].code
        self._recent = [code, *(each for each in self._recent if each != code)]
        self._act(code)

    def _found(self, text: str) -> tuple[Entry, ...]:
        places = {code: place for place, code in enumerate(self._recent)}
        meant = [entry for entry in self._offered() if matches(text, entry.text)]
        return tuple(sorted(meant, key=lambda entry: places.get(entry.code, len(places))))
