"""Requests of people over their data: filed, verified, decided by other people, answered (P24-P31, A3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from central.services import attachments, marks
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.parts import key_context
from central.services.people import parts_of
from central.services.request_proofs import proved, recorded
from central.services.signatures import check_signature
from central.store import feed
from central.store.duties import duty_of
from desktop.domain import bindings
from desktop.domain.attachments import MOST_BYTES
from desktop.domain.drawn import SignedHow
from desktop.domain.errors import KnownError, SealBrokenError
from desktop.domain.harm_claims import barred_by, claimable
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.operations import KeyKind, Operation, OperationKind
from desktop.domain.request_cases import RequestCase, Signed, case_of
from desktop.domain.request_texts import NOTE_MOST, NoteKind, RequestText
from desktop.domain.requests import (
    DECIDERS_STEPS,
    DECISION_PURPOSE,
    NEEDS_PERSON,
    Asker,
    Channel,
    Decision,
    Evidence,
    Outcome,
    Part,
    RefusalGround,
    RequestKind,
    RequestStep,
    about,
    check_signed,
)
from desktop.domain.staff import Action

T = TypeVar("T")
KEY_BYTES = 32
TEXT_MOST = 32_768
# a file that a step brings, as base64
FILE_MOST = MOST_BYTES * 4 // 3 + 4
KIND = "request"


def file_request(batch: Batch, op: Operation) -> None:
    """Take a new request with its own key, sealed to central by the desk."""
    facts = Facts(op)
    if batch.requests.get(op.entity) is not None:
        raise OperationRefusedError("case-exists")
    if op.subject is not None and batch.patients.get(op.subject) is None:
        raise OperationRefusedError("person-unknown")
    kind, asker = _of(RequestKind, facts, "kind"), _of(Asker, facts, "asker")
    if about(kind, asker, op.subject) != op.subject or (op.subject is None and kind in NEEDS_PERSON):
        raise OperationRefusedError("person-unknown")
    key = new_case_key(batch, op.entity, facts)
    text = replace(text_of(batch, op, key), notes=(), proposal="", attached="")
    channel = _of(Channel, facts, "channel")
    signed = _as(SignedHow, facts.text("signed")) if facts.has("signed") else SignedHow.NOT
    try:
        check_signed(kind, channel, signed, text.signature)
    except KnownError as error:
        raise OperationRefusedError(error.code) from error
    about_case, barred = _linked(batch, facts, kind)
    case = RequestCase(
        id=CaseId(op.entity), patient_id=op.subject, kind=kind, asker=asker,
        channel=channel, filed_by=op.author, signed_how=signed,
        filed_at=facts.time("at"), phone_on_file=facts.flag("phone_on_file") or _phone_verified(batch, op.subject),
        evidence=proved(batch, facts, op.subject, _evidence(facts)), about_case=about_case, barred=barred,
        incident=facts.text("incident") if facts.has("incident") else "",
    ).filed()  # fmt: skip
    add_case(batch, case, text, key, op.desk)


def add_case(batch: Batch, case: RequestCase, text: RequestText, key: bytes, desk_id: str) -> None:
    """Write a new case down and tell every desk."""
    batch.requests.add(
        request_id=case.id, patient_id=case.patient_id, kind=case.kind.value, asker=case.asker.value,
        state=case.state.value, version=case.version, filed_by=case.filed_by, filed_at=case.filed_at,
        facts=case.facts(), sealed=_sealed(batch, case, key, text),
        wrapped=batch.parts.keys.wrap(key, _key_context(batch, case.id)), desk_id=desk_id,
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, KIND, case.id)
    marks.settle(batch, case)


def step_request(batch: Batch, op: Operation) -> str:
    """Take a step; one that no longer fits stays without effect, and a person looks (two desks acted at once)."""
    facts = Facts(op)
    case, text, key = case_in_hand(batch, op)
    step = _of(RequestStep, facts, "step")
    if step in (RequestStep.DECIDE, RequestStep.REVIEW):
        raise OperationRefusedError("malformed")
    if step in DECIDERS_STEPS and not batch.people.may(op.author, Action.DECIDE_REQUEST, batch.now):
        raise OperationRefusedError("not-permitted")
    batch.touched.add(feed.CLINIC, KIND, op.entity)
    brought = text_of(batch, op, key) if op.sealed else None
    try:
        seen = proved(batch, facts, case.patient_id, _evidence(facts), recorded(batch, case, text, brought))
        changed = case.stepped(step, facts.time("at"), seen)
    except KnownError as error:
        batch.open_task("request-conflict", patient_id=case.patient_id, reason=error.code)
        return error.code
    keep_case(batch, changed, _noted(batch, op, case, key, text, brought), key)
    marks.settle(batch, changed)
    return ""


def decide_request(
    batch: Batch, op: Operation, then: Callable[[Batch, RequestCase, RequestText], RequestCase]
) -> None:
    """Take one reviewer's signed decision on the case as central has it; what changed meanwhile makes it void.

    `then` carries out what a decision that counts now grants.
    """
    facts = Facts(op)
    case, text, key = case_in_hand(batch, op)
    batch.touched.add(feed.CLINIC, KIND, op.entity)
    if op.base_version != case.version:
        raise OperationRefusedError("version-conflict")
    ground = facts.text("ground")
    decision = Decision(
        _of(Outcome, facts, "outcome"), _as(RefusalGround, ground) if ground else None, facts.number("fee_fen"),
        text_of(batch, op, key).reason, _scope(facts),
    )  # fmt: skip
    check_signature(
        batch, op, decision.to_bytes(case.id, case.evidence, case.effect), purpose=DECISION_PURPOSE
    )
    try:
        decided = case.decided(decision, Signed(StaffId(op.author), op.approvals[0].signature, batch.now))
    except KnownError as error:
        raise OperationRefusedError(error.code) from error
    decided = then(batch, decided, text)
    keep_case(batch, decided, replace(text, reason=decision.reason), key)
    marks.settle(batch, decided)


def keep_case(batch: Batch, case: RequestCase, text: RequestText, key: bytes) -> None:
    """Write a changed case back, its text sealed for its new version."""
    batch.requests.change(
        case.id, state=case.state.value, version=case.version, facts=case.facts(),
        sealed=_sealed(batch, case, key, text),
    )  # fmt: skip


def _noted(
    batch: Batch, op: Operation, case: RequestCase, key: bytes, text: RequestText, brought: RequestText | None
) -> RequestText:  # fmt: skip
    """Return the text with the one note that a step may bring; two desks' notes stand one after the other."""
    if brought is None:
        return text
    notes = brought.notes
    if len(notes) != 1 or notes[0].by != op.author or len(notes[0].text) > NOTE_MOST:
        raise OperationRefusedError("payload-unreadable")
    if notes[0].to and not batch.people.knows(notes[0].to):
        raise OperationRefusedError("staff-unknown")
    if (notes[0].kind == NoteKind.ATTACHED) is not bool(brought.attached):
        raise OperationRefusedError("payload-unreadable")
    if brought.attached:
        held = parts_of(batch, case.patient_id) if case.patient_id else None
        first = held[0].document_type if held else None
        attachments.take(batch, op.entity, notes[0], brought.attached, text, key, first)
    return text.noted(notes[0])


