"""Looks for a text in bytes in every form in which it could have been left behind."""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterable

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVED = 80  # SQLCipher 4: 16 bytes of IV, 64 of HMAC-SHA512
FRAME_HEADER = 24
LOG_HEADER = 32


def forms_of(canary: str) -> dict[str, bytes]:
    """Return the text in UTF-8, UTF-16 of both byte orders, GB 18030 (GBK) and base64 at each alignment."""
    utf8 = canary.encode()
    forms = {
        "utf-8": utf8,
        "utf-16-le": canary.encode("utf-16-le"),
        "utf-16-be": canary.encode("utf-16-be"),
        "gbk": canary.encode("gb18030"),
    }
    for shift in range(3):
        whole = base64.b64encode(b"\x00" * shift + utf8)
        # the first and the last group also hold neighbours of the text
        forms[f"base64+{shift}"] = whole[4 if shift else 0 : -4]
    return {name: form for name, form in forms.items() if len(form) >= 4}


def found(canaries: Iterable[str], data: bytes) -> set[str]:
    """Return the texts of which some form stands in the data, at any alignment."""
    return {canary for canary in canaries if any(form in data for form in forms_of(canary).values())}


def decrypted_pages(file: bytes, key: bytes) -> bytes:
    """Return all pages of a SQLCipher 4 file in clear, those in use and those that are free."""
    pages = (file[start : start + PAGE] for start in range(0, len(file), PAGE))
    return b"".join(_clear(page, key, skip=16 if number == 0 else 0) for number, page in enumerate(pages))


def decrypted_log(log: bytes, key: bytes) -> bytes:
    """Return all frames of its write-ahead log in clear."""
    clear = []
    for start in range(LOG_HEADER, len(log), FRAME_HEADER + PAGE):
        (number,) = struct.unpack(">I", log[start : start + 4])
        page = log[start + FRAME_HEADER : start + FRAME_HEADER + PAGE]
        clear.append(_clear(page, key, skip=16 if number == 1 else 0))
    return b"".join(clear)


def _clear(page: bytes, key: bytes, skip: int) -> bytes:
    body, iv = page[skip : PAGE - RESERVED], page[PAGE - RESERVED : PAGE - RESERVED + 16]
    opener = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return opener.update(body) + opener.finalize()
