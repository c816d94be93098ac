"""This PC for the fleet list: room on the disk, size of the store, errors in the log."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop.diagnostics import errors_logged
from desktop.ports.machine import MachineState

MIB = 1024**2


class ThisMachine:
    """Looks at the folder of the store."""

    def __init__(self, store: Path) -> None:
        self._store = store

    def look(self) -> MachineState | None:
        """Return the state, None while the disk does not answer."""
        try:
            files = (self._store, self._store.with_name(self._store.name + "-wal"))
            size = sum(file.stat().st_size for file in files if file.exists())
            free = shutil.disk_usage(self._store.parent).free
        except OSError:
            return None
        return MachineState(free // MIB, size // MIB, errors_logged())
