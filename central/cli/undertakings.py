"""`undertaking`: the dated text that staff accept before first use and each year, and who owes it (P19)."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from central.cli.opened import open_central
from central.cli.words import add_command, add_json, type_commands
from central.services.undertakings import put_undertaking, standings
from desktop.domain.policy_text import as_paragraphs, decoded
from desktop.domain.undertakings import Undertaking, UndertakingInvalidError


def undertaking_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare `undertaking publish` and `undertaking list`."""
    about = "the undertaking of confidentiality"
    undertaking = commands.add_parser("undertaking", help=about, description=f"{about}: publish, list")
    acts = undertaking.add_subparsers(title="commands", metavar="COMMAND", required=True)
    new = add_command(
        acts, "publish", publish, "publish a new version; it is asked of everybody from its day on"
    )
    new.add_argument("--version", required=True, help="its name, at most 20 characters")
    new.add_argument(
        "--effective",
        type=date.fromisoformat,
        required=True,
        metavar="DAY",
        help="its first day, today or later",
    )
    new.add_argument("--file", type=Path, required=True, metavar="FILE", help="the text, UTF-8 or GB 18030")
    new.add_argument("--english", type=Path, metavar="FILE", help="the same in English")
    listing = add_command(acts, "list", who_owes, "list who accepted what and when, those who owe it first")
    listing.add_argument("--owing", action="store_true", help="only who owes it today")
    add_json(listing)


def publish(chosen: argparse.Namespace) -> int:
    """Publish one more version to every desk."""
    english = _text(chosen.english) if chosen.english else ""
    new = Undertaking(chosen.version, chosen.effective, _text(chosen.file), english)
    opened = open_central(chosen.home, chosen.database)
    try:
        put_undertaking(opened.parts, new)
    finally:
        opened.close()
    sys.stdout.write(f"published: {new.version}, asked from {new.effective}\n")
    return 0


def who_owes(chosen: argparse.Namespace) -> int:
    """List the staff of the roster who may sit at a desk."""
    opened = open_central(chosen.home, chosen.database)
    try:
        found = [one for one in standings(opened.parts) if one.owes or not chosen.owing]
    finally:
        opened.close()
    if chosen.json:
        shown = [
            {
                "staff": one.staff, "name": one.name, "role": one.role, "version": one.version,
                "at": one.at.isoformat() if one.at else None, "owes": one.owes,
            }
            for one in found
        ]  # fmt: skip
        sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")
        return 0
    for one in found:
        accepted = f"{one.version} on {one.at:%Y-%m-%d}" if one.at else "nothing yet"
        owing = "OWES" if one.owes else "good"
        sys.stdout.write(f"{owing}  {one.staff}  {one.name}  {one.role}  accepted {accepted}\n")
    sys.stdout.write(f"{sum(one.owes for one in found)} owe it\n")
    return 0


def _text(file: Path) -> str:
    try:
        return as_paragraphs(decoded(file.read_bytes()))
    except OSError as error:
        raise UndertakingInvalidError(field="text") from error
