"""`operator`: who operates the platform and how they are reached; signed, on every desk, letter and slip (P36)."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from central.cli.opened import open_central
from central.services.published import in_force, publish
from desktop.domain.operators import NAME, Operator


def say(chosen: argparse.Namespace) -> int:
    """Publish name and contact; with neither only say what is in force."""
    opened = open_central(chosen.home, chosen.database)
    try:
        with opened.parts.database.read() as connection:
            held = in_force(connection, opened.parts.hospital_id, NAME)
        before = Operator.from_bytes(held) if held else Operator("", "")
        now = before
        if chosen.name is not None or chosen.contact is not None:
            name = before.name if chosen.name is None else chosen.name
            contact = before.contact if chosen.contact is None else chosen.contact
            now = Operator.of(name, contact)
        if now != before:
            publish(opened.parts, NAME, now.to_bytes())
    finally:
        opened.close()
    if chosen.json:
        sys.stdout.write(json.dumps(asdict(now), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{now.name or 'no operator'}  {now.contact}\n")
    return 0
