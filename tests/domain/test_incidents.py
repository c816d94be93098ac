"""Incidents by the rules alone: grades, clocks, contents, and what a closing needs (P22, N34)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.domain import incidents, loss_stops
from desktop.domain.duties import Act, Duty, DutyRefusedError
from desktop.domain.incident_clocks import clocks_of
from desktop.domain.incident_lessons import drill_overdue, last_drill, lessons
from desktop.domain.incidents import CONTENTS, Grade
from desktop.domain.loss_stops import Stop
from desktop.domain.staff import Action

NOW = datetime(2026, 11, 27, 4, tzinfo=UTC)
FOUND = NOW - timedelta(minutes=10)
OFFICER, SECOND = "3001", "2001"


def act(who: str = OFFICER, after: timedelta = timedelta(), **people: int) -> Act:
    return Act(who, NOW + after, {name.replace("_", "-"): count for name, count in people.items()})


def said(**changes: str) -> dict[str, str]:
    base = {
        "type": "lost-device", "grade": "larger", "operator": "other", "summary": "笔记本遗失", "desk": "3 号窗",
        "staff": "", "found_at": FOUND.isoformat(), "since": (NOW - timedelta(days=1)).isoformat(),
        "until": NOW.isoformat(),
    }  # fmt: skip
    return base | changes


def incident(**changes: str) -> Duty:
    state, facts = incidents.opened(said(**changes), act())
    return Duty("d-1", "incident", state, 1, OFFICER, NOW, facts)


def after(duty: Duty, step: str, by: Act | None = None, **words: str) -> Duty:
    return duty.changed(*incidents.stepped(duty, step, words, by or act()))


def taught(duty: Duty) -> Duty:
    return after(duty, "lesson", text="凭条当面清点")


def whole() -> dict[str, str]:
    return dict.fromkeys(CONTENTS, "写好了")


@pytest.mark.rows("P22", "N34")
@pytest.mark.parametrize(
    ("operator", "grade", "code"),
    [
        ("other", "larger", "regulator-4h"), ("central-organ", "major", "regulator-2h"),
        ("critical", "extreme", "regulator-1h"), ("critical", "general", None),
    ],
)  # fmt: skip
def test_the_regulators_clock_follows_operator_and_grade(operator: str, grade: str, code: str | None) -> None:
    running = [c.code for c in clocks_of(incident(operator=operator, grade=grade), NOW)]
    assert running == ([code] if code else []) + ["second-look-24h"]


@pytest.mark.rows("P22")
@pytest.mark.parametrize(
    ("minutes", "alarm"),
    [(119, ""), (120, "half"), (191, "half"), (192, "near"), (239, "near"), (240, "over")],
)
def test_the_four_hours_alarm_at_half_at_four_fifths_and_at_the_end(minutes: int, alarm: str) -> None:
    (clock, _) = clocks_of(incident(), FOUND + timedelta(minutes=minutes))
    assert (clock.alarm, clock.due) == (alarm, FOUND + timedelta(hours=4))


@pytest.mark.rows("P22")
def test_a_report_within_four_hours_meets_the_clock_and_a_later_one_does_not() -> None:
    early = after(incident(), "reported", act(after=timedelta(hours=3)))
    late = after(incident(), "reported", act(after=timedelta(hours=4)))
    alarms = [clocks_of(one, NOW)[0].alarm for one in (early, late)]
    assert alarms == ["met", "met-late"]


@pytest.mark.rows("P22")
def test_a_hundred_million_people_or_ten_million_visits_are_of_the_gravest_grade() -> None:
    assert incidents.least_grade(99_999_999, 9_999_999) is None
    assert incidents.least_grade(100_000_000, 0) is Grade.EXTREME
    assert incidents.least_grade(0, 10_000_000) is Grade.EXTREME


@pytest.mark.rows("P22")
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"type": "gossip"}, "malformed"), ({"summary": " "}, "text-missing"),
        ({"desk": "", "staff": ""}, "scope-missing"),
        ({"since": ""}, "time-missing"),
        ({"found_at": (NOW + timedelta(hours=1)).isoformat()}, "found-later"),
        ({"until": "2026-11-27T08:00"}, "malformed"),
    ],
)  # fmt: skip
def test_what_is_incomplete_is_not_taken(changes: dict[str, str], reason: str) -> None:
    with pytest.raises(DutyRefusedError) as refused:
        incidents.opened(said(**changes), act())
    assert refused.value.reason == reason


@pytest.mark.rows("P22", "N34")
def test_an_incident_closes_only_when_reported_told_and_signed_by_another_person() -> None:
    duty = incident()

    def refusal(step_of: Duty, by: Act, **words: str) -> str:
        with pytest.raises(DutyRefusedError) as refused:
            incidents.stepped(step_of, "propose", words, by)
        return refused.value.reason

    assert refusal(duty, act(), report="") == "report-undecided"
    assert refusal(duty, act(), report="reported") == "report-undecided", "no report was made"
    assert refusal(duty, act(), report="not-required", reason="") == "text-missing"
    reported = after(duty, "reported")
    assert refusal(reported, act(waiting=1), report="reported") == "people-waiting"
    assert refusal(reported, act(sending=1), report="reported") == "people-waiting"
    assert refusal(reported, act(told=2), report="reported") == "contents-missing"
    filled = after(reported, "contents", **whole())
    assert refusal(filled, act(told=2, not_reached=1), report="reported") == "not-announced"
    announced = after(filled, "announced")
    assert refusal(announced, act(told=2, not_reached=1), report="reported") == "lesson-missing"
    asked = after(taught(announced), "propose", act(told=2, not_reached=1), report="reported")
    assert asked.state == "closing"
    with pytest.raises(DutyRefusedError) as own:
        incidents.signed(asked, act(OFFICER))
    assert own.value.reason == "self-approval"
    state, facts = incidents.signed(asked, act(SECOND))
    assert (state, facts["approved_by"], facts["report"]) == ("closed", SECOND, "reported")
    assert [line[2] for line in facts["timeline"]] == [
        "opened", "reported", "contents", "announced", "lesson", "propose", "closed"
    ]  # fmt: skip


@pytest.mark.rows("P22")
def test_the_one_who_asked_for_the_closing_cannot_sign_though_another_opened_it() -> None:
    asked = after(taught(incident()), "propose", act(SECOND), report="not-required", reason="无人受影响")
    with pytest.raises(DutyRefusedError):
        incidents.signed(asked, act(SECOND))
    with pytest.raises(DutyRefusedError):
        incidents.signed(asked, act(OFFICER))
    assert incidents.signed(asked, act("1001"))[0] == "closed"
    again = after(asked, "reopen")
    assert again.state == "open"
    seen = again.changed(*incidents.signed(again, act("1001")))
    assert (seen.state, seen.facts["reviewed_by"]) == ("open", "1001"), "looked at, and nothing is closed"


@pytest.mark.rows("N34")
def test_no_message_goes_before_the_four_contents_and_the_contact_stand() -> None:
    duty = incident()
    for name in CONTENTS:
        words = whole() | {name: " "}
        with pytest.raises(DutyRefusedError) as refused:
            after(after(duty, "contents", **words), "sms")
        assert refused.value.reason == "contents-missing"
    assert after(after(duty, "contents", **whole()), "sms", act(waiting=5)).facts["timeline"][-1][3] == "5"


@pytest.mark.rows("P22", "A3")
def test_one_stops_another_lets_go_on_and_a_third_looks_at_it_within_a_day() -> None:
    duty = after(incident(staff="wxm"), "stop", what="exports")
    assert loss_stops.standing(duty) == (Stop.EXPORTS,)
    assert loss_stops.stopped_by([duty]).why("9", Action.MAKE_COPY) == "exports"
    assert loss_stops.stopped_by([duty]).why("9", Action.REVEAL) == ""
    for step, by, reason in (
        ("stop", act(SECOND), "already-stopped"), ("lift", act(), "self-approval"),
    ):  # fmt: skip
        with pytest.raises(DutyRefusedError) as refused:
            after(duty, step, by, what="exports")
        assert refused.value.reason == reason
    with pytest.raises(DutyRefusedError) as refused:
        incidents.signed(
            after(taught(duty), "propose", report="not-required", reason="影响很小"), act("1001")
        )
    assert refused.value.reason == "stops-standing"
    by_other = after(duty, "stop", act(SECOND), what="reveals")
    with pytest.raises(DutyRefusedError):
        incidents.signed(by_other, act(SECOND, timedelta(hours=1)))
    seen = by_other.changed(*incidents.signed(by_other, act("1001", timedelta(hours=23))))
    assert clocks_of(seen, NOW)[-1].alarm == "met"
    assert clocks_of(after(seen, "stop", what="accounts"), NOW)[-1].alarm == "", (
        "a new stop is looked at anew"
    )
    assert loss_stops.standing(after(seen, "lift", act("1001"), what="reveals")) == (Stop.EXPORTS,)


@pytest.mark.rows("P22")
def test_a_drill_stops_nothing_and_holds_nothing_and_evidence_is_let_go_by_another_after_the_end() -> None:
    drill = after(incident(drill="drill", staff="wxm"), "stop", what="exports")
    assert loss_stops.stopped_by([drill]) == loss_stops.NOTHING_STOPPED
    assert not drill.facts["held"]
    with pytest.raises(DutyRefusedError):
        incident(drill="perhaps")
    duty = incident()
    with pytest.raises(DutyRefusedError):
        after(duty, "release", act(SECOND))
    asked = after(taught(duty), "propose", report="not-required", reason="影响很小")
    closed = asked.changed(*incidents.signed(asked, act(SECOND)))
    with pytest.raises(DutyRefusedError) as refused:
        after(closed, "release")
    assert refused.value.reason == "self-approval"
    gone = after(closed, "release", act(SECOND))
    assert (gone.state, gone.facts["held"]) == ("closed", False)


@pytest.mark.rows("P22", "N34")
def test_lessons_only_grow_also_after_the_end_and_an_empty_one_is_none() -> None:
    asked = after(taught(incident()), "propose", report="not-required", reason="影响很小")
    closed = asked.changed(*incidents.signed(asked, act(SECOND)))
    later = after(closed, "lesson", act(SECOND), text="每月抽查")
    assert [(one.by, one.text) for one in lessons(later)] == [(OFFICER, "凭条当面清点"), (SECOND, "每月抽查")]
    assert later.state == "closed"
    with pytest.raises(DutyRefusedError):
        after(later, "lesson", text=" ")


@pytest.mark.rows("N34", "P22")
def test_a_drill_is_due_a_year_after_the_last_one_that_was_taken_to_its_end() -> None:
    drill = incident(drill="drill")
    assert last_drill([drill, incident()]) is None, "one that was never closed, and a real one, are no drill"
    asked = after(taught(drill), "propose", report="not-required", reason="演练")
    day = last_drill([asked.changed(*incidents.signed(asked, act(SECOND)))])
    assert day == date(2026, 11, 27)
    assert [drill_overdue(day, date(2027, 11, last)) for last in (27, 28)] == [False, True]
    assert drill_overdue(None, date(2026, 11, 27))


@pytest.mark.rows("P22", "T6")
def test_an_incident_asks_for_the_whole_file_only_once_the_keys_that_seal_its_new_key_are_younger() -> None:
    before, later = NOW - timedelta(days=1), NOW + timedelta(minutes=1)
    opened = incident(staff="wxm").facts | {"desk_id": "desk-a", "staff_id": "1001"}
    one = after(incident().changed("open", opened), "stop", what="file")
    assert loss_stops.keys_ordered([one], "desk-a", before) == "d-1", "its keys are changed first"
    assert loss_stops.file_ordered([one], "desk-a", before, before) == ""
    assert [loss_stops.file_ordered([one], desk, before, later) for desk in ("desk-a", "desk-b")] == [
        "d-1",
        "",
    ]
    assert loss_stops.file_ordered([one], "desk-a", later, later) == "", "it was done after that"
    for_ever = act(after=timedelta(days=3650))
    lie = after(incident().changed("open", opened), "stop", for_ever, what="file")
    assert loss_stops.file_ordered([lie], "desk-a", before, later) == "", "ordered for a day that never comes"
    keys = after(incident().changed("open", opened), "stop", what="keys")
    assert loss_stops.file_ordered([keys], "desk-a", before, later) == ""


@pytest.mark.rows("P22", "T6")
def test_an_incident_changes_the_keys_of_its_window_or_of_every_window_and_only_older_ones() -> None:
    before, later = NOW - timedelta(days=1), NOW + timedelta(minutes=1)
    opened = incident(staff="wxm").facts | {"desk_id": "desk-a", "staff_id": "1001"}
    one = after(incident().changed("open", opened), "stop", what="keys")
    everywhere = after(one.changed("open", opened | {"desk_id": ""}), "stop", what="keys")
    assert [loss_stops.keys_ordered([one], desk, before) for desk in ("desk-a", "desk-b")] == ["d-1", ""]
    assert loss_stops.keys_ordered([everywhere], "desk-b", before) == "d-1"
    assert loss_stops.keys_ordered([one], "desk-a", later) == "", "these keys are newer"
    drill = after(incident(drill="drill"), "stop", what="keys")
    assert loss_stops.keys_ordered([drill], "desk-a", before) == ""
    assert loss_stops.standing(one) == (), "a key does not change back, so it holds up no closing"
    with pytest.raises(DutyRefusedError) as refused:
        after(one, "lift", act(SECOND), what="keys")
    assert refused.value.reason == "keys-final"
