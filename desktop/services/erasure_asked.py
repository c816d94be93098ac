"""How a deletion was asked for, looked at by who is about to sign over it (P25, N14)."""

from __future__ import annotations

from desktop.domain.audit import AuditAct
from desktop.domain.ids import CaseId
from desktop.domain.staff import Action
from desktop.ports.central import Asked, ErasuresAsked
from desktop.services.desk import Desk


class ErasureAskedService:
    """On line only: what was drawn lies at central under the key of its case."""

    def __init__(self, desk: Desk, source: ErasuresAsked) -> None:
        self._desk, self._source = desk, source

    def asked(self, case_id: CaseId) -> Asked:
        """Return it; traced before it is asked for (A2).

        Raises NotPermittedError, CentralUnreachableError, CentralRefusedError when the case is not open any more.
        """
        desk = self._desk
        desk.require(Action.APPROVE_DELETION)
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.ERASURE_SHOWN, object_id=case_id)
        return self._source.asked(desk.keys.staff.staff_id, case_id)
