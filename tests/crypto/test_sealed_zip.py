"""The sealed ZIP opens with its passphrase, by another hand's reading of the format, and with no other."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from open_copy import WrongPassphraseError, opened

from desktop.bootstrap.machine import SystemRandomness
from desktop.crypto.sealed_zip import new_passphrase, sealed_with_passphrase, sealed_zip

FILES = {"a.json": b'{"name": "\xe5\xbc\xa0\xe4\xbc\x9f"}' * 40, "b.pdf": bytes(range(256)) * 5}


@pytest.mark.rows("G99")
def test_every_file_opens_with_the_passphrase_and_nothing_of_it_stands_in_clear() -> None:
    raw, passphrase = sealed_with_passphrase(SystemRandomness(), FILES)
    assert {name: opened(raw, name, passphrase) for name in FILES} == FILES
    assert passphrase.encode() not in raw
    assert b"name" not in raw
    with pytest.raises(WrongPassphraseError):
        opened(raw, "a.json", passphrase[:-1] + ("2" if passphrase[-1] != "2" else "3"))


@pytest.mark.rows("G99")
def test_passphrases_are_long_readable_and_never_the_same() -> None:
    made = {new_passphrase(SystemRandomness()) for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) == 24 and not set(one) & set("01OI") for one in made)


@pytest.mark.skipif(shutil.which("7z") is None, reason="7-Zip is not installed here")
def test_seven_zip_opens_it(tmp_path: Path) -> None:
    raw = sealed_zip(FILES, "GOOD-PASS", SystemRandomness())
    (tmp_path / "copy.zip").write_bytes(raw)
    done = subprocess.run(
        ["7z", "x", "-pGOOD-PASS", "copy.zip"], cwd=tmp_path, check=False, capture_output=True
    )
    assert done.returncode == 0
    assert {name: (tmp_path / name).read_bytes() for name in FILES} == FILES
