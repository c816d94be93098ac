"""Central's database on both engines, and a made-up hospital in it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from central.store.engine import Database, open_database
from tests.fakes.central_world import World

POSTGRES = "CLINIC_TEST_POSTGRES"


@pytest.fixture(scope="session")
def postgres_schema() -> Iterator[str]:
    """Yield the address of a schema of this run's own, with tables; it is dropped afterwards."""
    url = os.environ.get(POSTGRES)
    if not url:
        pytest.skip(f"no PostgreSQL here: run `build/dev.py test`, or name one in {POSTGRES}")
    schema = "t_" + uuid.uuid4().hex
    admin = sa.create_engine(url)
    with admin.begin() as connection:
        connection.execute(sa.schema.CreateSchema(schema))
    address = sa.make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
    own = address.render_as_string(hide_password=False)
    database = open_database(own)
    database.create_schema()
    database.close()
    yield own
    with admin.begin() as connection:
        connection.execute(sa.schema.DropSchema(schema, cascade=True))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def central_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Yield an open database with central's tables, on each engine in turn."""
    if request.param == "sqlite":
        database = open_database(f"sqlite:///{tmp_path / 'central.db'}")
        database.create_schema()
    else:
        database = open_database(request.getfixturevalue("postgres_schema"))
    yield database
    database.close()


@pytest.fixture
def world(central_database: Database) -> World:
    """Return a hospital with one department, no session yet."""
    return World(central_database)


@pytest.fixture
def make_world(central_database: Database) -> Callable[..., World]:
    """Return how to make a hospital with other settings."""

    def make(**settings: int) -> World:
        return World(central_database, **settings)

    return make
