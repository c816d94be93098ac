"""When another body may take over: told, announced, asked anew, two people (P11)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain import handovers
from desktop.domain.duties import Act, Duty, DutyRefusedError
from desktop.domain.schedules import clinic_day

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
SAID = {
    "cause": "merger", "purposes": "changed", "from-day": (clinic_day(NOW) + timedelta(days=30)).isoformat(),
    "receiver": "江城第一医院集团", "receiver-contact": "021-60000001", "terms": "承诺书 2026-7",
}  # fmt: skip


def act(who: str = "3001", **people: int) -> Act:
    return Act(who, NOW, {name.replace("_", "-"): count for name, count in people.items()})


def ordered(**changes: str) -> Duty:
    state, facts = handovers.opened(SAID | changes, act())
    duty = Duty("h-1", "handover", state, 1, "3001", NOW, facts)
    return duty.changed(*handovers.signed(duty, act("2001")))


@pytest.mark.rows("P11")
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"receiver": " "}, "text-missing"), ({"receiver-contact": ""}, "text-missing"),
        ({"terms": ""}, "text-missing"),
        ({"from-day": clinic_day(NOW).isoformat()}, "last-day-past"), ({"from-day": "soon"}, "time-missing"),
    ],
)  # fmt: skip
def test_a_handover_names_receiver_contact_terms_and_a_later_day(
    changes: dict[str, str], reason: str
) -> None:
    with pytest.raises(DutyRefusedError) as refused:
        handovers.opened(SAID | changes, act())
    assert refused.value.reason == reason


@pytest.mark.rows("P11", "A3")
@pytest.mark.parametrize(
    ("people", "announced", "reason"),
    [
        ({}, True, "nobody-told"), ({"told": 2, "sending": 1}, True, "people-waiting"),
        ({"told": 2, "not_reached": 1}, False, "not-announced"), ({"told": 2}, False, "policy-missing"),
    ],
)  # fmt: skip
def test_nothing_goes_over_before_all_are_told_and_changed_purposes_are_asked_anew(
    people: dict[str, int], announced: bool, reason: str
) -> None:
    duty = ordered()
    if announced:
        duty = duty.changed(*handovers.stepped(duty, "announced", {}, act()))
    with pytest.raises(DutyRefusedError) as refused:
        handovers.stepped(duty, "handed", {}, act(**people))
    assert refused.value.reason == reason


@pytest.mark.rows("P11", "A3")
def test_two_people_order_it_and_what_was_told_stays_in_its_record() -> None:
    state, facts = handovers.opened(SAID, act())
    with pytest.raises(DutyRefusedError) as refused:
        handovers.signed(Duty("h-1", "handover", state, 1, "3001", NOW, facts), act())
    assert refused.value.reason == "self-approval"
    done = handovers.stepped(ordered(), "handed", {}, act(told=2, major_versions=1))
    assert (done[0], done[1]["told"]["told"]) == (handovers.HANDED, 2)
    assert handovers.stepped(ordered(purposes="same"), "handed", {}, act(told=2))[0] == handovers.HANDED
    with pytest.raises(DutyRefusedError):
        handovers.stepped(ordered().changed(*done), "withdraw", {}, act())
