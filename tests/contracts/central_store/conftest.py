"""The same database fixtures as the tests of central."""

from tests.central.conftest import central_database, make_world, postgres_schema, world

__all__ = ["central_database", "make_world", "postgres_schema", "world"]
