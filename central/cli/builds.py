"""`builds`: which versions of the desk program show nothing stored any more (SECURITY §6)."""

from __future__ import annotations

import argparse
import json
import sys

from central.cli.opened import open_central
from central.services.published import in_force, publish
from desktop.domain.builds import NAME, RefusedBuilds


def refuse(chosen: argparse.Namespace) -> int:
    """Add to the list, take off it, publish; without either only say what is on it."""
    opened = open_central(chosen.home, chosen.database)
    try:
        with opened.parts.database.read() as connection:
            held = in_force(connection, opened.parts.hospital_id, NAME)
        before = RefusedBuilds.from_bytes(held) if held else RefusedBuilds()
        kept = tuple(one for one in before.versions if one not in chosen.allow)
        now = RefusedBuilds.of((*kept, *chosen.refuse))
        if now != before:
            publish(opened.parts, NAME, now.to_bytes())
    finally:
        opened.close()
    if chosen.json:
        sys.stdout.write(json.dumps({"refused": now.versions}) + "\n")
    else:
        sys.stdout.write(f"refused: {' '.join(now.versions) or 'none'}\n")
    return 0
