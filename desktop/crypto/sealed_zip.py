"""A ZIP that opens with a passphrase alone, in the usual programs: WinZip's AE-2 with AES-256 (its published note).

PBKDF2-HMAC-SHA1 with 1,000 rounds is what the format fixes; so the passphrase is never a person's own but made here
with 100 random bits, which no number of rounds is needed for. File names stay readable and therefore name nobody.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import zlib
from collections.abc import Mapping

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

from desktop.ports.clock import Randomness

ROUNDS = 1000
SALT_BYTES, KEY_BYTES, CHECK_BYTES, TAG_BYTES, BLOCK = 16, 32, 2, 10, 16
AES_METHOD, DEFLATED = 99, 8
# encrypted, and the name in UTF-8
FLAGS = 0x0801
MADE_BY = 51
# 1 January 1980, 0:00: when it was made says its content
DOS_TIME, DOS_DATE = 0, (1 << 5) | 1
# no 0, O, 1, I: read from paper and typed at home
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP = 5, 4


def new_passphrase(randomness: Randomness) -> str:
    """Return twenty characters of 32 in groups of four: 100 bits."""
    letters = [LETTERS[byte % len(LETTERS)] for byte in randomness.bytes(GROUPS * GROUP)]
    return "-".join("".join(letters[i : i + GROUP]) for i in range(0, len(letters), GROUP))


def sealed_with_passphrase(randomness: Randomness, files: Mapping[str, bytes]) -> tuple[bytes, str]:
    """Return a ZIP of these files under a fresh passphrase, and that."""
    passphrase = new_passphrase(randomness)
    return sealed_zip(files, passphrase, randomness), passphrase


def sealed_zip(files: Mapping[str, bytes], passphrase: str, randomness: Randomness) -> bytes:
    """Return a ZIP of these files, each encrypted and authenticated under the passphrase."""
    body, directory = b"", b""
    for name, content in files.items():
        data = _sealed(_deflated(content), passphrase, randomness.bytes(SALT_BYTES))
        plain_name, extra = name.encode(), struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, DEFLATED)
        # AE-2 keeps no check sum of the content, the tag stands for it
        common = struct.pack(
            "<HHHHHIIIHH", MADE_BY, FLAGS, AES_METHOD, DOS_TIME, DOS_DATE, 0, len(data), len(content), len(plain_name),
            len(extra),
        )  # fmt: skip
        local = b"PK\x03\x04" + common + plain_name + extra
        central = (
            b"PK\x01\x02" + struct.pack("<H", MADE_BY) + common + struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        )
        directory += central + plain_name + extra
        body += local + data
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _sealed(plain: bytes, passphrase: str, salt: bytes) -> bytes:
    keys = hashlib.pbkdf2_hmac("sha1", passphrase.encode(), salt, ROUNDS, 2 * KEY_BYTES + CHECK_BYTES)
    cipher, check = _counted(keys[:KEY_BYTES], plain), keys[2 * KEY_BYTES :]
    tag = hmac.digest(keys[KEY_BYTES : 2 * KEY_BYTES], cipher, hashlib.sha1)[:TAG_BYTES]
    return salt + check + cipher + tag


def _counted(key: bytes, plain: bytes) -> bytes:
    """Return the text under AES in counter mode; this format counts from 1 with the lowest byte first."""
    blocks = (len(plain) + BLOCK - 1) // BLOCK
    counters = b"".join(number.to_bytes(BLOCK, "little") for number in range(1, blocks + 1))
    # ECB of a counter that never repeats under a key of its own is counter mode
    encryptor = Cipher(AES(key), ECB()).encryptor()  # noqa: S305
    stream = encryptor.update(counters) + encryptor.finalize()
    return (int.from_bytes(plain, "big") ^ int.from_bytes(stream[: len(plain)], "big")).to_bytes(
        len(plain), "big"
    )
