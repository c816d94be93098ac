"""Read-only commands: `export-bookings`, `export-figures`, `verify`, `openapi`."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from central.api import openapi
from central.cli.opened import open_central
from central.services.export import export_bookings
from central.services.figures import export_figures
from central.services.verifying import verify


def bookings(chosen: argparse.Namespace) -> int:
    """Print central's own rows of bookings and their totals."""
    opened = open_central(chosen.home, chosen.database)
    try:
        answer = export_bookings(opened.parts)
    finally:
        opened.close()
    if chosen.json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return 0
    for name, value in answer["totals"].items():
        sys.stdout.write(f"{name}: {value}\n")
    return 0


def figures(chosen: argparse.Namespace) -> int:
    """Print figures of the day's work and of requests, counted from central's own rows, as JSON."""
    opened = open_central(chosen.home, chosen.database)
    try:
        answer = export_figures(opened.parts, chosen.day)
    finally:
        opened.close()
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=None if chosen.json else 2) + "\n")
    return 0


def check(chosen: argparse.Namespace) -> int:
    """Look at every row; ends with 1 when a rule does not hold."""
    opened = open_central(chosen.home, chosen.database)
    try:
        verified = verify(opened.parts)
    finally:
        opened.close()
    answer = {
        "looked_at": verified.looked_at,
        "findings": [asdict(finding) for finding in verified.findings],
        "sound": not verified.findings,
    }
    if chosen.json:
        sys.stdout.write(json.dumps(answer) + "\n")
    else:
        broken = {finding.rule: finding.count for finding in verified.findings}
        for rule, count in verified.looked_at.items():
            said = f"BROKEN {broken[rule]} times" if rule in broken else "holds"
            sys.stdout.write(f"{rule}: {said} ({count} looked at)\n")
    return 1 if verified.findings else 0


def describe(chosen: argparse.Namespace) -> int:
    """Print the OpenAPI description."""
    sys.stdout.write(openapi.document().decode() + "\n")
    return 0
