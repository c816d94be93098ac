"""What central relies on from its engine, the same on SQLite and PostgreSQL (ARCHITECTURE §7, DECISIONS 27)."""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from central.store import chains, feed, numbers, tables
from central.store.engine import Database, open_database
from central.store.migrations import every_table, newest, scripts
from central.store.rowset import RowSet
from tests.fakes import central_shapes
from tests.fakes.central_world import World
from tests.store.test_central_schema import found_in, old_database, triggers_in


def in_threads(count: int, act: Callable[[int], object]) -> list[object]:
    """Run `act` at once in threads, each released at the same barrier; returns the answers."""
    barrier = threading.Barrier(count)

    def released(index: int) -> object:
        barrier.wait(30)
        return act(index)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(released, range(count)))


def test_the_schema_is_made_once_and_says_its_version(central_database: Database) -> None:
    assert central_database.create_schema() == ()
    assert central_database.schema_version() == newest()
    central_database.require_schema()


def test_every_table_has_the_hospital_first_in_its_key(central_database: Database) -> None:
    for table in every_table().sorted_tables:
        assert next(iter(table.primary_key.columns)).name == "hospital_id", table.name


def test_an_error_rolls_everything_back(world: World) -> None:
    def fail(connection: Connection) -> None:
        world.add_settings(connection, "one", "1")
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        world.database.run(fail)
    assert world.rows(tables.settings) == []


def test_times_come_back_aware_and_to_the_millisecond(world: World) -> None:
    at = datetime(2026, 2, 28, 23, 59, 59, 123000, tzinfo=UTC)
    with world.database.begin() as connection:
        connection.execute(
            sa.insert(tables.served).values(hospital_id=world.hospital, desk_id="d", patient_id="p", at=at)
        )
        with pytest.raises(Exception, match="without a zone"):
            connection.execute(
                sa.insert(tables.served).values(
                    hospital_id=world.hospital, desk_id="e", patient_id="p", at=at.replace(tzinfo=None)
                )
            )
    assert world.rows(tables.served)[0]["at"] == at


def test_working_rows_are_loaded_changed_added_and_removed_in_sets(world: World) -> None:
    def work(act: Callable[[RowSet], None]) -> None:
        with world.database.begin() as connection:
            rows = RowSet(connection, tables.slots, world.hospital)
            act(rows)
            rows.flush()

    def add(rows: RowSet) -> None:
        for number in range(1, 4):
            rows.add(session_id="s", number=number, half_hour=0, epoch=0, state="pool")

    def change(rows: RowSet) -> None:
        rows.load([("s", 1), ("s", 2), ("s", 9)])
        assert rows.get("s", 9) is None
        rows.change("s", 1, state="leased", epoch=1)
        rows.change("s", 2, state="spent")
        rows.remove("s", 3)

    work(add)
    work(change)
    assert [(r["number"], r["state"], r["epoch"]) for r in world.rows(tables.slots)] == [
        (1, "leased", 1),
        (2, "spent", 0),
    ]


@pytest.mark.rows("I1")
def test_of_many_claims_at_once_each_number_goes_to_one(world: World) -> None:
    world.add_session("rush", half_hours=1, per_half_hour=10)

    def claim(index: int) -> numbers.Taken | None:
        return world.database.run(
            lambda connection: numbers.claim_lowest(connection, world.hospital, "rush", 0, f"b-{index}")
        )

    taken = in_threads(14, claim)
    given = [each.number for each in taken if isinstance(each, numbers.Taken)]
    assert sorted(given) == list(range(1, 11))
    assert taken.count(None) == 4
    spent = world.rows(tables.slots, state="spent")
    assert len({row["booking_id"] for row in spent}) == 10


@pytest.mark.rows("I4")
def test_a_number_claimed_meanwhile_is_not_leased(world: World) -> None:
    world.add_session("s", half_hours=1, per_half_hour=2)
    with world.database.begin() as connection:
        free = numbers.free_numbers(connection, world.hospital, ["s"])["s"]
        taken = numbers.claim_lowest(connection, world.hospital, "s", 0, "b")
        assert taken is not None
        chosen = [("s", number, epoch) for _, number, epoch in free]
        numbers.lease(connection, world.hospital, "desk", chosen, world.clock.now(), ["s"])
        rights = numbers.rights_of(connection, world.hospital, "desk")
    assert [right.number for right in rights] == [2]


