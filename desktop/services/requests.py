"""Requests over people's data at the window: filed, verified, decided by others, answered (P24-P31, N12).

Filing and its steps count at once, also off line. A decision counts when central has taken it: then it comes back as a
row (DECISIONS 12).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from desktop.domain import bindings
from desktop.domain.audit import AuditAct
from desktop.domain.case_tasks import check_task, next_done, open_tasks
from desktop.domain.clocks import Due, all_due, ruling, warned
from desktop.domain.disclosures import check_transfer
from desktop.domain.duties import DUTY, Duty, duty_from
from desktop.domain.errors import CentralRefusedError
from desktop.domain.harm_claims import barred_by, claimable
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.mainland_days import MAINLAND, calendar_of
from desktop.domain.marks import marks_after
from desktop.domain.masking import Surface, mask_name
from desktop.domain.operations import Approval, KeyKind, OperationKind
from desktop.domain.request_cases import CaseSpentError, RequestCase, Signed
from desktop.domain.request_proofs import same_number
from desktop.domain.request_texts import NOTE_MOST, CaseNote, NoteKind, RequestText
from desktop.domain.requests import (
    DECIDERS_STEPS,
    DECISION_PURPOSE,
    ENDED,
    NEEDS_PERSON,
    Decision,
    Evidence,
    EvidenceMissingError,
    Outcome,
    RequestKind,
    RequestStep,
    about,
    check_signed,
)
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action
from desktop.domain.working_days import WorkCalendar
from desktop.ports.requests import StoredRequest
from desktop.ports.store import Transaction
from desktop.services.desk import Desk, Sealing
from desktop.services.registers import entries_of
from desktop.services.request_proofs import check_seen, number_on_file
from desktop.services.request_values import RequestDetail, RequestDraft, RequestLine

CALENDAR = "calendar/newest"
LISTED = 500
_STEP_OF = {NoteKind.EXTENDED: RequestStep.EXTEND, NoteKind.ESCALATED: RequestStep.ESCALATE}


# number and name of everybody on the roster that this desk holds
Colleagues = Callable[[Transaction], tuple[tuple[StaffId, str], ...]]


class RequestService:
    """Files, verifies, decides and ends requests."""

    def __init__(self, desk: Desk, staff: Colleagues) -> None:
        self._desk, self._staff = desk, staff

    def colleagues(self) -> tuple[tuple[StaffId, str], ...]:
        """Return number and name of everybody on the roster, to whom a task can be given."""
        with self._desk.store.read() as tx:
            return self._staff(tx)

    def file(self, draft: RequestDraft) -> CaseId:
        """File a request under a key of its own; returns the case.

        Raises NotPermittedError, CentralRefusedError, SignatureMissingError, EvidenceMissingError, ProofUncheckedError.
        """
        desk = self._desk
        desk.require(Action.FILE_REQUEST)
        check_signed(draft.kind, draft.channel, draft.signed, draft.text.signature)
        proof = _proof(draft.evidence, draft.code_proof)
        patient_id = about(draft.kind, draft.asker, draft.patient_id)
        if patient_id is None and draft.kind in NEEDS_PERSON:
            raise CentralRefusedError(reason="person-unknown")
        now = desk.clock.now()
        key = desk.keys.sealer.new_data_key()
        case_id = CaseId(desk.new_id())
        upward = desk.keys.desk.seal_to_central(key, bindings.case_key_for_central(case_id))
        with desk.store.write() as tx:
            audit_id, phone_on_file = self._subject(tx, patient_id)
            check_seen(desk, tx, patient_id, draft.evidence, draft.document)
            linked = seen_request(tx, draft.about_case).case if draft.about_case else None
            barred = linked.handlers if linked else ()
            if draft.kind is RequestKind.HARM:
                barred = barred_by(_incident(tx, draft.incident))
            case = RequestCase(
                id=case_id, patient_id=patient_id, kind=draft.kind, asker=draft.asker, channel=draft.channel,
                filed_by=desk.keys.staff.staff_id, filed_at=now, phone_on_file=phone_on_file,
                evidence=_ordered(draft.evidence), about_case=draft.about_case, incident=draft.incident,
                barred=barred, signed_how=draft.signed,
            ).filed()  # fmt: skip
            facts = {
                "kind": case.kind.value, "asker": case.asker.value, "channel": case.channel.value,
                "phone_on_file": phone_on_file, "evidence": _words(case.evidence), "at": now.isoformat(),
                "key": base64.b64encode(upward).decode(), "incident": draft.incident,
                "signed": case.signed_how.value,
            } | proof | ({"about_case": draft.about_case} if draft.about_case else {})  # fmt: skip
            desk.record(
                tx, OperationKind.FILE_REQUEST, case_id, subject=patient_id, facts=facts,
                sealing=Sealing(key, KeyKind.CASE, draft.text.to_bytes()),
            )  # fmt: skip
            tx.requests.put(StoredRequest(case, draft.text, key))
            mark_person(tx, case)
            desk.trace(
                tx, AuditAct.FILE_REQUEST, subject=audit_id, object_id=case_id,
                facts={"kind": case.kind.value, "asker": case.asker.value},
            )  # fmt: skip
        return case_id

    def step(
        self,
        case_id: CaseId,
        step: RequestStep,
        seen: Iterable[Evidence] = (),
        code_proof: str = "",
        document: str = "",
    ) -> None:
        """Ask for proof, verify, answer or withdraw; `document` as in RequestDraft.

        Raises RequestStepError, EvidenceMissingError, ProofUncheckedError.
        """
        desk = self._desk
        desk.require(Action.FILE_REQUEST)
        seen = tuple(seen)
        proof = _proof(seen, code_proof)
        now = desk.clock.now()
        with desk.store.write() as tx:
            stored = found_request(tx, case_id)
            check_seen(desk, tx, stored.case.patient_id, seen, document)
            changed = stored.case.stepped(step, now, seen)
            facts = {"step": step.value, "evidence": _words(_ordered(seen)), "at": now.isoformat()} | proof
            desk.record(
                tx, OperationKind.STEP_REQUEST, case_id, subject=stored.case.patient_id, facts=facts,
                base_version=stored.case.version,
            )  # fmt: skip
            tx.requests.put(replace(stored, case=changed))
            mark_person(tx, changed)
            audit_id, _phone = self._subject(tx, stored.case.patient_id)
            desk.trace(
                tx, AuditAct.STEP_REQUEST, subject=audit_id, object_id=case_id, facts={"step": step.value}
            )

    def note(self, case_id: CaseId, kind: NoteKind, words: str, to: str = "", due: str = "") -> None:
        """Keep a message with the person, or a task for a colleague, in the case, sealed under its key (G96, G106).

        EXTENDED lengthens our own term once, with this notice (G93); ESCALATED asks two people to decide (N37). Both
        take the right to decide. A task with `to` and `due` (ISO day) is assigned; TASK_DONE ends the own one
        that is due first. Raises NotPermittedError, RequestStepError, TaskInvalidError, CentralRefusedError.
        """
        step = _STEP_OF.get(kind, RequestStep.NOTE)
        desk = self._desk
        desk.require(Action.DECIDE_REQUEST if step in DECIDERS_STEPS else Action.FILE_REQUEST)
        now, me = desk.clock.now(), desk.keys.staff.staff_id
        note = CaseNote(kind.value, words[:NOTE_MOST], me, now.isoformat(), to, due)
        with desk.store.write() as tx:
            stored = found_request(tx, case_id)
            if to:
                check_task(note, (person for person, _name in self._staff(tx)), desk.today())
            elif kind is NoteKind.TASK_DONE and open_tasks(stored.text.notes):
                note = replace(note, of=next_done(stored.text.notes, me).at)
            changed = stored.case.stepped(step, now)
            facts = {"step": step.value, "evidence": "", "at": now.isoformat()}
            alone = RequestText("", "", notes=(note,))
            desk.record(
                tx, OperationKind.STEP_REQUEST, case_id, subject=stored.case.patient_id, facts=facts,
                base_version=stored.case.version, sealing=Sealing(stored.key, KeyKind.CASE, alone.to_bytes()),
            )  # fmt: skip
            tx.requests.put(replace(stored, case=changed, text=stored.text.noted(note)))
            audit_id, _phone = self._subject(tx, stored.case.patient_id)
            desk.trace(
                tx, AuditAct.STEP_REQUEST, subject=audit_id, object_id=case_id,
                facts={"step": step.value, "note": kind.value},
            )  # fmt: skip

    def card_lies(self, patient_id: PatientId | None) -> bool:
        """Return whether the card that was read last is this person's; reads nothing, so any thread may ask."""
        return self._desk.card_lies(patient_id)

    def number_fits(self, patient_id: PatientId | None, number: str) -> bool:
        """Return whether this is the number of the person's document on file; nothing is kept of it."""
        with self._desk.store.read() as tx:
            return same_number(number, number_on_file(tx, patient_id))

    def earlier(self, patient_id: PatientId, kind: RequestKind) -> tuple[RequestLine, ...]:
        """Return the person's requests of a kind, the newest first (G95)."""
        with self._desk.store.read() as tx:
            calendar = calendar_in_force(tx)
            same = [s for s in tx.requests.of_patient(patient_id) if s.case.kind is kind]
            return tuple(self._line(tx, s, calendar) for s in reversed(same))

    def decide(self, case_id: CaseId, decision: Decision) -> None:
        """Sign a decision as somebody else than who filed; it counts when central has taken it.

        Raises DecisionError, SelfApprovalError, EvidenceMissingError, RequestStepError, NotPermittedError.
        """
        desk = self._desk
        desk.require(Action.DECIDE_REQUEST)
        person = desk.keys.person
        with desk.store.write() as tx:
            stored = found_request(tx, case_id)
            case = stored.case
            if case.kind is RequestKind.TRANSFER and decision.outcome is not Outcome.REFUSED:
                check_transfer(case.evidence, stored.text.recipient, entries_of(tx), desk.today())
            signature = person.sign(DECISION_PURPOSE, decision.to_bytes(case.id, case.evidence, case.effect))
            case.decided(
                decision, Signed(person.person, signature, desk.clock.now())
            )  # what is wrong is said now
            text = replace(stored.text, reason=decision.reason, notes=(), proposal="", signature="")
            facts = {
                "outcome": decision.outcome.value, "ground": decision.ground.value if decision.ground else "",
                "fee_fen": decision.fee_fen, "scope": _words(decision.scope),
            }  # fmt: skip
            desk.record(
                tx, OperationKind.DECIDE_REQUEST, case_id, subject=case.patient_id, facts=facts,
                base_version=case.version, sealing=Sealing(stored.key, KeyKind.CASE, text.to_bytes()),
                approvals=(Approval(person.person, signature),),
            )  # fmt: skip
            audit_id, _phone = self._subject(tx, case.patient_id)
            desk.trace(
                tx, AuditAct.DECIDE_REQUEST, subject=audit_id, object_id=case_id,
                facts={"outcome": decision.outcome.value},
            )  # fmt: skip

    def lines(self) -> tuple[RequestLine, ...]:
        """Return requests: open ones by their last day, then the ended ones, newest first."""
        with self._desk.store.read() as tx:
            calendar = calendar_in_force(tx)
            lines = [self._line(tx, stored, calendar) for stored in tx.requests.all(LISTED)]
        open_ones = sorted((x for x in lines if not x.ended), key=lambda x: (x.due or date.max, x.filed_at))
        return (*open_ones, *(x for x in lines if x.ended))

    def incidents(self) -> tuple[Duty, ...]:
        """Return the incidents that a claim for harm can name, the newest first (P40)."""
        with self._desk.store.read() as tx:
            return claimable(duty_from(raw) for raw in tx.schedules.plans(DUTY))

    def detail(self, case_id: CaseId) -> RequestDetail:
        """Open one request with its clocks and the person's earlier requests of the same kind (N38)."""
        with self._desk.store.read() as tx:
            stored = seen_request(tx, case_id)
            calendar, case = calendar_in_force(tx), stored.case
            earlier = tx.requests.of_patient(case.patient_id) if case.patient_id else ()
            before = [s for s in earlier if s.case.kind is case.kind and s.case.filed_at < case.filed_at]
            return RequestDetail(
                self._line(tx, stored, calendar), case, stored.text, self._clocks(case, calendar), case.needed,
                case.missing, tuple(self._line(tx, s, calendar) for s in before), case.reviewers_left,
            )  # fmt: skip

    def _clocks(self, case: RequestCase, calendar: WorkCalendar) -> tuple[Due, ...]:
        return all_due(case.kind, case.channel, case.times(), calendar, self._desk.today())

    def _line(self, tx: Transaction, stored: StoredRequest, calendar: WorkCalendar) -> RequestLine:
        case = stored.case
        rules = ruling(self._clocks(case, calendar))
        due = rules.last_day if rules else None
        today = self._desk.today()
        ended = case.state in ENDED
        return RequestLine(
            case_id=case.id, kind=case.kind.value, asker=case.asker.value, masked_name=_masked(tx, stored),
            filed_by=case.filed_by, filed_at=case.filed_at, state=case.state.value, due=due,
            days_left=(due - today).days if due and not ended else None, sure=rules.sure if rules else True,
            warned=None if ended else warned(case.times(), today),
            own=case.filed_by == self._desk.keys.staff.staff_id, ended=ended,
            outcome=case.outcome.value if case.outcome and case.decided_at else "",
            task_due=next((t.due for t in open_tasks(stored.text.notes) if t.to == self._desk.keys.staff.staff_id), ""),
        )  # fmt: skip

    def _subject(self, tx: Transaction, patient_id: PatientId | None) -> tuple[str | None, bool]:
        """Return the random id the trace names, and whether a verified number is on file."""
        if patient_id is None:
            return None, False
        patient = tx.patients.get(patient_id)
        if patient is None:
            raise CentralRefusedError(reason="person-gone")
        return patient.audit_id, patient.status.phone_verified


