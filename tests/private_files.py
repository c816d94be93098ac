"""Who may read a file that holds secrets."""

from __future__ import annotations

import os
from pathlib import Path

OWNER = 0o600


def only_owners(path: Path, mode: int = OWNER) -> bool:
    """Return whether nobody but the owner reaches it. On Windows the folder's access list says so, not a mode."""
    return os.name == "nt" or path.stat().st_mode & 0o777 == mode
