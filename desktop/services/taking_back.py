"""A deletion is taken back at any window, by the person with their own document, before central's hour (P25)."""

from __future__ import annotations

from desktop.domain.audit import AuditAct
from desktop.domain.documents import DocumentType, normalise_number
from desktop.domain.errors import CentralRefusedError, KnownError
from desktop.domain.ids import CaseId
from desktop.domain.operations import OperationKind
from desktop.domain.rights import TAKEN_BACK, CaseState
from desktop.domain.staff import Action
from desktop.services.desk import Desk
from desktop.services.pushing import Pushes


class OtherDocumentError(KnownError):
    """The document is not that of the person whom the deletion is about."""

    code = "other-document"


class TakingBackService:
    """Withdraws a deletion; what becomes of it is central's answer."""

    def __init__(self, desk: Desk, pushing: Pushes) -> None:
        self._desk, self._pushing = desk, pushing

    def take_back(self, case_id: CaseId, number: str, *, by_chip: bool) -> None:
        """Withdraw it for who shows the document with this number, read from the chip or typed from the paper.

        Raises OtherDocumentError, NotPermittedError, CentralRefusedError, CentralUnreachableError.
        """
        desk = self._desk
        desk.require(Action.FILE_DELETION)
        self._pushing.ready()
        with desk.store.write() as tx:
            case = tx.cases.case(case_id)
            if case is None or CaseState(case.state) not in TAKEN_BACK:
                raise CentralRefusedError(reason="case-not-open")
            patient = tx.patients.get(case.patient_id)
            if patient is None:
                raise CentralRefusedError(reason="person-gone")
            kind = DocumentType(patient.record.document_type)
            held = patient.record.document_number
            if not held or normalise_number(kind, number) != normalise_number(kind, held):
                raise OtherDocumentError
            proof = {"proof": "chip" if by_chip else "document"}
            operation = desk.record(
                tx,
                OperationKind.WITHDRAW_ERASURE,
                case_id,
                subject=patient.id,
                facts={"case_id": str(case_id), **proof},
            )
            desk.trace(
                tx, AuditAct.WITHDRAW_ERASURE, subject=patient.audit_id, object_id=case_id, facts=dict(proof)
            )
        self._pushing.answer(operation.id)
