"""Errors that a person at the desk can act on.

Each carries a stable code, which the UI translates, and facts that never hold personal data (invariant A1).
"""

from __future__ import annotations

from typing import ClassVar


class KnownError(Exception):
    """A situation that a clerk, a supervisor or IT can act on."""

    code: ClassVar[str] = "known"

    def __init__(self, /, **facts: str | int) -> None:
        self.facts = facts
        super().__init__(self.code, *sorted(facts.items()))


class NotPermittedError(KnownError):
    """The person's role does not allow the act; facts: `action`."""

    code = "not-permitted"


class RemovedFromRosterError(NotPermittedError):
    """The person was taken off the roster of those who may work here."""

    code = "removed-from-roster"


class SelfApprovalError(KnownError):
    """The person who asked for an act tried to approve it (A3)."""

    code = "self-approval"


class SecondPersonNeededError(KnownError):
    """The person has used up what they may reveal alone today; facts: `limit`. A second person is needed."""

    code = "second-person-needed"


class RevealReasonNeededError(KnownError):
    """Somebody who is not being served may be revealed only with a reason."""

    code = "reveal-reason-needed"


class SlotTakenError(KnownError):
    """Somebody else took the last number of this half-hour a moment ago."""

    code = "slot-taken"


class SessionStoppedError(KnownError):
    """The clinic session was stopped and takes no bookings."""

    code = "session-stopped"


class NoRightsLeftError(KnownError):
    """The line is down and this desk holds no leased number for the wanted half-hour or session."""

    code = "no-rights-left"


class CentralUnreachableError(KnownError):
    """Central could not be reached; registration goes on from leased numbers."""

    code = "central-unreachable"


class CentralRefusedError(KnownError):
    """Central answered and refused; facts: `reason` (a stable code)."""

    code = "central-refused"


class DeskRevokedError(KnownError):
    """Central revoked this desk: it gives no numbers any more; IT enrols it again.

    Facts: `kept`, how many operations of this request central keeps aside for a person to look at (N43).
    """

    code = "desk-revoked"


class RolledBackError(KnownError):
    """The store was put back from an older copy: no number is given before central has answered."""

    code = "rolled-back"


class TraceForkedError(KnownError):
    """Central's record of this desk's trace is another one than this; facts: `size`."""

    code = "trace-forked"


class EvidenceTooWeakError(KnownError):
    """The person must be proved better before this act (N4); facts: `act`, `needed` (an evidence level)."""

    code = "evidence-too-weak"


class ClockSkewError(KnownError):
    """The clock of this PC is wrong by half a day or more and nobody can correct the day; facts: `seconds`."""

    code = "clock-skew"


class StoreFullError(KnownError):
    """The disk is full; nothing was saved."""

    code = "disk-full"


class StoreBusyError(KnownError):
    """Another process holds the store; nothing was saved."""

    code = "store-busy"


class StoreTooNewError(KnownError):
    """The store was written by a newer program."""

    code = "store-too-new"


class StoreDamagedError(KnownError):
    """The store cannot be read with this key or its integrity check fails."""

    code = "store-damaged"


class WrongPassphraseError(KnownError):
    """The passphrase does not open this person's key slot; facts: `left` tries."""

    code = "wrong-passphrase"


class VaultMissingError(KnownError):
    """The device secret is not in the vault of this account; the desk must be enrolled again."""

    code = "vault-missing"


class SealBrokenError(KnownError):
    """A sealed value does not open: wrong key, wrong place or altered bytes."""

    code = "seal-broken"


class CodeWrongError(KnownError):
    """The SMS code is wrong; facts: `left` tries."""

    code = "code-wrong"


class CodeExpiredError(KnownError):
    """The SMS code is older than five minutes or was used."""

    code = "code-expired"


class TooManyCodesError(KnownError):
    """Too many codes were asked for this phone or by this desk; facts: `retry_after_s`."""

    code = "too-many-codes"


class PhoneInvalidError(KnownError):
    """The phone number cannot receive a code; facts: `digits` counted."""

    code = "phone-invalid"


class ReaderError(KnownError):
    """The card reader reported a fault."""

    code = "reader"


class NoCardError(ReaderError):
    """No card lies on the reader."""

    code = "reader-no-card"


class CardLiftedError(ReaderError):
    """The card was lifted before it was read; put it back and read again."""

    code = "reader-card-lifted"


class CardUnreadableError(ReaderError):
    """The card cannot be read; facts: `status` (SW3). Type the document instead."""

    code = "reader-unreadable"


class ReaderUnpluggedError(ReaderError):
    """The reader does not answer or is unplugged."""

    code = "reader-unplugged"


class ReaderNotSetError(ReaderUnpluggedError):
    """No reader is set for this desk: documents are typed."""

    code = "reader-not-set"
