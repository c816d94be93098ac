"""The words of what IT publishes and rolls out: fields, builds, the operator, releases, imports, backups."""

from __future__ import annotations

import argparse
from pathlib import Path

from central.cli import backing_up, builds, new_codes, operators, release, roll_out, site_fields
from central.cli.words import add_command, add_json, count, instant, type_commands
from central.services.importing import FIELDS
from desktop.domain.site_fields import FIELDS as SITE_FIELDS
from desktop.domain.site_fields import Asked


def fields_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare what concerns fields."""
    fields = add_command(
        commands,
        "fields",
        site_fields.publish,
        "which fields windows ask of new people; signed, sent to every desk",
    )
    for name in SITE_FIELDS:
        fields.add_argument(
            "--" + name.replace("_", "-"),
            choices=[asked.value for asked in Asked],
            dest=name,
            help="whether the window asks for it: off, optional or required",
        )
    add_json(fields)


def builds_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare what concerns builds."""
    listing = add_command(
        commands, "builds", builds.refuse, "which desk programs show nothing stored any more; signed"
    )
    listing.add_argument(
        "--refuse", nargs="+", default=(), metavar="VERSION", help="0.1.3: queue and walk-ins only"
    )
    listing.add_argument("--allow", nargs="+", default=(), metavar="VERSION", help="take it off the list")
    add_json(listing)


def operator_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare what concerns the operator."""
    who = add_command(
        commands, "operator", operators.say, "who operates the platform and how they are reached; signed"
    )
    who.add_argument("--name", metavar="TEXT", help="the operator's full name")
    who.add_argument("--contact", metavar="TEXT", help="telephone or e-mail for patients")
    add_json(who)


def release_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare what concerns release."""
    note = add_command(
        commands, "release", release.sign_release, "sign the note beside a new installer on the share"
    )
    note.add_argument(
        "--founding-key", type=Path, required=True, metavar="FILE", help="the founding key's file"
    )
    note.add_argument("--installer", type=Path, required=True, metavar="FILE", help="the MSI or setup.exe")
    note.add_argument("--version", required=True, metavar="0.2.0", help="its version")
    note.add_argument(
        "--serial", type=count, required=True, metavar="N", help="one more than the note before"
    )
    note.add_argument("--days", type=count, default=30, metavar="N", help="good for so long, 90 at most (30)")
    note.add_argument("--output", type=Path, required=True, metavar="FILE", help="the note to write")


def new_code_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare what concerns a lost telephone."""
    lost = add_command(
        commands,
        "new-code",
        new_codes.new_code,
        "a lost telephone: let one person bind a new code at one desk",
    )
    lost.add_argument("--person", required=True, metavar="STAFF", help="staff number")
    lost.add_argument("--desk", required=True, metavar="DESK", help="the desk's id")
    lost.add_argument(
        "--founding-key", type=Path, required=True, metavar="FILE",
        help="the founding key's file, brought by another administrator than who runs this machine",
    )  # fmt: skip
    lost.add_argument("--hours", type=count, default=8, metavar="N", help="good for so long, 24 at most (8)")


def roll_out_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare what concerns roll out."""
    take = add_command(
        commands, "import", roll_out.import_csv, "take staff, doctors, templates or people from a CSV file"
    )
    take.add_argument("kind", choices=sorted(FIELDS), help="what the lines are")
    take.add_argument(
        "--file", type=Path, required=True, metavar="CSV", help="UTF-8 or GBK, with a first line of names"
    )
    take.add_argument("--mapping", type=Path, metavar="JSON", help='{"our field": "their column"}')
    take.add_argument(
        "--ldif", action="store_true", help="the file is LDIF of a directory (ldifde, ldapsearch -LLL)"
    )
    take.add_argument("--dry-run", action="store_true", help="say what would be made, and make nothing")
    add_json(take)
    copy = add_command(
        commands,
        "backup",
        backing_up.backup,
        "a consistent copy of an SQLite central while it serves; its keys are sealed in FILE.keys",
    )
    what = copy.add_mutually_exclusive_group(required=True)
    what.add_argument("--output", type=Path, metavar="FILE", help="the file to write")
    what.add_argument(
        "--older-gone",
        type=instant,
        metavar="TIME",
        help="note a backup begun then with the hospital's own tools; no older one is left",
    )
