"""Days as people type them."""

from __future__ import annotations

from datetime import date, timedelta


def day_typed(text: str) -> date | None:
    """Return the day of 2026-11-27, 2026.11.27 or 2026/11/27; None when it is none."""
    plain = text.strip().replace(".", "-").replace("/", "-")
    try:
        return date.fromisoformat(plain)
    except ValueError:
        return None


def moved_days(first: str, last: str, days: int) -> tuple[str, str] | None:
    """Return both typed ends of a range so many days later; None when one of them is no day."""
    begins, ends = day_typed(first), day_typed(last)
    if begins is None or ends is None:
        return None
    step = timedelta(days=days)
    return (begins + step).isoformat(), (ends + step).isoformat()
