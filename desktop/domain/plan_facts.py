"""How the facts of a planning act are read: strictly, field by field, the same at desk and central."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from desktop.domain.errors import KnownError
from desktop.domain.schedules import HalfDay

LONGEST_PLACE = 60
LONGEST_CODE = 64
WHOLE_DAY = ""


class PlanInvalidError(KnownError):
    """A template, a day off or a range cannot be so; facts: `what` names the field."""

    code = "plan-invalid"


def read_text(values: Mapping[str, Any], name: str, most: int = LONGEST_CODE, least: int = 1) -> str:
    """Return a short text without its outer spaces; raises PlanInvalidError naming the field."""
    value = values.get(name)
    if not isinstance(value, str) or not least <= len(value.strip()) <= most or not value.isprintable():
        raise PlanInvalidError(what=name)
    return value.strip()


def read_number(values: Mapping[str, Any], name: str, least: int, most: int) -> int:
    """Return a whole number within bounds; raises PlanInvalidError naming the field."""
    value = values.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise PlanInvalidError(what=name)
    return value


def read_flag(values: Mapping[str, Any], name: str) -> bool:
    """Return a truth value; raises PlanInvalidError naming the field."""
    value = values.get(name)
    if not isinstance(value, bool):
        raise PlanInvalidError(what=name)
    return value


def read_day(values: Mapping[str, Any], name: str) -> date:
    """Return a day written in ISO form; raises PlanInvalidError naming the field."""
    try:
        return date.fromisoformat(read_text(values, name))
    except ValueError as error:
        raise PlanInvalidError(what=name) from error


def read_time(values: Mapping[str, Any], name: str) -> time:
    """Return a time of day in whole minutes; raises PlanInvalidError naming the field."""
    try:
        found = time.fromisoformat(read_text(values, name))
    except ValueError as error:
        raise PlanInvalidError(what=name) from error
    if found.tzinfo is not None or found.second or found.microsecond:
        raise PlanInvalidError(what=name)
    return found


def read_half_day(values: Mapping[str, Any], *, whole: bool) -> str:
    """Return a half-day's code; `whole` allows the whole day; raises PlanInvalidError naming the field."""
    value = read_text(values, "half_day", least=0)
    if value not in set(HalfDay) and not (whole and value == WHOLE_DAY):
        raise PlanInvalidError(what="half_day")
    return value
