"""The booking rules: every dated version, and the form of the next one (N21, G26)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol

from desktop.domain.booking_rules import BookingWindow, RuleSet
from desktop.domain.errors import KnownError
from desktop.domain.rule_book import RuleBook, RulesInvalidError
from desktop.domain.schedules import clinic_day
from desktop.ports.clock import Clock
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.rule_form import made_of, values_of
from desktop.presenters.runner import READ, STORE, Runner


class KeepsRules(Protocol):
    """services.rules.RuleService."""

    def book(self) -> RuleBook: ...
    def publish(self, rules: RuleSet) -> None: ...


@dataclass(frozen=True, slots=True)
class Version:
    """One dated version; `when` is now, later or earlier."""

    rules: RuleSet
    when: str


@dataclass(frozen=True, slots=True)
class RulesState:
    """Versions, the newest first, and what stands in the form."""

    versions: tuple[Version, ...] = ()
    loaded: bool = False
    values: dict[str, str] = field(default_factory=dict)
    sending: bool = False
    note: Note = NOTHING


class RulesPresenter:
    """Fills the form with what is in force; what the form does not name stays as it is."""

    def __init__(self, rules: KeepsRules, runner: Runner, clock: Clock, new_id: Callable[[], str]) -> None:
        self._rules = rules
        self._runner = runner
        self._clock = clock
        self._new_id = new_id
        self._base = RuleSet("", date(2000, 1, 1), BookingWindow(0, 14))
        self._out = Publisher(RulesState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> RulesState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the versions again; what is typed stays."""
        self._runner.run(READ, self._rules.book, self._loaded, self._failed)

    def type(self, code: str, text: str) -> None:
        """Keep a field's text."""
        self._out.publish(replace(self.state, values={**self.state.values, code: text}, note=NOTHING))

    def publish(self) -> None:
        """F9: send the version in the form to central."""
        if self.state.sending:
            return
        try:
            rules = made_of(self.state.values, self._base, self._new_id())
        except RulesInvalidError as error:
            self._out.publish(replace(self.state, note=error_note(error)))
            return
        self._out.publish(replace(self.state, sending=True, note=NOTHING))
        self._runner.run(STORE, lambda: self._rules.publish(rules), lambda _: self._sent(rules), self._failed)

    def _sent(self, rules: RuleSet) -> None:
        said = note(NoteKind.OK, "rules-sent", day=rules.effective_from.isoformat())
        self._out.publish(replace(self.state, sending=False, note=said))
        self.load()

    def _loaded(self, book: RuleBook) -> None:
        now = self._clock.now()
        today, current = clinic_day(now), book.at(now)
        versions = [
            Version(r, "now" if r == current else "later" if r.effective_from > today else "earlier")
            for r in book.sets
        ]
        self._base = current or self._base
        values = values_of(self._base, today + timedelta(days=1)) | self.state.values
        self._out.publish(replace(self.state, versions=tuple(reversed(versions)), loaded=True, values=values))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, sending=False, note=error_note(error)))
