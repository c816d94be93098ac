"""A change of phone at central: step-up, old number told, a hold that can be stopped; a new owner (T8, N19)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from central.services.codes import CodeService
from central.services.phone_holds import PhoneChangeService
from central.store import tables
from central.store.tables_requests import held_changes
from desktop.crypto.formats import unseal
from desktop.domain import bindings
from desktop.domain.corrections import Change, Field, FieldProof
from desktop.domain.made_up import person_of
from desktop.domain.operations import KeyKind, OperationKind, ResultStatus
from desktop.domain.payloads import AccountRecord
from desktop.domain.requests import Evidence, RequestKind, RequestState, RequestStep
from desktop.sync import wire
from tests.central.people import FIRST, account, record
from tests.central.test_corrections import Correcting
from tests.central.test_stopping import Gateway
from tests.fakes.central_api import KeptCodes
from tests.fakes.central_world import CLERK, STRANGER, World

OLD, NEW = str(person_of(FIRST).phone), "16500138009"
DAY_S = 24 * 3600
STEPPED_UP = (Evidence.CHIP_READ, Evidence.SECOND_DOCUMENT)


class PhoneCase(Correcting):
    """A person with an account and a request about its phone."""

    kind = RequestKind.PHONE_CHANGE

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.gateway, self.codes = Gateway(), KeptCodes()
        self.desk.put_account(self.patient, account())
        self.desk.exchange()
        self.service = PhoneChangeService(world.parts, self.gateway)

    def proof(self, phone: str) -> str:
        self.world.clock.forward(minutes=2)
        service = CodeService(self.world.parts, self.codes)
        sent = service.send(self.desk.id, phone)
        return service.check(self.desk.id, sent.code_id, self.codes.last_code).proof

    def propose_phone(self, new: str = NEW, old: str = OLD, proof: str | None = None) -> wire.WireResult:
        change = Change(Field.PHONE, old, new, FieldProof.CODE)
        return self.propose(change, proof=self.proof(new) if proof is None else proof)

    def file_change(self) -> wire.WireResult:
        """File with a card that was read; the scan of a second document makes the step up."""
        filed = self.file(self.kind)
        assert self.paper(Evidence.SECOND_DOCUMENT) == ""
        self.step(RequestStep.VERIFY)
        return filed

    def granted(self) -> None:
        self.file_change()
        assert self.propose_phone().status is ResultStatus.ACCEPTED
        assert self.decide(evidence=STEPPED_UP).status is ResultStatus.ACCEPTED

    def phone_of(self, patient: str = "") -> AccountRecord:
        whose = patient or self.patient
        (row,) = self.world.rows(tables.patients, patient_id=whose)
        sealed = row["sealed_account"]
        assert isinstance(sealed, bytes)
        sealed_as = bindings.central_row("patient", whose, int(str(row["version"])), KeyKind.ACCOUNT)
        keys = self.desk.keys.get(whose) or self.other.keys[whose]
        return AccountRecord.from_bytes(unseal(keys["account"], sealed, sealed_as))

    def stop(self, author: object = CLERK) -> wire.WireResult:
        return self.act(OperationKind.STOP_CHANGE, {}, None, subject=self.patient, author=author)

    def accounts(self) -> int:
        return len(self.world.rows(tables.account_members, patient_id=self.patient))


@pytest.fixture
def case(make_world: Callable[..., World]) -> PhoneCase:
    return PhoneCase(make_world(cooling_s=DAY_S))


@pytest.mark.rows("P26", "G100", "A3")
def test_a_granted_change_is_told_to_the_old_number_waits_a_day_by_centrals_clock_and_then_holds_everywhere(
    case: PhoneCase,
) -> None:
    case.granted()
    assert case.phone_of().phone == OLD
    assert case.service.run_due() == 1
    ((told, text),) = case.gateway.sent
    assert told == OLD
    assert NEW not in text
    assert case.service.run_due() == 0, "told once, and the day is not over"
    case.world.clock.forward(hours=23)
    assert case.service.run_due() == 0
    case.world.clock.forward(hours=1, minutes=1)
    assert case.service.run_due() == 1
    assert (case.phone_of().phone, case.phone_of().phone_status, case.phone_of().is_account) == (
        NEW, "verified", True,
    )  # fmt: skip
    assert case.said()["effected_at"]
    assert case.accounts() == 1
    case.other.catch_up()
    case.desk.catch_up()
    assert case.desk.account_of(case.patient).phone == NEW
    assert case.service.run_due() == 0


@pytest.mark.rows("P26", "G100")
def test_a_change_is_stopped_from_any_desk_while_it_waits_and_never_happens(case: PhoneCase) -> None:
    assert case.stop().reason == "case-not-open"
    case.granted()
    assert case.stop(STRANGER).reason == "not-permitted"
    assert case.stop().status is ResultStatus.ACCEPTED
    assert case.stop().reason == "request-step"
    case.world.clock.forward(hours=25)
    assert case.service.run_due() == 0
    assert case.phone_of().phone == OLD
    assert case.said()["stopped_at"]


@pytest.mark.rows("A3", "I7", "G100")
def test_hand_made_messages_without_step_up_code_or_hold_change_no_phone(case: PhoneCase) -> None:
    case.file(case.kind, evidence="chip-read second-document")
    assert case.state() is RequestState.FILED, "one document is no step up, a ticked one is none"
    assert case.propose_phone(proof="made-up").reason == "phone-not-proved"
    assert case.propose_phone(proof=case.proof("16500138010")).reason == "phone-not-proved"
    assert case.propose_phone(old="16500138011").reason == "correction-stale"
    assert case.propose_phone().status is ResultStatus.ACCEPTED
    assert case.decide(evidence=(Evidence.CHIP_READ,)).reason == "evidence-missing"
    effect = {"effect": "phone-change", "notice_version": "M1"}
    assert case.act(
        OperationKind.EFFECT_REQUEST, effect, None, author=CLERK, subject=case.patient
    ).reason == "not-permitted"  # fmt: skip
    case.world.clock.forward(hours=25)
    case.service.run_due()
    assert case.phone_of().phone == OLD


@pytest.mark.rows("P26", "P23")
def test_an_account_frozen_while_the_change_waits_keeps_its_phone_and_a_supervisor_looks(
    case: PhoneCase,
) -> None:
    case.granted()
    stolen = Correcting.__new__(Correcting)
    stolen.world, stolen.desk, stolen.patient, stolen.key = case.world, case.desk, case.patient, case.key
    stolen.id = case.world.parts.new_id()  # type: ignore[assignment]  # a case's id
    assert stolen.file(RequestKind.FREEZE).status is ResultStatus.ACCEPTED
    case.world.clock.forward(hours=25)
    case.service.run_due()
    assert case.phone_of().phone == OLD
    (held,) = case.world.rows(held_changes)
    assert held["state"] == "stopped"
    assert [t["kind"] for t in case.world.rows(tables.tasks, patient_id=case.patient)] == [
        "phone-change-void"
    ]


@pytest.mark.rows("N19", "A1")
def test_a_number_proved_by_its_new_owner_leaves_the_former_owners_file_and_nobody_is_told_whose_it_was(
    case: PhoneCase,
) -> None:
    former = case.other.register(record(FIRST + 9))
    case.other.put_account(former, AccountRecord(NEW, "verified", is_account=True))
    case.other.exchange()
    case.kind = RequestKind.PHONE_MINE
    case.file(case.kind)
    assert case.propose_phone().status is ResultStatus.ACCEPTED
    assert case.phone_of(former).phone == NEW, "not before the second person"
    assert case.decide().status is ResultStatus.ACCEPTED
    assert case.phone_of().phone == NEW
    left = case.phone_of(former)
    assert (left.phone, left.is_account, left.phone_status) == (None, False, "code-later")
    assert case.world.rows(tables.account_members, patient_id=former) == []
    facts = case.row()["facts"]
    assert isinstance(facts, bytes)
    assert former.encode() not in facts
    case.desk.catch_up()
    assert former not in case.desk.rows["patient"], "the desk that asked learns nothing of the former owner"
