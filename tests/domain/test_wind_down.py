"""When the end of the operation may begin, and which numbers it still allows (P15, N35)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.duties import Act, Duty, DutyRefusedError
from desktop.domain.schedules import clinic_day
from desktop.domain.wind_down import (
    DESTROYING,
    ORDERED,
    WindDownError,
    begun,
    certificate_bytes,
    in_force,
    last_day,
    opened,
    refuse_after,
    stepped,
)

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
ACT = Act("3001", NOW, {})
LAST = clinic_day(NOW) + timedelta(days=30)
SAID = {"last-day": LAST.isoformat(), "end-why": "合同期满", "end-contact": "021-60000000"}
OVER = NOW + timedelta(days=31)


def order(state: str = ORDERED, **facts: object) -> Duty:
    _state, made = opened(SAID, ACT)
    return Duty("end-1", "wind-down", state, 3, "3001", NOW, made | facts)


@pytest.mark.rows("P15")
def test_the_last_day_takes_numbers_and_the_next_does_not_once_two_people_signed() -> None:
    ended = in_force([order()])
    assert ended is not None
    assert last_day(ended) == LAST
    refuse_after(ended, LAST)
    with pytest.raises(WindDownError):
        refuse_after(ended, LAST + timedelta(days=1))
    for state in ("drafted", "half-signed", "called-off"):
        assert in_force([order(state)]) is None
    refuse_after(None, LAST + timedelta(days=1))


@pytest.mark.rows("P15", "P29")
@pytest.mark.parametrize(
    ("told", "announced", "at", "reason"),
    [
        ({"told": 2}, "", NOW, "last-day-ahead"), ({}, "", OVER, "nobody-told"),
        ({"told": 2, "sending": 1}, "", OVER, "people-waiting"),
        ({"told": 1, "not-reached": 1}, "", OVER, "not-announced"),
        ({"told": 1, "not-reached": 1}, NOW.isoformat(), OVER, ""), ({"told": 2}, "", OVER, ""),
    ],
)  # fmt: skip
def test_destruction_begins_after_the_last_day_when_everybody_is_told(
    told: dict[str, int], announced: str, at: datetime, reason: str
) -> None:
    duty = order(announced_at=announced)
    if not reason:
        assert begun(duty, told, 0, at)[0] == DESTROYING
        return
    with pytest.raises(DutyRefusedError) as refused:
        begun(duty, told, 0, at)
    assert refused.value.reason == reason


@pytest.mark.rows("P15", "P29")
def test_who_is_booked_after_the_last_day_is_told_and_refunded_first() -> None:
    with pytest.raises(DutyRefusedError) as refused:
        begun(order(), {"told": 2}, 1, OVER)
    assert refused.value.reason == "bookings-ahead"


@pytest.mark.rows("N35")
def test_an_order_is_called_off_only_before_the_destruction() -> None:
    assert stepped(order(), "withdraw", {}, ACT)[0] == "called-off"
    for state in (DESTROYING, "ended", "called-off"):
        with pytest.raises(DutyRefusedError):
            stepped(order(state), "withdraw", {}, ACT)


@pytest.mark.rows("N35")
def test_the_certificate_covers_every_figure() -> None:
    figures = {"destroyed": 4, "kept": 1, "held": 0}
    signed = {certificate_bytes("end-1", figures, "t")} | {
        certificate_bytes("end-1", figures | {name: 9}, "t") for name in figures
    }
    assert len(signed) == 4
