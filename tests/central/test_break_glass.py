"""Sealed records and broken glasses at central, by hand-made clients (G79, G82, A3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central.services.glass_list import unreviewed
from central.store import tables
from central.store.tables_requests import person_marks
from desktop.domain.break_glass import GLASS_TASK, SEALED_AS, sealed_bytes
from desktop.domain.ids import PatientId, StaffId
from desktop.domain.operations import Approval, Operation, OperationKind
from tests.central.people import record
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

OFFICER = STRANGER


@pytest.fixture
def desk(world: World) -> HeadlessDesk:
    world.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor", OFFICER: "privacy-officer"})
    return HeadlessDesk(world)


def seal(desk: HeadlessDesk, person: PatientId, author: StaffId, *, sealed: bool = True) -> str:
    """Return central's answer to a seal in somebody's name."""
    signature = desk.world.people[author].sign(SEALED_AS, sealed_bytes(author, person, sealed=sealed))
    made = desk.record(
        OperationKind.SEAL_RECORD, desk.world.parts.new_id(), subject=person, facts={"sealed": sealed},
        approvals=(Approval(author, signature),), author=author,
    )  # fmt: skip
    desk.exchange()
    return desk.answer_to(made).reason


def glass(
    desk: HeadlessDesk, person: PatientId, *, minutes: int = 30, reason: str = "emergency-care"
) -> Operation:
    until = desk.world.clock.now() + timedelta(minutes=minutes)
    facts: dict[str, object] = {"reason": reason, "until": until.isoformat()}
    made = desk.record(OperationKind.BREAK_GLASS, desk.world.parts.new_id(), subject=person, facts=facts)
    desk.exchange()
    return made


def resolve(desk: HeadlessDesk, task: str, author: StaffId) -> str:
    facts: dict[str, object] = {"task_id": task, "outcome": "confirmed"}
    made = desk.record(OperationKind.RESOLVE_TASK, task, facts=facts, author=author)
    desk.exchange()
    return desk.answer_to(made).reason


@pytest.mark.rows("G82", "I7")
def test_only_the_officers_own_signature_seals_a_record_and_opens_it_again(
    world: World, desk: HeadlessDesk
) -> None:
    person = desk.register(record())
    assert [seal(desk, person, who) for who in (CLERK, SUPERVISOR)] == ["not-permitted", "not-permitted"]
    assert seal(desk, person, OFFICER) == ""
    assert [row["mark"] for row in world.rows(person_marks)] == ["sealed"]
    assert seal(desk, person, OFFICER, sealed=False) == ""
    assert world.rows(person_marks) == []


@pytest.mark.rows("G79", "A3", "I2")
def test_a_broken_glass_waits_for_somebody_else_and_no_glass_stands_open_longer_than_half_an_hour(
    world: World, desk: HeadlessDesk
) -> None:
    person = desk.register(record())
    assert desk.answer_to(glass(desk, person, minutes=120)).reason == "malformed"
    assert desk.answer_to(glass(desk, person, reason="curious")).reason == "malformed"
    made = glass(desk, person)
    assert desk.answer_to(made).status == "accepted"
    (task,) = world.rows(tables.tasks, kind=GLASS_TASK)
    assert (task["asked_by"], task["reason"], task["patient_id"]) == (CLERK, "emergency-care", person)
    assert resolve(desk, made.entity, CLERK) == "not-permitted"
    world.roster_with({CLERK: "supervisor", OFFICER: "privacy-officer"})
    assert resolve(desk, made.entity, CLERK) == "self-approval"
    assert resolve(desk, made.entity, OFFICER) == ""
    (task,) = world.rows(tables.tasks, kind=GLASS_TASK)
    assert (task["state"], task["resolved_by"]) == ("resolved", OFFICER)


@pytest.mark.rows("G79")
def test_the_auditor_sees_what_nobody_reviewed_within_three_working_days(
    world: World, desk: HeadlessDesk
) -> None:
    person = desk.register(record())
    made = glass(desk, person)
    (one,) = unreviewed(world.parts)
    assert (one.staff, one.desk, one.due, one.overdue) == (CLERK, "desk-a", TODAY + timedelta(days=3), False)
    world.clock.forward(days=4)
    assert [late.overdue for late in unreviewed(world.parts)] == [True]
    assert resolve(desk, made.entity, OFFICER) == ""
    assert unreviewed(world.parts) == ()
