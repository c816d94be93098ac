"""How times and days lie in the tables: microseconds since 1970 in UTC, and ISO days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_us(at: datetime) -> int:
    """Return microseconds since 1970; raises TypeError for a time without a zone."""
    return (at - _EPOCH) // _MICROSECOND


def from_us(microseconds: int) -> datetime:
    """Return the aware UTC time."""
    return _EPOCH + timedelta(microseconds=microseconds)


def to_us_or_none(at: datetime | None) -> int | None:
    """Return microseconds since 1970, or None."""
    return None if at is None else to_us(at)


def from_us_or_none(microseconds: int | None) -> datetime | None:
    """Return the aware UTC time, or None."""
    return None if microseconds is None else from_us(microseconds)
