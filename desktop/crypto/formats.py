"""Signing, sealing and sealing to a public key: pure formats, no keyring, no files (DECISIONS 16).

Sealed value:  suite (1 byte) | nonce (12 bytes) | ciphertext with tag (n + 16 bytes)
               suite 1 = AES-256-GCM; suite 2 = SM4-GCM under HKDF-SM3(key, "cfd/sm4", 16 bytes) (GB/T 32907, 32905)
HPKE value:    suite (1 byte) | RFC 9180 output of DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
Signature:     Ed25519 over "cfd/<purpose>/1" | 0x00 | message (64 bytes).
Nothing here steps down: another suite byte, an empty context or a wrong tag is an error.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives import hmac as keyed
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.domain.errors import SealBrokenError
from desktop.ports.clock import Randomness

SUITE_AES, SUITE_SM4 = 1, 2
SM4_KEY_BYTES = 16
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16

_HPKE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def seal(key: bytes, plain: bytes, context: bytes, randomness: Randomness, suite: int = SUITE_AES) -> bytes:
    """Seal `plain` under a 32-byte key; `context` (never empty) is bound as AAD."""
    if not context:
        raise ValueError("a sealed value needs a context")
    nonce = randomness.bytes(NONCE_BYTES)
    head = bytes([suite]) + nonce
    if suite == SUITE_SM4:
        return head + _sm4_sealed(_sm4_key(key), nonce, plain, context)
    return head + AESGCM(key).encrypt(nonce, plain, context)


def unseal(key: bytes, sealed: bytes, context: bytes, suite: int | None = None) -> bytes:
    """Open a sealed value; raises SealBrokenError for a wrong key, place, suite or altered byte.

    With a `suite` only that one opens: what an installation wraps for itself cannot be stepped down.
    """
    known = (SUITE_AES, SUITE_SM4) if suite is None else (suite,)
    if not context or len(sealed) < 1 + NONCE_BYTES + TAG_BYTES or sealed[0] not in known:
        raise SealBrokenError
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        if sealed[0] == SUITE_SM4:
            return _sm4_opened(_sm4_key(key), nonce, body, context)
        return AESGCM(key).decrypt(nonce, body, context)
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError from error


def _sm4_key(key: bytes) -> bytes:
    return HKDF(hashes.SM3(), SM4_KEY_BYTES, None, b"cfd/sm4").derive(key)


def _sm4_sealed(key: bytes, nonce: bytes, plain: bytes, context: bytes) -> bytes:
    sealing = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    sealing.authenticate_additional_data(context)
    return sealing.update(plain) + sealing.finalize() + sealing.tag


def _sm4_opened(key: bytes, nonce: bytes, body: bytes, context: bytes) -> bytes:
    tag = body[-TAG_BYTES:]
    opening = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    opening.authenticate_additional_data(context)
    return opening.update(body[:-TAG_BYTES]) + opening.finalize()


def derive(secret: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """Return a 32-byte key for one purpose (HKDF-SHA256); one key never does two jobs."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt or None, b"cfd/" + purpose.encode()).derive(secret)


def keyed_index(key: bytes, field: str, value: str, suite: int = SUITE_AES) -> bytes:
    """Return the 32-byte search token of a normalised value, one key per field (HMAC-SHA256; suite 2: HMAC-SM3)."""
    if suite == SUITE_SM4:
        of_field = HKDF(hashes.SM3(), KEY_BYTES, None, b"cfd/index/" + field.encode()).derive(key)
        mark = keyed.HMAC(of_field, hashes.SM3())
        mark.update(value.encode())
        return mark.finalize()
    return hmac.digest(derive(key, "index/" + field), value.encode(), hashlib.sha256)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 private key; `private` is 32 raw bytes and never printed."""

    private: bytes

    @classmethod
    def new(cls, randomness: Randomness) -> SigningKey:
        """Make a key from 32 random bytes."""
        return cls(randomness.bytes(KEY_BYTES))

    @property
    def public(self) -> bytes:
        """Return the 32-byte public key."""
        return Ed25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Return a 64-byte signature that is valid for this purpose only."""
        return Ed25519PrivateKey.from_private_bytes(self.private).sign(_signed(purpose, message))

    def __repr__(self) -> str:
        return "SigningKey(...)"


def verify(public: bytes, signature: bytes, purpose: str, message: bytes) -> bool:
    """Return whether the signature is by this key, for this purpose, over this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _signed(purpose, message))
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed(purpose: str, message: bytes) -> bytes:
    return b"cfd/" + purpose.encode() + b"/1\x00" + message


@dataclass(frozen=True, slots=True)
class OpeningKey:
    """An X25519 private key to which values are sealed with HPKE."""

    private: bytes

    @classmethod
    def new(cls, randomness: Randomness) -> OpeningKey:
        """Make a key from 32 random bytes."""
        return cls(randomness.bytes(KEY_BYTES))

    @property
    def public(self) -> bytes:
        """Return the 32-byte public key."""
        return X25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """Open what was sealed to this key with the same `info`; raises SealBrokenError."""
        if not info or not sealed or sealed[0] != SUITE_AES:
            raise SealBrokenError
        private = X25519PrivateKey.from_private_bytes(self.private)
        try:
            return _HPKE.decrypt(sealed[1:], private, info)
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError from error

    def __repr__(self) -> str:
        return "OpeningKey(...)"


def seal_to(public: bytes, plain: bytes, info: bytes) -> bytes:
    """Seal to a 32-byte X25519 public key; `info` (never empty) names sender, receiver and purpose."""
    if not info:
        raise ValueError("HPKE needs an info")
    return bytes([SUITE_AES]) + _HPKE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info)
