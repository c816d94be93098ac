"""RFC 9180 base mode written apart from the library's own, over raw X25519, HMAC and AES-GCM only.

It must reproduce the published example A.1.1 before anything it says is believed.
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEM_ID, KDF_ID = 0x0020, 0x0001
AES_128, AES_256 = 0x0001, 0x0002
KEY_BYTES = {AES_128: 16, AES_256: 32}


def seal(ephemeral: bytes, public: bytes, plain: bytes, info: bytes, *, aead: int, aad: bytes = b"") -> bytes:
    """Return encapsulated key (32) and first ciphertext, for a given ephemeral private key."""
    private = X25519PrivateKey.from_private_bytes(ephemeral)
    encapsulated = private.public_key().public_bytes_raw()
    agreed = private.exchange(X25519PublicKey.from_public_bytes(public))
    kem = b"KEM" + KEM_ID.to_bytes(2, "big")
    shared = _expand(_extract(b"", kem, b"eae_prk", agreed), kem, b"shared_secret", encapsulated + public, 32)
    suite = b"HPKE" + b"".join(one.to_bytes(2, "big") for one in (KEM_ID, KDF_ID, aead))
    context = b"\x00" + _extract(b"", suite, b"psk_id_hash", b"") + _extract(b"", suite, b"info_hash", info)
    secret = _extract(shared, suite, b"secret", b"")
    key = _expand(secret, suite, b"key", context, KEY_BYTES[aead])
    nonce = _expand(secret, suite, b"base_nonce", context, 12)
    return encapsulated + AESGCM(key).encrypt(nonce, plain, aad)


def _extract(salt: bytes, suite: bytes, label: bytes, value: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + value, hashlib.sha256)


def _expand(secret: bytes, suite: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    made, block, counter = b"", b"", 1
    while len(made) < length:
        block = hmac.digest(secret, block + labelled + bytes([counter]), hashlib.sha256)
        made, counter = made + block, counter + 1
    return made[:length]
