"""The words of what central reads out and publishes: exports, checks, proofs, traces, the calendar."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from central.cli import audit_files, deidentified, proofs, publishing, reports, segments, traces
from central.cli.words import add_command, add_json, count, instant, type_commands
from desktop.domain.deidentified import Exemption


def report_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare what is read and handed out: exports, checks, proofs, the calendar, the description."""
    export = add_command(
        commands, "export-bookings", reports.bookings, "central's own rows of bookings, and totals"
    )
    add_json(export)
    counted = add_command(
        commands, "export-figures", reports.figures, "sessions, money, stops, requests, deletions as figures"
    )
    counted.add_argument(
        "--day", type=date.fromisoformat, metavar="DAY", help="by which day requests are overdue (today)"
    )
    add_json(counted)
    figures = add_command(
        commands,
        "export-deidentified",
        deidentified.deidentified,
        "figures that cannot be joined back to a person",
    )
    figures.add_argument("--first", type=date.fromisoformat, required=True, metavar="DAY", help="2026-01-01")
    figures.add_argument("--last", type=date.fromisoformat, required=True, metavar="DAY", help="2026-12-31")
    figures.add_argument(
        "--exemption", choices=[one.value for one in Exemption], required=True, help="why no consent is asked"
    )
    auditor = add_command(
        commands,
        "audit-export",
        audit_files.audit_export,
        "the signed file for an auditor: policies, registers, figures, proofs (check it with verify-proof)",
    )
    auditor.add_argument(
        "--from", dest="first", type=date.fromisoformat, required=True, metavar="DAY", help="2026-01-01"
    )
    auditor.add_argument(
        "--to", dest="last", type=date.fromisoformat, required=True, metavar="DAY", help="2026-12-31"
    )
    auditor.add_argument("--output", type=Path, required=True, metavar="ZIP", help="a new file")
    add_json(
        add_command(
            commands, "verify", reports.check, "look at every row: do the rules hold? (exit code 1 when not)"
        )
    )
    _traces(commands)
    holidays = add_command(
        commands, "calendar", publishing.calendar, "publish holidays and make-up days to every desk"
    )
    holidays.add_argument(
        "--file", type=Path, required=True, metavar="FILE", help="JSON: known_until, holidays, make_up"
    )
    openapi = commands.add_parser(
        "openapi", help="print the OpenAPI description", description="Print the OpenAPI description"
    )
    openapi.set_defaults(run=reports.describe)


def _traces(commands: type_commands[argparse.ArgumentParser]) -> None:
    add_json(
        add_command(
            commands,
            "verify-audit",
            traces.check,
            "check the desks' traces: every entry, every head, every signature",
        )
    )
    proof = add_command(
        commands,
        "verify-proof",
        proofs.verify,
        "check a proof pack or an auditor's file by this hospital's keys",
    )
    proof.add_argument("--file", type=Path, required=True, metavar="ZIP", help="the ZIP that a desk made")
    add_json(proof)
    anchors = add_command(
        commands,
        "export-anchors",
        traces.export_anchors,
        "one line a head that central signed, for verify-audit at a desk",
    )
    anchors.add_argument("--desk", metavar="ID", help="one desk only")
    closed = add_command(
        commands,
        "audit-segments",
        segments.segments,
        "list the closed parts of the traces with their hashes (exit code 1 when one is broken)",
    )
    closed.add_argument(
        "--export",
        type=Path,
        metavar="DIR",
        help="write the sealed files into this folder, for a medium of their own",
    )
    add_json(closed)
    glasses = add_command(
        commands,
        "audit-glass",
        traces.glasses,
        "list broken glasses that nobody reviewed yet, overdue ones marked",
    )
    add_json(glasses)
    listing = add_command(
        commands, "audit", traces.listing, "list entries of the desks' traces, newest first"
    )
    for name, says in (
        ("desk", "the desk's id"),
        ("actor", "staff number of who did it"),
        ("act", "what was done, e.g. reveal"),
        ("subject", "the random id of a person in the traces"),
    ):
        listing.add_argument(f"--{name}", help=says)
    for name in ("since", "until"):
        listing.add_argument(f"--{name}", type=instant, metavar="TIME", help="ISO time with zone, or a day")
    listing.add_argument("--most", type=count, default=200, metavar="N", help="how many entries (200)")
    add_json(listing)
