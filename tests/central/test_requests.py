"""Requests at central: keys of their own, proof, decisions of other people (P24-P31, A3)."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from central.services.batch import proof_hash
from central.services.proofs import ProofService
from central.store import tables
from central.store.tables_requests import request_files, requests
from desktop.crypto.formats import seal_to, unseal
from desktop.domain import bindings
from desktop.domain.attachments import MOST_BYTES, digest_of
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.operations import Approval, KeyKind, OperationKind, ResultStatus
from desktop.domain.request_cases import case_of
from desktop.domain.request_texts import CaseNote, NoteKind, RequestText
from desktop.domain.requests import (
    DECISION_PURPOSE,
    Asker,
    Channel,
    Decision,
    Evidence,
    Outcome,
    RefusalGround,
    RequestKind,
    RequestState,
    RequestStep,
)
from desktop.sync import wire
from tests.central.people import account, record
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, World
from tests.fakes.headless_desk import HeadlessDesk

GRANT = Decision(Outcome.APPROVED, None, 0, "")
WORDS = "想看自己的挂号记录"


class Case:
    """A desk with a person and the acts on one request, by hand."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.desk, self.other = HeadlessDesk(world, "desk-a"), HeadlessDesk(world, "desk-b")
        self.patient = self.desk.register(record())
        self.key = world.randomness.bytes(32)
        self.id = CaseId(world.parts.new_id())
        self.desk.exchange()

    def file(
        self, kind: RequestKind = RequestKind.ACCESS, asker: Asker = Asker.SELF, evidence: str = "chip-read",
        key: bytes | None = None, more: dict[str, object] | None = None,
    ) -> wire.WireResult:  # fmt: skip
        upward = seal_to(
            self.world.keys.opening.public,
            key if key is not None else self.key,
            bindings.case_key_for_central(self.id),
        )
        facts = {
            "kind": kind.value, "asker": asker.value, "channel": Channel.WINDOW.value, "phone_on_file": False,
            "evidence": evidence, "at": self.world.clock.now().isoformat(), "key": base64.b64encode(upward).decode(),
            "signed": "paper",
        }  # fmt: skip
        return self.act(
            OperationKind.FILE_REQUEST, facts | (more or {}), RequestText(WORDS, ""), subject=self.patient
        )

    def step(
        self, step: RequestStep, evidence: str = "", more: dict[str, object] | None = None
    ) -> wire.WireResult:
        facts = {"step": step.value, "evidence": evidence, "at": self.world.clock.now().isoformat()}
        return self.act(OperationKind.STEP_REQUEST, facts | (more or {}), None)

    def paper(self, *proofs: Evidence, said: str = "") -> str:
        """Bring the scan of each paper; `said` is what the step says was seen when it is something else."""
        reason = ""
        for proof in proofs:
            brought, at = b"%PDF-1.7 " + proof.value.encode(), self.world.clock.now().isoformat()
            note = CaseNote(
                "attached",
                "paper.pdf",
                CLERK,
                at,
                of=self.world.parts.new_id(),
                digest=digest_of(brought),
                proof=proof,
                document="passport" if proof is Evidence.SECOND_DOCUMENT else "",
            )
            text = RequestText("", "", notes=(note,), attached=base64.b64encode(brought).decode())
            facts = {"step": "note", "evidence": said or proof.value, "at": at}
            reason = self.act(OperationKind.STEP_REQUEST, facts, text).reason
        return reason

    def seen(self) -> set[str]:
        return set(json.loads(bytes(self.row()["facts"]))["evidence"])  # type: ignore[call-overload]  # a blob

    def decide(
        self, decision: Decision = GRANT, person: StaffId = SUPERVISOR, *, signer: StaffId | None = None,
        version: int | None = None, evidence: tuple[Evidence, ...] = (Evidence.CHIP_READ,), effect: str | None = None,
    ) -> wire.WireResult:  # fmt: skip
        if effect is None:
            effect = json.loads(bytes(self.row()["facts"])).get("effect", "")  # type: ignore[call-overload]  # a blob
        message = decision.to_bytes(self.id, evidence, effect)
        signature = self.world.people[signer or person].sign(DECISION_PURPOSE, message)
        facts = {
            "outcome": decision.outcome.value, "ground": decision.ground.value if decision.ground else "",
            "fee_fen": decision.fee_fen, "scope": " ".join(part.value for part in decision.scope),
        }  # fmt: skip
        return self.act(
            OperationKind.DECIDE_REQUEST, facts, RequestText(WORDS, "", reason=decision.reason), author=person,
            base_version=self.row()["version"] if version is None else version,
            approvals=(Approval(person, signature),),
        )  # fmt: skip

    def act(
        self, kind: OperationKind, facts: dict[str, object], text: RequestText | None, **more: object
    ) -> wire.WireResult:
        sealing = (self.key, KeyKind.CASE, text.to_bytes()) if text else None
        operation = self.desk.record(kind, self.id, facts=facts, sealing=sealing, **more)  # type: ignore[arg-type]
        self.desk.exchange()
        return self.desk.answers[operation.seq]

    def row(self) -> dict[str, object]:
        (row,) = self.world.rows(requests, request_id=self.id)
        return row

    def state(self) -> RequestState:
        return RequestState(str(self.row()["state"]))


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


