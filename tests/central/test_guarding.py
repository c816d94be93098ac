"""Own and relatives' records at central, by hand-made clients: blinded, refused, told; and what the rules say (N39)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central.services.own_people import OwnPeopleService
from central.services.risks import RiskService
from central.store import tables
from central.store.tables_guards import own_people
from desktop.domain.audit import AuditAct, AuditEvent, subject_id
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.errors import CentralRefusedError, NotPermittedError
from desktop.domain.ids import PatientId, StaffId
from desktop.domain.operations import OperationKind
from desktop.domain.own_people import SIGNED_AS, Relation, listed_bytes
from desktop.sync.wire import OwnListed, OwnListedRequest, OwnPerson, PatientRow, RiskRequest
from tests.central.people import FIRST, record
from tests.central.test_witness import Tracing
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk


def listing(
    world: World, author: StaffId = CLERK, *, relation: str = "relative", by: StaffId | None = None
) -> OwnListed:
    number = record().document_number
    assert number is not None
    signature = world.people[by or author].sign(SIGNED_AS, listed_bytes(author, Relation(relation), number))
    return OwnPeopleService(world.parts).put("desk-a", OwnPerson(author, relation, number, signature))


@pytest.mark.rows("N39", "I7", "P17")
def test_only_ones_own_signature_lists_a_number_and_no_row_holds_it(world: World) -> None:
    with pytest.raises(CentralRefusedError):
        listing(world, by=SUPERVISOR)
    with pytest.raises(NotPermittedError):
        listing(world, STRANGER)
    assert world.rows(own_people) == []
    assert listing(world) == OwnListed(0, 1)
    assert listing(world, relation="self") == OwnListed(1, 0)
    (row,) = world.rows(own_people)
    assert str(record().document_number).encode() not in bytes(row["token"])  # type: ignore[call-overload]
    with pytest.raises(NotPermittedError):
        OwnPeopleService(world.parts).count("desk-a", OwnListedRequest(STRANGER))


@pytest.mark.rows("N39", "I2", "I7", "T1")
def test_a_claim_for_a_relative_is_refused_a_promise_is_kept_and_told_and_a_colleague_may(
    world: World,
) -> None:
    world.add_session("s-1")
    desk, other = HeadlessDesk(world), HeadlessDesk(world, "desk-b", outage=False)
    person = desk.register(record())
    desk.exchange()
    listing(world)
    other.exchange()
    desk.exchange()
    (row,) = [row for row in desk.rows["patient"].values() if isinstance(row, PatientRow)]
    assert row.own_of == (CLERK,), "the desk that serves the person hears whose relative it is"
    claim = desk.claim(person, "s-1", 0)
    promise = desk.promise(person, desk.rights[0])
    facts = facts_from_bytes(claim.facts) | {"booking_id": "b-colleague"}
    colleague = desk.record(
        OperationKind.CLAIM_BOOKING,
        "b-colleague",
        subject=person,
        facts=facts,
        right=claim.right,
        author=SUPERVISOR,
    )
    desk.exchange()
    assert desk.answer_to(claim).reason == "own-record"
    assert desk.answer_to(promise).status == "accepted"
    assert desk.answer_to(colleague).status == "accepted"
    told = [(task["kind"], task["reason"]) for task in world.rows(tables.tasks)]
    assert told == [("own-record", CLERK)]


@pytest.mark.rows("N39", "I2")
def test_whoever_registers_a_listed_relative_as_a_new_person_is_told_of(world: World) -> None:
    listing(world)
    desk = HeadlessDesk(world)
    desk.register(record())
    desk.register(record(FIRST + 1))
    desk.exchange()
    assert [(task["kind"], task["reason"]) for task in world.rows(tables.tasks)] == [("own-record", CLERK)]


@pytest.mark.rows("P6", "N39", "T1")
def test_the_rules_speak_of_a_relative_and_of_a_colleague_who_was_not_served(world: World) -> None:
    desk = HeadlessDesk(world, "desk-b")
    person = desk.register(record())
    desk.exchange()
    listing(world)
    listing(world, SUPERVISOR, relation="self")
    looked = subject_id(desk.keys[person]["record"], PatientId(person))
    tracing = Tracing(world)
    begin = world.clock.now()
    events = tuple(
        AuditEvent(
            n, begin + timedelta(seconds=n), tracing.desk.desk, CLERK, "clerk", AuditAct.PATIENT_OPENED,
            result="refused", subject=looked,
        ).to_bytes()
        for n in (1, 2)
    )  # fmt: skip
    tracing.take(tracing.message(events))
    found = RiskService(world.parts).read("desk-a", RiskRequest(SUPERVISOR, TODAY, TODAY)).alerts
    assert {(a.rule, a.staff, a.subject) for a in found if a.rule in ("R3", "R4")} == {
        ("R3", CLERK, looked), ("R4", CLERK, looked),
    }  # fmt: skip


@pytest.mark.rows("N39", "A3")
def test_nobody_decides_about_a_relatives_case(world: World) -> None:
    desk = HeadlessDesk(world)
    person = desk.register(record())
    desk.exchange()
    listing(world, SUPERVISOR)
    desk.exchange()
    case = desk.file_deletion(person, desk.patient(person).version)
    desk.catch_up()
    approved = desk.approve_deletion(case)
    desk.exchange()
    assert desk.answer_to(approved).reason == "own-record"


@pytest.mark.rows("N39", "A3", "I7")
def test_a_number_leaves_the_list_only_when_another_person_confirms(world: World) -> None:
    desk = HeadlessDesk(world)
    with pytest.raises(CentralRefusedError) as refused:
        listing(world, relation="off")
    assert refused.value.facts == {"reason": "not-listed"}
    listing(world)

    def resolve(author: StaffId, outcome: str) -> str:
        (task,) = [
            row for row in world.rows(tables.tasks) if row["state"] == "open" and row["kind"] == "own-off"
        ]
        facts = {"task_id": task["task_id"], "outcome": outcome}
        operation = desk.record(OperationKind.RESOLVE_TASK, str(task["task_id"]), facts=facts, author=author)
        desk.exchange()
        return desk.answer_to(operation).reason

    assert listing(world, SUPERVISOR) == OwnListed(0, 1)
    for _ in range(2):
        assert listing(world, SUPERVISOR, relation="off") == OwnListed(0, 1), "asked once, listed still"
    assert resolve(SUPERVISOR, "confirmed") == "self-approval"
    assert resolve(CLERK, "confirmed") == "not-permitted"
    world.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor", STRANGER: "supervisor"})
    assert resolve(STRANGER, "refused") == ""
    assert len(world.rows(own_people)) == 2
    listing(world, SUPERVISOR, relation="off")
    assert resolve(STRANGER, "confirmed") == ""
    assert [row["staff_id"] for row in world.rows(own_people)] == [CLERK]
