"""How large a person wants the program: kept for their account on this PC, shown so from the next start on (UX §1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.domain.errors import KnownError
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, Runner

SIZES = (100, 125, 150)
# what the window needs at 100 %, in logical pixels
LEAST_ROOM = (1180, 660)


@dataclass(frozen=True, slots=True)
class TextSizeState:
    """`now` is how the program stands, `chosen` how it shall stand, both in percent; `offered` fit on the screen."""

    now: int
    chosen: int
    shown: bool = False
    offered: tuple[int, ...] = SIZES
    note: Note = NOTHING


class TextSizePresenter:
    """Publishes TextSizeState; `keep` writes the choice down."""

    def __init__(self, now: int, keep: Callable[[int], None], runner: Runner) -> None:
        self._keep, self._runner = keep, runner
        self._out = Publisher(TextSizeState(now, now))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> TextSizeState:
        """Return what was published last."""
        return self._out.state

    def open(self, room: tuple[int, int]) -> None:
        """Show the sizes that a screen with so much room (logical pixels, as the program stands now) can hold."""
        now = self.state.now
        fit = [
            size
            for size in SIZES
            if all(has * now >= needs * size for has, needs in zip(room, LEAST_ROOM, strict=True))
        ]
        offered = tuple(sorted({SIZES[0], now, *fit}))
        self._out.publish(replace(self.state, shown=True, offered=offered, note=NOTHING))

    def close(self) -> None:
        """Go."""
        self._out.publish(replace(self.state, shown=False, note=NOTHING))

    def choose(self, percent: int) -> None:
        """Keep a size for the next start."""
        self._out.publish(replace(self.state, chosen=percent, note=NOTHING))
        self._runner.run(DEVICE, lambda: self._keep(percent), lambda _: self._kept(), self._failed)

    def _kept(self) -> None:
        self._out.publish(replace(self.state, note=note(NoteKind.OK, "text-size-kept")))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, note=error_note(error)))
