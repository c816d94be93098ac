"""Use cases over the store in memory and over the sealed one, under a clock that a test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desktop.domain.canonical import facts_from_bytes
from desktop.domain.staff import Role
from desktop.ports.store import Store
from desktop.services.desk import Desk, Place
from desktop.store.store import open_store
from tests.fakes.front_desk import FakeClock
from tests.fakes.keys import FakeOpenKeys, FakeRandomness
from tests.fakes.store import FakeStore

MakeDesk = Callable[..., Desk]


@pytest.fixture
def keys() -> FakeOpenKeys:
    return FakeOpenKeys()


@pytest.fixture(params=["fake", "sealed"])
def store(request: pytest.FixtureRequest, tmp_path: Path, keys: FakeOpenKeys) -> Iterator[Store]:
    """Return an empty open store."""
    with ExitStack() as stack:
        if request.param == "fake":
            yield FakeStore()
            return
        sealed = open_store(tmp_path / "desk.db", keys.file_key, keys.sealer, FakeRandomness("store"))
        stack.callback(sealed.close)
        yield sealed


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def sign_in(store: Store, keys: FakeOpenKeys, clock: FakeClock) -> MakeDesk:
    """Return `sign_in(role, staff_id)`: the same store, opened by another person."""
    chance = FakeRandomness("ids")

    def open_for(role: Role = Role.CLERK, staff_id: str = "1001") -> Desk:
        return Desk(store, keys.open_keys(staff_id, role), clock, chance, Place("样例医院", "3 号窗"))

    return open_for


def traced(store: Store) -> list[dict[str, object]]:
    """Return the audit events as they are stored, in order."""
    with store.read() as tx:
        return [facts_from_bytes(event) for event, _ in tx.audit.rows(1, 1000)]
