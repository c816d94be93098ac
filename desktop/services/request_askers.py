"""Who asked in a request's own words: name, tie, how they are reached; shown for a call back (P39, SECURITY §4.4)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.audit import AuditAct
from desktop.domain.ids import CaseId
from desktop.domain.staff import Action
from desktop.services.desk import Desk
from desktop.services.requests import found_request


@dataclass(frozen=True, slots=True)
class AskerShown:
    """What the asker left in one case; "" where they left nothing."""

    case_id: CaseId
    name: str
    relation: str
    contact: str

    def __repr__(self) -> str:
        return f"AskerShown({self.case_id})"


class AskerService:
    """Shows it once the trace says so (A2)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def show(self, case_id: CaseId) -> AskerShown:
        """Return who asked; raises NotPermittedError, ReadingClosedError, CentralRefusedError (case-not-open)."""
        desk = self._desk
        desk.require(Action.FILE_REQUEST)
        with desk.store.write() as tx:
            stored = found_request(tx, case_id)
            patient = tx.patients.get(stored.case.patient_id) if stored.case.patient_id else None
            desk.trace(
                tx, AuditAct.REVEAL, subject=patient.audit_id if patient else None, object_id=case_id,
                facts={"field": "asker", "why": "request"},
            )  # fmt: skip
            said = stored.text
        return AskerShown(case_id, said.asker_name, said.asker_relation, said.contact)
