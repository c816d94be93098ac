"""The key file of a desk: who can open it, and what they then hold.

    file   = "CFDK" | version (1 byte, 2) | demo (1 byte) | suite (1 byte, not in version 1) | installation (16)
             | epoch (4) | device check (32)
             | identity (length 4 | packed DeskIdentity) | slots (4) | each: length 4 | slot (slots.py)
             | keys (4) | each: name (length 4 | UTF-8), sealed key (length 4 | 61)
             | holders (length 4 | domain.recovery) | parts (4) | each: length 4 | part (escrow.py; not in version 1)
             | mac (32) | digest (32)

The *device check* is HKDF(device secret, "device-check"): it tells a missing or foreign device secret from a wrong
passphrase. The *keys* (file key, index key, wrap key of the epoch, the desk's Ed25519 and X25519 private keys) are
each sealed under HKDF(epoch key, "sealed-keys"), the name and epoch as AAD. The *mac* is HMAC-SHA256 under
HKDF(epoch key | device secret, "key-file") over all before it: whoever signs in notices a change anywhere, also in
other people's slots, and nobody makes such a file on another PC. The *digest* (SHA-256 of all before it) only tells a
damaged disk from a wrong passphrase.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.crypto import formats
from desktop.crypto.escrow import Vessel, seal_parts
from desktop.crypto.layout import Parts, framed, number
from desktop.crypto.slots import InstallationMark, Slot, decode_slot
from desktop.domain.canonical import pack
from desktop.domain.errors import StoreDamagedError
from desktop.domain.recovery import Holders, HoldersInvalidError
from desktop.ports.clock import Randomness

MAGIC = b"CFDK"
FILE_VERSION = 2
FIRST_VERSION = 1
MOST_PARTS = 10
INSTALLATION_BYTES = 16
CHECK_BYTES = 32
MAC_BYTES = 32
DIGEST_BYTES = 32
MOST_SLOTS = 1000


class KeyName(StrEnum):
    """The keys that an epoch's key seals."""

    FILE = "file"
    INDEX = "index"
    WRAP = "wrap"
    DESK_SIGN = "desk-sign"
    DESK_OPEN = "desk-open"
    NEXT_WRAP = "next-wrap"
    NEXT_FILE = "next-file"


# what every epoch holds; second wrap and file keys are there only while these are being changed
PASSING = frozenset({KeyName.NEXT_WRAP, KeyName.NEXT_FILE})
LASTING = tuple(name for name in KeyName if name not in PASSING)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The parsed file without mac and digest."""

    installation: InstallationMark
    epoch: int
    device_check: bytes
    identity: bytes
    slots: tuple[Slot, ...]
    keys: tuple[tuple[KeyName, bytes], ...]
    holders: Holders | None = None
    escrow: tuple[bytes, ...] = ()

    def escrowed(self, epoch_key: bytes) -> KeyFile:
        """Return the file with this epoch's key sealed to every pair of its holders."""
        vessel = Vessel(self.installation.id, self.epoch)
        parts = seal_parts(self.holders, epoch_key, vessel) if self.holders else ()
        return replace(self, escrow=parts)

    def _body(self) -> bytes:
        return b"".join(
            (
                MAGIC,
                bytes([FILE_VERSION, self.installation.demo, self.installation.suite]),
                self.installation.id,
                number(self.epoch),
                self.device_check,
                framed(self.identity),
                number(len(self.slots)),
                *(framed(slot.encode()) for slot in self.slots),
                number(len(self.keys)),
                *(framed(name.value) + framed(sealed) for name, sealed in self.keys),
                framed(self.holders.to_bytes() if self.holders else b""),
                number(len(self.escrow)),
                *(framed(part) for part in self.escrow),
            )
        )

    def encode(self, epoch_key: bytes, device_secret: bytes) -> bytes:
        """Return the file's bytes with mac and digest."""
        body = self._body()
        body += _mac(epoch_key, device_secret, body)
        return body + hashlib.sha256(body).digest()

    def open_keys(self, epoch_key: bytes) -> dict[KeyName, bytes]:
        """Return the keys that the epoch key opens; raises SealBrokenError, StoreDamagedError when one is missing."""
        opener = formats.derive(epoch_key, "sealed-keys")
        suite = self.installation.suite
        found = {
            name: formats.unseal(opener, sealed, self._context(name), suite) for name, sealed in self.keys
        }
        if set(found) - PASSING != set(LASTING):
            raise StoreDamagedError
        return found

    def seal_keys(
        self, epoch_key: bytes, keys: dict[KeyName, bytes], randomness: Randomness
    ) -> tuple[tuple[KeyName, bytes], ...]:
        """Return the keys sealed for this file's installation and epoch, in a fixed order."""
        opener = formats.derive(epoch_key, "sealed-keys")
        return tuple(
            (name, formats.seal(opener, keys[name], self._context(name), randomness, self.installation.suite))
            for name in KeyName
            if name in keys
        )

    def _context(self, name: KeyName) -> bytes:
        return pack("sealed-key", self.installation.id, self.epoch, name.value)


