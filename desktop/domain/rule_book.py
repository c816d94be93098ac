"""All rule sets of a hospital with its calendar, as they are kept, sent and read; and the errors they lead to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from typing import Any

from desktop.domain.booking_rules import (
    BookingWindow,
    CancelCutoff,
    CollectRule,
    DayUnit,
    Limit,
    LimitScope,
    RuleSet,
    Uncollected,
    in_force,
)
from desktop.domain.errors import KnownError
from desktop.domain.no_show_rules import SPOKEN, Counts, CountWindow, NoShowRule, PenaltyStart
from desktop.domain.queue_rules import USUAL, QueueRules, queue_rules_from
from desktop.domain.schedules import CHINA
from desktop.domain.verdicts import Verdict
from desktop.domain.working_days import WorkCalendar

# the name under which a desk keeps the newest book
RULES = "rules/current"
MOST_SETS = 50
MOST_MONTHS = 120
MOST_DAYS, MOST_COUNT, MOST_PENALTY = 365, 99, 1000
MOST_FURTHER = 4


class RulesInvalidError(KnownError):
    """The rules contradict themselves or cannot be read; facts: `what`."""

    code = "rules-invalid"


class RulesInPastError(KnownError):
    """Rules begin tomorrow at the earliest: what happened is judged by the rules of its day."""

    code = "rules-in-past"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every version, the calendar of working days. An empty book forbids nothing."""

    sets: tuple[RuleSet, ...] = ()
    calendar: WorkCalendar = WorkCalendar(date(2000, 1, 1))  # noqa: RUF009  # a frozen value

    def at(self, when: datetime) -> RuleSet | None:
        """Return the rules in force at a time."""
        return in_force(self.sets, when)

    def queue_at(self, when: datetime) -> QueueRules:
        """Return the rules of the line in force at a time, the usual ones before any version."""
        rules = self.at(when)
        return rules.queue if rules else USUAL

    def with_set(self, rules: RuleSet, today: date) -> RuleBook:
        """Return the book with a new version; one that has not begun is replaced by another of the same day.

        Raises RulesInPastError, RulesInvalidError.
        """
        if rules.effective_from <= today:
            raise RulesInPastError
        check(rules)
        kept = [held for held in self.sets if held.effective_from != rules.effective_from]
        if len(kept) >= MOST_SETS:
            raise RulesInvalidError(what="too-many")
        return replace(self, sets=tuple(sorted([*kept, rules], key=lambda r: r.effective_from)))

    def to_bytes(self) -> bytes:
        """Return JSON."""
        days = {day.isoformat(): works for day, works in sorted(self.calendar.days.items())}
        calendar = {"known_until": self.calendar.known_until.isoformat(), "days": days}
        sets = [asdict(rules) for rules in self.sets]
        return json.dumps({"sets": sets, "calendar": calendar}, default=str, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, raw: bytes | None) -> RuleBook:
        """Read JSON, the empty book for nothing; raises RulesInvalidError."""
        if raw is None:
            return cls()
        try:
            value = json.loads(raw)
            calendar = value["calendar"]
            days = {date.fromisoformat(day): bool(works) for day, works in calendar["days"].items()}
            sets = tuple(_read(one) for one in value["sets"])
            return cls(sets, WorkCalendar(date.fromisoformat(calendar["known_until"]), days))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RulesInvalidError(what="form") from error


def set_to_bytes(rules: RuleSet) -> bytes:
    """Return one version as JSON."""
    return json.dumps(asdict(rules), default=str, separators=(",", ":")).encode()


def set_from_bytes(raw: bytes) -> RuleSet:
    """Read one version and check it; raises RulesInvalidError."""
    try:
        rules = _read(json.loads(raw))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RulesInvalidError(what="form") from error
    check(rules)
    return rules


