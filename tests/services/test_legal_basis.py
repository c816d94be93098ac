"""Whichever way somebody is registered: operations, trace and status name the legal basis (P7)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import date

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.documents import DocumentType, Sex
from desktop.domain.ids import DoctorId, PatientId, SessionId
from desktop.domain.legal_basis import TOUCHES_NOBODY, LegalBasis
from desktop.domain.operations import OperationKind, OperationResult, ResultStatus, Right
from desktop.domain.people import EvidenceLevel, PhoneStatus
from desktop.domain.schedules import Department, Doctor
from desktop.ports.central import ExchangeOutcome
from desktop.ports.store import Store
from desktop.services.desk import Desk
from desktop.services.drafts import PersonDraft, RegistrationDraft
from desktop.services.registration import RegistrationService
from desktop.services.slips import SlipService
from tests.fakes.clinic import HEART, MORNING, session
from tests.fakes.front_desk import FakeLine
from tests.fakes.ticket_printer import FakeTicketPrinter
from tests.services.conftest import MakeDesk, traced

TRACED = {AuditAct.REGISTER.value, AuditAct.BOOK.value, AuditAct.CONSENT.value}
PERSON = PersonDraft(
    DocumentType.RESIDENT_CARD, "890000199003070028", "单雪", Sex.FEMALE, date(1990, 3, 7), EvidenceLevel.CHIP_READ
)  # fmt: skip
UNKNOWN = PersonDraft(
    DocumentType.NONE, "", "无名氏", Sex.UNKNOWN, None, EvidenceLevel.NONE, emergency_reason="unconscious"
)
PHONES: dict[str, dict[str, object]] = {
    "account": {
        "phone": "15400138000", "phone_status": PhoneStatus.VERIFIED, "code_proof": "proof",
        "account_consent_act": "paper",
    },
    "declined": {
        "phone": "15400138000", "phone_status": PhoneStatus.VERIFIED, "code_proof": "proof",
        "account_consent_act": "patient-screen", "account_declined": True,
    },
    "relative": {"phone": "15400138000", "phone_status": PhoneStatus.RELATIVE, "phone_reason": "relative-child"},
    "later": {"phone": "15400138000", "phone_status": PhoneStatus.CODE_LATER, "phone_reason": "phone-off"},
    "none": {"phone": None, "phone_status": PhoneStatus.NO_PHONE, "phone_reason": "no-phone-owned"},
}  # fmt: skip
PATHS = list(itertools.product(("card", "emergency"), ("new", "known"), PHONES, ("claim", "promise")))


@dataclass
class Accepting:
    """Central says yes to everything."""

    store: Store
    given: int = 0

    def run(self, *, pull: bool) -> ExchangeOutcome:
        with self.store.write() as tx:
            waiting = [signed.operation for signed in tx.outbox.waiting(99)]
            for op in waiting:
                self.given += op.kind is OperationKind.CLAIM_BOOKING
                yes = OperationResult(op.seq, op.hash(), ResultStatus.ACCEPTED, "", self.given, 1)
                tx.outbox.settle([yes])
        return ExchangeOutcome(len(waiting), 0, False, 0, 0.0, False)


@pytest.fixture
def desk(sign_in: MakeDesk, store: Store) -> Desk:
    with store.write() as tx:
        tx.schedules.put_department(Department(HEART, "心血管内科", "xxgnk", "2 号楼"))
        tx.schedules.put_doctor(Doctor(DoctorId("d1"), HEART, "李建国", "主任医师", "", "ljg", 2500))
        tx.schedules.put_session(session())
        tx.rights.replace([Right(SessionId(MORNING), 1, number, 1) for number in (7, 8)])
    return sign_in()


def registering(desk: Desk, how: str) -> RegistrationService:
    line = FakeLine()
    line.up = how == "claim"
    slips = SlipService(desk, FakeTicketPrinter(), lambda _slip: pytest.fail("nothing is printed here"))
    return RegistrationService(desk, Accepting(desk.store), line, slips)


def draft(person: PersonDraft, phone: str, patient: PatientId | None = None) -> RegistrationDraft:
    made = RegistrationDraft(
        person, patient, SessionId(MORNING), 1, None, PhoneStatus.NO_PHONE, notice_version="v1", notice_how="screen"
    )  # fmt: skip
    return replace(made, **PHONES[phone])  # type: ignore[arg-type]  # fields of the draft


@pytest.mark.rows("P7", "P37")
@pytest.mark.parametrize(("who", "known", "phone", "how"), PATHS)
def test_no_path_of_a_registration_leaves_the_basis_empty(
    desk: Desk, who: str, known: str, phone: str, how: str
) -> None:
    person = UNKNOWN if who == "emergency" else PERSON
    service = registering(desk, how)
    patient = None
    if known == "known":
        patient = service.confirm(draft(person, "later")).patient_id
    done = service.confirm(draft(person, phone, patient))
    care = LegalBasis.EMERGENCY if who == "emergency" else LegalBasis.CONTRACT
    with desk.store.read() as tx:
        stored = tx.patients.get(done.patient_id)
        operations = [item.operation for item in tx.outbox.items(99)]
    assert stored is not None
    assert stored.status.basis == care.value
    named = {op.kind: facts_from_bytes(op.facts).get("basis") for op in operations}
    assert {kind for kind, basis in named.items() if basis not in set(LegalBasis)} <= TOUCHES_NOBODY
    booked = OperationKind.CLAIM_BOOKING if how == "claim" else OperationKind.PROMISE_BOOKING
    assert named[OperationKind.REGISTER_PATIENT] == named[booked] == care.value
    opened = phone == "account" and who == "card"
    if known == "new":
        assert named[OperationKind.PUT_ACCOUNT] == (LegalBasis.CONSENT if opened else care).value
    assert named.get(OperationKind.RECORD_CONSENT, "consent") == "consent"
    rows = [row for row in traced(desk.store) if row["act"] in TRACED]
    assert {row["act"] for row in rows} >= {AuditAct.REGISTER.value, AuditAct.BOOK.value}
    assert all(row["facts"]["basis"] in set(LegalBasis) for row in rows)  # type: ignore[index]  # a mapping


@pytest.mark.rows("P7")
def test_an_operation_that_must_be_told_its_basis_is_not_recorded_without_one(desk: Desk) -> None:
    with pytest.raises(ValueError, match="legal basis"), desk.store.write() as tx:
        desk.record(tx, OperationKind.REGISTER_PATIENT, "p", subject=PatientId("p"))
    with desk.store.read() as tx:
        assert tx.outbox.waiting_count() == 0
