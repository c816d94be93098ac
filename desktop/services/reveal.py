"""One masked value in full, for seconds: the trace is committed before the value leaves (N18, A2, T1)."""

from __future__ import annotations

from datetime import date

from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError, RevealReasonNeededError, SecondPersonNeededError
from desktop.domain.ids import PatientId
from desktop.domain.marks import Mark, PersonFrozenError
from desktop.domain.reveals import RevealField, RevealReason, require_reveal_left
from desktop.domain.staff import Action
from desktop.ports.store import StoredPatient, Transaction
from desktop.services.desk import Desk
from desktop.services.guarding import refused_with_trace
from desktop.services.openings import refuse_unless_granted
from desktop.services.registers import refuse_untrained

COUNT_PREFIX = "reveals/"
TASK = "task"


class RevealService:
    """Reveals fields of one patient at a time.

    The count of reveals outside a task is kept in the sealed store, so that signing in anew gives no new ones. Until
    shifts are settled here (G54) a shift is the clinic day.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._served: PatientId | None = None

    def serve(self, patient_id: PatientId | None) -> None:
        """Say who is being served now; whom nobody opened with a trace is not (DECISIONS 4)."""
        opened = patient_id is not None and self._desk.was_opened(patient_id)
        self._served = patient_id if opened else None

    def reveal(self, patient_id: PatientId, field: RevealField, reason: RevealReason | None = None) -> str:
        """Return the plain value ("" when there is none); the caller shows it for at most LONGEST_S seconds.

        Raises NotPermittedError, RevealReasonNeededError, SecondPersonNeededError, TrainingOverdueError,
        PersonFrozenError, OwnRecordError, MinorRecordError, CentralRefusedError (unknown person) and what the store
        raises: without a committed trace nothing is returned.
        """
        self._desk.require(Action.REVEAL)
        in_task = patient_id == self._served
        if not in_task and reason is None:
            raise RevealReasonNeededError
        why = reason.value if reason else TASK
        facts = {"field": field.value, "why": why}
        try:
            with refused_with_trace(self._desk, AuditAct.REVEAL), self._desk.store.write() as tx:
                patient = _present(tx, patient_id)
                refuse_unless_granted(self._desk, tx, patient, listed=True)
                self._desk.refuse_sealed(tx, patient)
                refuse_untrained(self._desk, tx)
                if Mark.FROZEN in patient.status.marks:
                    raise PersonFrozenError
                if not in_task:
                    self._count(tx)
                self._desk.trace(tx, AuditAct.REVEAL, subject=patient.audit_id, facts=facts)
                value = _value(patient, field)
        except (SecondPersonNeededError, PersonFrozenError):
            with self._desk.store.write() as tx:
                subject = _present(tx, patient_id).audit_id
                self._desk.trace(tx, AuditAct.REVEAL, subject=subject, facts=facts, result="refused")
            raise
        return value

    def _count(self, tx: Transaction) -> None:
        """Count one reveal outside a task; raises SecondPersonNeededError when they are used up."""
        name = _counter(self._desk.today(), self._desk.keys.staff.staff_id)
        made = int(tx.state.get(name) or 0)
        require_reveal_left(self._desk.role, made)
        for old in tx.state.names(COUNT_PREFIX):
            if not old.startswith(_counter(self._desk.today(), "")):
                tx.state.set(old, None)
        tx.state.set(name, str(made + 1).encode())


def _counter(day: date, staff_id: str) -> str:
    return f"{COUNT_PREFIX}{day.isoformat()}/{staff_id}"


def _present(tx: Transaction, patient_id: PatientId) -> StoredPatient:
    patient = tx.patients.get(patient_id)
    if patient is None:
        raise CentralRefusedError(reason="person-gone")
    return patient


def _value(patient: StoredPatient, field: RevealField) -> str:
    account, record = patient.account, patient.record
    values = {
        RevealField.DOCUMENT_NUMBER: record.document_number,
        RevealField.PHONE: account.phone if account else None,
        RevealField.CARD_NUMBER: record.card_number,
        RevealField.ADDRESS: record.address,
        RevealField.CONTACT: f"{record.contact_name} {record.contact_phone}" if record.contact_name else None,
    }
    return values[field] or ""
