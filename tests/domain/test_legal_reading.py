"""Readings of what law keeps, by the rules alone: reason, second person, a day, a look noted just now (DOMAIN §4.3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain import legal_reading
from desktop.domain.duties import Act, Duty, DutyRefusedError

NOW = datetime(2026, 11, 27, 4, tzinfo=UTC)
OFFICER, SECOND = "3001", "2001"
SAID = {"ground": "court", "authority": "法院", "paper": "8 号", "why": "核对就诊日期"}


def act(who: str = OFFICER, **after: float) -> Act:
    return Act(who, NOW + timedelta(**after), {})


def approved() -> Duty:
    state, facts = legal_reading.opened(SAID, act())
    duty = Duty("r-1", "legal", state, 1, OFFICER, NOW, facts)
    return duty.changed(*legal_reading.signed(duty, act(SECOND)))


@pytest.mark.rows("A3", "G101")
def test_who_asks_does_not_approve_and_nothing_is_read_before_the_approval() -> None:
    state, facts = legal_reading.opened(SAID, act())
    duty = Duty("r-1", "legal", state, 1, OFFICER, NOW, facts)
    with pytest.raises(DutyRefusedError, match="self-approval"):
        legal_reading.signed(duty, act())
    with pytest.raises(DutyRefusedError, match="not-open"):
        legal_reading.stepped(duty, legal_reading.READ, {}, act())


@pytest.mark.rows("G101", "A2")
def test_a_reading_is_open_for_a_day_and_a_look_opens_five_minutes_for_who_noted_it() -> None:
    duty = approved()
    assert not legal_reading.may_look(duty, OFFICER, NOW)
    looked = duty.changed(*legal_reading.stepped(duty, legal_reading.READ, {}, act(hours=23)))
    at = NOW + timedelta(hours=23)
    assert legal_reading.may_look(looked, OFFICER, at + timedelta(minutes=5))
    assert not legal_reading.may_look(looked, SECOND, at)
    assert not legal_reading.may_look(looked, OFFICER, at + timedelta(minutes=6))
    with pytest.raises(DutyRefusedError, match="not-open"):
        legal_reading.stepped(looked, legal_reading.READ, {}, act(hours=24, seconds=1))
    ended = looked.changed(*legal_reading.stepped(looked, legal_reading.END, {}, act(hours=23)))
    assert not legal_reading.may_look(ended, OFFICER, at)


@pytest.mark.rows("G101")
@pytest.mark.parametrize("missing", ["ground", "authority", "paper", "why"])
def test_a_reading_without_its_reason_is_not_taken(missing: str) -> None:
    with pytest.raises(DutyRefusedError):
        legal_reading.opened({**SAID, missing: ""}, act())
