"""The form of the next rules: which fields there are, how a version fills them and is read from them (N21, N22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

from desktop.domain.booking_rules import (
    CancelCutoff,
    CollectRule,
    DayUnit,
    Limit,
    LimitScope,
    RuleSet,
    Uncollected,
)
from desktop.domain.fees import Grade
from desktop.domain.no_show_rules import Counts, CountWindow, NoShowRule, PenaltyStart
from desktop.domain.queue_rules import USUAL, QueueRules, numbers_of
from desktop.domain.rule_book import RulesInvalidError

EFFECTIVE = "effective"
SCOPES = {
    "limit-day": LimitScope.DAY, "limit-department": LimitScope.DEPARTMENT_DAY, "limit-doctor": LimitScope.DOCTOR_DAY,
    "limit-half-hour": LimitScope.HALF_HOUR, "limit-phone": LimitScope.PHONE_DAY,
}  # fmt: skip
# grades of doctor that may have a cut-off of their own (chief-days, chief-unit, ...): nothing written, none
OWN_CUTOFF = (Grade.CHIEF, Grade.ASSOCIATE)
YES, NO = "yes", "no"
ANSWERS = (NO, YES)
# drop-downs with the codes they offer
CHOICES: dict[str, tuple[str, ...]] = {
    "window-unit": tuple(DayUnit), "cancel-unit": tuple(DayUnit), "collect-then": tuple(Uncollected),
    "no-show-count-in": tuple(CountWindow), "no-show-from": tuple(PenaltyStart), "no-show-month": ANSWERS,
    "also-uncollected": ANSWERS, "also-late-cancel": ANSWERS, "also-same-day": ANSWERS, "walk-in": ANSWERS,
    "family-pick-up": ANSWERS, "half-hour-no-show": ANSWERS,
    **{f"{grade}-unit": tuple(DayUnit) for grade in OWN_CUTOFF},
}  # fmt: skip
# times of the day; all but the cut-off and the release may stay empty
CLOCKS = (
    "release-time",
    "closed-from",
    "closed-until",
    "cancel-clock",
    "collect-morning",
    "collect-afternoon",
    *(f"{grade}-clock" for grade in OWN_CUTOFF),
)
# numbers that may stay empty: nothing is not nought there
_MAY_BE_EMPTY = {f"{grade}-{part}" for grade in OWN_CUTOFF for part in ("days", "minutes")}
OF_THE_LINE = {name.replace("_", "-"): name for name in numbers_of(USUAL)}
GROUPS: dict[str, tuple[str, ...]] = {
    "booking": (
        EFFECTIVE, "days-ahead", "days-from", "window-unit", "release-time", "closed-from", "closed-until", "least-age",
        "return-delay",
    ),
    "limits": tuple(SCOPES),
    "cancel": (
        "cancel-days", "cancel-unit", "cancel-clock", "cancel-minutes", "grace", "cancel-count", "cancel-penalty",
    ),
    **{
        f"cancel-{grade}": tuple(f"{grade}-{part}" for part in ("days", "unit", "clock", "minutes"))
        for grade in OWN_CUTOFF
    },
    "collect": ("collect-minutes", "collect-morning", "collect-afternoon", "collect-then", "family-pick-up"),
    "no-show": (
        "half-hour-no-show", "no-show-minutes", "no-show-count", "no-show-count-in", "no-show-window",
        "no-show-penalty", "no-show-from", "no-show-month", "also-uncollected", "also-late-cancel", "also-same-day",
        "walk-in",
    ),
    "line": tuple(code for code in OF_THE_LINE if code not in ("half-hour-no-show", "no-show-minutes")),
    "phone": ("code-again", "phone-patients"),
}  # fmt: skip
FIELDS = tuple(code for group in GROUPS.values() for code in group)
_TYPED = {EFFECTIVE, *CLOCKS, *CHOICES, *_MAY_BE_EMPTY}
_ALSO = {
    "also-uncollected": Counts.UNCOLLECTED, "also-late-cancel": Counts.LATE_CANCEL, "also-same-day": Counts.SAME_DAY,
}  # fmt: skip
_DEFAULT_RULE = NoShowRule(1, CountWindow.ROLLING, 90, 90)


def values_of(rules: RuleSet, tomorrow: date) -> dict[str, str]:
    """Return what stands in each field for a version."""
    cutoff = next((c for c in rules.cutoffs if not c.grade), CancelCutoff())
    limits = {limit.scope: limit.count for limit in rules.limits}
    rule, window = rules.no_show or _DEFAULT_RULE, rules.window
    cancels = _cancels_of(rules)
    numbers = {
        "days-ahead": window.to_days, "days-from": window.from_days, "cancel-days": cutoff.days,
        "cancel-minutes": cutoff.minutes, **{code: limits.get(scope, 0) for code, scope in SCOPES.items()},
        "no-show-count": rule.count if rules.no_show else 0, "no-show-window": rule.window_days,
        "no-show-penalty": rule.penalty_days, "grace": rules.grace_minutes, "return-delay": rules.return_delay_minutes,
        "code-again": rules.code_again_months, "phone-patients": rules.patients_per_phone,
        "least-age": rules.least_age, "collect-minutes": rules.collect_minutes_before,
        "cancel-count": cancels.count if cancels else 0,
        "cancel-penalty": cancels.penalty_days if cancels and not cancels.rest_of_month else 0,
        **{code: getattr(rules.queue, name) for code, name in OF_THE_LINE.items()},
    }  # fmt: skip
    clocks = {
        "release-time": window.release_time, "closed-from": window.closed_from, "closed-until": window.closed_until,
        "cancel-clock": cutoff.clock, "collect-morning": rules.collect.morning,
        "collect-afternoon": rules.collect.afternoon,
    }  # fmt: skip
    chosen = {
        "window-unit": window.unit.value, "cancel-unit": cutoff.unit.value, "collect-then": rules.collect.then.value,
        "no-show-count-in": rule.window.value, "no-show-from": rule.penalty_start.value,
        "no-show-month": _said(rule.rest_of_month), "walk-in": _said(not rules.walk_in_unaffected),
        "family-pick-up": _said(rules.family_pick_up), "half-hour-no-show": _said(bool(rules.queue.half_hour_no_show)),
        **{code: _said(kind.value in rule.also) for code, kind in _ALSO.items()},
    }  # fmt: skip
    texts = {code: str(number) for code, number in numbers.items()}
    times = {code: f"{clock:%H:%M}" if clock else "" for code, clock in clocks.items()}
    times |= {code: f"{clocks[code]:%H:%M}" for code in ("release-time", "cancel-clock")}
    own = {code: text for grade in OWN_CUTOFF for code, text in _own_values(rules, grade).items()}
    return {EFFECTIVE: tomorrow.isoformat(), **texts, **times, **chosen, **own}


def _own_values(rules: RuleSet, grade: Grade) -> dict[str, str]:
    own = next((c for c in rules.cutoffs if c.grade == grade), None)
    return {
        f"{grade}-days": str(own.days) if own and own.days else "",
        f"{grade}-unit": (own or CancelCutoff()).unit.value,
        f"{grade}-clock": f"{own.clock:%H:%M}" if own and own.days else "",
        f"{grade}-minutes": str(own.minutes) if own and not own.days else "",
    }


def made_of(values: Mapping[str, str], base: RuleSet, version: str) -> RuleSet:
    """Read the form; what it does not name stays as in `base`. Raises RulesInvalidError."""
    try:
        effective = date.fromisoformat(values[EFFECTIVE].strip())
        clock = {code: _clock(values[code]) for code in CLOCKS}
        number = {code: int(values[code].strip() or 0) for code in FIELDS if code not in _TYPED}
        return _read(values, base, version, effective, clock, number)
    except (KeyError, ValueError) as error:
        raise RulesInvalidError(what="form") from error


def _read(
    values: Mapping[str, str], base: RuleSet, version: str, effective: date, clock: dict[str, time | None],
    number: dict[str, int],
) -> RuleSet:  # fmt: skip
    yes = {code: _yes(values[code]) for code, offered in CHOICES.items() if offered == ANSWERS}
    general = next((c for c in base.cutoffs if not c.grade), CancelCutoff())
    cutoff = replace(
        general, days=number["cancel-days"], unit=DayUnit(values["cancel-unit"]), clock=_must(clock["cancel-clock"]),
        minutes=number["cancel-minutes"],
    )  # fmt: skip
    line = {name: int(yes[code]) if code in yes else number[code] for code, name in OF_THE_LINE.items()}
    return replace(
        base, version=version, effective_from=effective,
        window=replace(
            base.window, from_days=number["days-from"], to_days=number["days-ahead"],
            unit=DayUnit(values["window-unit"]), release_time=_must(clock["release-time"]),
            closed_from=clock["closed-from"], closed_until=clock["closed-until"],
        ),
        cutoffs=(
            cutoff, *(own for grade in OWN_CUTOFF if (own := _own_cutoff(values, clock, grade))),
            *(c for c in base.cutoffs if c.grade and c.grade not in OWN_CUTOFF),
        ),
        limits=tuple(Limit(scope, number[code]) for code, scope in SCOPES.items() if number[code]),
        no_show=_no_show(values, base, number, yes), further=_further(base, number),
        walk_in_unaffected=not yes["walk-in"], least_age=number["least-age"],
        collect_minutes_before=number["collect-minutes"],
        collect=CollectRule(
            clock["collect-morning"], clock["collect-afternoon"], Uncollected(values["collect-then"])
        ),
        grace_minutes=number["grace"], return_delay_minutes=number["return-delay"],
        family_pick_up=yes["family-pick-up"], code_again_months=number["code-again"],
        patients_per_phone=number["phone-patients"], queue=QueueRules(**line),
    )  # fmt: skip


def _own_cutoff(
    values: Mapping[str, str], clock: dict[str, time | None], grade: Grade
) -> CancelCutoff | None:
    """Return the grade's own cut-off: days before with a time, or minutes before; with none of them it has none."""
    days, minutes = (values[f"{grade}-{part}"].strip() for part in ("days", "minutes"))
    at = clock[f"{grade}-clock"]
    if not (days or minutes or at):
        return None
    if int(days or 0):
        return CancelCutoff(grade.value, int(days), DayUnit(values[f"{grade}-unit"]), _must(at))
    if at:
        raise ValueError("a time without days")
    return CancelCutoff(grade.value, minutes=int(minutes or 0))


