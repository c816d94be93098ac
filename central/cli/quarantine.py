"""`revoke-desk` and `quarantine list | release | salvage`: desks that are not believed (DECISIONS 22)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from central.cli.opened import open_central
from central.services.desk_decisions import DeskDecisions, KeptLine


def revoke(chosen: argparse.Namespace) -> int:
    """Revoke a desk: from now on it is refused, and it must be enrolled again."""
    opened = open_central(chosen.home, chosen.database)
    try:
        DeskDecisions(opened.parts).revoke(chosen.desk, chosen.by)
    finally:
        opened.close()
    sys.stdout.write("revoked\n")
    return 0


def listing(chosen: argparse.Namespace) -> int:
    """List what was kept aside of a desk."""
    opened = open_central(chosen.home, chosen.database)
    try:
        kept = DeskDecisions(opened.parts).kept(chosen.desk)
    finally:
        opened.close()
    _show(kept, as_json=chosen.json)
    return 0


def release(chosen: argparse.Namespace) -> int:
    """Believe a desk again."""
    opened = open_central(chosen.home, chosen.database)
    try:
        DeskDecisions(opened.parts).release(chosen.desk, chosen.by)
    finally:
        opened.close()
    sys.stdout.write("released; the desk sends anew what central has not answered\n")
    return 0


def salvage(chosen: argparse.Namespace) -> int:
    """Take in what was kept aside of a desk."""
    opened = open_central(chosen.home, chosen.database)
    try:
        taken = DeskDecisions(opened.parts).salvage(chosen.desk, chosen.by, chosen.operation)
    finally:
        opened.close()
    _show(taken, as_json=chosen.json)
    return 0


def trace(chosen: argparse.Namespace) -> int:
    """List who decided what about a desk."""
    opened = open_central(chosen.home, chosen.database)
    try:
        rows = DeskDecisions(opened.parts).decided(chosen.desk)
    finally:
        opened.close()
    names = ("act", "by", "object_id", "outcome")
    shown = [
        {"at": row["at"].isoformat(timespec="seconds"), **{name: row[name] for name in names}} for row in rows
    ]
    if chosen.json:
        sys.stdout.write(json.dumps({"decided": shown}) + "\n")
        return 0
    for said in shown:
        sys.stdout.write("  ".join(str(value) for value in said.values() if value) + "\n")
    return 0


def _show(lines: Sequence[KeptLine], *, as_json: bool) -> None:
    if as_json:
        shown: list[dict[str, Any]] = [
            {
                "id": line.operation_id, "kind": line.kind, "entity": line.entity, "incarnation": line.incarnation,
                "seq": line.seq, "happened_at": line.happened_at.isoformat(), "reason": line.reason,
                "outcome": line.outcome,
            }
            for line in lines
        ]  # fmt: skip
        sys.stdout.write(json.dumps({"kept": shown}) + "\n")
        return
    for line in lines:
        sys.stdout.write(
            f"{line.operation_id}  {line.incarnation}/{line.seq}  {line.kind:18} {line.reason:16} "
            f"{line.outcome or 'waits for a person'}\n"
        )
    sys.stdout.write(f"{len(lines)} operations\n")
