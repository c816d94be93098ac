"""Signing in, locking, leaving; each with its trace (P5, G81). The desk is open only between sign-in and sign-out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.audit import AuditAct
from desktop.domain.errors import KnownError, WrongPassphraseError
from desktop.ports.keys import OpenKeys, Safe, SlotInfo
from desktop.services.desk import Desk


class UnknownStaffError(KnownError):
    """Nobody with this number or these initials has a key slot on this desk."""

    code = "unknown-staff"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is at the desk now."""

    staff: SlotInfo
    desk: Desk


class SessionService:
    """Opens the desk for one person; unlocking asks for the same person's passphrase again."""

    def __init__(self, safe: Safe, open_desk: Callable[[OpenKeys], Desk]) -> None:
        self._safe = safe
        self._open_desk = open_desk
        self._signed_in: SignedIn | None = None
        self._failures = 0

    def people(self) -> tuple[SlotInfo, ...]:
        """Return who can sign in here."""
        return self._safe.people()

    def current(self) -> SignedIn | None:
        """Return who is signed in."""
        return self._signed_in

    def sign_in(self, text: str, passphrase: bytearray) -> SignedIn:
        """Open the desk; raises UnknownStaffError, WrongPassphraseError(left), VaultMissingError."""
        person = self._person(text)
        try:
            keys = self._safe.open(person.staff_id, passphrase)
        except WrongPassphraseError:
            self._failures += 1
            raise
        desk = self._open_desk(keys)
        with desk.store.write() as tx:
            for _ in range(self._failures):
                desk.trace(tx, AuditAct.SIGN_IN_FAILED, result="refused")
            desk.trace(tx, AuditAct.SIGN_IN)
        self._failures = 0
        self._signed_in = SignedIn(person, desk)
        return self._signed_in

    def lock(self) -> None:
        """Note that the page was covered; nothing is closed yet (soft lock)."""
        self._trace(AuditAct.LOCK)

    def unlock(self, passphrase: bytearray) -> None:
        """Uncover for the same person; raises WrongPassphraseError."""
        if self._signed_in is None:
            raise UnknownStaffError
        self._safe.open(self._signed_in.staff.staff_id, passphrase)
        self._trace(AuditAct.UNLOCK)

    def sign_out(self) -> None:
        """Trace, close the store and forget the keys."""
        if self._signed_in is None:
            return
        self._trace(AuditAct.SIGN_OUT)
        self._signed_in.desk.store.close()
        self._signed_in = None

    def _trace(self, act: AuditAct) -> None:
        if self._signed_in is not None:
            desk = self._signed_in.desk
            with desk.store.write() as tx:
                desk.trace(tx, act)

    def _person(self, text: str) -> SlotInfo:
        wanted = text.strip().lower()
        for person in self._safe.people():
            if wanted in (person.staff_id.lower(), person.initials.lower()):
                return person
        raise UnknownStaffError
