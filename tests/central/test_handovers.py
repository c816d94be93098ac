"""Another body becomes responsible: everybody here is told of it once, a major version must be there (P11)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central.store import policies
from desktop.domain.ids import StaffId
from desktop.domain.operations import OperationKind
from desktop.domain.policies import PolicyVersion, Weight
from desktop.domain.schedules import clinic_day
from tests.central.test_duties import OFFICER, Clinic, clinic
from tests.fakes.central_world import CLERK, SUPERVISOR

__all__ = ["clinic"]


@pytest.mark.rows("P11", "A3")
def test_everybody_is_told_who_receives_and_nothing_goes_over_before_consent_is_asked_anew(
    clinic: Clinic,
) -> None:
    people, lost = clinic.register(2), clinic.register(1, phone=False)
    world, day = clinic.world, clinic_day(clinic.world.clock.now()) + timedelta(days=30)
    facts: dict[str, object] = {
        "kind": "handover", "cause": "split", "purposes": "changed", "from-day": day.isoformat(),
        "receiver": "江城第一医院集团", "receiver-contact": "021-60000001", "terms": "承诺书 2026-7",
    }  # fmt: skip
    for author, reason in ((CLERK, "not-permitted"), (OFFICER, "")):
        filed = clinic.desk.record(OperationKind.FILE_DUTY, f"h-{author}", facts=facts, author=author)
        clinic.desk.exchange(pull=False)
        assert clinic.desk.answer_to(filed).reason == reason
    case = filed.entity
    assert clinic.step(case, "sms") == "not-open"
    assert clinic.sign(case, OFFICER) == "self-approval"
    assert clinic.sign(case, SUPERVISOR) == ""
    assert clinic.step(case, "handed") == "nobody-told"
    assert clinic.step(case, "sms") == ""
    assert clinic.send() == 3
    assert len(clinic.gateway.sent) == 2
    assert all("江城第一医院集团" in text and "021-60000001" in text for _phone, text in clinic.gateway.sent)
    states = {patient: row.state for patient, row in clinic.people(case).items()}
    assert states == dict.fromkeys(people, "told") | {lost[0]: "not-reached"}
    late = clinic.register(1)
    assert clinic.step(case, "sms") == ""
    assert clinic.send() == 1, "who came since is told too, nobody twice"
    assert clinic.people(case)[late[0]].state == "told"
    assert clinic.step(case, "handed") == "not-announced"
    assert clinic.step(case, "announced") == ""
    assert clinic.step(case, "handed") == "policy-missing"
    with world.database.begin() as connection:
        made = PolicyVersion("2027-1", day, Weight.MAJOR, "接收方变更", "一、说明", "")
        policies.add(connection, world.hospital, made, StaffId(OFFICER), b"signed", world.clock.now(), None)
    assert clinic.step(case, "handed") == ""
    assert clinic.duty(case).facts["told"]["told"] == 3