def decode_file(raw: bytes) -> KeyFile:
    """Read the file without any key; raises StoreDamagedError. What it says is believed only after `check_mac`."""
    body, digest = raw[:-DIGEST_BYTES], raw[-DIGEST_BYTES:]
    if len(raw) < MAC_BYTES + DIGEST_BYTES or hashlib.sha256(body).digest() != digest:
        raise StoreDamagedError
    parts = Parts(body[:-MAC_BYTES])
    if parts.fixed(len(MAGIC)) != MAGIC:
        raise StoreDamagedError
    version = parts.fixed(1)[0]
    if version not in (FIRST_VERSION, FILE_VERSION):
        raise StoreDamagedError
    demo = parts.fixed(1)
    if demo not in (b"\x00", b"\x01"):
        raise StoreDamagedError
    suite = formats.SUITE_AES if version == FIRST_VERSION else parts.fixed(1)[0]
    if suite not in (formats.SUITE_AES, formats.SUITE_SM4):
        raise StoreDamagedError
    installation = InstallationMark(parts.fixed(INSTALLATION_BYTES), demo == b"\x01", suite)
    epoch, device_check, identity = parts.number(), parts.fixed(CHECK_BYTES), parts.framed()
    slots = tuple(decode_slot(parts.framed()) for _ in range(_few(parts.number())))
    keys = tuple((_key_name(parts.text()), parts.framed()) for _ in range(_few(parts.number())))
    holders, escrow = (None, ()) if version == FIRST_VERSION else _escrow(parts)
    parts.end()
    return KeyFile(installation, epoch, device_check, identity, slots, keys, holders, escrow)


def _escrow(parts: Parts) -> tuple[Holders | None, tuple[bytes, ...]]:
    raw, count = parts.framed(), parts.number()
    if count > MOST_PARTS:
        raise StoreDamagedError
    try:
        holders = Holders.from_bytes(raw) if raw else None
    except HoldersInvalidError as error:
        raise StoreDamagedError from error
    return holders, tuple(parts.framed() for _ in range(count))


def check_mac(raw: bytes, epoch_key: bytes, device_secret: bytes) -> None:
    """Raise StoreDamagedError unless whoever wrote the file held this epoch's key and this device's secret."""
    body = raw[: -MAC_BYTES - DIGEST_BYTES]
    if not hmac.compare_digest(_mac(epoch_key, device_secret, body), raw[len(body) : -DIGEST_BYTES]):
        raise StoreDamagedError


def device_check(device_secret: bytes, installation_id: bytes) -> bytes:
    """Return 32 bytes that say which device secret this is and nothing about it."""
    return formats.derive(device_secret, "device-check", installation_id)


def _mac(epoch_key: bytes, device_secret: bytes, body: bytes) -> bytes:
    return hmac.digest(formats.derive(epoch_key + device_secret, "key-file"), body, hashlib.sha256)


def _few(count: int) -> int:
    if count > MOST_SLOTS:
        raise StoreDamagedError
    return count


def _key_name(text: str) -> KeyName:
    try:
        return KeyName(text)
    except ValueError as error:
        raise StoreDamagedError from error
