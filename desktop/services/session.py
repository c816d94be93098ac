"""Signing in, locking, leaving; each with its trace (P5, G81). The desk is open only between sign-in and sign-out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.audit import AuditAct
from desktop.domain.errors import KnownError, RemovedFromRosterError, WrongPassphraseError
from desktop.domain.ids import StaffId
from desktop.domain.roster import REMOVED
from desktop.ports.keys import OpenKeys, Safe, SlotInfo
from desktop.ports.store import Transaction
from desktop.ports.trace import AnchorVault
from desktop.services.anchoring import mark_end, notice_roll_back
from desktop.services.desk import Desk
from desktop.services.payments import insist_on_unfinished
from desktop.services.slot_acts import withdraw_unfinished


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

    def __init__(self, safe: Safe, open_desk: Callable[[OpenKeys], Desk], vault: AnchorVault) -> None:
        self._safe = safe
        self._vault = vault
        self._open_desk = open_desk
        self._signed_in: SignedIn | None = None
        self._failures: list[StaffId] = []

    def people(self) -> tuple[SlotInfo, ...]:
        """Return who can sign in here."""
        return self._safe.people()

    def current(self) -> SignedIn | None:
        """Return who is signed in."""
        return self._signed_in

    def sign_in(self, text: str, passphrase: bytearray) -> SignedIn:
        """Open the desk; raises UnknownStaffError, WrongPassphraseError(left), VaultMissingError,
        RemovedFromRosterError.

        Who was tried in vain before is traced now, since no trace can be written while the desk is closed. A claim that
        a crash left without its slip is withdrawn. When nothing of this can be saved the desk stays closed.
        """
        person = self._person(text)
        try:
            keys = self._safe.open(person.staff_id, passphrase)
        except WrongPassphraseError:
            self._failures.append(person.staff_id)
            raise
        desk = self._open_desk(keys)
        try:
            _refuse_removed(desk)
            with desk.store.write() as tx:
                for tried in self._failures:
                    _trace_failed(desk, tx, tried)
                notice_roll_back(desk, tx, self._vault.load)
                desk.trace(tx, AuditAct.SIGN_IN)
                withdraw_unfinished(desk, tx)
                insist_on_unfinished(desk, tx)
        except BaseException:
            desk.store.close()
            raise
        self._failures = []
        self._signed_in = SignedIn(person, desk)
        return self._signed_in

    def lock(self) -> None:
        """Note that the page was covered; nothing is closed yet (soft lock)."""
        self._trace(AuditAct.LOCK)
        self._mark()

    def unlock(self, passphrase: bytearray) -> None:
        """Uncover for the same person; raises WrongPassphraseError, RemovedFromRosterError."""
        if self._signed_in is None:
            raise UnknownStaffError
        self.prove(passphrase)
        _refuse_removed(self._signed_in.desk)
        self._trace(AuditAct.UNLOCK)

    def prove(self, passphrase: bytearray) -> None:
        """Ask the signed-in person once more who they are; raises WrongPassphraseError, which is traced."""
        if self._signed_in is None:
            raise UnknownStaffError
        staff, desk = self._signed_in.staff, self._signed_in.desk
        try:
            self._safe.open(staff.staff_id, passphrase)
        except WrongPassphraseError:
            with desk.store.write() as tx:
                _trace_failed(desk, tx, staff.staff_id)
            raise

    def sign_out(self) -> None:
        """Trace, close the store and forget the keys; a full disk keeps nobody signed in."""
        if self._signed_in is None:
            return
        desk = self._signed_in.desk
        try:
            self._trace(AuditAct.SIGN_OUT)
            self._mark()
        finally:
            self._signed_in = None
            desk.store.close()

    def _trace(self, act: AuditAct) -> None:
        if self._signed_in is not None:
            desk = self._signed_in.desk
            with desk.store.write() as tx:
                desk.trace(tx, act)

    def _mark(self) -> None:
        if self._signed_in is not None:
            mark_end(self._signed_in.desk, self._vault)

    def _person(self, text: str) -> SlotInfo:
        wanted = text.strip().lower()
        for person in self._safe.people():
            if wanted in (person.staff_id.lower(), person.initials.lower()):
                return person
        raise UnknownStaffError


def _refuse_removed(desk: Desk) -> None:
    """Refuse, with a trace, who stood on an earlier roster and stands on the newest one no more (DECISIONS 10)."""
    staff_id = desk.keys.staff.staff_id
    with desk.store.read() as tx:
        removed = tx.state.get(REMOVED + staff_id) is not None
    desk.dismissed = removed
    if removed:
        with desk.store.write() as tx:
            _trace_failed(desk, tx, staff_id)
        raise RemovedFromRosterError


def _trace_failed(desk: Desk, tx: Transaction, tried: StaffId) -> None:
    """Trace a wrong passphrase with whose it was not: the actor of the row is who is signed in when it is written."""
    desk.trace(tx, AuditAct.SIGN_IN_FAILED, result="refused", facts={"person": tried})
