"""Holidays on weekdays and make-up days on weekends as the State Council announced them (DOMAIN §7.4).

Newer years come from central (`clinic-central calendar`); beyond the last known day Monday to Friday counts.
"""

from __future__ import annotations

from datetime import date

from desktop.domain.working_days import WorkCalendar

_HOLIDAYS = """
2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-03 2025-02-04 2025-04-04 2025-05-01 2025-05-02
2025-05-05 2025-06-02 2025-10-01 2025-10-02 2025-10-03 2025-10-06 2025-10-07 2025-10-08
2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23 2026-04-06 2026-05-01
2026-05-04 2026-05-05 2026-06-19 2026-09-25 2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07
"""
_MAKE_UP = """
2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
"""


def calendar_of(known_until: date, holidays: str, make_up: str) -> WorkCalendar:
    """Return a calendar from ISO days parted by blanks; raises ValueError for what is no day or names one twice."""
    off, on = holidays.split(), make_up.split()
    if len(set(off) | set(on)) != len(off) + len(on):
        raise ValueError("a day is named twice")
    days = {date.fromisoformat(day): False for day in off} | {date.fromisoformat(day): True for day in on}
    if any(day > known_until for day in days):
        raise ValueError("a day lies beyond the calendar's end")
    return WorkCalendar(known_until, days)


MAINLAND = calendar_of(date(2026, 12, 31), _HOLIDAYS, _MAKE_UP)
