"""The booking rules: every dated version, and the form of the next one (N21, G26)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Protocol

from desktop.domain.booking_rules import (
    BookingWindow,
    CancelCutoff,
    Limit,
    LimitScope,
    RuleSet,
)
from desktop.domain.errors import KnownError
from desktop.domain.no_show_rules import CountWindow, NoShowRule
from desktop.domain.queue_rules import USUAL, QueueRules, numbers_of
from desktop.domain.rule_book import RuleBook, RulesInvalidError
from desktop.domain.schedules import clinic_day
from desktop.ports.clock import Clock
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import READ, STORE, Runner

EFFECTIVE, CLOCK = "effective", "cancel-clock"
SCOPES = {
    "limit-day": LimitScope.DAY, "limit-department": LimitScope.DEPARTMENT_DAY, "limit-doctor": LimitScope.DOCTOR_DAY,
    "limit-half-hour": LimitScope.HALF_HOUR, "limit-phone": LimitScope.PHONE_DAY,
}  # fmt: skip
NUMBERS = (
    "days-ahead", "cancel-days", "cancel-minutes", *SCOPES, "no-show-count", "no-show-window", "no-show-penalty",
    "grace", "return-delay", "family-pick-up", "code-again", "phone-patients",
)  # fmt: skip
# the rules of the line, each by its name in the domain
OF_THE_LINE = {name.replace("_", "-"): name for name in numbers_of(USUAL)}
FIELDS = (EFFECTIVE, "days-ahead", "cancel-days", CLOCK, *NUMBERS[2:], *OF_THE_LINE)


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
            rules = self._made()
        except RulesInvalidError as error:
            self._out.publish(replace(self.state, note=error_note(error)))
            return
        self._out.publish(replace(self.state, sending=True, note=NOTHING))
        self._runner.run(STORE, lambda: self._rules.publish(rules), lambda _: self._sent(rules), self._failed)

    def _made(self) -> RuleSet:
        values, base = self.state.values, self._base
        try:
            effective = date.fromisoformat(values[EFFECTIVE].strip())
            clock = time.fromisoformat(values[CLOCK].strip())
            number = {code: int(values[code].strip() or 0) for code in (*NUMBERS, *OF_THE_LINE)}
        except (KeyError, ValueError) as error:
            raise RulesInvalidError(what="form") from error
        if number["family-pick-up"] not in (0, 1):
            raise RulesInvalidError(what="form")
        rule = base.no_show or NoShowRule(1, CountWindow.ROLLING, 90, 90)
        counted = replace(
            rule, count=number["no-show-count"], window_days=number["no-show-window"],
            penalty_days=number["no-show-penalty"],
        )  # fmt: skip
        general = next((c for c in base.cutoffs if not c.grade), CancelCutoff())
        cutoff = replace(general, days=number["cancel-days"], clock=clock, minutes=number["cancel-minutes"])
        return replace(
            base, version=self._new_id(), effective_from=effective,
            window=replace(base.window, to_days=number["days-ahead"]),
            cutoffs=(cutoff, *(c for c in base.cutoffs if c.grade)),
            limits=tuple(Limit(scope, number[code]) for code, scope in SCOPES.items() if number[code]),
            no_show=counted if number["no-show-count"] else None,
            grace_minutes=number["grace"], return_delay_minutes=number["return-delay"],
            family_pick_up=bool(number["family-pick-up"]), code_again_months=number["code-again"],
            patients_per_phone=number["phone-patients"],
            queue=QueueRules(**{name: number[code] for code, name in OF_THE_LINE.items()}),
        )  # fmt: skip

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
        values = _values(self._base, today + timedelta(days=1)) | self.state.values
        self._out.publish(replace(self.state, versions=tuple(reversed(versions)), loaded=True, values=values))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, sending=False, note=error_note(error)))


def _values(rules: RuleSet, tomorrow: date) -> dict[str, str]:
    cutoff = next((c for c in rules.cutoffs if not c.grade), CancelCutoff())
    limits = {limit.scope: limit.count for limit in rules.limits}
    rule = rules.no_show
    numbers = {
        "days-ahead": rules.window.to_days, "cancel-days": cutoff.days, "cancel-minutes": cutoff.minutes,
        **{code: limits.get(scope, 0) for code, scope in SCOPES.items()},
        "no-show-count": rule.count if rule else 0, "no-show-window": rule.window_days if rule else 90,
        "no-show-penalty": rule.penalty_days if rule else 90, "grace": rules.grace_minutes,
        "return-delay": rules.return_delay_minutes, "family-pick-up": int(rules.family_pick_up),
        "code-again": rules.code_again_months, "phone-patients": rules.patients_per_phone,
        **{code: getattr(rules.queue, name) for code, name in OF_THE_LINE.items()},
    }  # fmt: skip
    texts = {code: str(number) for code, number in numbers.items()}
    return {EFFECTIVE: tomorrow.isoformat(), CLOCK: f"{cutoff.clock:%H:%M}", **texts}