def _linked(batch: Batch, facts: Facts, kind: RequestKind) -> tuple[CaseId | None, tuple[StaffId, ...]]:
    """Return the case complained about and who had it in hand: they do not answer the complaint (N37).

    A claim for harm names its incident; who has that in hand or is named by it does not judge the claim (P40).
    """
    if kind is RequestKind.HARM:
        row = batch.duties.get(facts.text("incident"))
        incident = duty_of(row, batch.parts.keys) if row is not None else None
        if incident is None or not claimable([incident]):
            raise OperationRefusedError("incident-unknown")
        return None, barred_by(incident)
    if not facts.has("about_case"):
        return None, ()
    case_id = CaseId(facts.text("about_case"))
    row = batch.requests.get(case_id)
    if kind is not RequestKind.COMPLAINT or row is None:
        raise OperationRefusedError("case-not-open")
    return case_id, _case_of(row).handlers


def case_in_hand(batch: Batch, op: Operation) -> tuple[RequestCase, RequestText, bytes]:
    """Return the case an operation is about, its text and its key; refused when there is none."""
    return opened_case(batch, op.entity)


def opened_case(batch: Batch, case_id: str) -> tuple[RequestCase, RequestText, bytes]:
    """Return a case, its text and its key; refused when there is none."""
    row = batch.requests.get(case_id)
    if row is None or row["wrapped"] is None or row["sealed"] is None:
        raise OperationRefusedError("case-not-open")
    key = batch.parts.keys.unwrap(bytes(row["wrapped"]), _key_context(batch, case_id))
    context = bindings.central_row(KIND, case_id, row["version"], KeyKind.CASE)
    text = RequestText.from_bytes(batch.parts.keys.unseal(key, bytes(row["sealed"]), context))
    return _case_of(row), text, key


