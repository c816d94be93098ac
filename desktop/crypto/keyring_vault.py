"""The operating system's vault of this account: ONE named backend of `keyring`, made directly (DECISIONS 15, T15).

`keyring.get_keyring` is never called: it would choose by priority, by PYTHON_KEYRING_BACKEND or by keyringrc.cfg, whose
`keyring-path` loads code. A backend's properties from KEYRING_PROPERTY_… are switched off too.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any, TypeVar

from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError

from desktop.crypto.errors import VaultUnavailableError

SERVICE = "clinic-front-desk"
CREDENTIAL_MANAGER = "credential-manager"
SECRET_SERVICE = "secret-service"  # noqa: S105  # the code of a vault, not a secret
_T = TypeVar("_T")


class KeyringVault:
    """ports.keys.KeyVault over one backend; secrets lie there as base64 text (32 bytes: 44 characters).

    `foreign` are exceptions that the backend lets through unwrapped.
    """

    def __init__(
        self, backend: KeyringBackend, code: str, foreign: tuple[type[BaseException], ...] = ()
    ) -> None:
        self._backend = backend
        self._code = code
        self._foreign: tuple[type[BaseException], ...] = (KeyringError, OSError, *foreign)

    def load(self, name: str) -> bytes | None:
        """Return the secret, or None when the vault does not hold it; raises VaultUnavailableError."""
        text = self._asked(lambda: self._backend.get_password(*_address(name)))
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return None

    def save(self, name: str, secret: bytes) -> None:
        """Keep the secret; raises VaultUnavailableError."""
        text = base64.b64encode(secret).decode("ascii")
        self._asked(lambda: self._backend.set_password(*_address(name), text))

    def delete(self, name: str) -> None:
        """Forget the secret; no error when there is none; raises VaultUnavailableError."""

        def forget() -> None:
            try:
                self._backend.delete_password(*_address(name))
            except PasswordDeleteError:
                return

        self._asked(forget)

    def describe(self) -> str:
        """Return the backend's code: `credential-manager` or `secret-service`."""
        return self._code

    def _asked(self, question: Callable[[], _T]) -> _T:
        try:
            return question()
        except self._foreign as error:
            raise VaultUnavailableError(vault=self._code) from error


def credential_manager() -> KeyringVault:
    """Return the Windows credential store of this account; its entries stay on this machine and do not roam.

    Raises VaultUnavailableError anywhere else.
    """
    try:
        from keyring.backends import Windows

        foreign: type[BaseException] = Windows.pywintypes.error  # type: ignore[attr-defined]  # there on Windows only
    except (ImportError, AttributeError) as error:
        raise VaultUnavailableError(vault=CREDENTIAL_MANAGER) from error
    backend = _plain(Windows.WinVaultKeyring)
    backend.persist = "local machine"
    return KeyringVault(backend, CREDENTIAL_MANAGER, (foreign,))


def secret_service() -> KeyringVault:
    """Return the Secret Service of this session (Linux); raises VaultUnavailableError when its library is missing."""
    try:
        from keyring.backends.SecretService import Keyring
        from secretstorage.exceptions import SecretStorageException
    except ImportError as error:
        raise VaultUnavailableError(vault=SECRET_SERVICE) from error
    return KeyringVault(_plain(Keyring), SECRET_SERVICE, (SecretStorageException,))


def _plain(backend: type[KeyringBackend]) -> Any:
    """Make the backend without asking the environment for properties."""
    return backend.__new__(backend)


def _address(name: str) -> tuple[str, str]:
    # One service a secret: the Windows backend would move entries of a shared service around.
    return f"{SERVICE}/{name}", "device"
