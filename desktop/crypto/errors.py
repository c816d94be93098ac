"""What can go wrong with keys, besides the errors of domain/errors.py."""

from __future__ import annotations

from desktop.domain.errors import KnownError


class SelfTestError(KnownError):
    """This build of the cryptography computes something wrong and must not be used; facts: `check`."""

    code = "self-test"


class WeakSlotError(KnownError):
    """A key slot asks for less work per guess than this program accepts, or for absurdly much (floor and ceiling)."""

    code = "weak-slot"


class VaultUnavailableError(KnownError):
    """The vault of this account is locked or does not answer; facts: `vault` (its code)."""

    code = "vault-unavailable"


class SlotExistsError(KnownError):
    """This person already has a key slot on this desk."""

    code = "slot-exists"


class WrongCodeError(KnownError):
    """The changing code is not right, or was used already; facts: `left` tries."""

    code = "wrong-code"


class CodeNeededError(KnownError):
    """This person signs in with a changing code beside the passphrase."""

    code = "code-needed"


class StepsOwedError(KnownError):
    """The passphrase was right, but a code must be bound or a new passphrase chosen first; the window leads there."""

    code = "sign-in-steps-owed"
