"""Roll-out and the first week: a batch of codes as CSV, imports."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from datetime import timedelta

from central.cli.opened import open_central
from central.crypto import authority
from central.crypto.founding import fingerprint
from central.services.csv_tables import read_mapping, rows
from central.services.enrolment import DeskPlan, Pins
from central.services.fleet import Approval, make_batch
from central.services.importing import FIELDS, NEEDED, Importer
from central.services.ldif import ldif_rows


def enroll_batch(chosen: argparse.Namespace, url: str) -> int:
    """Write one line a PC: window, code, until when it is good. The file holds secrets until they are used."""
    opened = open_central(chosen.home, chosen.database)
    try:
        pins = Pins(url, authority.ca_fingerprint(chosen.home), fingerprint(opened.founding_public))
        plan = DeskPlan(
            chosen.window, chosen.site, chosen.outage_departments, timedelta(minutes=chosen.valid_minutes)
        )
        approval = Approval(chosen.asked_by, chosen.approved_by)
        codes = make_batch(opened.parts, plan, pins, chosen.count, approval)
    finally:
        opened.close()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("window", "code", "valid_until"))
    out.writerows((one.window, one.code, one.expires_at.isoformat(timespec="seconds")) for one in codes)
    return 0


def import_csv(chosen: argparse.Namespace) -> int:
    """Import; exit code 1 when a line could not be taken. The report names lines and codes, never people."""
    columns = read_mapping(chosen.mapping, FIELDS[chosen.kind])
    read = ldif_rows if chosen.ldif else rows
    lines = list(read(chosen.file.read_bytes(), columns, NEEDED[chosen.kind]))
    opened = open_central(chosen.home, chosen.database)
    try:
        report = Importer(opened.parts).run(chosen.kind, lines, dry=chosen.dry_run)
    finally:
        opened.close()
    if chosen.json:
        sys.stdout.write(json.dumps({"dry_run": chosen.dry_run, **report.facts()}) + "\n")
    else:
        would = "would be " if chosen.dry_run else ""
        sys.stdout.write(
            f"{report.made} {would}made, {report.changed} {would}changed, {report.known} known\n"
        )
        sys.stdout.write("".join(f"line {line}: look at it (same card)\n" for line in report.doubtful))
        sys.stdout.write("".join(f"line {line}: {why}\n" for line, why in report.faults))
    return 1 if report.faults else 0
