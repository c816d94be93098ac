"""`backup` and `restore put-back`: a copy without keys, the newest keys sealed beside it (DECISIONS 11, 14, N10)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from central.cli.opened import open_central
from central.crypto import backup_key
from central.machine import SystemRandomness
from central.services.backing_up import BackupService
from central.settings import DATABASE_FILE
from central.store.backup import BackupError, back_up, put_back

SEALED = ".keys"


def backup(chosen: argparse.Namespace) -> int:
    """Write a consistent copy of an SQLite central while it serves, and its keys sealed in FILE.keys.

    With `older_gone` nothing is written: the hospital's own tools made a backup then, and no older one is left.
    """
    opened = open_central(chosen.home, chosen.database)
    try:
        service, begun_at = BackupService(opened.parts), opened.parts.now()
        if chosen.older_gone is not None:
            ended = service.rolled_over(min(chosen.older_gone, begun_at))
        else:
            sealed = _beside(chosen.output)
            if sealed.exists():
                raise BackupError(why="file-there")
            size, apart = back_up(opened.parts.database, chosen.output)
            backup_key.seal_anew(chosen.home, apart, SystemRandomness(), sealed)
            ended = service.rolled_over(begun_at)
            sys.stdout.write(
                f"{size} bytes; keys.json, founding.key and {backup_key.FILE} are kept apart\n"
                f"older {SEALED} files open no more: put any older copy back with {sealed.name}\n"
            )
    finally:
        opened.close()
    sys.stdout.write(f"{ended} deletions waited for this backup\n")
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """Make central's database of a copy and the newest keys; whoever was erased since the copy is erased in it too."""
    apart = backup_key.unseal(chosen.home, chosen.keys or _beside(chosen.copy))
    people, since = put_back(chosen.copy, apart, chosen.home / DATABASE_FILE)
    opened = open_central(chosen.home, chosen.database, upgrade=True)
    try:
        service = BackupService(opened.parts)
        erased = service.erase_again(since)
        service.rolled_over(
            opened.parts.now()
        )  # the ledger came with the newest backup, so it is older than that
    finally:
        opened.close()
    sys.stdout.write(
        f"{people} people; {erased} were erased since and stay erased. Now `restore begin`, then `serve`\n"
    )
    return 0


def _beside(copy: Path) -> Path:
    return copy.with_name(copy.name + SEALED)
