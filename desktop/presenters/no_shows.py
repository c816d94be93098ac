"""The no-show in hand: its printed notice by one key, its excuse with a reason by a supervisor (N22)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.errors import KnownError
from desktop.ports.ticket_printer import PrinterState
from desktop.presenters.blocking import Works
from desktop.presenters.bookings_needs import NoShows
from desktop.presenters.bookings_state import BookingsState, Mode
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, Runner
from desktop.services.bookings import BookingLine


class NoShowSteps:
    """Works on the line in hand of the page of bookings; publishes with the page's own publisher."""

    def __init__(
        self,
        no_shows: NoShows,
        out: Publisher[BookingsState],
        runner: Runner,
        work: Works,
        done: Callable[[Note], None],
    ) -> None:
        self._no_shows = no_shows
        self._out = out
        self._runner = runner
        self._work = work
        self._done = done

    def begin(self) -> None:
        """E: ask why the no-show in hand does not count; who may not decide puts it before those who may."""
        state = self._out.state
        line = state.current
        if line is None or line.missed is None or state.mode is not Mode.LIST:
            return
        self._out.publish(replace(state, mode=Mode.EXCUSE, excuse="", note=NOTHING))

    def choose(self, reason: str) -> None:
        """Keep why."""
        if self._out.state.mode is Mode.EXCUSE:
            self._out.publish(replace(self._out.state, excuse=reason, note=NOTHING))

    def confirm(self, line: BookingLine) -> None:
        """F9: it does not count any more, or a supervisor is asked."""
        reason = self._out.state.excuse
        if not self._out.state.may_excuse:
            self._work(
                lambda: self._no_shows.appeal(line.booking_id, reason),
                lambda _: self._done(note(NoteKind.OK, "no-show-appealed")),
            )
            return
        self._work(
            lambda: self._no_shows.excuse(line.booking_id, reason),
            lambda _: self._done(note(NoteKind.OK, "no-show-excused")),
        )

    def print_notice(self, *, other_language: bool = False) -> None:
        """P: the notice in the person's language; with Shift in the other one."""
        state = self._out.state
        line = state.current
        if line is None or line.missed is None or state.mode is not Mode.LIST or state.working:
            return
        self._out.publish(replace(state, working=True, note=note(NoteKind.BUSY, "no-show-printing")))
        booking_id = line.booking_id
        self._runner.run(
            DEVICE, lambda: self._no_shows.print_notice(booking_id, other_language=other_language), self._printed,
            self._not_printed,
        )  # fmt: skip

    def _printed(self, _state: PrinterState) -> None:
        self._out.publish(replace(self._out.state, working=False, note=note(NoteKind.OK, "no-show-printed")))

    def _not_printed(self, error: KnownError) -> None:
        self._out.publish(replace(self._out.state, working=False, note=error_note(error)))
