"""Carrying out what a granted request changes: told before, done at central, seen here when it comes back (P8, N15)."""

from __future__ import annotations

from desktop.domain.audit import AuditAct
from desktop.domain.effects import Effect, Preview, check_effect, previews
from desktop.domain.ids import CaseId
from desktop.domain.operations import OperationKind
from desktop.domain.request_cases import RequestCase
from desktop.domain.staff import Action
from desktop.ports.store import ConsentEvent, StoredPatient, Transaction
from desktop.services.desk import Desk
from desktop.services.notice import notice_of
from desktop.services.requests import found_request, seen_request


class EffectService:
    """Effects of requests; like a decision they count when central has taken them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def previews(self, case_id: CaseId) -> tuple[Preview, ...]:
        """Return what can be carried out in a case now, by whoever may."""
        with self._desk.store.read() as tx:
            case = seen_request(tx, case_id).case
            patient, consents = _about(tx, case)
            return previews(case, consents, restricted=patient.status.restricted) if patient else ()

    def carry_out(self, case_id: CaseId, effect: Effect) -> None:
        """Send one effect to central; raises NotPermittedError, EffectNotDueError."""
        desk = self._desk
        desk.require(Action.CARRY_OUT)
        with desk.store.write() as tx:
            case = found_request(tx, case_id).case
            patient, consents = _about(tx, case)
            check_effect(case, effect, consents, restricted=bool(patient and patient.status.restricted))
            notice = notice_of(tx, self._desk.today())
            facts = {"effect": effect.value, "notice_version": notice.version if notice else ""}
            desk.record(
                tx, OperationKind.EFFECT_REQUEST, case_id, subject=case.patient_id, facts=facts,
                base_version=case.version,
            )  # fmt: skip
            desk.trace(
                tx, AuditAct.EFFECT_REQUEST, subject=patient.audit_id if patient else None, object_id=case_id,
                facts={"effect": effect.value},
            )  # fmt: skip


def _about(tx: Transaction, case: RequestCase) -> tuple[StoredPatient | None, tuple[ConsentEvent, ...]]:
    if case.patient_id is None:
        return None, ()
    return tx.patients.get(case.patient_id), tx.cases.consents(case.patient_id)