def calendar_in_force(tx: Transaction) -> WorkCalendar:
    """Return the newest calendar from central, or the one this program came with when that reaches further."""
    raw = tx.state.get(CALENDAR)
    if raw is None:
        return MAINLAND
    said = json.loads(raw)
    told = calendar_of(date.fromisoformat(said["known_until"]), said["holidays"], said["make_up"])
    return told if told.known_until >= MAINLAND.known_until else MAINLAND


def found_request(tx: Transaction, case_id: CaseId) -> StoredRequest:
    """Return a request to work on; raises CaseSpentError when its key was destroyed, CentralRefusedError for none."""
    stored = seen_request(tx, case_id)
    if stored.case.spent_at is not None:
        raise CaseSpentError(day=clinic_day(stored.case.spent_at).isoformat())
    return stored


def seen_request(tx: Transaction, case_id: CaseId) -> StoredRequest:
    """Return a request to look at; raises CentralRefusedError when there is none."""
    stored = tx.requests.get(case_id)
    if stored is None:
        raise CentralRefusedError(reason="case-not-open")
    return stored


def _incident(tx: Transaction, incident: str) -> Duty:
    raw = tx.schedules.plan(DUTY, incident)
    found = claimable([duty_from(raw)]) if raw is not None else ()
    if not found:
        raise CentralRefusedError(reason="incident-unknown")
    return found[0]