def _case_of(row: Mapping[str, Any]) -> RequestCase:
    patient = PatientId(row["patient_id"]) if row["patient_id"] else None
    return case_of(
        CaseId(row["request_id"]), patient, row["kind"], row["asker"], row["state"], row["version"],
        StaffId(row["filed_by"]), row["filed_at"], bytes(row["facts"]),
    )  # fmt: skip


def new_case_key(batch: Batch, case_id: str, facts: Facts) -> bytes:
    """Open the key that a desk made for a new case; refuses keys-unreadable."""
    try:
        key = batch.parts.keys.open_from_desk(
            facts.raw("key"), bindings.case_key_for_central(CaseId(case_id))
        )
    except SealBrokenError as error:
        raise OperationRefusedError("keys-unreadable") from error
    if len(key) != KEY_BYTES:
        raise OperationRefusedError("keys-unreadable")
    return key


def text_of(batch: Batch, op: Operation, key: bytes) -> RequestText:
    """Open what an operation brings under the case key; refuses payload-unreadable."""
    if op.key_kind is not KeyKind.CASE or len(op.sealed) > TEXT_MOST + FILE_MOST * (
        op.kind is OperationKind.STEP_REQUEST
    ):
        raise OperationRefusedError("payload-unreadable")
    try:
        return RequestText.from_bytes(batch.parts.keys.unseal(key, op.sealed, op.seal_context()))
    except (SealBrokenError, ValueError, TypeError) as error:
        raise OperationRefusedError("payload-unreadable") from error


def _sealed(batch: Batch, case: RequestCase, key: bytes, text: RequestText) -> bytes:
    context = bindings.central_row(KIND, case.id, case.version, KeyKind.CASE)
    return batch.parts.keys.seal(key, text.to_bytes(), context)


def _key_context(batch: Batch, case_id: str) -> bytes:
    return key_context(batch.hospital, case_id, KeyKind.CASE.value)


def _phone_verified(batch: Batch, patient_id: str | None) -> bool:
    row = batch.patients.get(patient_id) if patient_id else None
    return bool(row and row["phone_verified"])


def _evidence(facts: Facts) -> tuple[Evidence, ...]:
    return tuple(_as(Evidence, word) for word in facts.text("evidence", most=512).split())


def _scope(facts: Facts) -> tuple[Part, ...]:
    return tuple(_as(Part, word) for word in facts.text("scope").split()) if facts.has("scope") else ()


def _of(kind: Callable[[str], T], facts: Facts, name: str) -> T:
    return _as(kind, facts.text(name))


def _as(kind: Callable[[str], T], text: str) -> T:
    try:
        return kind(text)
    except ValueError as error:
        raise OperationRefusedError("malformed") from error
