"""Keys as roles: where secrets lie, who opens the desk, who seals, who signs (DECISIONS 9-16)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from desktop.domain.ids import DeskId, StaffId


class KeyVault(Protocol):
    """Where this account keeps the device secret (32 bytes)."""

    def load(self, name: str) -> bytes | None:
        """Return the secret, or None when the vault does not hold it."""

    def save(self, name: str, secret: bytes) -> None:
        """Keep the secret; replaces an older one."""

    def delete(self, name: str) -> None:
        """Forget the secret; no error when there is none."""

    def describe(self) -> str:
        """Return a stable code for the screen: `credential-manager`, `secret-service` or `file`."""


class Sealer(Protocol):
    """Seals rows under data keys and wraps data keys; knows no table and no clinic word."""

    def new_data_key(self) -> bytes:
        """Return 32 fresh random bytes."""

    def wrap(self, data_key: bytes, context: bytes) -> bytes:
        """Return the data key wrapped under the epoch's wrap key."""

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Return the data key; raises SealBrokenError."""

    def rewrap(self, wrapped: bytes, context: bytes) -> bytes | None:
        """Return it wrapped under the newest wrap key, none when it is already; raises SealBrokenError."""

    def seal(self, data_key: bytes, plain: bytes, context: bytes) -> bytes:
        """Seal under a data key; `context` is bound as AAD."""

    def unseal(self, data_key: bytes, sealed: bytes, context: bytes) -> bytes:
        """Open; raises SealBrokenError."""

    def index(self, field: str, value: str) -> bytes:
        """Return the keyed search token (32 bytes) of a normalised value for this desk only."""


class DeskKeys(Protocol):
    """The enrolled desk's own keys."""

    @property
    def desk(self) -> DeskId:
        """Return the desk that the keys belong to."""

    @property
    def public(self) -> bytes:
        """Return the desk's Ed25519 public key (32 bytes)."""

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Return the desk's Ed25519 signature (64 bytes)."""

    def seal_to_central(self, plain: bytes, info: bytes) -> bytes:
        """Seal to central's public key (HPKE)."""

    def open_from_central(self, sealed: bytes, info: bytes) -> bytes:
        """Open what central sealed to this desk; raises SealBrokenError."""


class PersonKeys(Protocol):
    """The signed-in person's own keys at this desk."""

    @property
    def person(self) -> StaffId:
        """Return whose keys these are."""

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Return the person's Ed25519 signature (64 bytes)."""


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """A person who can sign in here (nothing secret).

    `code_bound` when a changing code is asked as well, `pin_set` when a PIN uncovers their window, `badge_set` a badge.
    """

    staff_id: StaffId
    name: str
    initials: str
    role: str
    code_bound: bool = False
    pin_set: bool = False
    badge_set: bool = False


class Pin(Protocol):
    """The signed-in person's PIN or badge: it uncovers their window and opens nothing (DECISIONS 18)."""

    def matches(self, pin: bytearray) -> bool:
        """Return whether it is the PIN or the badge's number; it is zeroed in any case."""


class KeyRotation(Protocol):
    """A new epoch of the open desk's keys; `begin`, wrap every data key again, `finish`."""

    def epoch(self) -> int:
        """Return the number of the epoch that holds."""

    def people(self) -> tuple[StaffId, ...]:
        """Return who has a slot."""

    def begun(self) -> bool:
        """Return whether a rotation began and did not end."""

    def begin(self) -> None:
        """Wrap under a new key from now on; what is wrapped under the old one still opens."""

    def finish(self, without: Collection[StaffId] = ()) -> int:
        """Open the new epoch for everybody but those; returns its number."""


class FileKeyChange(Protocol):
    """A new key for the whole store after an incident; both keys are kept until the store was read under the next."""

    def next_key(self) -> bytes:
        """Return the key (32 bytes) that the store is to be under, b"" when none is ordered."""

    def order(self) -> None:
        """Make the next key durable; a second order changes nothing."""

    def settle(self) -> None:
        """The store was read under the next key: it is the only one from now on, the old one is destroyed."""


@dataclass(frozen=True, slots=True, repr=False)
class OpenKeys:
    """What an unlocked desk holds. `file_key` (32 bytes) opens the store; never printed.

    While a change of it is ordered the store lies under it or under `file_change.next_key()`.
    """

    file_key: bytes
    sealer: Sealer
    desk: DeskKeys
    person: PersonKeys
    staff: SlotInfo
    rotation: KeyRotation | None = None
    file_change: FileKeyChange | None = None
    pin: Pin | None = None
    badge: Pin | None = None


@dataclass(frozen=True, slots=True, repr=False)
class CodeOffer:
    """A secret to be put into an authenticator: as the address of a picture and as text to type."""

    address: str
    text: str


class Entry(Protocol):
    """A person whose passphrase (and code) was right, before the desk is opened for them; lives in memory only."""

    def owed(self) -> tuple[str, ...]:
        """Return what must be done first: `bind-code`, `change-passphrase`."""

    def released(self) -> bool:
        """Return whether an order for a lost telephone let the person in without a code; then one must be bound."""

    def offered(self) -> bool:
        """Return whether the person has no PIN where one is offered at sign-in."""

    def offer(self, issuer: str) -> CodeOffer:
        """Return the secret to bind, the same one until it is bound."""

    def bind_code(self, first: str, second: str) -> None:
        """Bind it after two codes that follow each other; raises WrongCodeError."""

    def change_passphrase(self, passphrase: bytearray) -> None:
        """Seal the person's keys under a new passphrase (zeroed); raises what the rules of passphrases raise."""

    def set_pin(self, pin: bytearray) -> None:
        """Set or change the PIN (zeroed); raises PinShapeError, PinCommonError."""

    def set_badge(self, number: bytearray) -> None:
        """Take the badge that was presented (zeroed); raises BadgeShapeError."""

    def strike_badge(self) -> None:
        """Forget the badge."""

    def keys(self) -> OpenKeys:
        """Open the desk; raises StepsOwedError while something is owed."""


class Safe(Protocol):
    """The locked desk: key slots on disk and the device secret in the vault."""

    def people(self) -> tuple[SlotInfo, ...]:
        """Return who has a slot here."""

    def enter(self, staff_id: StaffId, passphrase: bytearray, code: str = "") -> Entry:
        """Let one person in; raises WrongPassphraseError, CodeNeededError, WrongCodeError, VaultMissingError."""

    def recognise(self, staff_id: StaffId, passphrase: bytearray) -> None:
        """Check the passphrase alone: who comes back to a covered window gave their code at sign-in. As `enter`."""


class SignatureCheck(Protocol):
    """Verifies signatures of others (central's, the founding key's, a person's)."""

    def verify(self, public: bytes, signature: bytes, purpose: str, message: bytes) -> bool:
        """Return whether the Ed25519 signature holds."""
