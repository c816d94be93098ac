"""`restore begin | status | lost`: central was put back from a copy (DECISIONS 26)."""

from __future__ import annotations

import argparse
import json
import sys

from central.cli.opened import open_central
from central.services.restoring import RestoreService


def begin(chosen: argparse.Namespace) -> int:
    """Call the outage desks by name."""
    opened = open_central(chosen.home, chosen.database)
    try:
        begun = RestoreService(opened.parts).begin(chosen.by, chosen.copied_at)
    finally:
        opened.close()
    answer = {"server_epoch": begun.epoch, "frozen": list(begun.frozen)}
    if chosen.json:
        sys.stdout.write(json.dumps(answer) + "\n")
    else:
        sys.stdout.write(
            f"server epoch {begun.epoch}; {len(begun.frozen)} sessions wait for their outage desks\n"
        )
    return 0


def status(chosen: argparse.Namespace) -> int:
    """Say which sessions wait for whom."""
    opened = open_central(chosen.home, chosen.database)
    try:
        waiting = RestoreService(opened.parts).waiting()
    finally:
        opened.close()
    if chosen.json:
        sys.stdout.write(json.dumps({"waiting": waiting}) + "\n")
        return 0
    for session, desks in waiting.items():
        sys.stdout.write(f"{session}  waits for {', '.join(desks)}\n")
    sys.stdout.write(f"{len(waiting)} sessions wait\n")
    return 0


def lost(chosen: argparse.Namespace) -> int:
    """Go on without a desk."""
    opened = open_central(chosen.home, chosen.database)
    try:
        struck = RestoreService(opened.parts).declare_lost(chosen.desk, chosen.by, chosen.number)
    finally:
        opened.close()
    sys.stdout.write(f"{struck.numbers} numbers set aside; {len(struck.opened)} sessions open\n")
    return 0
