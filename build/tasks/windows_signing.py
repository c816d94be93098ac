"""The signing steps, rehearsed on a Windows program with a certificate made for this moment."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path


def rehearse(program: Path, folder: Path) -> Iterator[tuple[str, bool]]:
    """Sign, verify, alter, refuse; yields each step and whether it went as it must. The key is gone afterwards."""
    key, certificate, signed = (folder / name for name in ("rehearsal.key", "rehearsal.crt", "signed.exe"))
    _step(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=rehearsal",
         "-addext", "extendedKeyUsage=codeSigning", "-keyout", str(key), "-out", str(certificate)]
    )  # fmt: skip
    sign = ["osslsigncode", "sign", "-h", "sha256", "-certs", str(certificate), "-key", str(key)]
    verify = ["osslsigncode", "verify", "-CAfile", str(certificate), "-in", str(signed)]
    signed.unlink(missing_ok=True)
    yield f"{program.name} signed", _step([*sign, "-in", str(program), "-out", str(signed)])
    yield "the signature verifies", _step(verify)
    content = bytearray(signed.read_bytes())
    content[len(content) // 2] ^= 1
    signed.write_bytes(bytes(content))
    yield "an altered byte is refused", not _step(verify)
    key.unlink()


def _step(words: list[str]) -> bool:
    """Run a tool; returns whether it agreed."""
    return subprocess.run(words, capture_output=True, check=False).returncode == 0
