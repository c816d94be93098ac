"""Leased numbers of today that are not needed any more go back before their session ends (DECISIONS 24, 28).

Each return is a signed operation of the desk: a right is in one place only (I4), so the number counts as given back
once it is written here, and others can book it when central has it. Tomorrow's numbers stay: a block is given once.
"""

from __future__ import annotations

from desktop.domain.audit import AuditAct
from desktop.domain.operations import OperationKind, Right
from desktop.domain.staff import Action
from desktop.ports.store import Transaction
from desktop.services.desk import Desk


class GivingBackService:
    """Returns what this desk holds for hours without a line."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def give_back(self) -> int:
        """Return today's unspent numbers; returns how many. Raises NotPermittedError."""
        desk = self._desk
        desk.require(Action.BOOK)
        with desk.store.write() as tx:
            rights = [right for right in tx.rights.held() if self._of_today(tx, right)]
            for right in rights:
                tx.rights.spend(right)
                desk.record(tx, OperationKind.RETURN_RIGHT, f"{right.session_id}/{right.number}", right=right)
            if rights:
                desk.trace(tx, AuditAct.RETURN_NUMBERS, facts={"count": len(rights)})
        return len(rights)

    def _of_today(self, tx: Transaction, right: Right) -> bool:
        session = tx.schedules.session(right.session_id)
        return session is not None and session.day <= self._desk.today()
