"""The desks' traces at central: `verify-audit`, `export-anchors`, `audit` (P5, G77, G78, N29)."""

from __future__ import annotations

import argparse
import base64
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from central.cli.opened import open_central
from central.services.glass_list import unreviewed
from central.services.trace_checks import check_traces
from central.services.trace_segments import found
from central.store import trace_log
from desktop.domain.audit_trace import Fault


def check(chosen: argparse.Namespace) -> int:
    """Walk every trace; ends with the first fault's number (0 when all are whole)."""
    opened = open_central(chosen.home, chosen.database)
    try:
        found = check_traces(opened.parts)
    finally:
        opened.close()
    faults = [item.verdict.fault for item in found if not item.verdict.whole]
    shown = [
        {
            "desk": item.desk, "incarnation": item.incarnation, "entries": item.verdict.entries,
            "fault": _word(item.verdict.fault), "first_bad": item.verdict.at, "segments": item.segments,
            "removed": item.removed,
        }
        for item in found
    ]  # fmt: skip
    if chosen.json:
        sys.stdout.write(json.dumps({"whole": not faults, "traces": shown}) + "\n")
    else:
        for said in shown:
            state = "whole" if said["first_bad"] is None else f"entry {said['first_bad']}: {said['fault']}"
            closed = f", {said['segments']} segments ({said['removed']} removed)" if said["segments"] else ""
            sys.stdout.write(
                f"{said['desk']} {said['incarnation']}: {said['entries']} entries{closed}, {state}\n"
            )
        sys.stdout.write("all whole\n" if not faults else f"{len(faults)} not whole\n")
    return int(faults[0]) if faults else 0


def export_anchors(chosen: argparse.Namespace) -> int:
    """Print one JSON line a head that central signed."""
    opened = open_central(chosen.home, chosen.database)
    try:
        with opened.parts.database.read() as connection:
            heads = trace_log.heads(connection, opened.parts.hospital_id, chosen.desk)
    finally:
        opened.close()
    newest = {taken.head.desk: taken.head.incarnation for taken in heads}
    for taken in heads:
        head = taken.head
        if head.incarnation == newest[head.desk]:
            said = {
                "desk": head.desk, "size": head.size, "head": base64.b64encode(head.head).decode(),
                "at": taken.witnessed_at.isoformat(), "signature": base64.b64encode(taken.signature).decode(),
            }  # fmt: skip
            sys.stdout.write(json.dumps(said) + "\n")
    return 0


def listing(chosen: argparse.Namespace) -> int:
    """Print entries, newest first; nothing in them names a patient."""
    wanted = trace_log.EventQuery(
        chosen.desk, chosen.actor, chosen.act, chosen.subject, chosen.since, chosen.until
    )
    opened = open_central(chosen.home, chosen.database)
    try:
        with opened.parts.database.read() as connection:
            events = found(opened.parts, connection, wanted, chosen.most)
    finally:
        opened.close()
    for event in events:
        sys.stdout.write(event.decode() + "\n" if chosen.json else _line(json.loads(event)))
    return 0


def _line(said: dict[str, Any]) -> str:
    at = datetime.fromtimestamp(said["t"] / 1000, UTC).isoformat(timespec="seconds")
    facts = " ".join(f"{name}={value}" for name, value in sorted(said["facts"].items()))
    return (
        f"{at}  {said['desk']}  {said['actor'] or '-':10} {said['role']:12} {said['act']:18} {said['result']:10} "
        f"{said['subj'] or '-'}  {facts}\n"
    )


def _word(fault: Fault) -> str:
    return fault.name.lower().replace("_", "-")


def glasses(chosen: argparse.Namespace) -> int:
    """Print broken glasses that nobody looked at yet, the oldest first; ends with 1 when one is overdue."""
    opened = open_central(chosen.home, chosen.database)
    try:
        found = unreviewed(opened.parts)
    finally:
        opened.close()
    if chosen.json:
        said = [{**asdict(one), "at": one.at.isoformat(), "due": one.due.isoformat()} for one in found]
        sys.stdout.write(json.dumps(said) + "\n")
    else:
        for one in found:
            late = "OVERDUE" if one.overdue else "open"
            at = one.at.isoformat(timespec="seconds")
            sys.stdout.write(f"{at}  {one.desk}  {one.staff:10} {one.reason:24} due {one.due}  {late}\n")
    return int(any(one.overdue for one in found))
