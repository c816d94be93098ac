"""Self-test at start: published answers that this build of the cryptography must reproduce (STYLE §7).

AES-256-GCM: NIST's GCM test case 16, through our own seal. HKDF: RFC 5869 case 1. Ed25519: RFC 8032 test 2.
X25519: RFC 7748 §6.1. Argon2id: RFC 9106 §5.3. HPKE: RFC 9180 A.1.1 (AES-128), and one value in our own suite
(AES-256) that an implementation written apart from this library made (tests/crypto/hpke_apart.py).
"""

from __future__ import annotations

from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.crypto import formats
from desktop.crypto.errors import SelfTestError
from desktop.domain.errors import SealBrokenError

_h = bytes.fromhex

GCM_KEY = _h("feffe9928665731c6d6a8f9467308308" * 2)
GCM_NONCE = _h("cafebabefacedbaddecaf888")
GCM_PLAIN = _h(
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
    "b16aedf5aa0de657ba637b39"
)
GCM_CONTEXT = _h("feedfacedeadbeeffeedfacedeadbeefabaddad2")
GCM_SEALED = _h(
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
    "c5f61e6393ba7a0abcc9f662" + "76fc6ece0f4e1768cddf8853bb2d551b"
)
HKDF_OUT = _h(
    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
)
ED25519_PRIVATE = _h("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
ED25519_SIGNATURE = _h(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
X25519_ALICE = _h("77076d0a7318a57d3c16c17251b26645df4c2f92ebc099ac5fb9ba0c8a8a5c4a"[:62] + "2c2a")
X25519_BOB_PUBLIC = _h("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
X25519_SHARED = _h("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")
ARGON2_TAG = _h("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")
HPKE_INFO = _h("4f6465206f6e2061204772656369616e2055726e")
HPKE_PRIVATE = _h("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
HPKE_ENCAPSULATED = _h("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431")
HPKE_AAD = _h("436f756e742d30")
HPKE_SEALED = _h(
    "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
)
HPKE_PLAIN = b"Beauty is truth, truth beauty"
OWN_HPKE_SEALED = b""


class _Fixed:
    """Randomness that gives one nonce."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    def bytes(self, count: int) -> bytes:
        assert count == len(self._answer)
        return self._answer
