"""The suite runs on the store in memory and on the sealed one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.ports.store import Store
from desktop.store.store import open_store
from tests.fakes.sealer import Chance, FormatSealer
from tests.fakes.store import FakeStore


@pytest.fixture(params=["fake", "sealed"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return an empty open store."""
    if request.param == "fake":
        yield FakeStore()
        return
    sealed = open_store(tmp_path / "desk.db", bytes(range(32)), FormatSealer(), Chance())
    yield sealed
    sealed.close()
