"""Rules at central: put by a supervisor, sent to every desk, judged for each number by those in force (N21, N25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from central.store import changed, orders, tables
from desktop.domain.booking_rules import BookingWindow, Limit, LimitScope, RuleSet
from desktop.domain.ids import StaffId
from desktop.domain.operations import Operation, OperationKind, ResultStatus
from desktop.domain.rule_book import RuleBook, facts_told, set_to_bytes
from desktop.domain.schedules import CHINA
from tests.central.people import account, record
from tests.fakes.central_world import CLERK, SUPERVISOR, TODAY, TOMORROW, World
from tests.fakes.headless_desk import HeadlessDesk

RULES = RuleSet("r-1", date(2026, 1, 1), BookingWindow(0, 14))


def in_force(world: World, **changes: object) -> None:
    """Put rules that hold already, as IT would at set-up."""
    book = RuleBook((replace(RULES, **changes),))  # type: ignore[arg-type]  # fields of a set
    with world.database.begin() as connection:
        orders.put_setting(connection, world.hospital, changed.RULES, book.to_bytes().decode())


def published(desk: HeadlessDesk, rules: RuleSet, author: StaffId = SUPERVISOR) -> Operation:
    facts: dict[str, object] = {"rules": set_to_bytes(rules).decode()}
    return desk.record(OperationKind.PUBLISH_RULES, rules.version, facts=facts, author=author)


def limited(scope: LimitScope, count: int = 1) -> dict[str, object]:
    return {"limits": (Limit(scope, count),)}


@pytest.mark.rows("N21", "G26", "I7")
def test_a_supervisor_puts_dated_rules_that_reach_every_desk_and_a_clerk_does_not(world: World) -> None:
    desk, other = HeadlessDesk(world), HeadlessDesk(world, "desk-b")
    later = replace(RULES, version="r-2", effective_from=TODAY + timedelta(days=3))
    by_clerk = published(desk, later, CLERK)
    in_past = published(desk, replace(later, effective_from=TODAY))
    wrong = desk.record(OperationKind.PUBLISH_RULES, "r-3", facts={"rules": "{}"}, author=SUPERVISOR)
    good = published(desk, later)
    desk.exchange()
    answers = [desk.answer_to(op).reason for op in (by_clerk, in_past, wrong, good)]
    assert answers == ["not-permitted", "rules-in-past", "rules-invalid", ""]
    other.catch_up()
    row = other.rows["rules"]["1"]
    assert RuleBook.from_bytes(row.body).sets == (later,)  # type: ignore[attr-defined]  # a RulesRow


@pytest.mark.rows("N21", "G25")
@pytest.mark.parametrize("scope", [LimitScope.DAY, LimitScope.DEPARTMENT_DAY, LimitScope.DOCTOR_DAY])
def test_a_claim_over_a_limit_is_refused_also_the_second_of_one_exchange(
    world: World, scope: LimitScope
) -> None:
    in_force(world, **limited(scope))
    world.add_session("s-1")
    desk = HeadlessDesk(world, outage=False)
    patient, other = desk.register(record()), desk.register(record(1))
    claims = [desk.claim(patient, "s-1"), desk.claim(patient, "s-1", 1), desk.claim(other, "s-1")]
    desk.exchange(pull=False)
    assert [desk.answer_to(op).reason for op in claims] == ["", f"limit-{scope.value}", ""]
    again = desk.claim(patient, "s-1", 2)
    desk.exchange(pull=False)
    assert desk.answer_to(again).reason == f"limit-{scope.value}"
    desk.cancel(claims[0].entity, patient)
    freed = desk.claim(patient, "s-1", 2)
    desk.exchange(pull=False)
    assert desk.answer_to(freed).status is ResultStatus.ACCEPTED


@pytest.mark.rows("N21")
def test_the_limit_of_a_phone_counts_everybody_with_it(world: World) -> None:
    in_force(world, **limited(LimitScope.PHONE_DAY, 2))
    world.add_session("s-1")
    desk = HeadlessDesk(world, outage=False)
    family = [desk.register(record(serial)) for serial in range(3)]
    for patient in family:
        desk.put_account(patient, account(is_account=False))
    desk.exchange(pull=False)
    claims = [desk.claim(patient, "s-1") for patient in family]
    desk.exchange(pull=False)
    assert [desk.answer_to(op).reason for op in claims] == ["", "", "limit-phone-day"]


@pytest.mark.rows("N21", "G26")
@pytest.mark.parametrize("central_database", ["sqlite"], indirect=True)
def test_who_is_too_young_by_the_record_is_not_booked_ahead(world: World) -> None:
    world.add_session("s-1", TOMORROW)
    desk = HeadlessDesk(world, outage=False)
    patient = desk.register(record())
    for least, said in ((149, "under-booking-age"), (1, "")):
        in_force(world, least_age=least)
        claim = desk.claim(patient, "s-1")
        desk.exchange(pull=False)
        assert desk.answer_to(claim).reason == said


@pytest.mark.rows("N21", "I2")
def test_a_promise_that_breaks_a_rule_is_kept_and_becomes_a_supervisors_task(world: World) -> None:
    in_force(world, **limited(LimitScope.DAY))
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    first = desk.claim(patient, "s-1")
    desk.exchange()
    promise = desk.promise(patient, desk.rights[0])
    desk.exchange(pull=False)
    assert [desk.answer_to(op).status for op in (first, promise)] == [ResultStatus.ACCEPTED] * 2
    tasks = [(row["kind"], row["reason"]) for row in world.rows(tables.tasks)]
    assert tasks == [("rule-broken", "limit-day")]


@pytest.mark.rows("N25", "G26")
def test_a_day_outside_the_window_is_refused_and_rules_that_begin_later_are_not_yet_minded(
    world: World,
) -> None:
    world.add_session("s-1", TOMORROW)
    desk = HeadlessDesk(world, outage=False)
    patient = desk.register(record())
    published(desk, replace(RULES, effective_from=TODAY + timedelta(days=1), window=BookingWindow(0, 0)))
    free = desk.claim(patient, "s-1")
    desk.exchange(pull=False)
    assert desk.answer_to(free).status is ResultStatus.ACCEPTED
    in_force(world, window=BookingWindow(0, 0))
    far = desk.claim(patient, "s-1")
    desk.exchange(pull=False)
    assert desk.answer_to(far).reason == "booking-day-too-far"


@pytest.mark.rows("N22")
def test_missed_appointments_bar_booking_ahead_for_their_time_and_never_a_walk_in(world: World) -> None:
    from desktop.domain.no_show_rules import CountWindow, NoShowRule

    in_force(world, no_show=NoShowRule(1, CountWindow.ROLLING, 90, 30))
    world.add_session("s-1")
    world.add_session("s-2", TOMORROW)
    desk = HeadlessDesk(world, outage=False)
    patient = desk.register(record())
    missed = desk.claim(patient, "s-1")
    desk.exchange(pull=False)
    with world.database.begin() as connection:
        connection.execute(
            sa.update(tables.bookings)
            .where(tables.bookings.c.booking_id == missed.entity)
            .values(state="no-show")
        )
    world.clock.forward(hours=6)
    barred, walk_in = desk.claim(patient, "s-2"), desk.claim(patient, "s-1", 5)
    desk.exchange(pull=False)
    assert [desk.answer_to(op).reason for op in (barred, walk_in)] == ["barred-by-no-shows", ""]
    said = desk.answer_to(barred)
    until = datetime.combine(TODAY + timedelta(days=30), time(8), CHINA)
    assert facts_told(said.reason, (said.number, said.epoch)) == {
        "count": 1,
        "until": f"{until:%Y-%m-%d %H:%M}",
    }