def check(rules: RuleSet) -> None:
    """Raise RulesInvalidError for what contradicts itself or is out of all measure."""
    window, rule = rules.window, rules.no_show
    if not 0 <= window.from_days <= window.to_days <= MOST_DAYS:
        raise RulesInvalidError(what="window")
    if any(not (0 <= c.days <= MOST_DAYS and 0 <= c.minutes <= 24 * 60) for c in rules.cutoffs):
        raise RulesInvalidError(what="cutoff")
    if any(not 1 <= limit.count <= MOST_COUNT for limit in rules.limits):
        raise RulesInvalidError(what="limit")
    if len({limit.scope for limit in rules.limits}) != len(rules.limits):
        raise RulesInvalidError(what="limit")
    if len(rules.further) > MOST_FURTHER or not all(map(_sound, (*filter(None, (rule,)), *rules.further))):
        raise RulesInvalidError(what="no-show")
    minutes = (rules.collect_minutes_before, rules.grace_minutes, rules.return_delay_minutes)
    phones = 0 <= rules.code_again_months <= MOST_MONTHS and 0 <= rules.patients_per_phone <= MOST_COUNT
    if not (phones and all(0 <= m <= 24 * 60 for m in minutes) and 0 <= rules.least_age < 150):
        raise RulesInvalidError(what="measure")
    if not rules.queue.sound():
        raise RulesInvalidError(what="queue")


def _sound(rule: NoShowRule) -> bool:
    days, kinds = (rule.window_days, rule.penalty_days), {rule.kind, *rule.also}
    measured = 1 <= rule.count <= MOST_COUNT and all(1 <= d <= MOST_PENALTY for d in days)
    return measured and kinds <= set(Counts)


def _read(value: Mapping[str, Any]) -> RuleSet:
    window, rule = value["window"], value["no_show"]
    return RuleSet(
        version=str(value["version"]),
        effective_from=date.fromisoformat(value["effective_from"]),
        window=BookingWindow(
            _count(window["from_days"]), _count(window["to_days"]), DayUnit(window["unit"]),
            time.fromisoformat(window["release_time"]), _clock(window["closed_from"]), _clock(window["closed_until"]),
        ),
        cutoffs=tuple(
            CancelCutoff(
                str(c["grade"]), _count(c["days"]), DayUnit(c["unit"]), time.fromisoformat(c["clock"]),
                _count(c["minutes"]),
            )
            for c in value["cutoffs"]
        ),
        limits=tuple(Limit(LimitScope(one["scope"]), _count(one["count"])) for one in value["limits"]),
        no_show=None if rule is None else _no_show(rule),
        walk_in_unaffected=bool(value["walk_in_unaffected"]),
        least_age=_count(value["least_age"]),
        collect_minutes_before=_count(value["collect_minutes_before"]),
        grace_minutes=_count(value["grace_minutes"]),
        return_delay_minutes=_count(value["return_delay_minutes"]),
        family_pick_up=bool(value.get("family_pick_up", False)),
        code_again_months=_count(value.get("code_again_months", 12)),
        patients_per_phone=_count(value.get("patients_per_phone", 6)),
        queue=queue_rules_from(value.get("queue")),
        collect=_collect(value.get("collect")),
        further=tuple(map(_no_show, value.get("further", ()))),
    )  # fmt: skip


def _no_show(rule: Mapping[str, Any]) -> NoShowRule:
    return NoShowRule(
        _count(rule["count"]), CountWindow(rule["window"]), _count(rule["window_days"]), _count(rule["penalty_days"]),
        PenaltyStart(rule["penalty_start"]), tuple(map(str, rule["also"])),
        str(rule.get("kind", Counts.NO_SHOW.value)), bool(rule.get("rest_of_month", False)),
    )  # fmt: skip


def _collect(value: Mapping[str, Any] | None) -> CollectRule:
    if value is None:
        return CollectRule()
    return CollectRule(_clock(value["morning"]), _clock(value["afternoon"]), Uncollected(value["then"]))


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("not a whole number")
    return value


