"""The locked desk: which vault holds the device secret, and the key file that it opens."""

from __future__ import annotations

import hashlib
from pathlib import Path

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.machine import SystemClock, SystemRandomness
from desktop.crypto.desk_keys import DeskIdentity
from desktop.crypto.file_vault import FileVault
from desktop.crypto.keyring_vault import credential_manager, secret_service
from desktop.crypto.safe import SlotSafe
from desktop.domain.audit_trace import Anchor
from desktop.domain.ids import DeskId
from desktop.domain.passphrases import PROFILES
from desktop.ports.clock import Clock
from desktop.ports.keys import KeyVault
from desktop.settings import Settings

VAULT_FOLDER = "vault"
SIZE_BYTES, HASH_BYTES = 8, 32


def vault_of(home: Path, settings: Settings) -> KeyVault:
    """Return the one vault that the settings name; there is no second choice (DECISIONS 15)."""
    if settings.vault == "credential-manager":
        return credential_manager()
    if settings.vault == "secret-service":
        return secret_service()
    return FileVault(home / VAULT_FOLDER)


def identity_of(installation: Installation) -> DeskIdentity:
    """Return what enrolment bound into the key file."""
    return DeskIdentity(
        DeskId(installation.desk_id),
        installation.central_seal_public,
        installation.central_sign_public,
        installation.founding_public,
        hashlib.sha256(installation.ca_pem.encode()).digest(),
        installation.demo,
    )


class VaultAnchor:
    """ports.trace.AnchorVault: size (8 bytes, big-endian) and chain hash (32) in the account's vault."""

    def __init__(self, vault: KeyVault, desk_id: DeskId) -> None:
        self._vault = vault
        self._name = f"trace-end/{desk_id}"

    def load(self) -> Anchor | None:
        """Return what was kept last."""
        raw = self._vault.load(self._name)
        if raw is None or len(raw) != SIZE_BYTES + HASH_BYTES:
            return None
        return Anchor(int.from_bytes(raw[:SIZE_BYTES], "big"), raw[SIZE_BYTES:])

    def save(self, anchor: Anchor) -> None:
        """Keep it."""
        self._vault.save(self._name, anchor.size.to_bytes(SIZE_BYTES, "big") + anchor.head)


def trace_anchor(home: Path, settings: Settings, installation: Installation) -> VaultAnchor:
    """Return where this account remembers the trace's end."""
    return VaultAnchor(vault_of(home, settings), DeskId(installation.desk_id))


def open_safe(
    home: Path, settings: Settings, installation: Installation, clock: Clock | None = None
) -> SlotSafe:
    """Return the locked desk; nothing is read before somebody asks. `clock` is the PC's unless given."""
    return SlotSafe(
        home, vault_of(home, settings), identity_of(installation), SystemRandomness(),
        PROFILES[settings.sign_in_profile], clock or SystemClock(),
    )  # fmt: skip
