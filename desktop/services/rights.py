"""A deletion, plain form: a clerk files, another person approves, both sign the exact frozen effect (P25, N14)."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.domain import bindings
from desktop.domain.audit import AuditAct
from desktop.domain.documents import DocumentType
from desktop.domain.drawn import SignedHow
from desktop.domain.errors import CentralRefusedError, CentralUnreachableError
from desktop.domain.evidence import Act, level_of, require_evidence
from desktop.domain.ids import CaseId, PatientId, StaffId, TaskId
from desktop.domain.marks import LegalHoldError, Mark
from desktop.domain.masking import Surface, mask_name
from desktop.domain.operations import Approval, KeyKind, OperationKind
from desktop.domain.people import EvidenceLevel
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Channel, RequestKind, check_signed
from desktop.domain.rights import ACCOUNT_ONLY, CaseState, ErasureEffect, check_approver, leaving
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action
from desktop.domain.task_kinds import MINOR_ACCOUNT
from desktop.domain.verification import NameCheck
from desktop.ports.central import Directory
from desktop.ports.store import StoredCase, StoredPatient, Transaction
from desktop.services.desk import Desk, Sealing
from desktop.services.leaving import Ending, give_back_all, told
from desktop.services.supervision import CONFIRMED, open_task, settle_task

ANSWER_WITHIN = timedelta(days=15)
SIGNED_AS = "erasure"
OPEN_STATES = tuple(state.value for state in CaseState)


class CaseVoidError(CentralRefusedError):
    """The record changed after the request was filed; file it again."""

    code = "case-void"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case as lists show it. `due` is the last day of the 15-day answer (P31)."""

    case_id: CaseId
    kind: str
    masked_name: str
    filed_by: StaffId
    filed_at: datetime
    state: str
    due: date
    days_left: int
    desks_pending: tuple[str, ...]
    own: bool
    destroy_after: datetime | None
    ground: str = ""


