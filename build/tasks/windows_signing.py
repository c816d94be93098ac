"""The signing steps, rehearsed with a certificate made for this moment: first the uninstaller, then the set-up."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path


class Rehearsal:
    """A self-made certificate and the command that signs a file in place; `end` takes the key away."""

    def __init__(self, folder: Path) -> None:
        self._key, self._certificate = folder / "rehearsal.key", folder / "rehearsal.crt"
        # makensis puts the uninstaller's file behind it
        self.command = folder / "sign.sh"
        _agreed(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=rehearsal",
             "-addext", "extendedKeyUsage=codeSigning", "-keyout", str(self._key), "-out", str(self._certificate)]
        )  # fmt: skip
        sign = [
            "osslsigncode",
            "sign",
            "-h",
            "sha256",
            "-certs",
            str(self._certificate),
            "-key",
            str(self._key),
        ]
        self.command.write_text(
            f'#!/bin/sh\n{shlex.join(sign)} -in "$1" -out "$1.signed" >&2 && mv "$1.signed" "$1"\n'
        )
        self.command.chmod(0o700)

    def signed(self, program: Path) -> bool:
        """Return whether a program bears this certificate's signature over every byte."""
        words = ["osslsigncode", "verify", "-CAfile", str(self._certificate), "-in", str(program)]
        return _agreed(words)

    def on(self, program: Path) -> Iterator[tuple[str, bool]]:
        """Sign a program, verify, alter, refuse; yields each step and whether it went as it must."""
        yield f"{program.name} signed", _agreed([str(self.command), str(program)])
        yield "the signature verifies", self.signed(program)
        content = bytearray(program.read_bytes())
        content[len(content) // 2] ^= 1
        altered = program.with_suffix(".altered")
        altered.write_bytes(bytes(content))
        yield "an altered byte is refused", not self.signed(altered)
        altered.unlink()

    def end(self) -> None:
        """Take the key away; what was signed can still be verified."""
        self._key.unlink()


def _agreed(words: list[str]) -> bool:
    """Run a tool; returns whether it agreed."""
    return subprocess.run(words, capture_output=True, check=False).returncode == 0
