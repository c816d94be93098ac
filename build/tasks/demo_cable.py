"""The demo's cable: the way of one desk to central, which can be pulled."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

from demo_parts import Central, Process, free_port, wait_until


class Cable:
    """The way of one desk to central; pulled, that desk alone is off line (relay.py)."""

    def __init__(self, home: Path, central: Central) -> None:
        self._log = home / "log" / "cable.log"
        self._central = central
        self._keeps = home / "cable-port"
        self.port = int(self._keeps.read_text()) if self._keeps.exists() else free_port()
        self._process: Process | None = None

    def plug_in(self) -> None:
        """Forward to central's port, the same one each time."""
        self._keeps.write_text(str(self.port))
        words = [
            sys.executable, str(Path(__file__).with_name("relay.py")), "--listen", str(self.port), "--to",
            str(self._central.port),
        ]  # fmt: skip
        self._process = Process("cable", words, self._log)
        self._process.start()
        wait_until(self._listens, "the cable's port", 30)

    def _listens(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 0.5):
                return True
        except OSError:
            return False

    def pull(self) -> None:
        """End every connection of the desk, and take no new one."""
        if self._process is not None:
            self._process.stop()
