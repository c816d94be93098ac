"""Central's keys at work: the CentralKeys of services.ports over a key file (DECISIONS 11)."""

from __future__ import annotations

import hashlib
import hmac

from central.crypto.key_file import KeyFile
from central.services.ports import Randomness
from desktop.crypto import formats
from desktop.crypto.formats import OpeningKey, SigningKey


class FileKeys:
    """Wraps data keys, makes search tokens, opens what desks seal to central; one derived key a purpose."""

    def __init__(self, file: KeyFile, randomness: Randomness) -> None:
        self._file = file
        self._randomness = randomness
        self._wrap = file.key("wrap")
        self._law = file.law_key()
        self._own = file.key("own")
        self._opening = OpeningKey(file.key("seal"))
        self._signing = SigningKey(file.key("sign"))
        self._index_keys: dict[str, bytes] = {}

    @property
    def seal_public(self) -> bytes:
        """Return the X25519 public key to which desks seal (32 bytes)."""
        return self._opening.public

    @property
    def sign_public(self) -> bytes:
        """Return the Ed25519 public key of central's own signatures (32 bytes)."""
        return self._signing.public

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Return central's own signature (64 bytes)."""
        return self._signing.sign(purpose, message)

    def wrap(self, data_key: bytes, context: bytes) -> bytes:
        """Return a data key under the key-encryption key."""
        return formats.seal(self._wrap, data_key, context, self._randomness)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Return the data key; raises SealBrokenError."""
        return formats.unseal(self._wrap, wrapped, context)

    def wrap_for_law(self, data_key: bytes, context: bytes) -> bytes:
        """Return a data key under the key of the legal-access path."""
        return formats.seal(self._law, data_key, context, self._randomness)

    def unwrap_for_law(self, wrapped: bytes, context: bytes) -> bytes:
        """Open for a recorded legal reason; raises SealBrokenError."""
        return formats.unseal(self._law, wrapped, context)

    def seal(self, data_key: bytes, plain: bytes, context: bytes) -> bytes:
        """Seal under a person's data key."""
        return formats.seal(data_key, plain, context, self._randomness)

    def unseal(self, data_key: bytes, sealed: bytes, context: bytes) -> bytes:
        """Open; raises SealBrokenError."""
        return formats.unseal(data_key, sealed, context)

    def seal_own(self, plain: bytes, context: bytes) -> bytes:
        """Seal under central's own key."""
        return formats.seal(self._own, plain, context, self._randomness)

    def open_own(self, sealed: bytes, context: bytes) -> bytes:
        """Open; raises SealBrokenError."""
        return formats.unseal(self._own, sealed, context)

    def index(self, field: str, value: str) -> bytes:
        """Return the 32-byte token of a normalised value under the field's own key."""
        key = self._index_keys.get(field)
        if key is None:
            key = self._index_keys[field] = self._file.key("index/" + field)
        return hmac.digest(key, value.encode(), hashlib.sha256)

    def open_from_desk(self, sealed: bytes, info: bytes) -> bytes:
        """Open what a desk sealed to central; raises SealBrokenError."""
        return self._opening.open(sealed, info)

    def seal_to_desk(self, seal_public: bytes, plain: bytes, info: bytes) -> bytes:
        """Seal to a desk's public key; raises ValueError for bytes that are no key."""
        return formats.seal_to(seal_public, plain, info)

    def verify(self, public: bytes, signature: bytes, purpose: str, message: bytes) -> bool:
        """Return whether the signature holds."""
        return formats.verify(public, signature, purpose, message)

    def __repr__(self) -> str:
        return "FileKeys(...)"
