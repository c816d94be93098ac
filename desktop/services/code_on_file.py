"""A code to the number that is already on file: sent, read out by the person, checked by central (SECURITY §4.4, P31).

The number is never shown, and never chosen at the window; the proof goes up with the request, and central believes it
once and for that number only.
"""

from __future__ import annotations

from datetime import date

from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError, KnownError
from desktop.domain.ids import PatientId
from desktop.domain.marks import Mark
from desktop.domain.staff import Action
from desktop.ports.central import CodeTicket, Verification
from desktop.ports.store import StoredPatient, Transaction
from desktop.services.desk import Desk
from desktop.services.identify import proved_on


class NoNumberOnFileError(KnownError):
    """No code can be sent: facts: `why` ("none", "silent" - it may be somebody else's by now (N19), "frozen")."""

    code = "no-number-on-file"


class CodeOnFileService:
    """Sends and checks codes for requests."""

    def __init__(self, desk: Desk, verification: Verification) -> None:
        self._desk = desk
        self._verification = verification

    def send(self, patient_id: PatientId) -> CodeTicket:
        """Send a code to the person's own number.

        Raises NoNumberOnFileError, TooManyCodesError, CentralUnreachableError, NotPermittedError.
        """
        desk = self._desk
        desk.require(Action.FILE_REQUEST)
        with desk.store.read() as tx:
            patient = tx.patients.get(patient_id)
            phone = number_to_reach(tx, patient, desk.today())
            audit_id = patient.audit_id if patient else None
        ticket = self._verification.send_code(phone)
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.CODE_SENT, subject=audit_id, object_id=ticket.code_id)
        return ticket

    def check(self, code_id: str, code: str) -> str:
        """Return the proof; raises CodeWrongError(left), CodeExpiredError."""
        self._desk.require(Action.FILE_REQUEST)
        return self._verification.check_code(code_id, code)


def number_to_reach(tx: Transaction, patient: StoredPatient | None, today: date) -> str:
    """Return the verified number on file at which a person may be proved; raises NoNumberOnFileError."""
    if patient is None:
        raise CentralRefusedError(reason="person-gone")
    account = patient.account
    if account is None or not account.phone or not patient.status.phone_verified:
        raise NoNumberOnFileError(why="none")
    if Mark.FROZEN in patient.status.marks:
        raise NoNumberOnFileError(why="frozen")
    if proved_on(tx, patient, today) is None:
        raise NoNumberOnFileError(why="silent")
    return account.phone
