"""The access review of the audit page: a month, its sign-off, who does not use the account (SECURITY §4.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.access_review import (
    AccessLine,
    AccessReview,
    Due,
    due,
    month_before,
    month_of,
    next_month,
)
from desktop.domain.errors import KnownError
from desktop.domain.ids import StaffId
from desktop.presenters.needs import ReadsTraces
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, Runner


@dataclass(frozen=True, slots=True)
class AccessState:
    """`shown` while the review stands in the place of the entries; `leaving` is whom the next Ctrl+D proposes.

    `signing` tells that the next Ctrl+S signs. `open_month` is the oldest that waits for the officer.
    """

    may_sign: bool = False
    shown: bool = False
    review: AccessReview | None = None
    open_month: date | None = None
    due: Due | None = None
    signing: bool = False
    leaving: str = ""
    busy: bool = False
    note: Note = NOTHING


class AccessPresenter:
    """Publishes AccessState; what is signed or proposed is asked once more before it is done."""

    def __init__(self, traces: ReadsTraces, runner: Runner) -> None:
        self._traces = traces
        self._runner = runner
        self._out = Publisher(AccessState(may_sign=traces.may_sign_access()))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> AccessState:
        """Return the newest state."""
        return self._out.state

    def look(self) -> None:
        """The page came up: see for the officer whether a month waits; without central the page is as it was."""
        if self.state.may_sign and self.state.review is None and not self.state.busy:
            self._ask(None, lambda _error: self._put(busy=False))

    def toggle(self) -> None:
        """Ctrl+G: the review of the oldest open month, or the entries again."""
        if self.state.shown:
            self.hide()
        else:
            self._put(shown=True)
            self._load(self.state.open_month)

    def hide(self) -> None:
        """Show the entries again."""
        self._put(shown=False, signing=False, leaving="", note=NOTHING)

    def turn(self, months: int) -> None:
        """Go one month on (1) or back (-1); a month to come has no review."""
        review = self.state.review
        if review is None:
            return
        month = next_month(review.month) if months > 0 else month_before(review.month)
        if month <= self._traces.today():
            self._load(month)

    def line(self, row: int) -> AccessLine | None:
        """Return the person of a row."""
        review = self.state.review
        return review.lines[row] if review is not None and 0 <= row < len(review.lines) else None

    def running(self) -> bool:
        """Return whether the month shown is not over."""
        review = self.state.review
        return review is not None and month_of(self._traces.today()) <= review.month

    def sign(self) -> None:
        """Ctrl+S: sign the month off; the first time it asks."""
        state, review = self.state, self.state.review
        if review is None or state.busy or not state.may_sign or review.signed_by:
            return
        if self.running():
            self._put(note=note(NoteKind.ERROR, "access-month-running"))
        elif not state.signing:
            self._put(signing=True, leaving="", note=note(NoteKind.WARN, "access-sign-again"))
        else:
            self._put(busy=True, signing=False)
            self._runner.run(
                NETWORK, lambda: self._traces.sign_access(review),
                lambda _: self._done("access-signed", review.month), self._failed,
            )  # fmt: skip

    def propose(self, row: int) -> None:
        """Ctrl+D: propose that the dormant person of a row be taken off; the first time it asks."""
        state, review, line = self.state, self.state.review, self.line(row)
        if review is None or line is None or state.busy or not state.may_sign:
            return
        if not line.dormant or line.leaving:
            self._put(note=note(NoteKind.ERROR, "access-not-dormant"), leaving="", signing=False)
        elif state.leaving != line.staff:
            self._put(
                leaving=line.staff,
                signing=False,
                note=note(NoteKind.WARN, "access-leave-again", name=line.name),
            )
        else:
            self._put(busy=True, leaving="")
            self._runner.run(
                NETWORK, lambda: self._traces.propose_leave(StaffId(line.staff), review.roster),
                lambda _: self._done("access-leave-sent", review.month), self._failed,
            )  # fmt: skip

    def calm(self) -> None:
        """Another line is in hand: what was about to be confirmed is not any more."""
        if self.state.signing or self.state.leaving:
            self._put(signing=False, leaving="", note=NOTHING)

    def _load(self, month: date | None) -> None:
        if not self.state.busy:
            self._put(signing=False, leaving="", note=note(NoteKind.BUSY, "access-reading"))
            self._ask(month, self._failed)

    def _done(self, code: str, month: date) -> None:
        said = note(NoteKind.OK, code)
        self._runner.run(
            NETWORK, lambda: self._traces.access(month), lambda found: self._loaded(found, said), self._failed
        )

    def _ask(self, month: date | None, failed: Callable[[KnownError], None]) -> None:
        self._put(busy=True)
        self._runner.run(NETWORK, lambda: self._traces.access(month), self._loaded, failed)

    def _loaded(self, review: AccessReview, said: Note = NOTHING) -> None:
        open_month = next(iter(review.open_months), None)
        waits = due(open_month, self._traces.today()) if open_month else None
        self._put(review=review, open_month=open_month, due=waits, busy=False, note=said)

    def _failed(self, error: KnownError) -> None:
        self._put(busy=False, note=error_note(error))

    def _put(self, **changes: object) -> None:
        self._out.publish(replace(self.state, **changes))  # type: ignore[arg-type]  # fields of the state
