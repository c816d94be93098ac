"""Central keeps on what each processing rests, and has emergencies looked at afterwards (P7)."""

from __future__ import annotations

import pytest

from central.services.export import export_bookings
from central.store import tables
from desktop.domain.operations import KeyKind, OperationKind, ResultStatus
from tests.central.people import FIRST, account, record
from tests.fakes.central_world import SUPERVISOR, World
from tests.fakes.headless_desk import HeadlessDesk

EMERGENCY, CONTRACT, CONSENT = "emergency", "contract", "consent"


def tasks_of(world: World, kind: str = "emergency-review") -> list[dict[str, object]]:
    return [row for row in world.rows(tables.tasks) if row["kind"] == kind]


@pytest.mark.rows("P7", "G11")
def test_an_emergency_registration_is_kept_as_one_and_reviewed_afterwards(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    patient = desk.register(record(), basis=EMERGENCY)
    claim = desk.claim(patient, "s-1", basis=EMERGENCY)
    desk.exchange()
    assert desk.answer_to(claim).status is ResultStatus.ACCEPTED
    assert [row["basis"] for row in world.rows(tables.patients)] == [EMERGENCY]
    assert [row["basis"] for row in world.rows(tables.bookings)] == [EMERGENCY]
    desk.catch_up()
    assert desk.patient(patient).basis == EMERGENCY
    (task,) = tasks_of(world)
    assert (task["patient_id"], task["state"]) == (patient, "open")
    desk.record(
        OperationKind.RESOLVE_TASK, str(task["task_id"]), facts={"outcome": "confirmed"}, author=SUPERVISOR
    )
    desk.exchange()
    assert [(row["state"], row["outcome"]) for row in tasks_of(world)] == [("resolved", "confirmed")]


@pytest.mark.rows("P7")
def test_an_emergency_of_somebody_registered_before_is_reviewed_with_its_booking(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    desk.exchange()
    assert tasks_of(world) == []
    promise = desk.promise(patient, desk.rights[0], basis=EMERGENCY)
    desk.exchange()
    assert [(row["patient_id"], row["booking_id"]) for row in tasks_of(world)] == [(patient, promise.entity)]


@pytest.mark.rows("P7")
@pytest.mark.parametrize("basis", ["", "because", "CONTRACT"])
def test_what_names_no_basis_is_not_taken(world: World, basis: str) -> None:
    desk = HeadlessDesk(world)
    desk.register(record(), basis=basis)
    refused = desk.outbox[-1].operation
    patient = desk.register(record(FIRST + 1))
    consent = desk.consent(patient)
    desk.exchange()
    assert desk.answer_to(refused).reason == "malformed"
    assert desk.answer_to(consent).status is ResultStatus.ACCEPTED
    assert len(world.rows(tables.patients)) == 1
    assert [row["basis"] for row in world.rows(tables.operations)] == ["", CONTRACT, CONSENT]


@pytest.mark.rows("P7", "G11")
def test_when_the_document_is_brought_care_rests_on_the_contract_and_the_review_stays(world: World) -> None:
    desk = HeadlessDesk(world)
    patient = desk.register(record(), basis=EMERGENCY)
    desk.exchange()
    key = desk.keys[patient]["record"]
    desk.record(
        OperationKind.CORRECT_PATIENT, patient, subject=patient, base_version=1,
        sealing=(key, KeyKind.RECORD, record(FIRST + 1).to_bytes()),
    )  # fmt: skip
    desk.exchange()
    assert desk.patient(patient).basis == CONTRACT
    assert [row["state"] for row in tasks_of(world)] == ["open"]
    assert [row["basis"] for row in world.rows(tables.operations)] == [EMERGENCY, CONTRACT]


@pytest.mark.rows("P7")
def test_the_export_counts_what_rests_on_which_basis(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    first = desk.register(record())
    desk.put_account(first, account(), basis=CONSENT)
    desk.consent(first)
    desk.claim(first, "s-1")
    second = desk.register(record(FIRST + 1), basis=EMERGENCY)
    desk.claim(second, "s-1", basis=EMERGENCY)
    desk.exchange()
    answer = export_bookings(world.parts)
    assert answer["bases"] == {
        "people": {CONTRACT: 1, EMERGENCY: 1},
        "bookings": {CONTRACT: 1, EMERGENCY: 1},
        "operations": {CONSENT: 2, CONTRACT: 2, EMERGENCY: 2},
    }
    assert sorted(row["basis"] for row in answer["bookings"]) == [CONTRACT, EMERGENCY]
