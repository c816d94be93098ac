"""The explicit file vault for servers, tests and the demo; the screen says that it is in use (DECISIONS 15).

    file = "CFDV" | version (1 byte, 1) | secret (n bytes) | SHA-256 of all before it (32)

Mode 0600 in a folder of mode 0700. It protects no more than the folder does: who reads it still needs a passphrase.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from desktop.crypto.whole_files import write_whole

MAGIC = b"CFDV\x01"
DIGEST_BYTES = 32


class FileVault:
    """ports.keys.KeyVault: one file a secret in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, name: str) -> bytes | None:
        """Return the secret, or None when there is none or its file is damaged."""
        try:
            raw = self._path(name).read_bytes()
        except OSError:
            return None
        body, digest = raw[:-DIGEST_BYTES], raw[-DIGEST_BYTES:]
        if not body.startswith(MAGIC) or hashlib.sha256(body).digest() != digest:
            return None
        return body[len(MAGIC) :]

    def save(self, name: str, secret: bytes) -> None:
        """Write the secret whole or not at all; raises StoreFullError."""
        body = MAGIC + secret
        write_whole(self._path(name), body + hashlib.sha256(body).digest())

    def delete(self, name: str) -> None:
        """Remove the file; no error when there is none."""
        self._path(name).unlink(missing_ok=True)

    def describe(self) -> str:
        """Return "file"."""
        return "file"

    def _path(self, name: str) -> Path:
        # A digest: names hold "/" and nothing of them belongs into a file name.
        return self._folder / (hashlib.sha256(name.encode()).hexdigest()[:32] + ".secret")
