"""What a request shall change in a file: looked at with its trace, proposed, stopped; central does it (P26, G100)."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from desktop.domain.audit import AuditAct
from desktop.domain.corrections import (
    KEY_OF,
    SALT_BYTES,
    Change,
    Correction,
    Field,
    FieldProof,
    check_phone,
    context,
    corrected,
    fields_of,
    normalised,
    value_of,
)
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.marks import Mark, PersonFrozenError
from desktop.domain.operations import KeyKind, Operation, OperationKind
from desktop.domain.request_cases import RequestCase
from desktop.domain.request_texts import RequestText
from desktop.domain.staff import Action
from desktop.ports.requests import StoredRequest
from desktop.ports.store import StoredPatient, Transaction
from desktop.services.desk import Desk, Sealing
from desktop.services.pushing import Pushes
from desktop.services.requests import found_request


@dataclass(frozen=True, slots=True, repr=False)
class Wanted:
    """One field as it was typed: what shall stand there, by which proof."""

    field: Field
    new: str
    proof: FieldProof


@dataclass(frozen=True, slots=True, repr=False)
class ChangeView:
    """What stands in the fields of a case now, and what was proposed; of a phone on file nothing is ever shown."""

    case_id: CaseId
    version: int
    current: tuple[tuple[Field, str], ...]
    changes: tuple[Change, ...]


class CorrectionService:
    """Proposals count when central has taken them; so does a stop."""

    def __init__(self, desk: Desk, pushing: Pushes) -> None:
        self._desk = desk
        self._pushing = pushing

    def look(self, case_id: CaseId) -> ChangeView:
        """Open old and new; traced before anything is shown.

        Raises NotPermittedError, PersonFrozenError, CentralRefusedError.
        """
        desk = self._desk
        desk.require(Action.FILE_REQUEST)
        with desk.store.write() as tx:
            stored, patient = self._subject(tx, case_id)
            case = stored.case
            proposed = self._opened(tx, stored)
            phone = KEY_OF[case.kind] is KeyKind.ACCOUNT
            desk.trace(
                tx, AuditAct.CHANGE_SHOWN, subject=patient.audit_id, object_id=case_id,
                facts={"fields": " ".join(case.changed)},
            )  # fmt: skip
        return ChangeView(
            case_id, case.version,
            () if phone else tuple((f, value_of(patient.record, f)) for f in fields_of(case.kind)),
            tuple(Change(c.field, "" if phone else c.old, c.new, c.proof) for c in proposed),
        )  # fmt: skip

    def propose(self, case_id: CaseId, wanted: tuple[Wanted, ...], code_proof: str = "") -> None:
        """Freeze what the case shall change; a phone needs the proof of a code sent to the new number.

        Raises CorrectionError, PersonFrozenError, NotPermittedError, CentralRefusedError, CentralUnreachableError.
        """
        desk = self._desk
        desk.require(Action.FILE_REQUEST)
        self._pushing.ready()
        with desk.store.write() as tx:
            stored, patient = self._subject(tx, case_id)
            kind = KEY_OF[stored.case.kind]
            changes = self._changes(stored.case, patient, wanted)
            salt = desk.randomness.bytes(SALT_BYTES).hex()
            correction = Correction(patient.id, changes, salt)
            stored.case.proposed(correction.digest(case_id), (), desk.keys.staff.staff_id)
            sealed = desk.keys.sealer.seal(
                _key(tx, patient.id, kind), correction.to_bytes(), context(case_id, kind)
            )
            text = RequestText("", "", proposal=base64.b64encode(sealed).decode())
            operation = desk.record(
                tx, OperationKind.PROPOSE_CHANGE, case_id, subject=patient.id, base_version=stored.case.version,
                facts={"proof": code_proof} if code_proof else {},
                sealing=Sealing(stored.key, KeyKind.CASE, text.to_bytes()),
            )  # fmt: skip
            desk.trace(
                tx, AuditAct.PROPOSE_CHANGE, subject=patient.audit_id, object_id=case_id,
                facts={"fields": " ".join(f.value for f in correction.fields)},
            )  # fmt: skip
        self._pushing.answer(operation.id)

    def stop(self, case_id: CaseId) -> None:
        """The person says no while the change waits. Raises RequestStepError, CentralRefusedError."""
        desk = self._desk
        desk.require(Action.FILE_REQUEST)
        self._pushing.ready()
        with desk.store.write() as tx:
            stored, patient = self._subject(tx, case_id, frozen=True)
            stored.case.stopped(desk.clock.now())
            operation: Operation = desk.record(
                tx, OperationKind.STOP_CHANGE, case_id, subject=patient.id, base_version=stored.case.version
            )
            desk.trace(tx, AuditAct.STOP_CHANGE, subject=patient.audit_id, object_id=case_id)
        self._pushing.answer(operation.id)

    def _changes(
        self, case: RequestCase, patient: StoredPatient, wanted: tuple[Wanted, ...]
    ) -> tuple[Change, ...]:
        """Return the exact changes; raises CorrectionError where one cannot be made."""
        if KEY_OF[case.kind] is KeyKind.ACCOUNT:
            on_file = (patient.account.phone or "") if patient.account else ""
            changes = tuple(Change(w.field, on_file, normalised(w.field, w.new), w.proof) for w in wanted)
            check_phone(case.kind, on_file, changes)
            return changes
        changes = tuple(
            Change(w.field, value_of(patient.record, w.field), normalised(w.field, w.new), w.proof)
            for w in wanted
        )
        corrected(case.kind, patient.record, changes, self._desk.today())
        return changes

    def _subject(
        self, tx: Transaction, case_id: CaseId, *, frozen: bool = False
    ) -> tuple[StoredRequest, StoredPatient]:
        stored = found_request(tx, case_id)
        patient = tx.patients.get(stored.case.patient_id) if stored.case.patient_id else None
        if patient is None or stored.case.kind not in KEY_OF:
            raise CentralRefusedError(reason="person-gone")
        self._desk.refuse_own(patient)
        if Mark.FROZEN in patient.status.marks and not frozen:
            raise PersonFrozenError
        return stored, patient

    def _opened(self, tx: Transaction, stored: StoredRequest) -> tuple[Change, ...]:
        """Return what was proposed; raises CentralRefusedError when it is not what the case names."""
        case = stored.case
        if not case.effect or case.patient_id is None:
            return ()
        kind = KEY_OF[case.kind]
        sealed = base64.b64decode(stored.text.proposal)
        plain = self._desk.keys.sealer.unseal(_key(tx, case.patient_id, kind), sealed, context(case.id, kind))
        correction = Correction.from_bytes(plain)
        if correction.digest(case.id) != case.effect:
            raise CentralRefusedError(reason="effect-differs")
        return correction.changes


def _key(tx: Transaction, patient_id: PatientId, kind: KeyKind) -> bytes:
    keys = tx.patients.keys(patient_id)
    key = keys.record if kind is KeyKind.RECORD else keys.account
    if key is None:
        raise CentralRefusedError(reason="person-gone")
    return key
