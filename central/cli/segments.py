"""`audit-segments`: the closed parts of the desks' traces, their sealed files for another medium (G78, N29)."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from central.cli.opened import open_central
from central.crypto.files import write_private
from central.services.trace_segments import closed_of
from central.store import trace_segments
from central.store.trace_segments import StoredSegment
from desktop.domain.audit_segments import Closed


def segments(chosen: argparse.Namespace) -> int:
    """Print every segment, write those with bytes into a folder if one is named; 1 when one is broken."""
    opened = open_central(chosen.home, chosen.database)
    shown = []
    if chosen.export is not None:
        chosen.export.mkdir(parents=True, exist_ok=True)
    try:
        with opened.parts.database.read() as connection:
            for stored in trace_segments.every(connection, opened.parts.hospital_id):
                shown.append(_said(stored, closed_of(opened.parts, stored)))
                if chosen.export is not None and stored.sealed is not None:
                    write_private(chosen.export / stored.segment.name(), stored.sealed, replace=True)
    finally:
        opened.close()
    sys.stdout.write(json.dumps(shown) + "\n" if chosen.json else "".join(map(_line, shown)))
    return int(not all(said["sound"] for said in shown))


def _said(stored: StoredSegment, closed: Closed) -> dict[str, Any]:
    one = stored.segment
    return {
        "desk": one.desk, "incarnation": one.incarnation, "first": one.first, "last": one.last,
        "begins": one.begins.isoformat(), "ends": one.ends.isoformat(), "sha256": one.digest.hex(),
        "before": one.before.hex(), "head": one.head.hex(), "removed_by": stored.run or "",
        "sound": closed.signed and (closed.removed or closed.rows is not None),
    }  # fmt: skip


def _line(said: dict[str, Any]) -> str:
    state = f"removed by {said['removed_by']}" if said["removed_by"] else "sealed"
    return (
        f"{said['desk']} {said['incarnation']}: {said['first']}-{said['last']}  {said['begins']} - {said['ends']}  "
        f"sha256 {said['sha256']}  {state if said['sound'] else 'BROKEN'}\n"
    )
