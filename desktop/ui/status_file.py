"""What the window says of itself to a test driver outside: page, focus, counts; never anything about a person.

Written only by a demo installation that was started with a status file (see build/tasks/tour).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 40

Status = Mapping[str, "str | int | bool | list[str] | list[int]"]


class StatusFile(QObject):
    """Writes the status whenever it changed, whole or not at all."""

    def __init__(self, path: Path, describe: Callable[[], Status], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._describe = describe
        self._last = b""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._write)
        self._timer.start()

    def _write(self) -> None:
        raw = json.dumps(dict(self._describe()), sort_keys=True).encode()
        if raw == self._last:
            return
        fresh = self._path.with_name(self._path.name + ".new")
        fresh.write_bytes(raw)
        fresh.replace(self._path)
        self._last = raw