@pytest.mark.rows("P24", "P31", "A3", "P17")
def test_a_request_is_filed_decided_by_another_person_and_arrives_at_every_desk_sealed(case: Case) -> None:
    assert case.file().status is ResultStatus.ACCEPTED
    assert case.state() is RequestState.VERIFIED
    assert case.decide().status is ResultStatus.ACCEPTED
    assert case.state() is RequestState.DECIDED
    case.other.catch_up()
    row = case.other.rows["request"][case.id]
    key = case.other.opening.open(row.key, bindings.case_key_for_desk(case.id, case.other.id))  # type: ignore[attr-defined]
    context = bindings.central_row("request", case.id, row.version, KeyKind.CASE)  # type: ignore[attr-defined]
    assert RequestText.from_bytes(unseal(key, row.sealed, context)).words == WORDS  # type: ignore[attr-defined]
    kept = str(case.row())
    assert WORDS not in kept
    assert case.key.hex() not in kept
    held = case_of(
        case.id, PatientId(case.patient), row.request_kind, row.asker, row.state, row.version, row.filed_by,  # type: ignore[attr-defined]
        row.filed_at, row.facts,  # type: ignore[attr-defined]
    )  # fmt: skip
    assert held.may_disclose


@pytest.mark.rows("A3", "I7", "G84", "P31")
@pytest.mark.parametrize(
    ("person", "signer", "version", "reason"),
    [
        (CLERK, None, None, "not-permitted"),
        (STRANGER, None, None, "not-permitted"),
        (SUPERVISOR, CLERK, None, "signature-wrong"),
        (SUPERVISOR, None, 0, "version-conflict"),
    ],
)
def test_a_hand_made_decision_is_refused(
    case: Case, person: StaffId, signer: StaffId | None, version: int | None, reason: str
) -> None:
    case.file()
    answer = case.decide(person=person, signer=signer, version=version)
    assert (answer.status, answer.reason) == (ResultStatus.REFUSED, reason)
    assert case.state() is RequestState.VERIFIED


@pytest.mark.rows("T7", "T8", "P31")
def test_without_the_proof_nothing_is_decided_and_a_code_is_asked_where_central_knows_a_number(
    case: Case,
) -> None:
    case.file(evidence="")
    assert case.decide(evidence=()).reason == "evidence-missing"
    assert case.step(RequestStep.VERIFY, "document-seen").status is ResultStatus.ACCEPTED
    assert case.state() is RequestState.VERIFIED
    assert case.decide(evidence=(Evidence.DOCUMENT_SEEN,)).status is ResultStatus.ACCEPTED


