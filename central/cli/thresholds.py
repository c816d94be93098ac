"""`risk-rules`: the thresholds in force, and a change of one under two people's signatures (SECURITY §4.5)."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from central.cli.desks import WrongFoundingKeyError
from central.cli.opened import open_central
from central.cli.words import add_command, add_json, type_commands
from central.crypto.founding import FoundingKey
from central.services import thresholds
from central.store import thresholds as rows
from desktop.domain.risk_rules import Thresholds
from desktop.domain.schedules import clinic_day
from desktop.domain.thresholds import KINDS, in_force


def threshold_words(commands: type_commands[argparse.ArgumentParser]) -> None:
    """Declare `risk-rules propose` and `risk-rules list`."""
    about = "the thresholds of the risk rules"
    rules = commands.add_parser("risk-rules", help=about, description=f"{about}: propose, list")
    acts = rules.add_subparsers(title="commands", metavar="COMMAND", required=True)
    new = add_command(
        acts,
        "propose",
        propose,
        "propose one threshold; it counts when the privacy officer has signed it too",
    )
    new.add_argument("--threshold", required=True, choices=sorted(KINDS), help="which one (see list)")
    new.add_argument("--value", required=True, metavar="N", help="the new value")
    new.add_argument(
        "--effective",
        type=date.fromisoformat,
        required=True,
        metavar="DAY",
        help="its first day, tomorrow or later",
    )
    new.add_argument(
        "--founding-key",
        type=Path,
        required=True,
        metavar="FILE",
        help="the security administrator's key file",
    )
    add_json(
        add_command(
            acts, "list", listing, "list what is in force today, and every change with its signatures"
        )
    )


def propose(chosen: argparse.Namespace) -> int:
    """Sign one change with the founding key and put it before the officer."""
    key = FoundingKey.load(chosen.founding_key)
    opened = open_central(chosen.home, chosen.database)
    try:
        if key.public != opened.founding_public:
            raise WrongFoundingKeyError
        text = f"{chosen.threshold}={chosen.value}@{chosen.effective.isoformat()}"
        change = thresholds.new_change(opened.parts, text)
        thresholds.propose(opened.parts, change, key.sign_threshold(change.signed_bytes()))
    finally:
        opened.close()
    sys.stdout.write(f"proposed: {change.text()}; the privacy officer signs it on the page of approvals\n")
    return 0


def listing(chosen: argparse.Namespace) -> int:
    """List the thresholds of today, those that differ from the usual ones marked, then the changes."""
    opened = open_central(chosen.home, chosen.database)
    try:
        parts = opened.parts
        with parts.database.read() as connection:
            now = in_force(thresholds.changes(parts, connection), clinic_day(parts.now()))
            known = rows.every(connection, parts.hospital_id)
    finally:
        opened.close()
    changes = [
        {
            "change": row["change"],
            "proposed_at": row["proposed_at"].isoformat(),
            "signed_by": row["signed_by"],
        }
        for row in known
    ]
    if chosen.json:
        sys.stdout.write(json.dumps({"in_force": asdict(now), "changes": changes}) + "\n")
        return 0
    usual = asdict(Thresholds())
    for name, value in asdict(now).items():
        mark = "" if value == usual[name] else f"  (usual: {usual[name]})"
        sys.stdout.write(f"{name}: {value}{mark}\n")
    for one in changes:
        signed = f"signed by {one['signed_by']}" if one["signed_by"] else "waits for the privacy officer"
        sys.stdout.write(f"{one['change']}: proposed {one['proposed_at']}, {signed}\n")
    return 0
