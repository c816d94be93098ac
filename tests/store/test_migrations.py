"""Migrations go forward, whole or not at all, wherever the program is killed (ARCHITECTURE §4, DECISIONS 29)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Engine

from desktop.store import tables
from desktop.store.engine import connector, make_file, writer_engine
from desktop.store.migrations import SCRIPTS, Scripts, bring_up_to_date
from tests.fakes.clinic import keep
from tests.store.conftest import DeskFile

NEWEST = SCRIPTS.revisions[-1]
LATER = f"{int(NEWEST) + 1:04}"
NEXT = f"""
from alembic import op

revision = "{LATER}"
down_revision = "{NEWEST}"


def upgrade():
    op.execute("CREATE TABLE later (id INTEGER PRIMARY KEY, words TEXT) STRICT")
    op.execute("ALTER TABLE tasks ADD COLUMN words TEXT")
    op.execute("UPDATE tasks SET words = 'moved'")
    op.execute("CREATE INDEX later_words ON later (words)")
"""
UP_TO_DATE = """
import sys
from pathlib import Path
from desktop.store.store import open_store
from tests.fakes.sealer import Chance, FormatSealer
store = open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), FormatSealer(), Chance())
with store.read() as tx:
    assert tx.patients.recent(5) == ()
    assert tx.patients.search("nobody", 20) == ()
store.close()
print([name for name in ("alembic", "pypinyin") if name in sys.modules])
"""


def _schema(engine: Engine) -> set[tuple[str, str, str]]:
    with engine.begin() as connection:
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {
            (kind, name, " ".join(sql.replace("(", " ( ").replace(")", " ) ").split()))
            for kind, name, sql in rows
            if name != "alembic_version"
        }


@pytest.fixture
def engine(desk_file: DeskFile) -> Callable[[], Engine]:
    """Return a maker of writers on the same file."""
    make_file(desk_file.path)
    return lambda: writer_engine(connector(desk_file.path, desk_file.key, 2000, 1000))


@pytest.fixture
def two_scripts(tmp_path: Path) -> Scripts:
    """Return the product's scripts and one that a later program might bring."""
    folder = tmp_path / "migrations"
    shutil.copytree(SCRIPTS.folder / "versions", folder / "versions")
    (folder / "versions" / f"v{LATER}_later.py").write_text(NEXT)
    return Scripts(folder, (*SCRIPTS.revisions, LATER))


def test_the_scripts_make_exactly_the_tables_of_this_program(engine: Callable[[], Engine]) -> None:
    writer = engine()
    assert bring_up_to_date(writer) == len(SCRIPTS.revisions)
    migrated = _schema(writer)
    writer.dispose()
    plain = sa.create_engine("sqlite://")
    tables.metadata.create_all(plain)
    assert migrated == _schema(plain)
    plain.dispose()


def test_the_scripts_listed_are_the_files_there(two_scripts: Scripts) -> None:
    files = sorted(path.stem for path in (SCRIPTS.folder / "versions").glob("v*.py"))
    assert [name[1:5] for name in files] == list(SCRIPTS.revisions)


def test_a_store_that_is_up_to_date_is_not_migrated_again(engine: Callable[[], Engine]) -> None:
    writer = engine()
    bring_up_to_date(writer)
    assert bring_up_to_date(writer) == 0
    writer.dispose()


def test_an_older_store_is_brought_forward_with_its_rows(
    desk_file: DeskFile, engine: Callable[[], Engine], two_scripts: Scripts
) -> None:
    with desk_file.open().write() as tx:
        keep(tx)
    writer = engine()
    assert bring_up_to_date(writer, two_scripts) == 1
    writer.dispose()
    assert desk_file.ask("SELECT version_num FROM alembic_version") == [(LATER,)]
    assert desk_file.ask("SELECT count(*) FROM patient_records") == [(1,)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the child is forked")
def test_a_migration_killed_at_any_statement_is_whole_or_not_there(
    desk_file: DeskFile, engine: Callable[[], Engine], two_scripts: Scripts
) -> None:
    writer = engine()
    bring_up_to_date(writer)
    before = _schema(writer)
    writer.dispose()
    kills = 0
    while _killed_at(kills + 1, engine, two_scripts):
        kills += 1
        writer = engine()
        assert desk_file.ask("SELECT version_num FROM alembic_version") == [(NEWEST,)]
        assert _schema(writer) == before
        writer.dispose()
    assert kills >= 8, "begin, look, four statements, the version row, commit"
    assert desk_file.ask("SELECT version_num FROM alembic_version") == [(LATER,)]
    assert desk_file.ask("SELECT count(*) FROM later") == [(0,)]
    assert desk_file.ask("PRAGMA cipher_integrity_check") == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the child is forked")
@pytest.mark.parametrize("place", [1, 4, 9, 17, 33])
def test_a_first_start_killed_half_way_leaves_nothing_and_the_next_one_works(
    desk_file: DeskFile, engine: Callable[[], Engine], place: int
) -> None:
    assert _killed_at(place, engine, SCRIPTS)
    assert desk_file.ask("SELECT count(*) FROM sqlite_master") == [(0,)]
    store = desk_file.open()
    assert store.check() is True


def _killed_at(place: int, engine: Callable[[], Engine], scripts: Scripts) -> bool:
    """Run the migration in a child that kills itself before its n-th statement or commit; False when it ended first."""
    child = os.fork()
    if child == 0:
        try:
            _die_at(place)
            bring_up_to_date(engine(), scripts)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _die_at(place: int) -> None:
    seen = 0

    def count(*_told: object) -> None:
        nonlocal seen
        seen += 1
        if seen == place:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)


def test_neither_alembic_nor_pypinyin_is_loaded_to_open_and_to_search(desk_file: DeskFile) -> None:
    desk_file.open().close()
    done = subprocess.run(
        [sys.executable, "-c", UP_TO_DATE, str(desk_file.path), desk_file.key.hex()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "[]"
