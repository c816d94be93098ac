"""A call to the number already on file: opened with a trace, then noted in the case by who called (SECURITY §4.4).

The note keeps when, who, and the last digits; central compares them with the number that it has on file.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desktop.domain.audit import AuditAct
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.operations import KeyKind, OperationKind
from desktop.domain.request_proofs import CALL_WITHIN, ProofUncheckedError, attested, recorded_by, tail_of
from desktop.domain.request_texts import CaseNote, NoteKind, RequestText
from desktop.domain.requests import Evidence, RequestStep
from desktop.domain.reveals import RevealField, RevealReason
from desktop.domain.staff import Action
from desktop.ports.store import Transaction
from desktop.services.code_on_file import number_to_reach
from desktop.services.desk import Desk, Sealing
from desktop.services.requests import found_request, mark_person
from desktop.services.reveal import RevealService

PROOF = Evidence.CALL_BACK


class CallBackService:
    """One call at a time, for one case: `number` before it, `answered` after it."""

    def __init__(self, desk: Desk, reveal: RevealService) -> None:
        self._desk, self._reveal = desk, reveal
        self._opened: tuple[CaseId, str, datetime] | None = None

    def number(self, case_id: CaseId) -> str:
        """Return the number on file, to be dialled; the reveal is in the trace before it is shown.

        Raises NoNumberOnFileError, NotPermittedError, CentralRefusedError and what RevealService.reveal raises.
        """
        desk = self._desk
        desk.require(Action.FILE_REQUEST)
        with desk.store.read() as tx:
            person, _phone = self._called(tx, case_id)
        phone = self._reveal.reveal(person, RevealField.PHONE, RevealReason.CALL_BACK)
        self._opened = (case_id, phone, desk.clock.now())
        return phone

    def answered(self, case_id: CaseId) -> None:
        """Note that the person answered at that number and asked for this; it counts from now on.

        Raises ProofUncheckedError (call) unless the number was opened here for this case within CALL_WITHIN.
        """
        desk = self._desk
        desk.require(Action.FILE_REQUEST)
        now, opened = desk.clock.now(), self._opened
        if opened is None or opened[0] != case_id or not opened[2] <= now <= opened[2] + CALL_WITHIN:
            raise ProofUncheckedError("call")
        with desk.store.write() as tx:
            stored = found_request(tx, case_id)
            person, phone = self._called(tx, case_id)
            note = CaseNote(
                NoteKind.CALLED.value, tail_of(opened[1]), desk.keys.staff.staff_id, now.isoformat(), proof=PROOF.value
            )  # fmt: skip
            brings = recorded_by(note, "", phone, stored.case.filed_at)
            if not brings:
                raise ProofUncheckedError("call")
            changed = stored.case.stepped(RequestStep.NOTE, now, attested((PROOF,), brings))
            facts = {"step": RequestStep.NOTE.value, "evidence": brings, "at": now.isoformat()}
            desk.record(
                tx, OperationKind.STEP_REQUEST, case_id, subject=person, facts=facts, base_version=stored.case.version,
                sealing=Sealing(stored.key, KeyKind.CASE, RequestText("", "", notes=(note,)).to_bytes()),
            )  # fmt: skip
            tx.requests.put(replace(stored, case=changed, text=stored.text.noted(note)))
            mark_person(tx, changed)
            facts = {"step": RequestStep.NOTE.value, "note": note.kind}
            desk.trace(tx, AuditAct.STEP_REQUEST, object_id=case_id, facts=facts)
        self._opened = None

    def _called(self, tx: Transaction, case_id: CaseId) -> tuple[PatientId, str]:
        """Return whom a case is about and the number at which they are reached."""
        case = found_request(tx, case_id).case
        patient = tx.patients.get(case.patient_id) if case.patient_id else None
        phone = number_to_reach(tx, patient, self._desk.today())
        assert patient is not None  # whose number it is
        return patient.id, phone
