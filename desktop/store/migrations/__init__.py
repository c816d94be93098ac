"""Forward-only migrations: each script and its version row are one transaction (DECISIONS 29).

The scripts are files in `versions/`, found beside this module from source and frozen alike. Alembic reads them and
keeps the version row; it is imported only when the store is behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from desktop.domain.errors import StoreTooNewError


@dataclass(frozen=True, slots=True)
class Scripts:
    """Where the scripts lie and in which order they go; the last one is what this program expects."""

    folder: Path
    revisions: tuple[str, ...]


SCRIPTS = Scripts(
    Path(__file__).parent,
    ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012"),
)

_HAS_VERSION = sa.text("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'")
_VERSION = sa.text("SELECT version_num FROM alembic_version")


def bring_up_to_date(writer: sa.Engine, scripts: Scripts = SCRIPTS) -> int:
    """Run what is missing, one transaction a script; returns how many ran; raises StoreTooNewError."""
    version = _version_of(writer)
    if version is not None and version not in scripts.revisions:
        raise StoreTooNewError
    behind = scripts.revisions[scripts.revisions.index(version) + 1 if version else 0 :]
    if behind:
        _run(writer, scripts.folder, behind)
    return len(behind)


def _version_of(writer: sa.Engine) -> str | None:
    with writer.begin() as connection:
        if not connection.execute(_HAS_VERSION).scalar_one():
            return None
        version = connection.execute(_VERSION).scalar_one_or_none()
    return None if version is None else str(version)


def _run(writer: sa.Engine, folder: Path, revisions: tuple[str, ...]) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    directory = ScriptDirectory(str(folder))
    for revision in revisions:
        script = directory.get_revision(revision)
        with writer.begin() as connection:
            context = MigrationContext.configure(connection)
            with Operations.context(context):
                script.module.upgrade()
            context.stamp(directory, revision)
