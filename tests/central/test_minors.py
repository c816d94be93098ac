"""Who turns out to be under 18: no account is opened, and a supervisor's list says so, once (P32, N32)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.store import tables
from desktop.domain.operations import KeyKind, OperationKind, ResultStatus
from desktop.domain.payloads import PatientRecord
from desktop.domain.task_kinds import MINOR_ACCOUNT, MINOR_ALONE
from desktop.sync import wire
from tests.central.people import GROWN_UP, account, record
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk

CHILD = replace(record(GROWN_UP), birth="2015-03-01", document_type="passport", document_number="EA1234567")


def kinds(world: World) -> list[str]:
    return sorted(row["kind"] for row in world.rows(tables.tasks))


def correct(desk: HeadlessDesk, patient: str, after: PatientRecord, base: int) -> wire.WireResult:
    operation = desk.record(
        OperationKind.CORRECT_PATIENT, patient, subject=patient, base_version=base,
        sealing=(desk.keys[patient]["record"], KeyKind.RECORD, after.to_bytes()),
    )  # fmt: skip
    desk.exchange()
    return desk.answer_to(operation)


@pytest.mark.rows("P32", "N32")
def test_a_birth_date_that_comes_later_puts_an_account_and_a_missing_guardian_on_the_list_once(
    world: World,
) -> None:
    desk = HeadlessDesk(world)
    grown = replace(CHILD, birth="1990-03-01")
    patient = desk.register(grown)
    desk.put_account(patient, account(GROWN_UP))
    desk.exchange()
    assert kinds(world) == []
    assert correct(desk, patient, CHILD, 2).status is ResultStatus.ACCEPTED
    assert kinds(world) == [MINOR_ACCOUNT, MINOR_ALONE]
    correct(desk, patient, replace(CHILD, address="x"), 3)
    assert kinds(world) == [MINOR_ACCOUNT, MINOR_ALONE], "said once"
    other = replace(CHILD, document_number="EA7654321", guardian_name="张建国", guardian_relation="father")
    desk.register(other)
    desk.exchange()
    assert kinds(world) == [MINOR_ACCOUNT, MINOR_ALONE], "a guardian is named"


@pytest.mark.rows("P32")
def test_central_opens_no_account_for_a_child_and_keeps_the_phone_for_care(world: World) -> None:
    desk = HeadlessDesk(world)
    patient = desk.register(replace(CHILD, guardian_name="张建国", guardian_relation="father"))
    answered = desk.put_account(patient, account(GROWN_UP))
    desk.exchange()
    assert desk.answer_to(answered).reason == MINOR_ACCOUNT
    assert kinds(world) == [MINOR_ACCOUNT]
    assert world.rows(tables.account_members) == []
    desk.catch_up()
    held = desk.account_of(patient)
    assert held is not None
    assert (held.phone, held.is_account) == (account(GROWN_UP).phone, False)
