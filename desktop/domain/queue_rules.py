"""Rules of the line that differ from hospital to hospital; a part of each dated rule set (G34, G37, G39, G46, N42).

What happens is judged by the version in force then, at the desk and at central; how a line stands, by the one in force
on its day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any

MOST_MINUTES = 12 * 60
MOST_PEOPLE = 99
LEAST_AGE, MOST_AGE = 50, 120
MOST_RANK = 9


@dataclass(frozen=True, slots=True)
class QueueRules:
    """Who goes when, and when somebody is told. Minutes and numbers of people; ages in years.

    `passed_after`: a passed number comes back after so many more people, 0 at the end of the line. `late_minutes`: how
    long after their half-hour a late person still keeps its turn. `walk_in_after`: one walk-in after so many booked
    people. `elder_rank`, `by_law_rank`: who goes first within a half-hour, 1 before 2, 0 not at all.
    `no_show_minutes`: how long after a session's end who did not come becomes a no-show; with `half_hour_no_show`
    (1 or 0) how long after their own half-hour's.
    """

    passed_after: int = 3
    late_minutes: int = 0
    walk_in_after: int = 2
    elder_from: int = 65
    elder_rank: int = 1
    by_law_rank: int = 1
    no_show_minutes: int = 0
    amber_minutes: int = 30
    red_minutes: int = 60
    another_room_minutes: int = 60
    half_hour_no_show: int = 0

    @property
    def no_show_after(self) -> timedelta:
        """Return how long after a session's (or half-hour's) end the clock speaks."""
        return timedelta(minutes=self.no_show_minutes)

    @property
    def late_by(self) -> timedelta:
        """Return how long a half-hour's turn is kept."""
        return timedelta(minutes=self.late_minutes)

    def sound(self) -> bool:
        """Return whether nothing contradicts itself or is out of all measure."""
        minutes = (self.late_minutes, self.no_show_minutes, self.amber_minutes, self.red_minutes)
        return (
            all(0 <= m <= MOST_MINUTES for m in minutes)
            and 1 <= self.amber_minutes <= self.red_minutes
            and 1 <= self.another_room_minutes <= MOST_MINUTES
            and 0 <= self.passed_after <= MOST_PEOPLE
            and 1 <= self.walk_in_after <= MOST_PEOPLE
            and LEAST_AGE <= self.elder_from <= MOST_AGE
            and all(0 <= rank <= MOST_RANK for rank in (self.elder_rank, self.by_law_rank))
            and self.half_hour_no_show in (0, 1)
        )


USUAL = QueueRules()


def queue_rules_from(value: Mapping[str, Any] | None) -> QueueRules:
    """Read them from JSON; what an older version did not name is as usual. Raises TypeError, ValueError."""
    if value is None:
        return USUAL
    numbers = {f.name: value.get(f.name, getattr(USUAL, f.name)) for f in fields(QueueRules)}
    if any(isinstance(n, bool) or not isinstance(n, int) for n in numbers.values()):
        raise TypeError("not a whole number")
    return QueueRules(**numbers)


def numbers_of(rules: QueueRules) -> dict[str, int]:
    """Return every number by its name, in the order of the form."""
    return asdict(rules)