@pytest.mark.rows("A3")
def test_who_filed_does_not_decide_even_as_a_supervisor(case: Case, world: World) -> None:
    world.roster_with({CLERK: "supervisor", SUPERVISOR: "supervisor"})
    case.file()
    assert case.decide(person=CLERK).reason == "self-approval"


@pytest.mark.rows("G69", "P31")
def test_a_step_that_no_longer_fits_has_no_effect_and_a_person_looks(case: Case, world: World) -> None:
    case.file()
    case.decide()
    answer = case.step(RequestStep.WITHDRAW)
    assert (answer.status, answer.reason) == (ResultStatus.ACCEPTED, "request-step")
    assert case.state() is RequestState.DECIDED
    assert [row["kind"] for row in world.rows(tables.tasks)] == ["request-conflict"]


@pytest.mark.rows("I7")
def test_what_is_malformed_is_refused_and_nothing_is_kept(case: Case, world: World) -> None:
    assert case.file(key=bytes(31)).reason == "keys-unreadable"
    assert case.file(evidence="passport-photo").reason == "malformed"
    assert world.rows(requests) == []
    case.file()
    again = case.file()
    assert again.reason == "case-exists"
    refusal = Decision(Outcome.REFUSED, RefusalGround.LAW_KEEPS, 0, "病历")
    assert case.decide(refusal).reason == "decision-incomplete"


@pytest.mark.rows("I6", "P25")
def test_requests_of_an_erased_person_go_down_no_more(case: Case, world: World) -> None:
    case.file()
    deletion = case.desk.file_deletion(case.patient, 1)
    case.desk.exchange()
    case.other.catch_up()
    case.other.approve_deletion(deletion)
    case.other.exchange()
    world.due.run_due()
    late = HeadlessDesk(world, "desk-c")
    late.catch_up()
    assert case.id not in late.rows.get("request", {})


def note_of(author: StaffId, kind: NoteKind = NoteKind.TO_PERSON, text: str = "told by phone") -> RequestText:
    return RequestText("", "", notes=(CaseNote(kind.value, text, author, "2026-11-24T01:00:00+00:00"),))


@pytest.mark.rows("G96", "G106", "P17")
def test_notes_are_kept_sealed_in_order_and_only_in_their_authors_name(case: Case, world: World) -> None:
    case.file()
    facts = {"step": "note", "evidence": "", "at": world.clock.now().isoformat()}
    kinds = OperationKind.STEP_REQUEST
    for text in ("first word", "second word"):
        case.act(kinds, facts, note_of(CLERK, text=text))
    assert case.act(kinds, facts, note_of(SUPERVISOR)).reason == "payload-unreadable"
    assert case.act(kinds, facts, note_of(CLERK, text="x" * 2001)).reason == "payload-unreadable"
    assert case.state() is RequestState.VERIFIED
    case.decide()
    row = case.row()
    assert b"first word" not in bytes(row["sealed"])  # type: ignore[arg-type]
    case.other.catch_up()
    sent = case.other.rows["request"][case.id]
    key = case.other.opening.open(sent.key, bindings.case_key_for_desk(case.id, case.other.id))  # type: ignore[attr-defined]
    context = bindings.central_row("request", case.id, sent.version, KeyKind.CASE)  # type: ignore[attr-defined]
    text = RequestText.from_bytes(unseal(key, sent.sealed, context))  # type: ignore[attr-defined]
    assert [note.text for note in text.notes] == ["first word", "second word"]


