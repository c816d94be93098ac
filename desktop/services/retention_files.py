"""People's own files of a retention run: a deletion each, filed by one person and signed by another (P14, A3)."""

from __future__ import annotations

from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId, OperationId, StaffId
from desktop.domain.incidents import Told
from desktop.domain.operations import OperationKind
from desktop.domain.retention import FILED, ground_of
from desktop.domain.rights import CaseState, ErasureEffect, check_approver
from desktop.domain.staff import Action
from desktop.ports.central import DutyPerson
from desktop.ports.store import Transaction
from desktop.services.desk import Desk
from desktop.services.rights import filed_facts, signature_over


def file_files(
    desk: Desk, tx: Transaction, duty_id: str, people: tuple[DutyPerson, ...]
) -> OperationId | None:
    """File a deletion for everybody on the run's list who is not filed yet; returns the last act, None for nobody."""
    desk.require(Action.FILE_DELETION)
    last = None
    for person in people:
        if person.state != Told.WAITING.value:
            continue
        effect = ErasureEffect(
            CaseId(desk.new_id()), person.patient_id, person.version, desk.keys.staff.staff_id, desk.clock.now(),
            ground_of(duty_id), tx.pairs.aliases_of(person.patient_id),
        )  # fmt: skip
        frozen = effect.to_bytes()
        last = desk.record(
            tx, OperationKind.FILE_ERASURE, effect.case_id, subject=person.patient_id,
            facts=filed_facts(effect, frozen), base_version=effect.patient_version,
            approvals=(signature_over(desk, frozen),),
        ).id  # fmt: skip
        desk.trace(tx, AuditAct.FILE_ERASURE, object_id=effect.case_id)
    return last


def sign_files(desk: Desk, tx: Transaction, duty_id: str, people: tuple[DutyPerson, ...]) -> None:
    """Sign the deletions of the run as the second person.

    Raises SelfApprovalError; CentralRefusedError while some are not filed, or not at this desk yet.
    """
    waiting = sum(person.state == Told.WAITING.value for person in people)
    filed = sum(person.state == FILED for person in people)
    ground = ground_of(duty_id)
    mine = [case for case in tx.cases.cases((CaseState.FILED.value,)) if case.ground == ground]
    if waiting or len(mine) < filed:
        raise CentralRefusedError(reason="files-not-filed" if waiting else "files-on-the-way")
    if mine:
        desk.require(Action.APPROVE_DELETION)
    for case in mine:
        check_approver(StaffId(case.filed_by), desk.keys.staff.staff_id)
        desk.record(
            tx, OperationKind.APPROVE_ERASURE, case.id, subject=case.patient_id, facts={"case_id": case.id},
            approvals=(signature_over(desk, case.effect),),
        )  # fmt: skip
        desk.trace(tx, AuditAct.APPROVE_ERASURE, object_id=case.id)