def _clock(value: str | None) -> time | None:
    return None if value is None else time.fromisoformat(value)


# ---------------------------------------------------------------- what a broken rule says
class UnderBookingAgeError(KnownError):
    """Too young to be booked ahead; facts: `least`."""

    code = "under-booking-age"


class BookingClosedHoursError(KnownError):
    """No bookings ahead at this hour; facts: `until`."""

    code = "booking-closed-hours"


class BookingDayTooNearError(KnownError):
    """That day may not be booked ahead any more; facts: `first`."""

    code = "booking-day-too-near"


class BookingDayTooFarError(KnownError):
    """That day may not be booked yet; facts: `last`."""

    code = "booking-day-too-far"


class BookingNotReleasedError(KnownError):
    """The farthest day opens later today; facts: `at`."""

    code = "booking-not-released"


class LimitDayError(KnownError):
    """The person has as many bookings of that day as the rule allows; facts: `count`, `limit`."""

    code = "limit-day"


class LimitDepartmentError(KnownError):
    """As many of that department and day as the rule allows; facts: `count`, `limit`."""

    code = "limit-department-day"


class LimitDoctorError(KnownError):
    """As many of that doctor and day as the rule allows; facts: `count`, `limit`."""

    code = "limit-doctor-day"


class LimitHalfHourError(KnownError):
    """As many of that half-hour as the rule allows; facts: `count`, `limit`."""

    code = "limit-half-hour"


class LimitPhoneError(KnownError):
    """As many on that phone and day as the rule allows; facts: `count`, `limit`."""

    code = "limit-phone-day"


class BarredByNoShowsError(KnownError):
    """Missed appointments bar booking ahead for a time; facts: `count`, `until`."""

    code = "barred-by-no-shows"


class BarredByCancelsError(KnownError):
    """Too many numbers given back bar booking ahead for a time; facts: `count`, `until`."""

    code = "barred-by-cancels"


BROKEN: dict[str, type[KnownError]] = {
    error.code: error
    for error in (
        UnderBookingAgeError, BookingClosedHoursError, BookingDayTooNearError, BookingDayTooFarError,
        BookingNotReleasedError, LimitDayError, LimitDepartmentError, LimitDoctorError, LimitHalfHourError,
        LimitPhoneError, BarredByNoShowsError, BarredByCancelsError,
    )
}  # fmt: skip


BARRED = (BarredByNoShowsError.code, BarredByCancelsError.code)


def facts_of(rules: RuleSet | None, code: str) -> dict[str, str | int]:
    """Return what a rule itself says for the sentence of a refusal that came without facts."""
    if rules is None:
        return {}
    for limit in rules.limits:
        if code == f"limit-{limit.scope.value}":
            return {"count": limit.count, "limit": limit.count}
    return {"least": rules.least_age} if code == UnderBookingAgeError.code else {}


def told_of(error: KnownError) -> tuple[int, int]:
    """Return the two numbers that go with a refusal, zeros where its code says all.

    For who is barred: how often, and until when in minutes since 1970. Only central knows both.
    """
    if error.code not in BARRED:
        return 0, 0
    until = datetime.strptime(str(error.facts["until"]), SPOKEN).replace(tzinfo=CHINA)
    return int(error.facts["count"]), int(until.timestamp()) // 60


def facts_told(code: str, told: tuple[int, int]) -> dict[str, str | int]:
    """Return what `told_of` said of a refusal; nothing where an older central told none."""
    count, minutes = told
    if code not in BARRED or not minutes:
        return {}
    return {"count": count, "until": f"{datetime.fromtimestamp(minutes * 60, CHINA):{SPOKEN}}"}


def refuse_broken(verdict: Verdict) -> None:
    """Raise the error of a verdict that says no."""
    if not verdict.allowed:
        raise BROKEN[verdict.code](**dict(verdict.facts))
