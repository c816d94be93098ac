"""The words of `clinic-central` and its exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from central.cli import desks, holders, quarantine, setting_up
from central.cli.it_words import (
    builds_words,
    fields_words,
    new_code_words,
    operator_words,
    release_words,
    roll_out_words,
)
from central.cli.recovery_words import quarantine_words, restoring_words, winding_down_words
from central.cli.report_words import report_words
from central.cli.thresholds import threshold_words
from central.cli.undertakings import undertaking_words
from central.cli.words import Run, add_command, add_json, count, type_commands
from desktop.domain.errors import KnownError
from desktop.domain.staff import Role

EPILOG = """exit codes: 0 done; 1 refused, or `verify` found something broken; 2 wrong words; 130 interrupted.
Nothing personal is printed. Keys lie in the home folder (mode 0600), never in the database."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    chosen = parser().parse_args(arguments)
    run: Run = chosen.run
    try:
        return run(chosen)
    except KnownError as error:
        sys.stderr.write(f"central: {_said(error)}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _said(error: KnownError) -> str:
    """Return code, facts and what to do, from the error's own first sentence."""
    facts = " ".join(f"{name}={value}" for name, value in sorted(error.facts.items()))
    sentence = (type(error).__doc__ or "").strip().splitlines()[0]
    return " - ".join(part for part in (f"{error.code} {facts}".strip(), sentence) if part)


def parser() -> argparse.ArgumentParser:
    """Return the whole grammar."""
    top = argparse.ArgumentParser(
        prog="clinic-central",
        description="The central server: schedules, number pools, desks, people's keys, the erasure ledger.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _setting_up(commands)
    fields_words(commands)
    builds_words(commands)
    operator_words(commands)
    release_words(commands)
    new_code_words(commands)
    _serving(commands)
    _desks(commands)
    quarantine_words(commands)
    roll_out_words(commands)
    undertaking_words(commands)
    threshold_words(commands)
    restoring_words(commands)
    winding_down_words(commands)
    _people(commands)
    report_words(commands)
    return top


def _setting_up(commands: type_commands[argparse.ArgumentParser]) -> None:
    init = add_command(
        commands, "init", setting_up.init, "make keys, CA, founding key, settings and an empty database"
    )
    init.add_argument("--hospital", required=True, metavar="NAME", help="the hospital's name")
    init.add_argument(
        "--demo", action="store_true", help="a demonstration for ever: made-up people, local gateways"
    )
    init.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="host name or address for the server certificate",
    )
    init.add_argument(
        "--founding-key", type=Path, metavar="FILE", help="file of the founding key (founding.key in the home)"
    )  # fmt: skip
    add_json(init)
    upgrade = add_command(
        commands, "upgrade", setting_up.upgrade, "bring an older database up to this program, in place"
    )
    add_json(upgrade)
    tariff = add_command(
        commands, "tariff", setting_up.tariff, "put fees, reductions and lone hours in force"
    )
    tariff.add_argument("--file", type=Path, required=True, metavar="FILE", help="JSON of domain/fees.Tariff")
    demo = add_command(
        commands, "demo-data", setting_up.demo_data, "fill a demonstration with a made-up hospital, once"
    )
    demo.add_argument("--people", type=count, default=3000, metavar="N", help="how many people (3000)")
    demo.add_argument(
        "--days", type=count, default=14, metavar="N", help="days with sessions, from today (14)"
    )
    add_json(demo)


def _serving(commands: type_commands[argparse.ArgumentParser]) -> None:
    command = add_command(
        commands, "serve", _serve, "serve desks and the online channel over HTTPS (TLS 1.3)"
    )
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    command.add_argument("--port", type=_port, default=8443, help="port to listen on (8443)")
    command.add_argument(
        "--demo-online",
        action="store_true",
        help="a simulated public channel keeps booking (demonstrations only)",
    )
    command.add_argument(
        "--demo-days-later",
        type=count,
        default=0,
        metavar="DAYS",
        help="serve as if so many days had gone by (demonstrations only)",
    )


def _serve(chosen: argparse.Namespace) -> int:
    from central.cli.serving import serve

    return serve(chosen)


def _desks(commands: type_commands[argparse.ArgumentParser]) -> None:
    code = add_command(
        commands, "enroll-code", desks.enroll_code, "print a one-time code for a new desk (last line)"
    )
    code.add_argument("--window", required=True, metavar="NAME", help="the window's name as patients see it")
    code.add_argument("--site", default="", metavar="NAME", help="the site, when the hospital has several")
    code.add_argument(
        "--url", required=True, metavar="URL", help="https://host:port by which the desk reaches central"
    )
    code.add_argument(
        "--outage-departments", default="", metavar="LIST",
        help="departments whose numbers the desk holds for outages: all, or names, initials or ids parted by commas",
    )  # fmt: skip
    code.add_argument(
        "--valid-minutes", type=count, default=1440, metavar="N", help="how long the code is good (1440)"
    )
    code.add_argument(
        "--count", type=count, default=1, metavar="N", help="how many codes; {n} in --window is numbered"
    )
    code.add_argument("--csv", action="store_true", help="print window, code and end as CSV, for a roll-out")
    code.add_argument("--asked-by", default="", metavar="ID", help="staff number of who asks for the batch")
    code.add_argument("--approved-by", default="", metavar="ID", help="staff number of who approves it")
    listing = add_command(commands, "desks", desks.desks, "list desks, their state and how they are doing")
    add_json(listing)
    listing.add_argument("--html", type=Path, metavar="FILE", help="write a page for a browser instead")
    revoke = add_command(commands, "revoke-desk", quarantine.revoke, "refuse a desk from now on")
    revoke.add_argument("--desk", required=True, metavar="ID", help="the desk's id (see desks)")
    revoke.add_argument("--by", default="it", metavar="STAFF", help="who decides (it)")
    add_command(
        commands, "online-key", desks.online_key, "print a new key of the public channel; the one before ends"
    )


def _people(commands: type_commands[argparse.ArgumentParser]) -> None:
    staff = commands.add_parser("staff", help="the staff list", description="The staff list: add, list")
    acts = staff.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add = add_command(acts, "add", desks.staff_add, "put a person on the staff list, or change them")
    for name, says in (
        ("id", "staff number"),
        ("name", "name"),
        ("initials", "pinyin initials for the keyboard"),
    ):
        add.add_argument(f"--{name}", required=True, help=says)
    add.add_argument(
        "--role", required=True, choices=[role.value for role in Role], help="what the person is"
    )
    add_json(add_command(acts, "list", desks.staff_list, "list the staff"))
    roster = commands.add_parser(
        "roster", help="the signed roster of people", description="The roster: sign, show"
    )
    acts = roster.add_subparsers(title="commands", metavar="COMMAND", required=True)
    sign = add_command(
        acts, "sign", desks.roster_sign, "put waiting staff keys on a new version, signed by the founding key"
    )
    sign.add_argument(
        "--founding-key", type=Path, required=True, metavar="FILE", help="the founding key's file"
    )
    remove = add_command(
        acts, "remove", desks.roster_remove, "take a person off, in a new version signed by the founding key"
    )
    remove.add_argument("--person", required=True, metavar="STAFF", help="staff number")
    remove.add_argument(
        "--founding-key", type=Path, required=True, metavar="FILE", help="the founding key's file"
    )
    keepers = commands.add_parser("holders", help="who opens a desk that nobody else can")
    steps = keepers.add_subparsers(title="commands", metavar="COMMAND", required=True)
    named = add_command(
        steps, "sign", holders.holders_sign, "sign the list of recovery holders by the founding key"
    )
    named.add_argument(
        "--holder", type=Path, action="append", required=True, metavar="FILE",
        help="a holder's public file of `clinic-desk recovery new-holder` (three; a small clinic two)",
    )  # fmt: skip
    named.add_argument(
        "--founding-key", type=Path, required=True, metavar="FILE", help="the founding key's file"
    )
    named.add_argument("--out", type=Path, required=True, metavar="FILE", help="the signed list, for enroll")
    add_json(
        add_command(acts, "show", desks.roster_show, "say which version is published and how many keys wait")
    )


def _port(text: str) -> int:
    value = int(text)
    if not 0 < value < 65_536:
        raise argparse.ArgumentTypeError("must be a port from 1 to 65535")
    return value
