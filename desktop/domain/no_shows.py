"""What a person's missed appointments amount to under the rule in force: which still count, until when (N22, G38)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.bookings import BookingState
from desktop.domain.errors import KnownError
from desktop.domain.no_show_rules import Counts, CountWindow, NoShowRule, month_ends, standing
from desktop.domain.schedules import CHINA

APPEAL_TASK = "no-show-appeal"


class NoNoShowsError(KnownError):
    """Nothing that still counts: there is nothing to give notice of."""

    code = "no-show-none"


class NoNoShowRuleError(KnownError):
    """The hospital counts no missed appointments."""

    code = "no-show-no-rule"


class ExcuseReasonMissingError(KnownError):
    """A no-show is excused with a reason from the list."""

    code = "excuse-reason-missing"


# how a booking that is over counts; a cancellation counts by its day, which only central knows
_KINDS = {
    BookingState.NO_SHOW: Counts.NO_SHOW, BookingState.LAPSED: Counts.UNCOLLECTED,
    BookingState.CANCELLED_LATE: Counts.LATE_CANCEL,
}  # fmt: skip


def kind_of(state: BookingState) -> str:
    """Return as what a booking in this state counts against its person, "" as nothing."""
    kind = _KINDS.get(state)
    return kind.value if kind else ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One missed appointment (`key` is the booking's id) and until when it counts."""

    key: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class NoShowLedger:
    """What counts now, the oldest first, and until when booking ahead is barred (None: it is not)."""

    rule: NoShowRule
    counted: tuple[Counted, ...]
    barred_until: datetime | None


def ledger(rule: NoShowRule, missed: Sequence[tuple[str, datetime]], now: datetime) -> NoShowLedger:
    """Return what (key, when) amounts to now; what has expired is left out."""
    past = sorted((at, key) for key, at in missed if at <= now)
    ends = _ends(rule, [at for at, _ in past])
    counted = [Counted(key, at, until) for (at, key), until in zip(past, ends, strict=True) if until > now]
    verdict = standing(rule, [(at, rule.kind) for at, _ in past], now)
    return NoShowLedger(rule, tuple(counted), verdict.until)


def _ends(rule: NoShowRule, events: Sequence[datetime]) -> list[datetime]:
    span = timedelta(days=rule.window_days)
    if rule.window is CountWindow.SINCE_FIRST:
        ends: list[datetime] = []
        for event in events:
            ends.append(ends[-1] if ends and event < ends[-1] else event + span)
        return ends
    return [_end(rule.window, event, span) for event in events]


def _end(window: CountWindow, event: datetime, span: timedelta) -> datetime:
    local = event.astimezone(CHINA)
    match window:
        case CountWindow.CALENDAR_MONTH:
            return month_ends(event)
        case CountWindow.CALENDAR_YEAR:
            return datetime(local.year + 1, 1, 1, tzinfo=CHINA)
        case _:
            return event + span
