"""The officer's files: asked of central, checked, traced before they are kept (P13, P42)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.audit import AuditAct
from desktop.domain.audit_pack import check_days, check_file
from desktop.domain.deidentified import Exemption, ExemptionMissingError
from desktop.domain.errors import CentralRefusedError, SelfApprovalError
from desktop.domain.export_asks import (
    EXPORT_TASK,
    PURPOSE,
    ExportEffect,
    ExportUnsignedError,
    effect_of,
    figures_text,
)
from desktop.domain.ids import StaffId, TaskId
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.proof_pack import ProofUnreadableError
from desktop.domain.staff import Action
from desktop.ports.central import Exports
from desktop.ports.keys import SignatureCheck
from desktop.ports.records import StoredTask
from desktop.services.desk import Desk
from desktop.services.supervision import OPEN, RESOLVED, open_task


class ExportService:
    """Makes either file; `publics` are central's signing key and the founding key (32 bytes each)."""

    def __init__(
        self, desk: Desk, source: Exports, check: SignatureCheck, publics: tuple[bytes, bytes]
    ) -> None:
        self._desk, self._source, self._check, self._publics = desk, source, check, publics

    def today(self) -> date:
        """Return the hospital's day."""
        return self._desk.today()

    def audit(self, first: date, last: date) -> bytes:
        """Return the auditor's ZIP, whose signature holds.

        Raises NotPermittedError, ExportRangeError, ProofUnreadableError, CentralUnreachableError.
        """
        desk = self._desk
        desk.require(Action.EXPORT)
        check_days(first, last)
        content = self._source.audit(desk.keys.staff.staff_id, first, last)
        found = check_file(content, self._check.verify, *self._publics)
        if not all(one.good for one in found if one.what in ("signed-by-central", "page-unchanged")):
            raise ProofUnreadableError
        self._trace("audit", first, last)
        return content

    def deidentified(self, first: date, last: date, exemption: Exemption | None) -> bytes:
        """Return figures as CSV.

        Raises NotPermittedError, ExportRangeError, ExemptionMissingError, ExportNotRegisteredError,
        ExportUnsignedError when another person is only now asked to sign, CentralUnreachableError.
        """
        desk = self._desk
        desk.require(Action.EXPORT)
        check_days(first, last)
        if exemption is None:
            raise ExemptionMissingError
        try:
            content = self._source.deidentified(desk.keys.staff.staff_id, first, last, exemption)
        except ExportUnsignedError:
            self._ask(first, last, exemption)
            raise
        self._trace("deidentified", first, last, exemption.value)
        return content

    def _ask(self, first: date, last: date, exemption: Exemption) -> None:
        """Ask another person to sign for these figures, once."""
        desk, me = self._desk, self._desk.keys.staff.staff_id
        text = figures_text(first, last, exemption)
        with desk.store.write() as tx:
            waiting = (t for t in tx.cases.tasks(OPEN) if t.kind == EXPORT_TASK and t.asked_by == me)
            if any(task.reason == text for task in waiting):
                return
            effect = ExportEffect(TaskId(desk.new_id()), me, first, last, exemption)
            desk.record(
                tx, OperationKind.ASK_EXPORT, effect.ask_id, facts={"figures": text},
                approvals=(self._signature(effect),),
            )  # fmt: skip
            tx.cases.put_task(
                StoredTask(effect.ask_id, EXPORT_TASK, OPEN, desk.clock.now(), None, None, text, me)
            )
            desk.trace(
                tx, AuditAct.EXPORT, result="refused", object_id=effect.ask_id,
                facts={"kind": "asked", "exemption": exemption.value},
            )  # fmt: skip

    def sign(self, task_id: TaskId) -> None:
        """Sign as the second person; raises NotPermittedError, SelfApprovalError, CentralRefusedError."""
        desk = self._desk
        desk.require(Action.SIGN_EXPORT)
        with desk.store.write() as tx:
            task = open_task(tx, task_id)
            if task.kind != EXPORT_TASK or task.asked_by is None:
                raise CentralRefusedError(reason="task-not-open")
            if task.asked_by == desk.keys.staff.staff_id:
                raise SelfApprovalError
            effect = effect_of(task_id, StaffId(task.asked_by), task.reason)
            desk.record(tx, OperationKind.SIGN_EXPORT, task_id, approvals=(self._signature(effect),))
            tx.cases.put_task(replace(task, state=RESOLVED))
            desk.trace(
                tx, AuditAct.EXPORT, object_id=task_id,
                facts={"kind": "signed", "exemption": effect.exemption.value},
            )  # fmt: skip

    def _signature(self, effect: ExportEffect) -> Approval:
        person = self._desk.keys.person
        return Approval(person.person, person.sign(PURPOSE, effect.signed_bytes()))

    def _trace(self, kind: str, first: date, last: date, exemption: str = "") -> None:
        facts: dict[str, str | int] = {"kind": kind, "days": (last - first).days + 1, "exemption": exemption}
        with self._desk.store.write() as tx:
            self._desk.trace(tx, AuditAct.EXPORT, facts=facts)
