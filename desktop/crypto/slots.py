"""A key slot: one person's own private keys at one desk, opened by passphrase and device secret together.

    PK   = Argon2id(passphrase, salt 16 bytes, cost)                        32 bytes
    UK   = HKDF-SHA256(PK | device secret, salt = installation, "slot")      32 bytes
    slot = version (1 byte, 4) | person, name, initials, role (each length 4 | UTF-8)
           | memory KiB (4) | iterations (4) | lanes (4) | salt (16)
           | sign public (32) | seal public (32)
           | code bound (1, not in version 1) | PIN set (1, from version 3) | badge set (1, from version 4)
           | passphrase chosen at (4, seconds of 1970; not in version 1)
           | commitment (32)
           | sealed private keys (length 4 | 93, with a code 20 more, with a PIN and with a badge 48 more each)
           | sealed epoch key (length 4 | 81)

The private keys (Ed25519 32 | X25519 32, where a code is bound its secret, 20, where a PIN or a badge is set its mark,
48) are sealed under HKDF(UK, "slot-key"), everything before them, the installation and the demo mark as AAD: moved to
another person, role, desk or cost they do not open. The commitment is HKDF(UK, "slot-commitment"), compared first:
AES-GCM alone does not commit to its key. The epoch key is sealed with HPKE to the seal public, `info` naming
installation, person and epoch; a new epoch needs nobody's passphrase.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.crypto import formats, pins, second_factor
from desktop.crypto.costs import KdfCost, wipe
from desktop.crypto.formats import OpeningKey, SigningKey
from desktop.crypto.layout import Parts, framed, number
from desktop.domain.canonical import pack
from desktop.domain.errors import SealBrokenError, StoreDamagedError, WrongPassphraseError
from desktop.domain.ids import StaffId
from desktop.domain.passphrases import LONG_AGO
from desktop.ports.clock import Randomness
from desktop.ports.keys import SlotInfo

SLOT_VERSION = 4
FIRST_VERSION, WITHOUT_PIN, WITHOUT_BADGE = 1, 2, 3
SALT_BYTES = 16
SECRET_BYTES = 32
PUBLIC_BYTES = 32
COMMITMENT_BYTES = 32


@dataclass(frozen=True, slots=True)
class InstallationMark:
    """What every slot of one desk is bound to: its random id (16 bytes), whether it is a demo, its suite of ciphers."""

    id: bytes
    demo: bool
    suite: int = formats.SUITE_AES


@dataclass(frozen=True, slots=True, repr=False)
class PersonPrivates:
    """What lies in a slot."""

    signing: SigningKey
    opening: OpeningKey
    code_secret: bytes = b""
    pin_mark: bytes = b""
    badge_mark: bytes = b""


@dataclass(frozen=True, slots=True, repr=False)
class OpenedSlot:
    """What a right passphrase gives: the keys, and the key that seals this slot again without the passphrase."""

    privates: PersonPrivates
    slot_key: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot as it lies in the key file; nothing in it is secret by itself."""

    person: SlotInfo
    cost: KdfCost
    salt: bytes
    sign_public: bytes
    seal_public: bytes
    commitment: bytes = bytes(COMMITMENT_BYTES)
    sealed_private: bytes = b""
    sealed_epoch_key: bytes = b""
    chosen_at: datetime = LONG_AGO
    version: int = SLOT_VERSION

    def _open_part(self) -> bytes:
        person, cost = self.person, self.cost
        texts = (person.staff_id, person.name, person.initials, person.role)
        return b"".join(
            (
                bytes([self.version]),
                *(framed(text) for text in texts),
                number(cost.memory_kib), number(cost.iterations), number(cost.lanes),
                self.salt, self.sign_public, self.seal_public,
                self._later_part(), self.commitment,
            )
        )  # fmt: skip

    def _later_part(self) -> bytes:
        if self.version == FIRST_VERSION:
            return b""
        flags = (self.person.code_bound, self.person.pin_set, self.person.badge_set)
        return bytes(flags[: self.version - 1]) + number(int(self.chosen_at.timestamp()))

    def encode(self) -> bytes:
        """Return the layout of the module's docstring."""
        return self._open_part() + framed(self.sealed_private) + framed(self.sealed_epoch_key)

    def context(self, installation: InstallationMark) -> bytes:
        """Return the AAD of the private keys."""
        suite = () if installation.suite == formats.SUITE_AES else (installation.suite,)
        return pack("slot", installation.id, installation.demo, *suite, self._open_part())

    def epoch_info(self, installation: InstallationMark, epoch: int) -> bytes:
        """Return the HPKE info of the epoch key."""
        return pack("epoch-key", installation.id, self.person.staff_id, self.seal_public, epoch)


def decode_slot(raw: bytes) -> Slot:
    """Read a slot back; raises StoreDamagedError unless it is exactly what `encode` makes."""
    parts = Parts(raw)
    version = parts.fixed(1)[0]
    if version not in (FIRST_VERSION, WITHOUT_PIN, WITHOUT_BADGE, SLOT_VERSION):
        raise StoreDamagedError
    person = SlotInfo(StaffId(parts.text()), parts.text(), parts.text(), parts.text())
    slot = Slot(
        person,
        KdfCost(parts.number(), parts.number(), parts.number()),
        salt=parts.fixed(SALT_BYTES),
        sign_public=parts.fixed(PUBLIC_BYTES),
        seal_public=parts.fixed(PUBLIC_BYTES),
        version=version,
    )
    if version != FIRST_VERSION:
        flags = [_flag(parts) for _ in range(version - 1)] + [False] * (SLOT_VERSION - version)
        person = replace(person, code_bound=flags[0], pin_set=flags[1], badge_set=flags[2])
        slot = replace(slot, person=person, chosen_at=datetime.fromtimestamp(parts.number(), UTC))
    slot = replace(
        slot,
        commitment=parts.fixed(COMMITMENT_BYTES),
        sealed_private=parts.framed(),
        sealed_epoch_key=parts.framed(),
    )
    parts.end()
    return slot


