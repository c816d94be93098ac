"""The shift page: open with a float, count the drawer, settle or hand over (G54)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.errors import KnownError
from desktop.domain.money_papers import ShiftPaper
from desktop.domain.shifts import DENOMINATIONS, MOST_PIECES, Count, Difference
from desktop.presenters.needs import PrintsMoney, RunsShifts
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, READ, STORE, Runner
from desktop.presenters.yuan import fen_of, yuan_of
from desktop.services.shifts import ShiftView


@dataclass(frozen=True, slots=True)
class ShiftState:
    """The page. `pieces` are as typed, by DENOMINATIONS; `difference_fen` counts along."""

    view: ShiftView | None = None
    float_text: str = ""
    pieces: tuple[str, ...] = ("",) * len(DENOMINATIONS)
    counted_fen: int = 0
    difference_fen: int = 0
    reason: Difference = Difference.NONE
    left_text: str = ""
    next_text: str = ""
    busy: bool = False
    paper: ShiftPaper | None = None
    note: Note = NOTHING

    @property
    def is_open(self) -> bool:
        """Return whether a shift runs."""
        return self.view is not None and self.view.shift is not None


class ShiftPresenter:
    """Publishes ShiftState."""

    def __init__(self, shifts: RunsShifts, papers: PrintsMoney, runner: Runner) -> None:
        self._shifts = shifts
        self._papers = papers
        self._runner = runner
        self._out = Publisher(ShiftState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> ShiftState:
        """Return the newest state."""
        return self._out.state

    @property
    def settled(self) -> bool:
        """Return whether the drawer was settled or handed over in this sitting and no new shift runs."""
        return self.state.paper is not None and not self.state.is_open

    def load(self) -> None:
        """Read how the shift stands; what was counted stays."""
        self._runner.run(READ, self._shifts.view, self._loaded, self._failed)

    def type_float(self, text: str) -> None:
        """Take what was typed as float."""
        self._out.publish(replace(self.state, float_text=text, note=NOTHING))

    def open(self) -> None:
        """Enter: open the shift; an empty field is what the last shift left in the drawer."""
        state = self.state
        if state.busy or state.view is None or state.is_open:
            return
        before = state.view.left_before_fen
        fen = fen_of(state.float_text) if state.float_text.strip() else before
        if fen is None:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "amount-unreadable")))
            return
        self._out.publish(replace(state, busy=True, paper=None, note=NOTHING))
        self._runner.run(STORE, lambda: self._shifts.open(fen), lambda _: self._opened(), self._failed)

    def type_pieces(self, index: int, text: str) -> None:
        """Take how many pieces of a denomination lie there."""
        pieces = tuple(text if i == index else p for i, p in enumerate(self.state.pieces))
        self._count(replace(self.state, pieces=pieces, note=NOTHING))

    def choose_reason(self, code: str) -> None:
        """Say why the drawer differs."""
        self._out.publish(replace(self.state, reason=Difference(code), note=NOTHING))

    def type_left(self, text: str) -> None:
        """Take what stays in the drawer."""
        self._out.publish(replace(self.state, left_text=text, note=NOTHING))

    def type_next(self, text: str) -> None:
        """Take who gets the drawer."""
        self._out.publish(replace(self.state, next_text=text, note=NOTHING))

    def close(self) -> None:
        """F9: settle, or hand over when somebody is named who takes the drawer."""
        state = self.state
        if state.busy or not state.is_open:
            return
        left = fen_of(state.left_text) if state.left_text.strip() else 0
        count = _count_of(state.pieces)
        if left is None or count is None:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "amount-unreadable")))
            return
        reason, handed_to = state.reason, state.next_text.strip()
        self._out.publish(replace(state, busy=True, note=NOTHING))
        self._runner.run(
            STORE,
            lambda: self._shifts.close(count, reason, left_fen=left, handed_to=handed_to),
            self._closed,
            self._failed,
        )

    def print_again(self) -> None:
        """F8: print the last settlement again."""
        paper = self.state.paper
        if paper is not None:
            again = replace(paper, copy=paper.copy + 1)
            self._out.publish(replace(self.state, paper=again))
            self._print(again)

    def _opened(self) -> None:
        self._out.publish(replace(ShiftState(), note=note(NoteKind.OK, "shift-opened")))
        self.load()

    def _closed(self, paper: ShiftPaper) -> None:
        done = note(NoteKind.OK, "shift-handed-over" if paper.handed_to else "shift-settled")
        self._out.publish(replace(ShiftState(), paper=paper, note=done))
        self._print(paper)
        self.load()

    def _print(self, paper: ShiftPaper) -> None:
        self._runner.run(DEVICE, lambda: self._papers.print_paper(paper), lambda _: None, self._failed)

    def _loaded(self, view: ShiftView) -> None:
        state = self.state
        if view.shift is None and not state.float_text and view.left_before_fen:
            state = replace(state, float_text=yuan_of(view.left_before_fen))
        self._count(replace(state, view=view))

    def _count(self, state: ShiftState) -> None:
        count = _count_of(state.pieces)
        counted = count.total_fen if count else 0
        expected = state.view.expected_fen if state.view else 0
        self._out.publish(
            replace(state, counted_fen=counted, difference_fen=counted - expected if state.is_open else 0)
        )

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, busy=False, note=error_note(error)))


def _count_of(pieces: tuple[str, ...]) -> Count | None:
    numbers = [text.strip() or "0" for text in pieces]
    if not all(n.isascii() and n.isdecimal() and int(n) <= MOST_PIECES for n in numbers):
        return None
    return Count.of({fen: int(n) for fen, n in zip(DENOMINATIONS, numbers, strict=True)})
