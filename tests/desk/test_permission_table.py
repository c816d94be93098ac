"""An act of the services for every right at a real desk, under every role and standing (G75, SECURITY §4.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.break_glass import GlassReason
from desktop.domain.drawn import SignedHow
from desktop.domain.effects import Effect
from desktop.domain.errors import KnownError, NotPermittedError, RemovedFromRosterError
from desktop.domain.ids import BookingId, CaseId, PairId, PatientId
from desktop.domain.offline_lease import ReadingClosedError
from desktop.domain.own_people import OwnRecordError, Relation
from desktop.domain.reports import GroupBy
from desktop.domain.reveals import RevealField, RevealReason
from desktop.domain.staff import READING, Action, Role, allowed
from desktop.services.break_glass import BreakGlassService
from tests.desk.window import Window

A = Action
NOBODY, NOTHING, NO_CASE = PatientId("nobody"), BookingId("nothing"), CaseId("none")


def _report(window: Window) -> Any:
    today = window.cases.reports.today()
    return window.cases.reports.read(today, today, GroupBy.DEPARTMENT)


def _glass(window: Window) -> BreakGlassService:
    return BreakGlassService(window.desk, lambda _: None, window.cases.pushing)


# one act for each right that a service of the desk asks for; an allowed role meets another refusal at most
ACTS: dict[Action, Callable[[Window], Any]] = {
    A.REGISTER: lambda w: w.cases.identify.identify(w.draft().person),
    A.BOOK: lambda w: w.confirm(),
    A.CANCEL: lambda w: w.cases.registration.undo(NOTHING),
    A.SEARCH: lambda w: w.cases.search.begin(),
    A.OPEN_PATIENT: lambda w: w.cases.identify.open_patient(NOBODY),
    A.REVEAL: lambda w: w.cases.reveal.reveal(NOBODY, RevealField.PHONE, RevealReason.CALL_BACK),
    A.REPRINT: lambda w: w.cases.slips.reprint(NOTHING),
    A.FILE_DELETION: lambda w: w.cases.rights.file_deletion(NOBODY, "withdrawn", SignedHow.PAPER),
    A.APPROVE_DELETION: lambda w: w.cases.rights.approve(NO_CASE),
    A.MAKE_COPY: lambda w: w.cases.copies.gather(NO_CASE),
    A.KEEP_REGISTERS: lambda w: w.cases.registers.entries(),
    A.READ_TEAM_AUDIT: lambda w: w.cases.audit.check(),
    A.READ_REPORT: _report,
    A.DISCLOSE: lambda w: w.cases.disclosures.book(),
    A.LIST_OWN: lambda w: w.cases.own_people.put(Relation.SELF, "1234567890"),
    A.KEEP_PEOPLE_CLEAN: lambda w: w.cases.people.dismiss(PairId("none")),
    A.KEEP_DUTIES: lambda w: w.cases.duties.step("none", "note", {}),
    A.RUN_SHIFT: lambda w: w.cases.shifts.open(0),
    A.QUEUE: lambda w: w.cases.lines.begin(),
    A.BREAK_GLASS: lambda w: _glass(w).break_glass(NOBODY, GlassReason.SAFETY, bytearray(b"x")),
    A.SEAL_RECORD: lambda w: _glass(w).seal(NOBODY, sealed=True),
    A.SET_PAPERS: lambda w: w.cases.papers.papers(),
    A.RUN_DRILL: lambda w: w.cases.drill.end(),
    A.CARRY_OUT: lambda w: w.cases.effects.carry_out(NO_CASE, next(iter(Effect))),
}
# proved where they live: sign-in and slots, commands of IT, the schedule office, the list of tasks, single services
ELSEWHERE = set(Action) - set(ACTS)


def sit(window: Window, role: Role) -> None:
    """Let the signed-in person have another role, as a forged key slot would."""
    staff = replace(window.desk.keys.staff, role=role.value)
    window.desk.keys = replace(window.desk.keys, staff=staff)


def met(window: Window, action: Action) -> type[KnownError] | None:
    """Return what an act is refused with, None when it goes through."""
    try:
        ACTS[action](window)
    except KnownError as error:
        return type(error)
    return None


@pytest.mark.rows("G75", "T1")
@pytest.mark.parametrize("role", list(Role))
def test_no_service_does_for_a_role_what_the_table_leaves_out(window: Window, role: Role) -> None:
    sit(window, role)
    wrong = {
        action.value: found
        for action in ACTS
        if ((found := met(window, action)) is NotPermittedError) is allowed(role, action)
    }
    assert wrong == {}
    assert {A.UNLOCK_DESK, A.SIGN_ROSTER, A.ENROL_DESK} <= ELSEWHERE


@pytest.mark.rows("G75", "I7")
@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.PRIVACY_OFFICER])
def test_who_left_the_roster_does_nothing_any_more(window: Window, role: Role) -> None:
    sit(window, role)
    window.desk.dismissed = True
    assert {met(window, action) for action in ACTS} == {RemovedFromRosterError}


@pytest.mark.rows("G75", "T1")
@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.PRIVACY_OFFICER])
def test_nothing_stored_is_read_while_the_lease_is_over(window: Window, role: Role) -> None:
    sit(window, role)
    window.desk.reading_closed = "lease-over"
    for action in READING & set(ACTS):
        expected = ReadingClosedError if allowed(role, action) else NotPermittedError
        assert met(window, action) is expected, action


@pytest.mark.rows("G75", "N39")
def test_no_service_opens_shows_books_or_files_for_the_own_record_of_who_is_signed_in(window: Window) -> None:
    person = window.next_adult()
    patient_id = window.confirm(window.draft(person)).patient_id
    window.later(120)
    with window.desk.store.write() as tx:
        patient = window.patient(patient_id)
        keys = tx.patients.keys(patient_id)
        status = replace(patient.status, own_of=frozenset({window.desk.keys.staff.staff_id}))
        tx.patients.put(patient_id, patient.record, patient.account, keys, status)
    cases = window.cases
    for act in (
        lambda: cases.identify.identify(window.draft(person).person),
        lambda: cases.identify.open_patient(patient_id),
        lambda: cases.identify.draft_of(patient_id),
        lambda: cases.reveal.reveal(patient_id, RevealField.PHONE, RevealReason.CALL_BACK),
        lambda: window.confirm(window.draft(person, patient_id=patient_id)),
        lambda: cases.rights.file_deletion(patient_id, "withdrawn", SignedHow.PAPER),
        lambda: _glass(window).break_glass(patient_id, GlassReason.SAFETY, bytearray(b"x")),
    ):
        before = window.counts()["operations"]
        with pytest.raises(OwnRecordError):
            act()
        assert window.counts()["operations"] == before