@pytest.mark.rows("I5")
def test_positions_are_gapless_and_an_entity_stands_once_at_its_newest(world: World) -> None:
    with world.database.begin() as connection:
        start = feed.heads(connection, world.hospital)["reference"]
    for ids in (["a", "b"], ["c"], ["a", "c"]):
        with world.database.begin() as connection:
            feed.move(connection, world.hospital, feed.touch("reference", "doctor", ids))
    with world.database.read() as connection:
        entries = feed.read(connection, world.hospital, "reference", start, 100)
    assert entries == [("doctor", "b", start + 2), ("doctor", "a", start + 4), ("doctor", "c", start + 5)]


@pytest.mark.rows("I5")
def test_a_reader_beside_many_writers_skips_nothing(world: World) -> None:
    writers, each = 6, 8
    stop = threading.Event()
    seen: dict[str, int] = {}

    def read() -> None:
        cursor = 0
        while True:
            last = stop.is_set()
            with world.database.read() as connection:
                entries = feed.read(connection, world.hospital, "stream", cursor, 1000)
            for _, entity, position in entries:
                assert position > cursor
                cursor = position
                seen[entity] = position
            if last and not entries:
                return

    def write(index: int) -> None:
        for step in range(each):
            world.database.run(
                lambda connection, step=step: feed.move(
                    connection, world.hospital, feed.touch("stream", "thing", [f"{index}-{step}"])
                )
            )

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        in_threads(writers, write)
        stop.set()
        reading.result(60)
    assert len(seen) == writers * each
    assert sorted(seen.values()) == list(range(1, writers * each + 1))


@pytest.mark.rows("I7")
def test_request_numbers_only_grow(world: World) -> None:
    def take(number: int) -> bool:
        return world.database.run(
            lambda connection: chains.take_request_number(connection, world.hospital, "desk", number)
        )

    assert [take(number) for number in (1, 2, 2, 1, 257, 256)] == [True, True, False, False, True, False]


def test_a_key_that_is_there_is_an_error_and_not_overwritten(world: World) -> None:
    with world.database.begin() as connection:
        world.add_settings(connection, "one", "1")
    with pytest.raises(IntegrityError), world.database.begin() as connection:
        world.add_settings(connection, "one", "2")
    assert world.rows(tables.settings)[0]["value"] == "1"


@pytest.mark.parametrize("number", central_shapes.recorded())
def test_an_older_postgresql_is_upgraded_in_place_by_one_of_two_processes_at_once(number: int) -> None:
    url = os.environ.get("CLINIC_TEST_POSTGRES")
    if not url:
        pytest.skip("no PostgreSQL here")
    schema = "t_" + uuid.uuid4().hex
    admin = sa.create_engine(url)
    with admin.begin() as connection:
        connection.execute(sa.schema.CreateSchema(schema))
    own = sa.make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
    databases = [open_database(own.render_as_string(hide_password=False)) for _ in range(2)]
    try:
        old_database(databases[0], number)
        ran = in_threads(2, lambda index: databases[index].create_schema())
        assert sorted(ran, key=str) == sorted([(), tuple(n for n in scripts() if n > number)], key=str)
        upgraded, triggers = found_in(databases[0]), triggers_in(databases[0])
        with admin.begin() as connection:
            connection.execute(sa.schema.DropSchema(schema, cascade=True))
            connection.execute(sa.schema.CreateSchema(schema))
        databases[1].create_schema()
        assert upgraded == found_in(databases[1])
        assert triggers == triggers_in(databases[1]) != set()
    finally:
        for database in databases:
            database.close()
        with admin.begin() as connection:
            connection.execute(sa.schema.DropSchema(schema, cascade=True))
        admin.dispose()