def name_of(tx: Transaction, stored: StoredRequest) -> str:
    """Return whom the request is about, or who asks when it is about nobody here."""
    patient = tx.patients.get(stored.case.patient_id) if stored.case.patient_id else None
    return patient.record.name if patient else stored.text.asker_name


def _masked(tx: Transaction, stored: StoredRequest) -> str:
    name = name_of(tx, stored)
    return mask_name(name, Surface.LIST) if name else "--"


def _proof(seen: Iterable[Evidence], proof: str) -> dict[str, str]:
    """Return the fact that goes up with a code; raises EvidenceMissingError for a code that nobody checked."""
    if Evidence.CODE_ON_FILE not in seen:
        return {}
    if not proof:
        raise EvidenceMissingError(missing=Evidence.CODE_ON_FILE.value)
    return {"proof": proof}


def _ordered(seen: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(seen), key=lambda e: e.value))


def mark_person(tx: Transaction, case: RequestCase) -> None:
    """Set on the person what the case now says, at this desk at once; every other desk hears of it from central."""
    patient = tx.patients.get(case.patient_id) if case.patient_id else None
    if patient is not None:
        marks = marks_after(patient.status.marks, case)
        if marks != patient.status.marks:
            tx.patients.set_status(patient.id, replace(patient.status, marks=marks))


def _words(seen: Iterable[StrEnum]) -> str:
    return " ".join(e.value for e in seen)
