"""One contract for every vault, on the fake and on the real ones; and what must never be loaded (T15)."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from desktop.crypto.errors import VaultUnavailableError
from desktop.crypto.file_vault import FileVault
from desktop.crypto.keyring_vault import KeyringVault, credential_manager, secret_service
from desktop.ports.keys import KeyVault
from tests.fakes.keys import FakeVault

SECRET = bytes(range(32))


class MemoryBackend(KeyringBackend):
    """A keyring backend with the interface of the real ones, in memory."""

    priority = 0  # type: ignore[assignment]  # keyring declares a class property

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError(service)


MAKERS: dict[str, Callable[[Path], KeyVault]] = {
    "fake": lambda _folder: FakeVault(),
    "file": lambda folder: FileVault(folder / "vault"),
    "keyring": lambda _folder: KeyringVault(MemoryBackend(), "secret-service"),
}


@pytest.fixture(params=sorted(MAKERS))
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> KeyVault:
    return MAKERS[request.param](tmp_path)


def test_a_vault_gives_back_what_it_was_given(vault: KeyVault) -> None:
    vault.save("device-secret/a", SECRET)
    assert vault.load("device-secret/a") == SECRET


def test_a_vault_keeps_the_secrets_of_two_desks_apart(vault: KeyVault) -> None:
    vault.save("device-secret/a", SECRET)
    vault.save("device-secret/b", SECRET[::-1])
    assert vault.load("device-secret/a") == SECRET
    assert vault.load("device-secret/b") == SECRET[::-1]


def test_a_newer_secret_replaces_the_older(vault: KeyVault) -> None:
    vault.save("device-secret/a", SECRET)
    vault.save("device-secret/a", SECRET[::-1])
    assert vault.load("device-secret/a") == SECRET[::-1]


def test_a_secret_that_nobody_saved_is_none(vault: KeyVault) -> None:
    assert vault.load("device-secret/none") is None


def test_a_deleted_secret_is_gone_and_can_be_deleted_again(vault: KeyVault) -> None:
    vault.save("device-secret/a", SECRET)
    vault.delete("device-secret/a")
    vault.delete("device-secret/a")
    assert vault.load("device-secret/a") is None


def test_a_vault_says_which_it_is(vault: KeyVault) -> None:
    assert vault.describe() in ("credential-manager", "secret-service", "file")


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
def test_the_file_vault_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    FileVault(tmp_path / "vault").save("device-secret/a", SECRET)
    (file,) = (tmp_path / "vault").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert "device" not in file.name


def test_a_damaged_file_of_the_file_vault_is_no_secret(tmp_path: Path) -> None:
    vault = FileVault(tmp_path)
    vault.save("device-secret/a", SECRET)
    (file,) = tmp_path.iterdir()
    good = file.read_bytes()
    for at in range(len(good)):
        file.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        assert vault.load("device-secret/a") is None
    file.write_bytes(good[:-1])
    assert vault.load("device-secret/a") is None


def test_a_locked_keyring_is_a_known_error_that_names_the_vault() -> None:
    backend = MemoryBackend()
    backend.locked = True
    with pytest.raises(VaultUnavailableError) as raised:
        KeyringVault(backend, "secret-service").load("device-secret/a")
    assert raised.value.facts == {"vault": "secret-service"}


def test_text_in_the_keyring_that_is_no_base64_is_no_secret() -> None:
    backend = MemoryBackend()
    vault = KeyringVault(backend, "secret-service")
    vault.save("device-secret/a", SECRET)
    backend.entries = dict.fromkeys(backend.entries, "not base64!")
    assert vault.load("device-secret/a") is None


def test_the_keyring_holds_less_than_the_windows_limit() -> None:
    backend = MemoryBackend()
    KeyringVault(backend, "credential-manager").save("device-secret/" + "a" * 32, SECRET)
    ((_address, text),) = backend.entries.items()
    assert len(text.encode("utf-16")) < 2560


@pytest.mark.rows("T15")
def test_environment_and_configuration_choose_no_backend_and_load_no_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = tmp_path / "planted"
    planted.mkdir()
    (planted / "evil_backend.py").write_text("raise SystemExit('planted code was loaded')\n")
    for folder in ("config", "config/python_keyring"):
        (tmp_path / folder).mkdir()
    for place in (tmp_path / "config" / "python_keyring", tmp_path / "config"):
        (place / "keyringrc.cfg").write_text(
            f"[backend]\ndefault-keyring=evil_backend.Keyring\nkeyring-path={planted}\n"
        )
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "evil_backend.Keyring")
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/evil")
    monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "evil")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    if os.name == "nt":
        vault = credential_manager()
        assert vault.load("device-secret/a-name-that-nobody-saved") is None
        assert vault._backend.persist == "local machine"
    else:
        vault = secret_service()
        with pytest.raises(VaultUnavailableError):
            vault.load("device-secret/a")
        assert not hasattr(vault._backend, "preferred_collection")
    assert vault.describe() == ("credential-manager" if os.name == "nt" else "secret-service")
    backend = vault._backend
    system = "Windows" if os.name == "nt" else "SecretService"
    assert type(backend).__module__ == f"keyring.backends.{system}"
    assert backend.scheme == "default"
    assert str(planted) not in sys.path
    assert "evil_backend" not in sys.modules


@pytest.mark.skipif(os.name == "nt", reason="there it is available")
def test_the_windows_store_is_refused_elsewhere_and_nothing_takes_its_place() -> None:
    with pytest.raises(VaultUnavailableError) as raised:
        credential_manager()
    assert raised.value.facts == {"vault": "credential-manager"}