class RightsService:
    """Files and approves deletions; destruction itself happens only after central accepted both signatures."""

    def __init__(self, desk: Desk, directory: Directory) -> None:
        self._desk, self._directory = desk, directory

    def file_deletion(self, patient_id: PatientId, ground: str, how: SignedHow, drawn: str = "") -> CaseId:
        """File a deletion that the person signed at the window, their identity checked; returns the case.

        What is still booked is given back with it, and the fee by the channel it came by (N14). `drawn` (domain.drawn
        as text) goes up under a key of the case alone, which no desk keeps: the proof of the request outlives the
        person's keys. Raises SignatureMissingError, SignatureDrawnError, NoOpenShiftError, EvidenceTooWeakError: what
        cannot be taken back needs the chip or the authority's word (N4).
        """
        desk = self._desk
        desk.require(Action.FILE_DELETION)
        check_signed(RequestKind.DELETE, Channel.WINDOW, how, drawn)
        with desk.store.write() as tx:
            patient = _subject(tx, patient_id)
            kind, status = DocumentType(patient.record.document_type), patient.status
            level = level_of(kind, EvidenceLevel(status.evidence), NameCheck(status.name_check))
            require_evidence(Act.DELETION, kind, level)
            give_back_all(desk, tx, patient_id, ground)
            return self._file(tx, patient, ground, how, drawn)

    def ending(self, patient_id: PatientId, ground: str) -> Ending:
        """Return the bookings to come and what becomes of each with a deletion: the dry run before it is filed.

        On line central brings first what was booked elsewhere, so that it goes and is paid back with the rest.
        """
        whole = True
        try:
            if KeyKind.RECORD in leaving(ground):
                self._directory.fetch(patient_id)
        except CentralUnreachableError:
            whole = False
        with self._desk.store.read() as tx:
            return Ending(told(self._desk, tx, patient_id, ground), whole)

    def close_minors_account(self, task_id: TaskId) -> None:
        """Settle the task of a minor's account by filing its closing; another person approves (P32, A3).

        Nobody asks for it, so nobody's document is looked at. Raises NotPermittedError, CentralRefusedError.
        """
        desk = self._desk
        desk.require(Action.FILE_DELETION)
        with desk.store.write() as tx:
            task = open_task(tx, task_id)
            if task.kind != MINOR_ACCOUNT or task.patient_id is None:
                raise CentralRefusedError(reason="task-not-open")
            self._file(tx, _subject(tx, task.patient_id), ACCOUNT_ONLY)
            settle_task(desk, tx, task, CONFIRMED)

    def _file(
        self,
        tx: Transaction,
        patient: StoredPatient,
        ground: str,
        how: SignedHow = SignedHow.NOT,
        drawn: str = "",
    ) -> CaseId:
        desk, patient_id = self._desk, patient.id
        effect = ErasureEffect(
            case_id=CaseId(desk.new_id()),
            patient_id=patient_id,
            patient_version=patient.status.version,
            filed_by=desk.keys.staff.staff_id,
            filed_at=desk.clock.now(),
            ground=ground,
            also=tx.pairs.aliases_of(patient_id),
        )
        frozen = effect.to_bytes()
        sealing, key_fact = _signature(desk, effect.case_id, drawn)
        desk.record(
            tx,
            OperationKind.FILE_ERASURE,
            effect.case_id,
            subject=patient_id,
            facts=filed_facts(effect, frozen) | {"signed": how.value} | key_fact,
            sealing=sealing,
            base_version=effect.patient_version,
            approvals=(signature_over(desk, frozen),),
        )
        tx.cases.put_case(_stored(effect, frozen))
        desk.trace(
            tx, AuditAct.FILE_ERASURE, subject=patient.audit_id, object_id=effect.case_id,
            facts={"signed": how.value} if how else {},
        )  # fmt: skip
        return effect.case_id

    def approve(self, case_id: CaseId) -> None:
        """Sign the frozen effect as the second person; raises SelfApprovalError, NotPermittedError."""
        desk = self._desk
        desk.require(Action.APPROVE_DELETION)
        with desk.store.write() as tx:
            case = tx.cases.case(case_id)
            if case is None or case.state != CaseState.FILED.value:
                raise CaseVoidError(reason="case-not-open")
            check_approver(StaffId(case.filed_by), desk.keys.staff.staff_id)
            patient = tx.patients.get(case.patient_id)
            if patient is not None and Mark.HOLD in patient.status.marks:
                raise LegalHoldError
            desk.record(
                tx,
                OperationKind.APPROVE_ERASURE,
                case_id,
                subject=case.patient_id,
                facts={"case_id": case_id},
                approvals=(signature_over(desk, case.effect),),
            )
            subject = patient.audit_id if patient else None
            desk.trace(tx, AuditAct.APPROVE_ERASURE, subject=subject, object_id=case_id)

    def cases(self) -> tuple[CaseLine, ...]:
        """Return all cases, the earliest last day first."""
        with self._desk.store.read() as tx:
            lines = [self._line(tx, case) for case in tx.cases.cases(OPEN_STATES)]
        return tuple(sorted(lines, key=lambda line: (line.due, line.filed_at)))

    def _line(self, tx: Transaction, case: StoredCase) -> CaseLine:
        patient = tx.patients.get(case.patient_id)
        due = clinic_day(case.filed_at) + ANSWER_WITHIN
        return CaseLine(
            case_id=case.id,
            kind=ACCOUNT_ONLY if case.ground == ACCOUNT_ONLY else "delete",
            masked_name=mask_name(patient.record.name, Surface.LIST) if patient else "--",
            filed_by=StaffId(case.filed_by),
            filed_at=case.filed_at,
            state=case.state,
            due=due,
            days_left=(due - self._desk.today()).days,
            desks_pending=case.desks_pending,
            own=case.filed_by == self._desk.keys.staff.staff_id,
            destroy_after=case.destroy_after,
            ground=case.ground,
        )


def _subject(tx: Transaction, patient_id: PatientId) -> StoredPatient:
    patient = tx.patients.get(patient_id)
    if patient is None:
        raise CentralRefusedError(reason="person-gone")
    if Mark.HOLD in patient.status.marks:
        raise LegalHoldError
    return patient


def _signature(desk: Desk, case_id: CaseId, drawn: str) -> tuple[Sealing | None, dict[str, object]]:
    """Return the drawn signature sealed under a new key of the case, and that key sealed to central."""
    if not drawn:
        return None, {}
    key = desk.keys.sealer.new_data_key()
    upward = desk.keys.desk.seal_to_central(key, bindings.case_key_for_central(case_id))
    said = RequestText("", "", signature=drawn).to_bytes()
    return Sealing(key, KeyKind.CASE, said), {"key": base64.b64encode(upward).decode()}


def _stored(effect: ErasureEffect, frozen: bytes) -> StoredCase:
    return StoredCase(
        id=effect.case_id,
        patient_id=effect.patient_id,
        patient_version=effect.patient_version,
        state=CaseState.FILED.value,
        filed_by=effect.filed_by,
        filed_at=effect.filed_at,
        ground=effect.ground,
        effect=frozen,
        destroy_after=None,
    )


def signature_over(desk: Desk, frozen: bytes) -> Approval:
    """Return the signed-in person's signature over a frozen effect."""
    person = desk.keys.person
    return Approval(person.person, person.sign(SIGNED_AS, frozen))


def filed_facts(effect: ErasureEffect, frozen: bytes) -> dict[str, object]:
    """Return what a filing tells central."""
    return {
        "case_id": effect.case_id,
        "ground": effect.ground,
        "filed_at": effect.filed_at.isoformat(),
        "effect": base64.b64encode(frozen).decode(),
    }
