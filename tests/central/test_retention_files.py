"""People's own files in a retention run: who is due, two people, gone at central and every desk (P14, DOMAIN §4.3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from central.store import tables
from desktop.domain.operations import OperationKind
from desktop.domain.retention import ground_of
from desktop.domain.schedules import clinic_day
from tests.central.test_duties import OFFICER, Clinic, clinic
from tests.fakes.central_world import CLERK, SUPERVISOR

__all__ = ["clinic"]
LONG_AGO = timedelta(days=3000)


def aged(clinic: Clinic, patient: str, day: date | None = None) -> None:
    """Let a file have been made long ago, and its booking have been on a day."""
    with clinic.world.database.begin() as connection:
        made = sa.update(tables.patients).where(tables.patients.c.patient_id == patient)
        connection.execute(made.values(made_at=clinic.world.clock.now() - LONG_AGO))
        if day is not None:
            booked = sa.update(tables.bookings).where(tables.bookings.c.patient_id == patient)
            connection.execute(booked.values(day=day, state="completed"))


def run(clinic: Clinic, name: str) -> str:
    clinic.desk.record(OperationKind.FILE_DUTY, name, facts={"kind": "retention"}, author=OFFICER)
    clinic.desk.exchange()
    return name


def file(clinic: Clinic, run_id: str, patient: str) -> tuple[str, str]:
    version = clinic.world.rows(tables.patients, patient_id=patient)[0]["version"]
    case = clinic.desk.file_deletion(patient, version, OFFICER, ground_of(run_id))
    clinic.desk.exchange()
    return case, clinic.desk.answers[max(clinic.desk.answers)].reason


@pytest.mark.rows("P14", "G104", "A3", "I6")
def test_a_file_never_used_and_one_fifteen_years_after_its_last_visit_go_and_nobody_elses(
    clinic: Clinic,
) -> None:
    clinic.world.add_session("s-1")
    unused, old, young, recent = clinic.register(4)
    for patient in (old, young):
        clinic.desk.claim(patient, "s-1")
    clinic.desk.exchange()
    today = clinic_day(clinic.world.clock.now())
    aged(clinic, unused)
    aged(clinic, old, today - timedelta(days=5480))
    aged(clinic, young, today - timedelta(days=5000))
    name = run(clinic, "run-1")
    listed = {patient: row.exposure for patient, row in clinic.people(name).items()}
    assert listed == {unused: "unused-records", old: "care-records"}
    assert (
        clinic.duty(name).facts["due"]["unused-records"],
        clinic.duty(name).facts["due"]["care-records"],
    ) == (1, 1)
    for stays in (young, recent):
        assert file(clinic, name, stays)[1] == "not-due"
    cases = [file(clinic, name, patient) for patient in (unused, old)]
    assert [reason for _case, reason in cases] == ["", ""]
    assert {row.state for row in clinic.people(name).values()} == {"filed"}
    own = clinic.desk.approve_deletion(cases[0][0], OFFICER)
    clinic.desk.exchange()
    assert clinic.desk.answer_to(own).reason == "self-approval"
    for case, _reason in cases:
        clinic.desk.approve_deletion(case, SUPERVISOR)
    clinic.desk.exchange()
    assert clinic.sign(name, SUPERVISOR) == ""
    done = clinic.duty(name).facts["deleted"]
    assert (done["unused-records"], done["care-records"]) == (1, 1)
    clinic.world.clock.forward(days=2)
    clinic.world.due.run_due()
    states = {row["patient_id"]: row["state"] for row in clinic.world.rows(tables.patients)}
    assert states == {unused: "erased", old: "erased", young: "live", recent: "live"}, (
        "no visit keeps a part any more"
    )
    assert {row["patient_id"] for row in clinic.world.rows(tables.patient_keys)} == {young, recent}
    for desk in (clinic.desk, clinic.other):
        desk.catch_up()
        assert not {unused, old} & set(desk.rows.get("patient", {}))
        for ledger_id in desk.rows["erasure"]:
            desk.receipt(ledger_id)
        desk.catch_up()
    assert clinic.duty(name).facts["confirmed"] == 2


@pytest.mark.rows("P14", "G103", "P22")
def test_who_came_back_or_is_held_as_evidence_stays_though_the_run_listed_them(clinic: Clinic) -> None:
    clinic.world.add_session("s-1")
    back, evidence = clinic.register(2)
    for patient in (back, evidence):
        aged(clinic, patient)
    name = run(clinic, "run-1")
    assert set(clinic.people(name)) == {back, evidence}
    case, reason = file(clinic, name, back)
    assert reason == ""
    clinic.desk.claim(back, "s-1")
    clinic.desk.exchange()
    approved = clinic.desk.approve_deletion(case, SUPERVISOR)
    clinic.desk.exchange()
    assert clinic.desk.answer_to(approved).reason == "not-due"
    incident = clinic.file(desk="desk-a 窗", staff="").entity
    assert evidence in clinic.people(incident)
    assert file(clinic, name, evidence)[1] == "not-due"
    strange = clinic.desk.file_deletion(evidence, 2, CLERK, ground_of("no-run"))
    clinic.desk.exchange()
    assert clinic.world.rows(tables.cases, case_id=strange) == []


@pytest.mark.rows("P14", "G104")
def test_what_law_kept_of_a_deleted_person_loses_its_key_when_fifteen_years_are_over(clinic: Clinic) -> None:
    clinic.world.add_session("s-1")
    (patient,) = clinic.register(1)
    clinic.desk.claim(patient, "s-1")
    clinic.desk.catch_up()
    version = clinic.world.rows(tables.patients, patient_id=patient)[0]["version"]
    case = clinic.desk.file_deletion(patient, version, OFFICER)
    clinic.desk.catch_up()
    clinic.desk.approve_deletion(case, SUPERVISOR)
    clinic.desk.exchange()
    clinic.world.clock.forward(days=2)
    clinic.world.due.run_due()
    assert [key["key_kind"] for key in clinic.world.rows(tables.patient_keys)] == ["record-legal"]
    aged(clinic, patient, clinic_day(clinic.world.clock.now()) - timedelta(days=5480))
    name = run(clinic, "run-1")
    assert clinic.duty(name).facts["due"]["kept-records"] == 1
    assert clinic.sign(name, SUPERVISOR) == ""
    assert clinic.world.rows(tables.patient_keys) == []
    (row,) = clinic.world.rows(tables.patients)
    assert (row["state"], row["sealed_record"]) == ("erased", None)
