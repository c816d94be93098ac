"""Central is brought up before the desks: a desk works on with a central one version ahead and misses nothing (I2, I5).

What the wire looked like is kept in tests/sync/shapes; a change that an older desk could not bear is named here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from central.store import tables
from central.store.engine import open_database
from desktop.domain.errors import CentralUnreachableError
from desktop.domain.ids import SessionId
from desktop.ports.network import Reply
from desktop.sync.exchange import DeskExchange
from desktop.sync.wire import PROTOCOL
from tests.central.people import FIRST
from tests.central.test_with_desk_services import InProcessLine, Window, draft
from tests.fakes.central_world import World
from tests.fakes.wire_shapes import RECORD, broken_by, kept_shape, shape_of_the_wire


class NewerCentral(InProcessLine):
    """Central of the next version: more fields everywhere, kinds of rows that nobody here has heard of."""

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, timeout_s: float
    ) -> Reply:
        reply = super().send(method, path, headers, body, timeout_s)
        answer = json.loads(reply.body)
        answer["weather"] = {"tomorrow": "rain"}
        for page in answer.get("pages", ()):
            page["colour"] = "blue"
            for row in page["rows"]:
                row["mood"] = ["good"]
                if row["type"] == "doctor":
                    row["type"] = "doctor-of-tomorrow"
            page["rows"].append({"type": "visit-plan", "id": "v-1", "steps": [{"type": "walk"}]})
        return Reply(reply.status, json.dumps(answer).encode())


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """On SQLite alone: nothing here depends on the database."""
    database = open_database(f"sqlite:///{tmp_path / 'central.db'}")
    database.create_schema()
    yield World(database)
    database.close()


@pytest.fixture
def desk(world: World) -> Window:
    world.add_session("s-1")
    return Window(world, "desk-a", line=NewerCentral(world, "desk-a"))


@pytest.mark.rows("I2", "I5")
def test_a_desk_works_on_with_a_central_of_the_next_version(desk: Window, world: World) -> None:
    on_line = desk.registration.confirm(draft())
    assert (on_line.offline, on_line.slip.number) == (False, 1)
    desk.line.cut = True
    desk.sync.run_once()
    promised = desk.registration.confirm(draft(FIRST + 2))
    assert promised.offline
    desk.line.cut = False
    desk.quiet()
    assert desk.sync.status().waiting == 0
    assert set(world.live_by_slot().values()) == {1}
    assert {row["booking_id"] for row in world.rows(tables.bookings)} == {
        on_line.booking_id,
        promised.booking_id,
    }


@pytest.mark.rows("I5")
def test_what_an_older_desk_could_not_read_comes_again_after_its_update(world: World) -> None:
    world.add_session("s-1")
    plain = Window(world, "desk-b")
    with plain.store.read() as tx:
        everything = tx.schedules.all_doctors()
    assert everything
    desk = Window(world, "desk-c", line=NewerCentral(world, "desk-c"))
    with desk.store.read() as tx:
        assert tx.schedules.all_doctors() == ()
        assert tx.schedules.session(SessionId("s-1")) is not None
    desk.parts.client._network = InProcessLine(world, "desk-c")
    DeskExchange(desk.parts).run(pull=True)
    with desk.store.read() as tx:
        assert tx.schedules.all_doctors() == (), "the same program pulls nothing twice"
    DeskExchange(replace(desk.parts, program="test-2")).run(pull=True)
    with desk.store.read() as tx:
        assert tx.schedules.all_doctors() == everything


@pytest.mark.rows("I2")
def test_an_answer_that_is_no_answer_is_not_understood(desk: Window) -> None:
    class Nonsense:
        def send(self, *_: object) -> Reply:
            return Reply(200, b'{"protocol": "one"}')

        def close(self) -> None:
            """Nothing is open."""

    desk.parts.client._network = Nonsense()
    with pytest.raises(CentralUnreachableError) as caught:
        DeskExchange(desk.parts).run(pull=True)
    assert caught.value.facts["cause"] == "not-understood"


@pytest.mark.rows("I2", "I5")
def test_the_wire_only_grew_since_the_version_before() -> None:
    assert broken_by(kept_shape(PROTOCOL), shape_of_the_wire()) == [], RECORD


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda now: now["ExchangeRequest"]["fields"].pop("program"), "ExchangeRequest.program is gone"),
        (
            lambda now: now["BookingRow"]["fields"].update(number=["string", True]),
            "BookingRow.number is of another type",
        ),
        (
            lambda now: now["WireOperation"]["fields"].update(mood=["string", True]),
            "WireOperation.mood is new and required",
        ),
        (lambda now: now.pop("ErasureRow"), "ErasureRow is gone"),
    ],
)
def test_a_change_that_an_older_peer_cannot_bear_is_named(change: Any, said: str) -> None:
    now = msgspec.json.decode(msgspec.json.encode(shape_of_the_wire()))
    change(now)
    assert broken_by(shape_of_the_wire(), now) == [said]
