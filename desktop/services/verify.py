"""Codes and the name-number match, both through central (P1, P3, G8, G9)."""

from __future__ import annotations

from desktop.domain.audit import AuditAct
from desktop.domain.phones import normalise_phone
from desktop.domain.staff import Action
from desktop.domain.verification import NameCheck, can_be_asked
from desktop.ports.central import CodeTicket, Verification
from desktop.services.desk import Desk
from desktop.services.drafts import PersonDraft


class VerifyService:
    """What central confirms about a phone or a name."""

    def __init__(self, desk: Desk, verification: Verification) -> None:
        self._desk = desk
        self._verification = verification

    def send_code(self, phone: str) -> CodeTicket:
        """Send a six-digit code; raises PhoneInvalidError, TooManyCodesError, CentralUnreachableError."""
        self._desk.require(Action.REGISTER)
        ticket = self._verification.send_code(normalise_phone(phone))
        with self._desk.store.write() as tx:
            self._desk.trace(tx, AuditAct.CODE_SENT, object_id=ticket.code_id)
        return ticket

    def check_code(self, code_id: str, code: str) -> str:
        """Return the proof; raises CodeWrongError(left), CodeExpiredError."""
        self._desk.require(Action.REGISTER)
        return self._verification.check_code(code_id, code)

    def check_name(self, draft: PersonDraft) -> NameCheck:
        """Return the outcome; NOT_ASKED for documents that no authority answers for (DOMAIN §6.3)."""
        self._desk.require(Action.REGISTER)
        if not can_be_asked(draft.document_type):
            return NameCheck.NOT_ASKED
        outcome = self._verification.check_name(draft.document_type.value, draft.number, draft.name)
        return NameCheck(outcome)
