"""The words for bad days: a copy put back, desks that are not believed, the end of the operation."""

from __future__ import annotations

import argparse
from pathlib import Path

from central.cli import backing_up, quarantine, restoring, winding_down
from central.cli.words import add_command, add_json, instant, type_commands


def _decided(command: argparse.ArgumentParser) -> None:
    command.add_argument("--desk", required=True, metavar="ID", help="the desk's id (see desks)")
    command.add_argument(
        "--by", required=True, metavar="STAFF", help="who decides: a supervisor or administrator on the staff list"
    )  # fmt: skip


def restoring_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare what follows a copy that was put back."""
    restore = commands.add_parser(
        "restore",
        help="central was put back from a copy",
        description="Central was put back from a copy: begin (before `serve`), status, lost",
    )
    acts = restore.add_subparsers(title="commands", metavar="COMMAND", required=True)
    who = "who decides: a supervisor or administrator on the staff list"
    begin = add_command(
        acts, "begin", restoring.begin, "freeze what outage desks may have given, and call them"
    )
    begin.add_argument(
        "--copied-at", type=instant, required=True, metavar="TIME", help="when the copy was made (ISO)"
    )
    begin.add_argument("--by", required=True, metavar="STAFF", help=who)
    add_json(begin)
    back = add_command(
        acts, "put-back", backing_up.restore, "make the database of a copy; who was erased since stays erased"
    )
    back.add_argument("--copy", type=Path, required=True, metavar="FILE", help="a copy that `backup` wrote")
    back.add_argument(
        "--keys", type=Path, metavar="FILE", help="the newest backup's .keys file (that of the copy)"
    )
    add_json(add_command(acts, "status", restoring.status, "say which sessions wait for which desks"))
    lost = add_command(acts, "lost", restoring.lost, "go on without a desk; its numbers are set aside")
    _decided(lost)
    lost.add_argument(
        "--number", action="append", type=_on_paper, default=[], metavar="SESSION/NUMBER",
        help="a number of its paper list (again for more)",
    )  # fmt: skip


def winding_down_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare the end of the operation."""
    ending = commands.add_parser(
        "wind-down",
        help="the operation has ended: destroy everybody's data",
        description="Stop the clinics of later days, then run (again until it says that it is certified), status",
    )
    acts = ending.add_subparsers(title="commands", metavar="COMMAND", required=True)
    run = add_command(
        acts, "run", winding_down.run, "destroy who is left, then certify with the founding key"
    )
    run.add_argument(
        "--founding-key", type=Path, required=True, metavar="FILE", help="the founding key's file"
    )
    add_json(add_command(acts, "status", winding_down.status, "say how far the run is"))


def _on_paper(text: str) -> tuple[str, int]:
    session, _, number = text.rpartition("/")
    if not session or not number.isdecimal():
        raise argparse.ArgumentTypeError("must be SESSION/NUMBER")
    return session, int(number)


def quarantine_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare what is done about desks that are not believed."""
    aside = commands.add_parser(
        "quarantine",
        help="desks that are not believed",
        description="Desks that are not believed: list, trace, release, salvage",
    )
    acts = aside.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, run, says in (
        ("list", quarantine.listing, "list what was kept aside of a desk"),
        ("trace", quarantine.trace, "list who decided what about a desk"),
    ):
        listing = add_command(acts, name, run, says)
        listing.add_argument("--desk", required=True, metavar="ID", help="the desk's id (see desks)")
        add_json(listing)
    _decided(
        add_command(
            acts, "release", quarantine.release, "believe a desk again; it sends anew what is unanswered"
        )
    )
    salvage = add_command(
        acts, "salvage", quarantine.salvage, "take in what was kept aside, by the usual rules"
    )
    _decided(salvage)
    salvage.add_argument(
        "--operation", action="append", default=[], metavar="ID", help="only this one (again for more); default: all"
    )  # fmt: skip
    add_json(salvage)
