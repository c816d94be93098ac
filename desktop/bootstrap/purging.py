"""`clinic-desk purge`: this account's device secret first (then nothing opens any more), then the desk's own files."""

from __future__ import annotations

import shutil

from desktop.bootstrap.installation import FILE
from desktop.bootstrap.machine import SystemClock, SystemRandomness
from desktop.bootstrap.opening import STORE_FILE
from desktop.bootstrap.safes import VAULT_FOLDER, vault_of
from desktop.bootstrap.self_test import FOLDER as SELF_TEST
from desktop.crypto.desk_keys import DeskIdentity
from desktop.crypto.safe import FOLDER as KEYS
from desktop.crypto.safe import SlotSafe
from desktop.domain.ids import DeskId
from desktop.domain.passphrases import SMALL_CLINIC
from desktop.settings import Settings
from desktop.settings.layers import DESK_FILE

# What a desk makes in its home; anything else that lies there is somebody else's and stays.
OWN = (
    KEYS, STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", FILE, DESK_FILE, "last-name", "log", "spool",
    VAULT_FOLDER,
)  # fmt: skip


def purge(settings: Settings) -> tuple[str, ...]:
    """Remove everything; returns what there was. Raises VaultUnavailableError, OSError when the window is open."""
    home = settings.home
    nobody = DeskIdentity(DeskId(""), bytes(32), bytes(32), bytes(32), bytes(32), demo=False)
    SlotSafe(home, vault_of(home, settings), nobody, SystemRandomness(), SMALL_CLINIC, SystemClock()).forget()
    gone = []
    for path in [home / name for name in OWN] + [
        *sorted(home.glob(f"{SELF_TEST}*")),
        *sorted(home.glob("window-*.lock")),
    ]:
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
        else:
            continue
        gone.append(path.name)
    if home.is_dir() and not any(home.iterdir()):
        home.rmdir()
    return tuple(gone)
