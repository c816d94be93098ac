"""Effects of requests at central: only after a grant, only once, only by whom the roster permits (P8, G86, A3)."""

from __future__ import annotations

import pytest

from central.store import tables, withdrawals
from desktop.domain.ids import StaffId
from desktop.domain.operations import OperationKind, ResultStatus
from desktop.domain.requests import RequestKind
from desktop.sync import wire
from tests.central.test_requests import Case
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, World


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


def done(case: Case, effect: str, author: StaffId = SUPERVISOR) -> wire.WireResult:
    facts = {"effect": effect, "notice_version": "M1"}
    return case.act(
        OperationKind.EFFECT_REQUEST, facts, None, author=author, subject=case.patient,
        base_version=case.row()["version"],
    )  # fmt: skip


@pytest.mark.rows("P8", "G86", "G87")
def test_a_withdrawal_is_a_row_more_counts_once_and_silences_the_messages(case: Case) -> None:
    case.file(RequestKind.WITHDRAW)
    assert done(case, "withdraw-contact").reason == "effect-not-due"
    case.decide()
    assert done(case, "withdraw-account").reason == "effect-not-due", "nobody agreed to an account"
    assert done(case, "restrict").reason == "effect-not-due"
    assert done(case, "withdraw-contact").status is ResultStatus.ACCEPTED
    assert done(case, "withdraw-contact").reason == "effect-not-due"
    (row,) = case.world.rows(tables.consents, patient_id=case.patient)
    assert (row["purpose"], row["given"]) == ("contact", False)
    with case.world.parts.database.read() as connection:
        silent = withdrawals.withdrawn(connection, case.world.parts.hospital_id, [case.patient], "contact")
    assert silent == {case.patient}


@pytest.mark.rows("P8", "I7", "A3")
@pytest.mark.parametrize("author", [CLERK, STRANGER])
def test_a_hand_made_effect_of_somebody_without_the_right_is_refused(case: Case, author: StaffId) -> None:
    case.file(RequestKind.RESTRICT)
    case.decide()
    assert done(case, "restrict", author).reason == "not-permitted"
    assert not case.world.rows(tables.patients, patient_id=case.patient)[0]["restricted"]
    assert done(case, "restrict").status is ResultStatus.ACCEPTED
    assert case.world.rows(tables.patients, patient_id=case.patient)[0]["restricted"]
