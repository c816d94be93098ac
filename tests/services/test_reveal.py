"""A value in full only behind its committed trace; outside a task with a reason and counted (N18, A2, T1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.errors import (
    CentralRefusedError,
    NotPermittedError,
    RevealReasonNeededError,
    SecondPersonNeededError,
    StoreFullError,
)
from desktop.domain.ids import PatientId
from desktop.domain.reveals import RevealField, RevealReason
from desktop.domain.staff import Role
from desktop.ports.central import Directory
from desktop.ports.store import Store
from desktop.services.desk import Desk
from desktop.services.identify import IdentifyService
from desktop.services.reveal import RevealService
from desktop.store.store import SealedStore
from tests.fakes.clinic import ACCOUNT, RECORD, keep
from tests.fakes.front_desk import FakeClock
from tests.fakes.store import FakeStore
from tests.services.conftest import MakeDesk, traced

ADDRESS = "样例省样例市样例区样例路 5 号"
FULL = replace(
    RECORD, address=ADDRESS, contact_name="单大雪", contact_relation="spouse", contact_phone="16500138009"
)
VALUES = {
    RevealField.DOCUMENT_NUMBER: RECORD.document_number,
    RevealField.PHONE: ACCOUNT.phone,
    RevealField.CARD_NUMBER: RECORD.card_number,
    RevealField.ADDRESS: ADDRESS,
    RevealField.CONTACT: "单大雪 16500138009",
}
WHY = RevealReason.CALL_BACK


class NoDirectory:
    """Central is not asked here."""

    def look_up(
        self, by: str, value: str, document_type: str = "", digits: str = ""
    ) -> tuple[tuple[()], bool]:
        return (), False

    def fetch(self, patient_id: PatientId) -> None: ...


@pytest.fixture
def patient(store: Store) -> PatientId:
    with store.write() as tx:
        return keep(tx, record=FULL)


def serving(desk: Desk, patient_id: PatientId, directory: Directory | None = None) -> RevealService:
    """Open the person as a clerk does, and serve them."""
    IdentifyService(desk, directory or NoDirectory()).open_patient(patient_id)
    service = RevealService(desk)
    service.serve(patient_id)
    return service


@pytest.mark.rows("N18", "A2", "T1")
@pytest.mark.parametrize("field", RevealField)
def test_a_served_patients_field_is_shown_behind_its_trace(
    store: Store, sign_in: MakeDesk, patient: PatientId, field: RevealField
) -> None:
    service = serving(sign_in(), patient)
    assert service.reveal(patient, field) == VALUES[field]
    with store.read() as tx:
        stored = tx.patients.get(patient)
    assert stored is not None
    event = traced(store)[-1]
    assert (event["act"], event["subj"], event["actor"]) == ("reveal", stored.audit_id, "1001")
    assert event["facts"] == {"field": field.value, "why": "task"}
    assert not any(value in str(traced(store)) for value in VALUES.values() if value)


def read_only(store: Store) -> None:
    """Let nothing be written to the trace any more."""
    if isinstance(store, FakeStore):
        store.fail(StoreFullError())
        return
    assert isinstance(store, SealedStore)
    with store._parts.writer.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER sealed_off BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'read-only'); END"
        )


@pytest.mark.rows("N18", "A2", "T1")
def test_when_the_trace_cannot_be_written_no_value_leaves(
    store: Store, sign_in: MakeDesk, patient: PatientId
) -> None:
    service = serving(sign_in(), patient)
    before = traced(store)
    read_only(store)
    shown: list[str] = []
    with pytest.raises(Exception, match=r"disk-full|read-only"):
        shown.append(service.reveal(patient, RevealField.PHONE))
    assert shown == []
    assert traced(store) == before


@pytest.mark.rows("N18", "T1")
def test_whom_nobody_opened_is_not_served_and_needs_a_reason(
    store: Store, sign_in: MakeDesk, patient: PatientId
) -> None:
    service = RevealService(sign_in())
    service.serve(patient)
    with pytest.raises(RevealReasonNeededError):
        service.reveal(patient, RevealField.PHONE)
    assert traced(store) == []
    assert service.reveal(patient, RevealField.PHONE, WHY) == ACCOUNT.phone
    assert traced(store)[-1]["facts"] == {"field": "phone", "why": "call-back"}


@pytest.mark.rows("N18")
def test_the_task_ends_when_somebody_else_is_served(sign_in: MakeDesk, patient: PatientId) -> None:
    service = serving(sign_in(), patient)
    service.serve(None)
    with pytest.raises(RevealReasonNeededError):
        service.reveal(patient, RevealField.PHONE)
    service.serve(patient)
    assert service.reveal(patient, RevealField.PHONE)


@pytest.mark.rows("N18", "T1")
@pytest.mark.parametrize(("role", "cap"), [(Role.CLERK, 40), (Role.SUPERVISOR, 80)])
def test_one_reveal_above_the_cap_needs_a_second_person(
    store: Store, sign_in: MakeDesk, clock: FakeClock, patient: PatientId, role: Role, cap: int
) -> None:
    service = RevealService(sign_in(role))
    for _ in range(cap):
        service.reveal(patient, RevealField.PHONE, WHY)
    with pytest.raises(SecondPersonNeededError) as raised:
        service.reveal(patient, RevealField.PHONE, WHY)
    assert raised.value.facts == {"limit": cap}
    assert (traced(store)[-1]["act"], traced(store)[-1]["result"]) == ("reveal", "refused")
    anew = RevealService(sign_in(role))
    with pytest.raises(SecondPersonNeededError):
        anew.reveal(patient, RevealField.PHONE, WHY)
    other = RevealService(sign_in(role, "1002"))
    assert other.reveal(patient, RevealField.PHONE, WHY)
    clock.advance(24 * 3600)
    assert service.reveal(patient, RevealField.PHONE, WHY)
    with store.read() as tx:
        assert len(tx.state.names("reveals/")) == 1, "counters of other days go"


@pytest.mark.rows("N18")
def test_reveals_of_the_served_patient_are_not_counted(sign_in: MakeDesk, patient: PatientId) -> None:
    service = serving(sign_in(), patient)
    for _ in range(45):
        service.reveal(patient, RevealField.PHONE)
    assert service.reveal(patient, RevealField.PHONE, WHY)


@pytest.mark.rows("T1", "G75")
def test_who_may_not_reveal_gets_nothing(sign_in: MakeDesk, patient: PatientId) -> None:
    with pytest.raises(NotPermittedError):
        RevealService(sign_in(Role.AUDITOR)).reveal(patient, RevealField.PHONE, WHY)


def test_somebody_who_is_gone_is_not_revealed(sign_in: MakeDesk, patient: PatientId) -> None:
    with pytest.raises(CentralRefusedError):
        RevealService(sign_in()).reveal(PatientId("nobody"), RevealField.PHONE, WHY)


def test_what_is_not_on_file_is_empty(store: Store, sign_in: MakeDesk) -> None:
    with store.write() as tx:
        bare = keep(tx, "p2", replace(RECORD, card_number=None, document_number=None), None)
    service = serving(sign_in(), bare)

    assert [service.reveal(bare, field) for field in RevealField] == [""] * len(RevealField)
