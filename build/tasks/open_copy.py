"""Opens an access copy at home: another hand's reading of WinZip's AE-2 note than the desk's that sealed it (G99)."""

from __future__ import annotations

import hashlib
import hmac
import io
import zipfile
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

LOCAL_HEADER_BYTES, AES_EXTRA_BYTES = 30, 11


class WrongPassphraseError(ValueError):
    """Another passphrase, or a file that was altered."""


def opened(raw: bytes, name: str, passphrase: str) -> bytes:
    """Return one file of the ZIP: salt, check, cipher text, tag; the counter from 1, lowest byte first.

    Raises WrongPassphraseError, KeyError for a name that is not there.
    """
    info = zipfile.ZipFile(io.BytesIO(raw)).getinfo(name)
    at = info.header_offset + LOCAL_HEADER_BYTES + len(name) + AES_EXTRA_BYTES
    data = raw[at : at + info.compress_size]
    salt, check, cipher, tag = data[:16], data[16:18], data[18:-10], data[-10:]
    keys = hashlib.pbkdf2_hmac("sha1", passphrase.encode(), salt, 1000, 66)
    if keys[64:] != check or hmac.digest(keys[32:64], cipher, hashlib.sha1)[:10] != tag:
        raise WrongPassphraseError
    block = Cipher(AES(keys[:32]), ECB()).encryptor()  # noqa: S305  # counter mode by hand
    plain = bytearray()
    for place in range(0, len(cipher), 16):
        stream = block.update((place // 16 + 1).to_bytes(16, "little"))
        plain += bytes(a ^ b for a, b in zip(cipher[place : place + 16], stream, strict=False))
    return zlib.decompress(bytes(plain), -15)


def names(raw: bytes) -> list[str]:
    """Return the names of the files inside; they name nobody."""
    return zipfile.ZipFile(io.BytesIO(raw)).namelist()
