"""Blocking the person of the booking in hand, and taking it back: a reason, a day, one key (G40)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Protocol

from desktop.domain.blocks import USUAL_DAYS, Block
from desktop.presenters.bookings_needs import Blocks
from desktop.presenters.bookings_state import BlockForm, BookingsState, Mode
from desktop.presenters.days import day_typed
from desktop.presenters.notes import NOTHING, Note, NoteKind, note
from desktop.presenters.publishing import Publisher
from desktop.services.bookings import BookingLine


class Works(Protocol):
    """Has an act done on the store's lane; a known error is said on the page."""

    def __call__(self, act: Callable[[], Any], done: Callable[[Any], None]) -> None: ...


class Blocking:
    """The form of BookingsState.block; publishes with the page's own publisher."""

    def __init__(
        self,
        blocks: Blocks,
        out: Publisher[BookingsState],
        today: Callable[[], date],
        work: Works,
        done: Callable[[Note], None],
    ) -> None:
        self._blocks = blocks
        self._out = out
        self._today = today
        self._work = work
        self._done = done

    def begin(self) -> None:
        """B: ask for reason and day, or, for somebody who is blocked, why it ends."""
        state = self._out.state
        line = state.current
        if line is None or not line.patient_id or state.mode is not Mode.LIST:
            return
        if not self._blocks.may:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "not-permitted")))
            return
        until = (self._today() + timedelta(days=USUAL_DAYS)).isoformat()
        form = BlockForm(lifts=True) if line.block else BlockForm(until=until)
        self._out.publish(replace(state, mode=Mode.BLOCK, block=form, note=NOTHING))

    def choose(self, reason: str) -> None:
        """Keep why."""
        self._change(reason=reason)

    def until(self, text: str) -> None:
        """Keep the day as typed."""
        self._change(until=text)

    def confirm(self, line: BookingLine) -> None:
        """F9: block, or take it back."""
        form = self._out.state.block
        if form is None:
            return
        if form.lifts:
            self._work(lambda: self._blocks.lift(line.booking_id, form.reason), lambda _: self._lifted())
        else:
            day = day_typed(form.until)
            self._work(lambda: self._blocks.block(line.booking_id, form.reason, day), self._blocked)

    def _blocked(self, block: Block) -> None:
        self._done(note(NoteKind.OK, "person-blocked-now", until=block.until.isoformat()))

    def _lifted(self) -> None:
        self._done(note(NoteKind.OK, "person-unblocked"))

    def _change(self, **changes: Any) -> None:
        state = self._out.state
        if state.mode is Mode.BLOCK and state.block is not None and not state.working:
            self._out.publish(replace(state, block=replace(state.block, **changes), note=NOTHING))