def _no_show(
    values: Mapping[str, str], base: RuleSet, number: dict[str, int], yes: dict[str, bool]
) -> NoShowRule | None:
    if not number["no-show-count"]:
        return None
    also = tuple(kind.value for code, kind in _ALSO.items() if yes[code])
    return replace(
        base.no_show or _DEFAULT_RULE, count=number["no-show-count"], window=CountWindow(values["no-show-count-in"]),
        window_days=number["no-show-window"], penalty_days=number["no-show-penalty"],
        penalty_start=PenaltyStart(values["no-show-from"]), also=also, rest_of_month=yes["no-show-month"],
    )  # fmt: skip


def _further(base: RuleSet, number: dict[str, int]) -> tuple[NoShowRule, ...]:
    """Return the rules beside the no-show rule; the form names the one of cancellations in a calendar month."""
    others = tuple(rule for rule in base.further if rule.kind != Counts.CANCEL)
    if not number["cancel-count"]:
        return others
    days = number["cancel-penalty"]
    cancels = NoShowRule(
        number["cancel-count"], CountWindow.CALENDAR_MONTH, 31, days or 1, also=(Counts.SAME_DAY.value,),
        kind=Counts.CANCEL.value, rest_of_month=not days,
    )  # fmt: skip
    return (cancels, *others)


def _cancels_of(rules: RuleSet) -> NoShowRule | None:
    return next((rule for rule in rules.further if rule.kind == Counts.CANCEL), None)


def _clock(text: str) -> time | None:
    return time.fromisoformat(text.strip()) if text.strip() else None


def _must(clock: time | None) -> time:
    if clock is None:
        raise ValueError("a time is missing")
    return clock


def _said(answer: bool) -> str:  # a field's value
    return YES if answer else NO


def _yes(text: str) -> bool:
    return text == YES
