"""The same half-hour in the weeks after: for how many, and what became of each (G28)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.bookings import LIVE, BookingState
from desktop.presenters.blocking import Works
from desktop.presenters.bookings_needs import Repeats
from desktop.presenters.bookings_state import BookingsState, Mode
from desktop.presenters.notes import NOTHING, NoteKind, note
from desktop.presenters.publishing import Publisher
from desktop.services.bookings import BookingLine
from desktop.services.repeats import Repeated

# what stands, or stood until the visit, may be wanted again
REPEATED = frozenset(state.value for state in LIVE - {BookingState.NO_SHOW})


class Repeating:
    """The form of Mode.REPEAT; publishes with the page's own publisher. `done` hears of every week."""

    def __init__(
        self,
        repeats: Repeats,
        out: Publisher[BookingsState],
        work: Works,
        done: Callable[[tuple[Repeated, ...]], None],
    ) -> None:
        self._repeats, self._out, self._work, self._done = repeats, out, work, done

    def begin(self) -> None:
        """R: ask for how many weeks the same half-hour is wanted."""
        state = self._out.state
        line = state.current
        if line is None or state.mode is not Mode.LIST:
            return
        if line.state not in REPEATED:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "cannot-change")))
            return
        self._out.publish(replace(state, mode=Mode.REPEAT, weeks=0, repeated=(), note=NOTHING))

    def choose(self, weeks: int) -> None:
        """Keep for how many weeks."""
        state = self._out.state
        if state.mode is Mode.REPEAT and not state.repeated:
            self._out.publish(replace(state, weeks=weeks, note=NOTHING))

    def confirm(self, line: BookingLine) -> None:
        """F9: book the weeks; once they are shown, go back to the list."""
        state = self._out.state
        weeks = state.weeks
        if state.repeated:
            self._out.publish(replace(state, mode=Mode.LIST, repeated=(), note=NOTHING))
        elif not weeks:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "repeat-weeks")))
        else:
            self._work(lambda: self._repeats.repeat(line.booking_id, weeks), self._shown)

    def _shown(self, done: tuple[Repeated, ...]) -> None:
        """Show every week, the ones that could not be had by name."""
        had = sum(week.slip is not None and week.booking_id is not None for week in done)
        kind = NoteKind.OK if had == len(done) else NoteKind.WARN
        said = note(kind, "repeat-done", booked=had, weeks=len(done))
        self._out.publish(replace(self._out.state, working=False, repeated=done, note=said))
        self._done(done)