@pytest.mark.rows("G93", "N37", "I7")
def test_only_who_may_decide_extends_a_term_once_and_an_escalated_case_takes_two(
    case: Case, world: World
) -> None:
    case.file()
    facts = {"step": "extend", "evidence": "", "at": world.clock.now().isoformat()}
    long = note_of(CLERK, NoteKind.EXTENDED)
    assert case.act(OperationKind.STEP_REQUEST, facts, long).reason == "not-permitted"
    theirs = note_of(SUPERVISOR, NoteKind.EXTENDED)
    assert not case.act(OperationKind.STEP_REQUEST, facts, theirs, author=SUPERVISOR).reason
    again = case.act(OperationKind.STEP_REQUEST, facts, theirs, author=SUPERVISOR)
    assert again.reason == "request-step"
    up = facts | {"step": "escalate"}
    case.act(OperationKind.STEP_REQUEST, up, note_of(SUPERVISOR, NoteKind.ESCALATED), author=SUPERVISOR)
    assert case.decide().status is ResultStatus.ACCEPTED
    assert case.state() is RequestState.REVIEWED


@pytest.mark.rows("P40", "A3")
def test_a_claim_for_harm_names_a_real_incident_and_is_judged_by_nobody_who_has_that_in_hand(
    case: Case, world: World
) -> None:
    world.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor", STRANGER: "privacy-officer"})
    now = world.clock.now()

    def incident(name: str, drill: str) -> None:
        facts = {
            "kind": "incident", "drill": drill, "type": "leak", "grade": "general", "operator": "other",
            "summary": "凭条外带", "desk": "", "staff": CLERK, "found_at": now.isoformat(),
            "since": (now - timedelta(hours=1)).isoformat(), "until": now.isoformat(),
        }  # fmt: skip
        case.desk.record(OperationKind.FILE_DUTY, name, facts=facts, author=SUPERVISOR)
        case.desk.exchange(pull=False)

    incident("real", "live")
    incident("practised", "drill")
    for unknown in ("practised", "nowhere"):
        assert case.file(RequestKind.HARM, more={"incident": unknown}).reason == "incident-unknown"
    assert case.file(RequestKind.HARM, more={"incident": "real"}).status is ResultStatus.ACCEPTED
    told = replace(GRANT, reason="补办证件费用由本院承担")
    assert case.decide(told, SUPERVISOR).reason == "self-approval"
    assert case.decide(GRANT, STRANGER).reason == "decision-incomplete"
    assert case.decide(told, STRANGER).status is ResultStatus.ACCEPTED


@pytest.mark.rows("N37", "P28", "P40", "A3")
def test_a_complaint_is_answered_by_nobody_who_handled_the_case_it_is_about(case: Case, world: World) -> None:
    world.roster_with({CLERK: "supervisor", SUPERVISOR: "supervisor"})
    case.file()
    case.decide()
    first = case.id
    case.id = CaseId(world.parts.new_id())
    linked = {"about_case": first, "incident": "E-7"}
    assert case.file(RequestKind.COMPLAINT, evidence="", more=linked).status is ResultStatus.ACCEPTED
    for handler in (SUPERVISOR, CLERK):
        assert case.decide(person=handler, evidence=()).reason == "self-approval"
    assert json.loads(str(case.row()["facts"], "utf-8"))["incident"] == "E-7"  # type: ignore[call-overload]
    case.id = CaseId(world.parts.new_id())
    assert case.file(RequestKind.ACCESS, more={"about_case": first}).reason == "case-not-open"
    assert case.file(RequestKind.COMPLAINT, more={"about_case": "nowhere"}).reason == "case-not-open"


