"""Corrections at central: frozen, signed by another person, carried out once, refused by hand (P26, G100, A3)."""

from __future__ import annotations

import base64
import json

import pytest

from central.services.tokens import DOCUMENT, document_token
from central.store import tables
from central.store.tables_people import people_pairs
from desktop.crypto.formats import seal, unseal
from desktop.domain import bindings
from desktop.domain.corrections import KEY_OF, Change, Correction, Field, FieldProof, context, value_of
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.made_up import person_of
from desktop.domain.operations import KeyKind, OperationKind, ResultStatus
from desktop.domain.payloads import PatientRecord
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Decision, Outcome, RefusalGround, RequestKind, RequestState
from desktop.sync import wire
from tests.central.people import FIRST, record
from tests.central.test_requests import Case
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, World
from tests.fakes.headless_desk import HeadlessDesk

OTHER = person_of(FIRST + 40)
BOOKLET = FieldProof.HOUSEHOLD_BOOKLET


class Correcting(Case):
    """A request whose change is proposed by hand."""

    kind = RequestKind.CORRECT

    def change(self, field: Field, new: str, proof: FieldProof = BOOKLET, old: str | None = None) -> Change:
        return Change(field, value_of(record(), field) if old is None else old, new, proof)

    def propose(
        self, *changes: Change, author: StaffId = CLERK, patient: str = "", subject: str = "", proof: str = "",
        plain: bytes = b"",
    ) -> wire.WireResult:  # fmt: skip
        kind = KEY_OF.get(self.kind, KeyKind.RECORD)
        self.correction = Correction(PatientId(patient or self.patient), changes, "5a" * 16)
        key = self.desk.keys[self.patient][kind.value]
        sealed = seal(key, plain or self.correction.to_bytes(), context(self.id, kind), self.world.randomness)
        text = RequestText("", "", proposal=base64.b64encode(sealed).decode())
        return self.act(
            OperationKind.PROPOSE_CHANGE, {"proof": proof} if proof else {}, text, author=author,
            subject=subject or self.patient, base_version=self.row()["version"],
        )  # fmt: skip

    def stored(self) -> PatientRecord:
        """Return what central's row says, read with the person's key."""
        (row,) = self.world.rows(tables.patients, patient_id=self.patient)
        sealed_as = bindings.central_row("patient", self.patient, int(str(row["version"])), KeyKind.RECORD)
        sealed = row["sealed_record"]
        assert isinstance(sealed, bytes)
        return PatientRecord.from_bytes(unseal(self.desk.keys[self.patient]["record"], sealed, sealed_as))

    def said(self) -> dict[str, object]:
        facts = self.row()["facts"]
        assert isinstance(facts, bytes)
        return dict(json.loads(facts))


@pytest.fixture
def case(world: World) -> Correcting:
    return Correcting(world)


@pytest.mark.rows("P26", "G100", "A3")
def test_a_granted_correction_is_carried_out_once_reaches_every_desk_and_keeps_the_old_value_sealed(
    case: Correcting, world: World
) -> None:
    case.file(RequestKind.CORRECT)
    assert case.decide().reason == "decision-incomplete", "nothing was proposed"
    answer = case.propose(case.change(Field.NAME, "张更正"), case.change(Field.ADDRESS, "建国路 9 号"))
    assert answer.status is ResultStatus.ACCEPTED
    assert case.said()["changed"] == ["name", "address"]
    assert case.decide().status is ResultStatus.ACCEPTED
    assert case.state() is RequestState.DECIDED
    assert case.said()["effected_at"]
    assert (case.stored().name, case.stored().address) == ("张更正", "建国路 9 号")
    case.other.catch_up()
    case.desk.catch_up()
    assert case.desk.record_of(case.patient).name == "张更正"
    (person,) = world.rows(tables.patients, patient_id=case.patient)
    assert (person["name_check"], person["evidence"]) == ("not-asked", "typed")
    row = case.row()
    assert isinstance(row["sealed"], bytes)
    text = unseal(
        case.key, row["sealed"], bindings.central_row("request", case.id, int(str(row["version"])), KeyKind.CASE)
    )  # fmt: skip
    assert record().name.encode() not in text, "the case's own key does not open the old value"
    inner = base64.b64decode(RequestText.from_bytes(text).proposal)
    old = Correction.from_bytes(
        unseal(case.desk.keys[case.patient]["record"], inner, context(case.id, KeyKind.RECORD))
    )
    assert old.changes[0].old == record().name
    assert record().name.encode() not in bytes(row["facts"])  # type: ignore[call-overload]  # a blob
    assert case.decide().status is ResultStatus.REFUSED, "once"


@pytest.mark.rows("P26", "G100")
def test_a_corrected_number_is_found_under_the_new_one_and_under_the_old_one_no_more(
    case: Correcting, world: World
) -> None:
    case.file(RequestKind.CORRECT)
    new = Change(Field.DOCUMENT_NUMBER, str(record().document_number), OTHER.number, FieldProof.CHIP_READ)
    case.propose(new)
    case.decide()
    tokens = {bytes(row["token"]) for row in world.rows(tables.patient_index, field=DOCUMENT)}  # type: ignore[call-overload]  # a blob
    assert document_token(world.keys, OTHER.number) in tokens
    assert document_token(world.keys, str(record().document_number)) not in tokens
    assert case.stored().evidence == "chip-read"