def _flag(parts: Parts) -> bool:
    said = parts.fixed(1)
    if said not in (b"\x00", b"\x01"):
        raise StoreDamagedError
    return said == b"\x01"


def make_slot(
    person: SlotInfo,
    passphrase: bytearray,
    device_secret: bytes,
    installation: InstallationMark,
    cost: KdfCost,
    randomness: Randomness,
    chosen_at: datetime = LONG_AGO,
) -> Slot:
    """Make fresh keys for a person and seal them; the passphrase, whose rules the caller checked, is zeroed.

    Raises WeakSlotError for a cost below the floor.
    """
    cost.check(demo=installation.demo)
    privates = PersonPrivates(SigningKey.new(randomness), OpeningKey.new(randomness))
    slot = Slot(person, cost, b"", privates.signing.public, privates.opening.public)
    return seal_under(slot, privates, passphrase, device_secret, installation, randomness, chosen_at)


def seal_under(
    slot: Slot,
    privates: PersonPrivates,
    passphrase: bytearray,
    device_secret: bytes,
    installation: InstallationMark,
    randomness: Randomness,
    chosen_at: datetime,
) -> Slot:
    """Return the slot with its private keys sealed under a newly chosen passphrase, which is zeroed."""
    slot = replace(
        slot,
        salt=randomness.bytes(SALT_BYTES),
        version=SLOT_VERSION,
        chosen_at=chosen_at.replace(microsecond=0),
    )
    unlocking = _unlocking_key(slot, passphrase, device_secret, installation)
    slot = replace(slot, commitment=formats.derive(unlocking, "slot-commitment"))
    return seal_privates(slot, privates, formats.derive(unlocking, "slot-key"), installation, randomness)


def seal_privates(
    slot: Slot,
    privates: PersonPrivates,
    slot_key: bytes,
    installation: InstallationMark,
    randomness: Randomness,
) -> Slot:
    """Return the slot with private keys, secret of the code, marks of PIN and badge sealed under the slot's own key."""
    person = replace(
        slot.person, code_bound=bool(privates.code_secret), pin_set=bool(privates.pin_mark),
        badge_set=bool(privates.badge_mark),
    )  # fmt: skip
    slot = replace(slot, person=person, version=SLOT_VERSION)
    plain = (
        privates.signing.private + privates.opening.private + privates.code_secret + privates.pin_mark
        + privates.badge_mark
    )  # fmt: skip
    context = slot.context(installation)
    sealed = formats.seal(slot_key, plain, context, randomness, installation.suite)
    return replace(slot, sealed_private=sealed)


def open_slot(
    slot: Slot, passphrase: bytearray, device_secret: bytes, installation: InstallationMark
) -> OpenedSlot:
    """Open a slot; the passphrase is zeroed in any case.

    Raises WrongPassphraseError (also when the slot belongs elsewhere), WeakSlotError before anything is computed, and
    SealBrokenError when the passphrase is right and a byte is not.
    """
    try:
        slot.cost.check(demo=installation.demo)
        unlocking = _unlocking_key(slot, passphrase, device_secret, installation)
    finally:
        wipe(passphrase)
    if not hmac.compare_digest(formats.derive(unlocking, "slot-commitment"), slot.commitment):
        raise WrongPassphraseError
    key = formats.derive(unlocking, "slot-key")
    plain = formats.unseal(key, slot.sealed_private, slot.context(installation), installation.suite)
    size = formats.KEY_BYTES
    pin_at = 2 * size + (second_factor.SECRET_BYTES if slot.person.code_bound else 0)
    badge_at = pin_at + (pins.MARK_BYTES if slot.person.pin_set else 0)
    if len(plain) != badge_at + (pins.MARK_BYTES if slot.person.badge_set else 0):
        raise SealBrokenError
    privates = PersonPrivates(
        SigningKey(plain[:size]), OpeningKey(plain[size : 2 * size]), plain[2 * size : pin_at],
        plain[pin_at:badge_at], plain[badge_at:],
    )  # fmt: skip
    if (privates.signing.public, privates.opening.public) != (slot.sign_public, slot.seal_public):
        raise SealBrokenError
    return OpenedSlot(privates, key)


def seal_epoch_key(slot: Slot, epoch_key: bytes, installation: InstallationMark, epoch: int) -> Slot:
    """Return the slot with an epoch's key sealed to it; needs no secret of the person."""
    sealed = formats.seal_to(slot.seal_public, epoch_key, slot.epoch_info(installation, epoch))
    return replace(slot, sealed_epoch_key=sealed)


def _unlocking_key(
    slot: Slot, passphrase: bytearray, device_secret: bytes, installation: InstallationMark
) -> bytes:
    cost = slot.cost
    kdf = Argon2id(
        salt=slot.salt,
        length=SECRET_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    both = bytearray(2 * SECRET_BYTES)
    try:
        # Any buffer will do at run time; a copy in bytes could not be wiped.
        kdf.derive_into(passphrase, memoryview(both)[:SECRET_BYTES])  # type: ignore[arg-type]
        both[SECRET_BYTES:] = device_secret
        return formats.derive(bytes(both), "slot", installation.id)
    finally:
        wipe(both)
        wipe(passphrase)
