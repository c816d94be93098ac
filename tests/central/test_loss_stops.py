"""What an incident stops at central and at every desk, and what it keeps as evidence (P22, SECURITY §6, A3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central.services.audit_export import require_officer
from central.services.exchange import REVOKED
from central.store import tables, tables_requests
from desktop.domain.audit import AuditAct
from desktop.domain.errors import NotPermittedError
from desktop.domain.incidents import CONTENTS
from desktop.domain.operations import OperationKind
from tests.central.test_duties import OFFICER, Clinic, clinic
from tests.central.test_retention import left, lookup
from tests.fakes.central_world import SUPERVISOR

__all__ = ["clinic"]


@pytest.mark.rows("P22", "P23", "A3")
def test_a_stopped_desk_is_refused_a_stopped_clerk_does_nothing_and_touched_accounts_freeze(
    clinic: Clinic,
) -> None:
    (touched, other) = clinic.register(2)
    clinic.world.add_session("s-1")
    clinic.trace(clinic.desk, [(AuditAct.REVEAL, touched, None, "ok")])
    case = clinic.file().entity
    by_desk = clinic.file(desk="desk-b 窗", staff="").entity
    own = clinic.file(desk="desk-a 窗", staff="").entity
    assert clinic.step(own, "stop", what="desk") == "own-window"
    assert clinic.step(by_desk, "stop", what="desk") == ""
    (row,) = clinic.world.rows(tables.desks, desk_id="desk-b")
    assert row["state"] == REVOKED
    assert clinic.step(by_desk, "lift", SUPERVISOR, what="desk") == "desk-final"

    assert clinic.step(case, "stop", what="accounts") == ""
    frozen = clinic.world.rows(tables_requests.person_marks)
    assert [(m["patient_id"], m["mark"], m["case_id"]) for m in frozen] == [(touched, "frozen", case)]
    assert clinic.step(case, "contents", **dict.fromkeys(CONTENTS, "写好了")) == ""
    assert clinic.step(case, "sms") == ""
    clinic.send()
    assert clinic.people(case)[touched].state == "told", "what the incident froze is told of it all the same"

    assert clinic.step(case, "stop", what="staff") == ""
    claim = clinic.desk.claim(other, "s-1")
    clinic.desk.exchange(pull=False)
    assert clinic.desk.answer_to(claim).reason == "not-permitted"
    assert clinic.step(case, "lift", what="staff") == "self-approval"
    assert clinic.step(case, "lift", SUPERVISOR, what="staff") == ""
    claim = clinic.desk.claim(other, "s-1")
    clinic.desk.exchange(pull=False)
    assert clinic.desk.answer_to(claim).reason == ""
    assert clinic.step(case, "lift", SUPERVISOR, what="accounts") == ""
    assert clinic.world.rows(tables_requests.person_marks) == []


@pytest.mark.rows("P22", "P24")
def test_stopped_exports_are_refused_by_central_too_and_a_drill_refuses_nothing(clinic: Clinic) -> None:
    case = clinic.file().entity
    require_officer(clinic.world.parts, OFFICER)
    assert clinic.step(case, "stop", what="exports") == ""
    with pytest.raises(NotPermittedError):
        require_officer(clinic.world.parts, OFFICER)
    assert clinic.step(case, "lift", SUPERVISOR, what="exports") == ""
    require_officer(clinic.world.parts, OFFICER)

    (patient,) = clinic.register(1)
    clinic.trace(clinic.desk, [(AuditAct.REVEAL, patient, None, "ok")])
    drill = clinic.file(drill="drill").entity
    for what in ("exports", "staff", "accounts"):
        assert clinic.step(drill, "stop", what=what) == ""
    require_officer(clinic.world.parts, OFFICER)
    assert clinic.world.rows(tables_requests.person_marks) == []
    assert clinic.step(drill, "contents", **dict.fromkeys(CONTENTS, "演练")) == ""
    assert clinic.step(drill, "sms") == ""
    assert clinic.send() == 1
    assert clinic.gateway.sent == []
    assert clinic.people(drill)[patient].state == "practised"


@pytest.mark.rows("P22", "P14", "G104")
def test_what_an_incident_holds_outlives_the_retention_run_until_another_lets_it_go(clinic: Clinic) -> None:
    now = clinic.world.clock.now()
    lookup(clinic.world, "evidence", now - timedelta(days=400))
    lookup(clinic.world, "other-time", now - timedelta(days=500))
    case = clinic.file(desk="desk-a 窗", staff="", minutes=450 * 24 * 60).entity

    def run(name: str) -> tuple[int, int]:
        asked = clinic.desk.record(OperationKind.FILE_DUTY, name, facts={"kind": "retention"}, author=OFFICER)
        clinic.desk.exchange(pull=False)
        assert clinic.desk.answer_to(asked).reason == ""
        assert clinic.sign(name, SUPERVISOR) == ""
        facts = clinic.duty(name).facts
        return facts["deleted"]["lookups"], facts["held"]["lookups"]

    assert run("run-1") == (1, 1)
    assert left(clinic.world) == ["evidence"]
    assert clinic.step(case, "lesson", text="离窗必锁屏") == ""
    assert clinic.step(case, "propose", report="not-required", reason="影响很小") == ""
    assert clinic.sign(case, SUPERVISOR) == ""
    assert clinic.step(case, "release") == "self-approval"
    assert clinic.step(case, "release", SUPERVISOR) == ""
    assert run("run-2") == (1, 0)
    assert left(clinic.world) == []
