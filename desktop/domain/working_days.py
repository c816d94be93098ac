"""Mainland working days with make-up days from a dated table; beyond its end Monday to Friday, and it says so (N11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """`days` tells of exceptions only: False a holiday on a weekday, True a make-up day on a weekend.

    `known_until` is the last day that the official notice covers.
    """

    known_until: date
    days: Mapping[date, bool] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        """Return whether offices work; Monday to Friday where the table says nothing."""
        told = self.days.get(day)
        return day.weekday() < SATURDAY if told is None else told

    def knows(self, day: date) -> bool:
        """Return whether the official notice covers this day."""
        return day <= self.known_until

    def add_working_days(self, start: date, count: int) -> date:
        """Return the day `count` working days after `start` (the start itself does not count)."""
        step = 1 if count >= 0 else -1
        day, left = start, abs(count)
        while left:
            day += timedelta(days=step)
            left -= self.is_working_day(day)
        return day