@pytest.mark.rows("P31", "N19", "I7", "N12")
def test_a_code_counts_only_with_the_proof_of_the_number_on_file_and_a_request_only_signed(
    case: Case, world: World
) -> None:
    case.desk.put_account(case.patient, account())
    case.desk.exchange()
    for code_id, phone in (("c-1", account().phone), ("c-2", "15500001234")):
        with world.database.begin() as connection:
            connection.execute(
                sa.insert(tables.codes).values(
                    hospital_id=world.hospital, code_id=code_id, phone_token=world.keys.index("phone", phone or ""),
                    desk_id="desk-a", code_hash=bytes(32), sent_at=world.clock.now(),
                    expires_at=world.clock.now(), tries=0, proof_hash=proof_hash(code_id),
                )
            )  # fmt: skip
    assert case.file(more={"signed": ""}).reason == "signature-missing"
    assert case.file(more={"signed": "drawn"}).reason == "signature-drawn"
    both = "chip-read code-on-file"
    assert case.file(evidence=both, more={"phone_on_file": True}).status is ResultStatus.ACCEPTED
    assert case.state() is RequestState.FILED, "nobody proved a code"
    case.step(RequestStep.VERIFY, both, {"proof": "c-2"})
    assert case.state() is RequestState.FILED, "another number was proved"
    case.step(RequestStep.VERIFY, both, {"proof": "c-1"})
    assert case.state() is RequestState.VERIFIED
    assert "code-on-file" in str(case.row()["facts"])


@pytest.mark.rows("G96", "N36")
def test_a_file_is_kept_under_the_case_key_only_as_its_note_says_and_counted_in_the_proof(
    case: Case, world: World
) -> None:
    case.file()
    content = b"%PDF-1.7 scanned"
    facts = {"step": "note", "evidence": "", "at": world.clock.now().isoformat()}

    def attach(name: str, brought: bytes, digest: str) -> str:
        note = CaseNote("attached", name, CLERK, world.clock.now().isoformat(), of=f"f-{name}", digest=digest)
        text = RequestText("", "", notes=(note,), attached=base64.b64encode(brought).decode())
        return case.act(OperationKind.STEP_REQUEST, facts, text).reason

    assert attach("scan.pdf", content, digest_of(content)) == ""
    assert attach("scan.pdf", content, digest_of(content)) == "payload-unreadable", "one id, one file"
    assert attach("other.pdf", content, digest_of(b"else")) == "payload-unreadable"
    assert attach("run.exe", b"MZ program", digest_of(b"MZ program")) == "payload-unreadable"
    big = b"%PDF-" + bytes(MOST_BYTES)
    assert attach("big.pdf", big, digest_of(big)) == "payload-unreadable"
    (row,) = world.rows(request_files)
    assert (row["case_id"], row["bytes"], row["sha256"]) == (case.id, len(content), digest_of(content))
    kept = unseal(
        case.key, bytes(row["sealed"]), bindings.central_row("case-file", "f-scan.pdf", 1, KeyKind.CASE)
    )
    assert kept == content
    with world.database.read() as connection:
        said = ProofService(world.parts).pack(connection, case.id, SUPERVISOR)
    assert [(one["id"], one["bytes"]) for one in said["files"]] == [("f-scan.pdf", len(content))]


@pytest.mark.rows("P31", "P27", "P32", "T7", "N13", "G96", "I7")
def test_a_paper_counts_by_its_scan_and_by_no_word_of_a_desk(case: Case) -> None:
    papers = (Evidence.MANDATE, Evidence.RELATION)
    both = {Evidence.ASKER_DOCUMENT.value, Evidence.SUBJECT_DOCUMENT.value}
    case.file(RequestKind.ACCESS, Asker.AGENT, evidence=" ".join([*sorted(both), *papers]))
    assert (case.state(), case.seen()) == (RequestState.FILED, both)
    case.step(RequestStep.NOTE, "mandate")
    case.step(RequestStep.VERIFY, "mandate relation")
    assert (case.state(), case.seen()) == (RequestState.FILED, both)
    case.paper(Evidence.MANDATE, said="relation")
    assert case.seen() == both, "the scan is another paper than the step says"
    assert case.paper(*papers) == ""
    assert case.seen() == both | set(papers)
    case.step(RequestStep.VERIFY)
    assert case.state() is RequestState.VERIFIED
    case.paper(Evidence.DEATH)
    assert Evidence.DEATH not in case.seen(), "what was verified does not change any more"
