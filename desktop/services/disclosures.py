"""Disclosures at the desk: filed with the paper, approved by another, only the scope given (P10, P12, N33, N44)."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

from desktop.domain import bindings
from desktop.domain.audit import AuditAct
from desktop.domain.disclosures import (
    PURPOSE,
    Disclosure,
    DisclosureKind,
    DisclosureText,
    Scope,
    check_request,
    words,
)
from desktop.domain.errors import CentralRefusedError, SelfApprovalError
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.operations import Approval, KeyKind, OperationKind
from desktop.domain.staff import Action
from desktop.ports.disclosures import DisclosureBook
from desktop.ports.store import StoredPatient, Transaction
from desktop.services.desk import Desk, Sealing
from desktop.services.pushing import Pushes
from desktop.services.registers import entries_of

MOST_BOOKINGS = 500
BASES = {
    DisclosureKind.SHARE: LegalBasis.PUBLIC_INTEREST, DisclosureKind.OFFICIAL: LegalBasis.LEGAL_DUTY,
    DisclosureKind.CONSENT: LegalBasis.CONSENT,
}  # fmt: skip


class DisclosureService:
    """Files, approves and hands over; every act is decided by central at once."""

    def __init__(self, desk: Desk, pushing: Pushes, book: DisclosureBook) -> None:
        self._desk, self._pushing, self._book = desk, pushing, book

    def book(self, patient_id: PatientId | None = None) -> tuple[Disclosure, ...]:
        """Return a person's disclosures, None for everybody's; raises NotPermittedError, CentralUnreachableError."""
        self._desk.require(Action.DISCLOSE)
        return self._book.read(self._desk.keys.staff.staff_id, patient_id or "")[0]

    def file(
        self, patient_id: PatientId, kind: DisclosureKind, scope: tuple[Scope, ...], text: DisclosureText
    ) -> CaseId:
        """File one; raises NotPermittedError, DisclosureIncompleteError, NoAgreementError, CentralRefusedError."""
        desk = self._desk
        desk.require(Action.DISCLOSE)
        self._pushing.ready()
        key = desk.keys.sealer.new_data_key()
        case_id = CaseId(desk.new_id())
        upward = desk.keys.desk.seal_to_central(key, bindings.case_key_for_central(case_id))
        with desk.store.write() as tx:
            check_request(kind, scope, text, entries_of(tx), desk.today())
            facts = {
                "kind": kind.value, "scope": words(scope), "key": base64.b64encode(upward).decode(),
            }  # fmt: skip
            operation = desk.record(
                tx, OperationKind.FILE_DISCLOSURE, case_id, subject=patient_id, facts=facts,
                sealing=Sealing(key, KeyKind.CASE, text.to_bytes()), basis=BASES[kind],
            )  # fmt: skip
            self._trace(tx, patient_id, case_id, "file", scope)
        self._pushing.answer(operation.id)
        return case_id

    def scan(self, case_id: CaseId) -> bytes:
        """Return the scanned paper, to be looked at before it is approved."""
        self._desk.require(Action.DISCLOSE)
        return self._book.read(self._desk.keys.staff.staff_id, scan_of=case_id)[1]

    def approve(self, asked: Disclosure) -> None:
        """Sign a request as somebody else than who filed it; raises SelfApprovalError, NotPermittedError."""
        desk, person = self._desk, self._desk.keys.person
        desk.require(Action.DISCLOSE)
        if asked.by == desk.keys.staff.staff_id:
            raise SelfApprovalError
        signature = person.sign(PURPOSE, asked.signed_bytes(self.scan(asked.id)))
        self._pushing.ready()
        with desk.store.write() as tx:
            operation = desk.record(
                tx, OperationKind.APPROVE_DISCLOSURE, asked.id, subject=asked.patient_id,
                approvals=(Approval(person.person, signature),), basis=BASES[asked.kind],
            )  # fmt: skip
            self._trace(tx, asked.patient_id, asked.id, "approve", asked.scope)
        self._pushing.answer(operation.id)

    def hand_over(self, asked: Disclosure, keep: Callable[[str, bytes], str]) -> str:
        """Log the handing over at central, then keep the scope, nothing else, as a file; returns its name.

        Raises CentralRefusedError when it is not approved or the person is not on this desk.
        """
        desk = self._desk
        desk.require(Action.DISCLOSE)
        self._pushing.ready()
        with desk.store.write() as tx:
            content = _content(tx, asked)
            operation = desk.record(
                tx,
                OperationKind.HAND_OVER_DISCLOSURE,
                asked.id,
                subject=asked.patient_id,
                basis=BASES[asked.kind],
            )
            self._trace(tx, asked.patient_id, asked.id, "hand-over", asked.scope)
        self._pushing.answer(operation.id)
        return keep(f"{asked.id}.json", content)

    def _trace(
        self, tx: Transaction, patient_id: PatientId, case_id: CaseId, step: str, scope: tuple[Scope, ...]
    ) -> None:
        facts = {"step": step, "scope": words(scope)}
        self._desk.trace(
            tx, AuditAct.DISCLOSURE, subject=_present(tx, patient_id).audit_id, object_id=case_id, facts=facts
        )


def _content(tx: Transaction, asked: Disclosure) -> bytes:
    patient = _present(tx, asked.patient_id)
    record, account = patient.record, patient.account
    whole: dict[Scope, object] = {
        Scope.IDENTITY: {
            "name": record.name, "sex": record.sex, "birth": record.birth, "document_type": record.document_type,
            "document_number": record.document_number,
        },
        Scope.PHONE: account.phone if account else None,
        Scope.ADDRESS: record.address,
        Scope.BOOKINGS: [
            {"day": booking.day.isoformat(), "session": booking.session_id, "state": booking.state}
            for booking in tx.bookings.of_patient(asked.patient_id, MOST_BOOKINGS)
        ],
    }  # fmt: skip
    given = {one.value: whole[one] for one in asked.scope}
    return json.dumps({"case": asked.id, "for": asked.recipient, "number": asked.number, **given},
                      ensure_ascii=False, indent=1).encode()  # fmt: skip


def _present(tx: Transaction, patient_id: PatientId) -> StoredPatient:
    patient = tx.patients.get(patient_id)
    if patient is None:
        raise CentralRefusedError(reason="person-gone")
    return patient
