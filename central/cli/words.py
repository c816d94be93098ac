"""How a command of `clinic-central` is declared."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop.domain.schedules import CHINA

Run = Callable[[argparse.Namespace], int]
type_commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives this type no public name


def add_command(
    commands: type_commands[argparse.ArgumentParser], name: str, run: Run, says: str
) -> argparse.ArgumentParser:
    """Add a command that works on one central: its home, its database, what runs."""
    command = commands.add_parser(name, help=says, description=says)
    command.add_argument(
        "--home", type=Path, required=True, metavar="DIR", help="folder of keys, settings and SQLite file"
    )
    command.add_argument(
        "--database",
        metavar="URL",
        help="sqlite:///FILE or postgresql+psycopg://…; default: what central.json says, else SQLite in the home",
    )
    command.set_defaults(run=run)
    return command


def add_json(command: argparse.ArgumentParser) -> None:
    """Add --json."""
    command.add_argument("--json", action="store_true", help="machine-readable answer")


def count(text: str) -> int:
    """Read a whole number from 1 on."""
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def instant(text: str) -> datetime:
    """Read a time; one without a zone is the hospital's."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=CHINA)
