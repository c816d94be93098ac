"""A person's copy at central: only for a granted case, only to whom the roster permits, sealed to the asking desk."""

from __future__ import annotations

import msgspec
import pytest

from central.services.copies import CopyService
from desktop.domain import bindings
from desktop.domain.errors import KnownError
from desktop.domain.ids import StaffId
from desktop.domain.personal_copies import PersonalCopy
from desktop.domain.requests import RequestKind
from desktop.sync.wire import CopyRequest
from tests.central.people import record
from tests.central.test_requests import Case
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, World


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


def asked(case: Case, author: StaffId = SUPERVISOR) -> PersonalCopy:
    sealed = CopyService(case.world.parts).make(case.desk.id, CopyRequest(author, case.id)).sealed
    plain = case.desk.opening.open(sealed, bindings.copy_for_desk(case.id, case.desk.id))
    return msgspec.json.decode(plain, type=PersonalCopy)


def refusal(case: Case, author: StaffId = SUPERVISOR) -> str:
    with pytest.raises(KnownError) as refused:
        asked(case, author)
    return refused.value.code


@pytest.mark.rows("P24", "G99", "A3", "I7")
def test_a_copy_is_made_for_a_granted_case_alone_and_not_for_a_clerk_or_stranger(case: Case) -> None:
    assert refusal(case) == "copy-not-due"
    case.file()
    assert refusal(case) == "copy-not-due"
    case.decide()
    assert [refusal(case, who) for who in (CLERK, STRANGER)] == ["not-permitted"] * 2
    copy = asked(case)
    assert copy.person.name == record().name
    assert [r.id for r in copy.requests] == [case.id]


@pytest.mark.rows("P24")
def test_a_granted_request_of_another_kind_gives_no_copy(case: Case) -> None:
    case.file(RequestKind.WITHDRAW)
    case.decide()
    assert refusal(case) == "copy-not-due"