@pytest.mark.rows("G100", "G4")
def test_a_number_that_somebody_else_holds_is_refused_and_the_two_stand_on_the_list_of_duplicates(
    case: Correcting, world: World
) -> None:
    twin = case.other.register(record(FIRST + 40))
    case.other.exchange()
    case.file(RequestKind.CORRECT)
    taken = Change(
        Field.DOCUMENT_NUMBER, str(record().document_number), OTHER.number, FieldProof.DOCUMENT_SEEN
    )
    assert case.propose(taken).reason == "document-held"
    (pair,) = world.rows(people_pairs)
    assert {pair["first_id"], pair["second_id"]} == {case.patient, twin}
    assert (pair["state"], pair["reasons"]) == ("open", "same-document")
    assert case.decide().reason == "decision-incomplete"


@pytest.mark.rows("G100", "A3", "I7")
def test_hand_made_messages_that_pass_by_approval_second_person_or_the_signed_change_are_refused(
    case: Correcting,
) -> None:
    name = case.change(Field.NAME, "张更正")
    case.file(RequestKind.CORRECT)
    assert case.propose(name, author=STRANGER).reason == "not-permitted"
    assert case.propose(name, plain=b"{}").reason == "payload-unreadable"
    assert case.propose(name, patient="somebody").reason == "payload-unreadable"
    assert case.propose(name, subject=case.other.register(record(FIRST + 3))).reason == "malformed"
    assert case.propose(name, author=SUPERVISOR).status is ResultStatus.ACCEPTED
    assert case.decide(person=CLERK).reason == "not-permitted"
    assert case.decide().reason == "self-approval", "who proposed the change does not grant it"
    assert case.stored().name == record().name


@pytest.mark.rows("G100", "A3")
def test_a_signature_that_does_not_name_this_exact_change_grants_nothing(case: Correcting) -> None:
    case.file(RequestKind.CORRECT)
    case.propose(case.change(Field.NAME, "张更正"))
    first = case.correction.digest(case.id)
    case.propose(case.change(Field.NAME, "张另改"))
    assert case.decide(effect=first).reason == "signature-wrong"
    assert case.decide(effect="").reason == "signature-wrong"
    assert (
        case.decide(Decision(Outcome.PARTLY, RefusalGround.IMPRACTICAL, 0, "half")).status
        is ResultStatus.REFUSED
    )
    assert case.stored().name == record().name
    assert case.decide().status is ResultStatus.ACCEPTED
    assert case.stored().name == "张另改"


@pytest.mark.rows("G100")
def test_what_stands_there_by_now_is_not_overwritten_and_a_refusal_changes_nothing(case: Correcting) -> None:
    case.file(RequestKind.CORRECT)
    assert case.propose(case.change(Field.NAME, "张更正", old="李某")).reason == "correction-stale"
    case.propose(case.change(Field.ADDRESS, "建国路 9 号", FieldProof.OWN_WORD))
    moved = record()
    case.desk.record(
        OperationKind.CORRECT_PATIENT, case.patient, subject=case.patient, base_version=1,
        sealing=(
            case.desk.keys[case.patient]["record"], KeyKind.RECORD,
            PatientRecord(**{**{f: getattr(moved, f) for f in moved.__slots__}, "address": "人民路 1 号"}).to_bytes(),
        ),
    )  # fmt: skip
    case.desk.exchange()
    assert case.decide().reason == "correction-stale"
    assert case.state() is RequestState.VERIFIED, "it can be proposed anew"
    refused = Decision(Outcome.REFUSED, RefusalGround.NOT_PROVED, 0, "no proof of the new address")
    assert case.decide(refused).status is ResultStatus.ACCEPTED
    assert case.stored().address == "人民路 1 号"


@pytest.mark.rows("P26", "N8", "P25")
def test_with_the_persons_key_gone_no_key_opens_what_a_correction_said(world: World) -> None:
    case = Correcting(world)
    case.file(RequestKind.CORRECT)
    case.propose(case.change(Field.NAME, "张更正"))
    case.decide()
    (person,) = world.rows(tables.patients, patient_id=case.patient)
    deletion = case.desk.file_deletion(case.patient, int(str(person["version"])))
    case.desk.exchange()
    case.other.catch_up()
    case.other.approve_deletion(CaseId(deletion))
    case.other.exchange()
    world.due.run_due()
    assert world.rows(tables.patient_keys, patient_id=case.patient) == []
    desk = HeadlessDesk(world, "desk-c")
    desk.catch_up()
    assert case.id not in desk.rows.get("request", {}), "no desk is sent the case any more"


@pytest.mark.rows("P26")
def test_completing_adds_what_was_empty_and_replaces_nothing(case: Correcting) -> None:
    case.kind = RequestKind.SUPPLEMENT
    case.file(RequestKind.SUPPLEMENT)
    assert case.propose(case.change(Field.NAME, "张更正")).reason == "correction-filled"
    assert case.propose(case.change(Field.ADDRESS, "建国路 9 号", FieldProof.OWN_WORD)).reason == ""
    assert case.decide().status is ResultStatus.ACCEPTED
    assert case.stored().address == "建国路 9 号"
