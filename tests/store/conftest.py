"""A sealed store on disk, its key, and ways to look at the file from outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.ports.clock import Clock
from desktop.store.engine import connector
from desktop.store.store import SealedStore, open_store
from tests.fakes.sealer import Chance, FormatSealer

FILE_KEY = bytes(range(7, 39))


@dataclass
class DeskFile:
    """One store file: opened with its key as often as a test wants, or looked at raw."""

    path: Path
    sealer: FormatSealer = field(default_factory=FormatSealer)
    key: bytes = field(default=FILE_KEY, repr=False)
    _stack: ExitStack = field(default_factory=ExitStack, repr=False)

    def open(self, clock: Clock | None = None, busy_timeout_ms: int = 2000) -> SealedStore:
        """Return the open store; closed at the end of the test."""
        store = open_store(self.path, self.key, self.sealer, Chance(), clock, busy_timeout_ms=busy_timeout_ms)
        self._stack.callback(store.close)
        return store

    def raw(self) -> sqlcipher.Connection:
        """Return a keyed connection beside the store."""
        connection = connector(self.path, self.key, 2000, 50)()
        self._stack.callback(connection.close)
        return connection

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of one statement, on a connection of its own."""
        with closing(connector(self.path, self.key, 2000, 50)()) as connection:
            return [tuple(row) for row in connection.execute(sql)]

    def files(self) -> dict[str, bytes]:
        """Return the bytes of the file, its log and its index as they lie on the disk now."""
        return {
            path.name: path.read_bytes()
            for path in self.path.parent.iterdir()
            if path.name.startswith(self.path.name)
        }

    def close(self) -> None:
        """Close all that was opened."""
        self._stack.close()


@pytest.fixture
def desk_file(tmp_path: Path) -> Iterator[DeskFile]:
    """Return a file that does not exist yet."""
    made = DeskFile(tmp_path / "store" / "desk.db")
    yield made
    made.close()
