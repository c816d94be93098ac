"""The officer's files: asked of central, checked, traced before they are kept (P13, P42)."""

from __future__ import annotations

from datetime import date

from desktop.domain.audit import AuditAct
from desktop.domain.audit_pack import check_days, check_file
from desktop.domain.deidentified import Exemption, ExemptionMissingError
from desktop.domain.proof_pack import ProofUnreadableError
from desktop.domain.staff import Action
from desktop.ports.central import Exports
from desktop.ports.keys import SignatureCheck
from desktop.services.desk import Desk


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
        CentralUnreachableError.
        """
        desk = self._desk
        desk.require(Action.EXPORT)
        check_days(first, last)
        if exemption is None:
            raise ExemptionMissingError
        content = self._source.deidentified(desk.keys.staff.staff_id, first, last, exemption)
        self._trace("deidentified", first, last, exemption.value)
        return content

    def _trace(self, kind: str, first: date, last: date, exemption: str = "") -> None:
        facts: dict[str, str | int] = {"kind": kind, "days": (last - first).days + 1, "exemption": exemption}
        with self._desk.store.write() as tx:
            self._desk.trace(tx, AuditAct.EXPORT, facts=facts)
