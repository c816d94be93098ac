"""Self-test at start: published answers that this build of the cryptography must reproduce (STYLE §7).

AES-256-GCM: NIST's GCM test case 16, through our own seal. SM4-GCM: RFC 8998 A.1. SM3: GB/T 32905 A.1. HKDF: RFC 5869
case 1. Ed25519: RFC 8032 test 2. X25519: RFC 7748 §6.1. Argon2id: RFC 9106 §5.3. HPKE: keys and text of RFC 9180 A.1.1
in our own suite; the value was made by an implementation apart from the library's, which reproduces A.1.1 itself
(tests/crypto/hpke_apart.py).
"""

from __future__ import annotations

from collections.abc import Callable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.crypto import formats
from desktop.crypto.errors import SelfTestError
from desktop.domain.errors import SealBrokenError

_hex = bytes.fromhex

GCM_KEY = _hex("feffe9928665731c6d6a8f9467308308" * 2)
GCM_NONCE = _hex("cafebabefacedbaddecaf888")
GCM_PLAIN = _hex(
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
    "b16aedf5aa0de657ba637b39"
)
GCM_CONTEXT = _hex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
GCM_SEALED = _hex(
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
    "c5f61e6393ba7a0abcc9f662"
    "76fc6ece0f4e1768cddf8853bb2d551b"
)
SM4_KEY = _hex("0123456789abcdeffedcba9876543210")
SM4_NONCE = _hex("00001234567800000000abcd")
SM4_PLAIN = b"".join(_hex(two) * 8 for two in ["aa", "bb", "cc", "dd", "ee", "ff", "ee", "aa"])
SM4_SEALED = _hex(
    "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
    "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
    "83de3541e4c2b58177e065a9bf7b62ec"
)
SM3_ABC = _hex("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
HKDF_SECRET = b"\x0b" * 22
HKDF_SALT = bytes(range(13))
HKDF_INFO = bytes(range(0xF0, 0xFA))
HKDF_OUT = _hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
ED25519_PRIVATE = _hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
ED25519_PUBLIC = _hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
ED25519_MESSAGE = b"\x72"
ED25519_SIGNATURE = _hex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
X25519_PRIVATE = _hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
X25519_PUBLIC = _hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
X25519_SHARED = _hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")
ARGON2_TAG = _hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")
HPKE_PRIVATE = _hex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
HPKE_INFO = _hex("4f6465206f6e2061204772656369616e2055726e")
HPKE_PLAIN = b"Beauty is truth, truth beauty"
HPKE_SEALED = _hex(
    "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
    "090b7dc225419f7da9e8b460becfbb96a26c7964d79b8010d397fa838589afa254267701d76b93925614730ccd"
)


class _OneNonce:
    """Randomness for one known answer."""

    def bytes(self, count: int) -> bytes:
        assert count == len(GCM_NONCE)
        return GCM_NONCE


def self_test() -> None:
    """Try every primitive, right and wrong; raises SelfTestError(check). Takes a few milliseconds."""
    checks: dict[str, Callable[[], bool]] = {
        "aes-gcm": _aes_gcm,
        "sm4-gcm": _sm4_gcm,
        "sm3": _sm3,
        "hkdf": _hkdf,
        "ed25519": _ed25519,
        "x25519": _x25519,
        "argon2id": _argon2id,
        "hpke": _hpke,
    }
    for name, check in checks.items():
        try:
            holds = check()
        except SealBrokenError as error:
            raise SelfTestError(check=name) from error
        if not holds:
            raise SelfTestError(check=name)


def _aes_gcm() -> bool:
    sealed = formats.seal(GCM_KEY, GCM_PLAIN, GCM_CONTEXT, _OneNonce())
    if sealed != bytes([formats.SUITE_AES]) + GCM_NONCE + GCM_SEALED:
        return False
    opened = formats.unseal(GCM_KEY, sealed, GCM_CONTEXT)
    return opened == GCM_PLAIN and _refuses(lambda: formats.unseal(GCM_KEY, sealed, GCM_CONTEXT + b"\x00"))


def _sm4_gcm() -> bool:
    sealing = Cipher(algorithms.SM4(SM4_KEY), modes.GCM(SM4_NONCE)).encryptor()
    sealing.authenticate_additional_data(GCM_CONTEXT)
    if sealing.update(SM4_PLAIN) + sealing.finalize() + sealing.tag != SM4_SEALED:
        return False
    sealed = formats.seal(GCM_KEY, GCM_PLAIN, GCM_CONTEXT, _OneNonce(), formats.SUITE_SM4)
    opened = formats.unseal(GCM_KEY, sealed, GCM_CONTEXT, formats.SUITE_SM4)
    return opened == GCM_PLAIN and _refuses(
        lambda: formats.unseal(GCM_KEY, sealed, GCM_CONTEXT, formats.SUITE_AES)
    )


def _sm3() -> bool:
    digest = hashes.Hash(hashes.SM3())
    digest.update(b"abc")
    return digest.finalize() == SM3_ABC


def _hkdf() -> bool:
    return HKDF(hashes.SHA256(), len(HKDF_OUT), HKDF_SALT, HKDF_INFO).derive(HKDF_SECRET) == HKDF_OUT


def _ed25519() -> bool:
    private = Ed25519PrivateKey.from_private_bytes(ED25519_PRIVATE)
    if private.sign(ED25519_MESSAGE) != ED25519_SIGNATURE:
        return False
    Ed25519PublicKey.from_public_bytes(ED25519_PUBLIC).verify(ED25519_SIGNATURE, ED25519_MESSAGE)
    ours = formats.SigningKey(ED25519_PRIVATE)
    signature = ours.sign("self-test", ED25519_MESSAGE)
    holds = formats.verify(ED25519_PUBLIC, signature, "self-test", ED25519_MESSAGE)
    return holds and not formats.verify(ED25519_PUBLIC, signature, "other", ED25519_MESSAGE)


def _x25519() -> bool:
    private = X25519PrivateKey.from_private_bytes(X25519_PRIVATE)
    return private.exchange(X25519PublicKey.from_public_bytes(X25519_PUBLIC)) == X25519_SHARED


def _argon2id() -> bool:
    kdf = Argon2id(
        salt=b"\x02" * 16, length=len(ARGON2_TAG), iterations=3, lanes=4, memory_cost=32,
        secret=b"\x03" * 8, ad=b"\x04" * 12,
    )  # fmt: skip
    return kdf.derive(b"\x01" * 32) == ARGON2_TAG


def _hpke() -> bool:
    key = formats.OpeningKey(HPKE_PRIVATE)
    sealed = bytes([formats.SUITE_AES]) + HPKE_SEALED
    if key.open(sealed, HPKE_INFO) != HPKE_PLAIN:
        return False
    again = formats.seal_to(key.public, HPKE_PLAIN, HPKE_INFO)
    return (
        again != sealed
        and key.open(again, HPKE_INFO) == HPKE_PLAIN
        and _refuses(lambda: key.open(sealed, HPKE_INFO + b"\x00"))
    )


def _refuses(opening: Callable[[], bytes]) -> bool:
    try:
        opening()
    except SealBrokenError:
        return True
    return False
