"""Central's schema goes forward in place, and a change of it without its script is found here, at every landing.

On PostgreSQL the same stands in tests/contracts/central_store.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from central.store import migrations
from central.store.engine import Database, open_database
from central.store.migrations import FOLDER, every_table, newest, scripts
from central.store.undeletable import guard
from desktop.domain.errors import StoreTooNewError
from tests.fakes import central_shapes

# table -> since which version its rows cannot be deleted, and its key
KEPT = {
    "requests": (5, ("hospital_id", "request_id")),
    "cases": (5, ("hospital_id", "case_id")),
    "erasure_ledger": (5, ("hospital_id", "ledger_id")),
    "trace_segments": (6, ("hospital_id", "desk_id", "incarnation", "first")),
}
Make = Callable[[int], Database]


@pytest.fixture
def database_of(tmp_path: Path) -> Iterator[Make]:
    """Yield how to make an empty database of an older version."""
    made: list[Database] = []

    def make(number: int) -> Database:
        database = open_database(f"sqlite:///{tmp_path / f'v{number}.db'}")
        made.append(database)
        old_database(database, number)
        return database

    yield make
    for database in made:
        database.close()


def old_database(database: Database, number: int) -> None:
    """Make the tables of a recorded version, as its program left them."""
    shape = central_shapes.read(number)
    with database.begin() as connection:
        central_shapes.tables_of(shape).create_all(connection)
        for table, (since, keys) in KEPT.items():
            if number >= since:
                guard(connection, table, keys)
        put(connection, "schema_version", str(number))
        if number > 1:
            put(connection, "schema_tables", " ".join(sorted(shape)))


def put(connection: sa.Connection, name: str, value: str) -> None:
    connection.execute(
        sa.text("INSERT INTO meta (hospital_id, name, value) VALUES ('', :name, :value)"),
        {"name": name, "value": value},
    )


def found_in(database: Database) -> dict[str, tuple[set[tuple[str, bool]], set[str]]]:
    """Return of each table its columns (may be empty?) and its indexes."""
    with database.read() as connection:
        inspector = sa.inspect(connection)
        return {
            table: (
                {(column["name"], bool(column["nullable"])) for column in inspector.get_columns(table)},
                {str(index["name"]) for index in inspector.get_indexes(table)},
            )
            for table in inspector.get_table_names()
        }


def triggers_in(database: Database) -> set[str]:
    """Return the names of the triggers, each of which keeps rows from being lost."""
    names = (
        "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
        if database.postgres
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with database.read() as connection:
        return set(connection.scalars(sa.text(names)))


@pytest.mark.parametrize("number", central_shapes.recorded())
def test_every_older_database_becomes_what_a_fresh_one_is(
    number: int, database_of: Make, tmp_path: Path
) -> None:
    database = database_of(number)
    assert database.create_schema() == tuple(n for n in scripts() if n > number)
    fresh = open_database(f"sqlite:///{tmp_path / 'fresh.db'}")
    fresh.create_schema()
    try:
        assert found_in(database) == found_in(fresh)
        assert triggers_in(database) == triggers_in(fresh) != set()
        database.require_schema()
        assert database.create_schema() == ()
    finally:
        fresh.close()


def test_a_table_that_was_recorded_changes_only_with_a_script() -> None:
    assert central_shapes.recorded()[-1] == newest(), central_shapes.RECORD
    now = central_shapes.shape_of(every_table())
    for table, shape in central_shapes.read(newest()).items():
        assert now.get(table) == shape, f"{table}: {central_shapes.RECORD}"


def test_the_scripts_are_numbered_without_gaps_and_name_the_one_before() -> None:
    assert scripts() == tuple(range(2, newest() + 1))
    for number in scripts():
        path = next((FOLDER / "versions").glob(f"v{number:04}_*.py"))
        text = path.read_text("utf-8")
        assert f'revision = "{number:04}"' in text
        assert ("down_revision = None" if number == 2 else f'down_revision = "{number - 1:04}"') in text


def test_a_newer_database_is_refused_and_an_older_one_until_it_is_upgraded(database_of: Make) -> None:
    database = database_of(1)
    with pytest.raises(migrations.SchemaOlderError):
        database.require_schema()
    database.create_schema()
    database.require_schema()
    with database.begin() as connection:
        connection.execute(sa.text("UPDATE meta SET value = value || ' later' WHERE name = 'schema_tables'"))
    for refused in (database.require_schema, database.create_schema):
        with pytest.raises(StoreTooNewError):
            refused()
    with database.begin() as connection:
        connection.execute(sa.text("UPDATE meta SET value = '99' WHERE name = 'schema_version'"))
    with pytest.raises(StoreTooNewError):
        database.create_schema()


def test_a_column_without_its_script_stops_the_upgrade_and_leaves_everything_as_it_was(
    database_of: Make,
) -> None:
    database = database_of(1)
    before = found_in(database)
    later = sa.MetaData()
    for table in every_table().tables.values():
        table.to_metadata(later)
    sa.Table("tasks", later, sa.Column("colour", sa.Text), extend_existing=True)
    with pytest.raises(migrations.SchemaStepMissingError) as caught, database.begin() as connection:
        migrations.bring_up_to_date(connection, tables=later)
    assert caught.value.facts == {"table": "tasks", "column": "colour"}
    assert found_in(database) == before
    assert database.schema_version() == 1


def test_a_later_script_adds_its_column_and_passes_over_a_table_that_is_only_now_made(
    database_of: Make, tmp_path: Path
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(FOLDER / "versions", folder / "versions")
    number = newest() + 1
    (folder / "versions" / f"v{number:04}_later.py").write_text(
        "import sqlalchemy as sa\nfrom central.store.migrations import changes\n"
        f"revision = '{number:04}'\ndown_revision = '{number - 1:04}'\n\n\ndef upgrade():\n"
        "    changes.add_column('tasks', sa.Column('colour', sa.Text, nullable=False, server_default='red'))\n"
        "    changes.add_column('toys', sa.Column('colour', sa.Text))\n"
        "    changes.add_index('ix_toys_colour', 'toys', ['colour'])\n"
    )
    later = sa.MetaData()
    for table in every_table().tables.values():
        table.to_metadata(later)
    sa.Table("tasks", later, sa.Column("colour", sa.Text), extend_existing=True)
    sa.Table("toys", later, sa.Column("toy", sa.Text, primary_key=True), sa.Column("colour", sa.Text))
    database = database_of(1)
    with database.begin() as connection:
        ran = migrations.bring_up_to_date(connection, folder, later)
    assert ran[-1] == number
    assert ("colour", False) in found_in(database)["tasks"][0]
    assert ("colour", True) in found_in(database)["toys"][0]


def test_two_accounts_of_one_phone_become_the_older_one_with_both_members(database_of: Make) -> None:
    database = database_of(1)
    with database.begin() as connection:
        for account, at, members in (
            ("a-2", 20, ("p-1", "p-2")),
            ("a-1", 10, ("p-1",)),
            ("a-3", 5, ("p-3",)),
        ):
            connection.execute(
                sa.text(
                    "INSERT INTO accounts (hospital_id, account_id, phone_token, state, opened_at)"
                    " VALUES ('h', :account, :token, 'open', :at)"
                ),
                {"account": account, "at": at, "token": b"3" if account == "a-3" else b"1"},
            )
            for member in members:
                connection.execute(
                    sa.text(
                        "INSERT INTO account_members (hospital_id, account_id, patient_id, since)"
                        " VALUES ('h', :account, :member, 1)"
                    ),
                    {"account": account, "member": member},
                )
    database.create_schema()
    with database.read() as connection:
        states = connection.execute(sa.text("SELECT account_id, state FROM accounts ORDER BY 1")).all()
        members = connection.execute(
            sa.text("SELECT account_id, patient_id FROM account_members ORDER BY 1, 2")
        )
        assert [tuple(row) for row in members] == [("a-1", "p-1"), ("a-1", "p-2"), ("a-3", "p-3")]
    assert [tuple(row) for row in states] == [("a-1", "open"), ("a-2", "closed"), ("a-3", "open")]
