"""A number may have a new owner: a code again after a long silence, and no account for a crowd's number (N19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.domain.booking_rules import BookingWindow, RuleSet
from desktop.domain.errors import KnownError

_MONTHS = 12
_MOST_DAY = 28
# What holds where a hospital has not decided anything yet.
USUAL = RuleSet("", date(2000, 1, 1), BookingWindow(0, 0))


class PhoneCrowdedError(KnownError):
    """So many patients have this number that it proves nobody's account; facts: `limit`."""

    code = "phone-crowded"


def silent(verified: date, seen: Iterable[date], today: date, rules: RuleSet | None) -> bool:
    """Return whether a proved number must be proved again: no proof and no visit for the rule's months."""
    months = (rules or USUAL).code_again_months
    if not months:
        return False
    last = max((verified, *(day for day in seen if day <= today)))
    return today >= _later(last, months)


def refuse_crowd(others: int, rules: RuleSet | None) -> None:
    """Raise PhoneCrowdedError when so many other patients have the number already that no account may be opened."""
    limit = (rules or USUAL).patients_per_phone
    if limit and others >= limit:
        raise PhoneCrowdedError(limit=limit)


def _later(day: date, months: int) -> date:
    """Return the day some months later; the last days of a month become its 28th."""
    years, month = divmod(day.month - 1 + months, _MONTHS)
    return date(day.year + years, month + 1, min(day.day, _MOST_DAY))
