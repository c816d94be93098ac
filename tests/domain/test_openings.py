"""Whose record opens only with a second person: under 18 without business in hand (SECURITY §4.1, P32)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.domain.ids import PatientId, StaffId, TaskId
from desktop.domain.openings import OPEN_MINOR, OPEN_OWN, OpeningEffect, has_business, is_minor

TODAY = date(2026, 11, 27)


@pytest.mark.rows("P32", "P19")
def test_under_eighteen_is_a_minor_and_who_tells_no_birth_date_is_not() -> None:
    assert is_minor(date(2008, 11, 28), TODAY)
    assert not is_minor(date(2008, 11, 27), TODAY), "eighteen today"
    assert not is_minor(None, TODAY)


@pytest.mark.rows("P32", "P19")
def test_a_live_booking_of_today_or_later_and_an_open_request_are_business_in_hand() -> None:
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    assert not has_business([], open_request=False, today=TODAY)
    assert has_business([], open_request=True, today=TODAY)
    assert has_business([(TODAY, "booked")], open_request=False, today=TODAY)
    assert has_business([(tomorrow, "booked")], open_request=False, today=TODAY)
    assert not has_business([(yesterday, "booked")], open_request=False, today=TODAY)
    assert not has_business([(tomorrow, "cancelled")], open_request=False, today=TODAY)


def test_what_is_signed_tells_every_part_apart() -> None:
    parts = TaskId("t"), PatientId("p"), StaffId("s"), OPEN_MINOR, "guardian-asks"
    signed = {OpeningEffect(*parts).to_bytes()}
    for at, other in enumerate(("x", "x", "x", OPEN_OWN, "case-at-hand")):
        signed.add(OpeningEffect(*[other if i == at else part for i, part in enumerate(parts)]).to_bytes())  # type: ignore[arg-type]  # ids are texts
    assert len(signed) == 1 + len(parts)
