"""What became of people's requests filed in some days, by kind, and why they were refused (G110, P42).

Desk and central count the same way; a line names nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.clocks import all_due, ruling
from desktop.domain.request_cases import RequestCase
from desktop.domain.schedules import clinic_day
from desktop.domain.working_days import WorkCalendar


@dataclass(frozen=True, slots=True)
class KindFigures:
    """One kind of request. `in_time` and `late` are decided or ended ones; of the rest `overdue` are past their day.

    `refused` counts refusals by their ground, in the order of the grounds' codes.
    """

    kind: str
    filed: int = 0
    in_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0
    refused: tuple[tuple[str, int], ...] = ()


def figures_of(
    cases: Iterable[RequestCase], calendar: WorkCalendar, first: date, last: date, today: date
) -> tuple[KindFigures, ...]:
    """Return the figures of the requests filed from `first` to `last`, by the kind's code."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    refused: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        if not first <= clinic_day(case.filed_at) <= last:
            continue
        kind = case.kind.value
        counts[kind]["filed"] += 1
        counts[kind][_became(case, last_day(case, calendar, today), today)] += 1
        if case.decided_at and case.ground is not None:
            refused[kind][case.ground.value] += 1
    return tuple(
        KindFigures(kind, **found, refused=tuple(sorted(refused[kind].items())))
        for kind, found in sorted(counts.items())
    )


def last_day(case: RequestCase, calendar: WorkCalendar, today: date) -> date | None:
    """Return the day by which a request is to be answered; None when no clock has begun."""
    rules = ruling(all_due(case.kind, case.channel, case.times(), calendar, today))
    return rules.last_day if rules else None


def _became(case: RequestCase, due: date | None, today: date) -> str:
    done = case.decided_at or case.ended_at
    if done is None:
        return "overdue" if due and due < today else "open"
    return "late" if due and clinic_day(done) > due else "in_time"
