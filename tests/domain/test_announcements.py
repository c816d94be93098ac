"""An announcement stands from a time until another, or until it is withdrawn (P34)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.announcements import MOST_TITLE, current, opened, signed, stepped
from desktop.domain.duties import Act, Duty, DutyRefusedError

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
ACT = Act("3001", NOW, {})
SAID = {
    "title": "系统维护", "text": "周六晚暂停线上预约。", "shown-from": NOW.isoformat(),
    "shown-until": (NOW + timedelta(days=2)).isoformat(),
}  # fmt: skip


def made(number: int = 1, **changes: str) -> Duty:
    state, facts = opened({**SAID, **changes}, ACT)
    return Duty(f"a-{number}", "announcement", state, 1, "3001", NOW, facts)


@pytest.mark.rows("P34")
def test_it_is_shown_exactly_in_its_time_and_the_newest_comes_first() -> None:
    soon = made(2, **{"shown-from": (NOW + timedelta(hours=1)).isoformat()})
    both = [made(), soon]
    assert [one.id for one in current(both, NOW - timedelta(seconds=1))] == []
    assert [one.id for one in current(both, NOW)] == ["a-1"]
    assert [one.id for one in current(both, NOW + timedelta(hours=1))] == ["a-2", "a-1"]
    assert current(both, NOW + timedelta(days=2)) == ()


@pytest.mark.rows("P34")
def test_a_withdrawn_one_is_shown_nowhere_and_not_withdrawn_twice() -> None:
    duty = made()
    gone = duty.changed(*stepped(duty, "withdraw", {}, ACT))
    assert current([gone], NOW) == ()
    with pytest.raises(DutyRefusedError):
        stepped(gone, "withdraw", {}, ACT)
    with pytest.raises(DutyRefusedError):
        signed(duty, ACT)


@pytest.mark.rows("P34")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": ""}, "text-missing"), ({"text": " "}, "text-missing"), ({"shown-until": ""}, "time-missing"),
        ({"title": "长" * (MOST_TITLE + 1)}, "title-long"), ({"shown-until": NOW.isoformat()}, "span-wrong"),
        ({"shown-until": (NOW + timedelta(days=400)).isoformat()}, "span-wrong"),
        ({"shown-from": (NOW + timedelta(days=3)).isoformat()}, "span-wrong"),
    ],
)  # fmt: skip
def test_what_says_nothing_or_ends_before_it_begins_is_refused(change: dict[str, str], reason: str) -> None:
    with pytest.raises(DutyRefusedError) as refused:
        made(**change)
    assert refused.value.reason == reason
