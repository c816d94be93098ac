"""`dev.py mutations`: random changes of a trace, open and in segments, all found; a long one walked, with CPU time."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

from desktop.domain.audit import GENESIS, link
from desktop.domain.audit_segments import MOST_ENTRIES, Closed, Segment, from_plain, to_plain, walk_closed
from desktop.domain.audit_trace import Anchor, TraceWalk, check_trace
from desktop.domain.ids import DeskId
from tests.domain.test_audit_trace import AT, COUNT, MUTANTS, SEGMENT_MUTANTS, entry, walked, whole

DESK = DeskId("desk-a")
MOST_CPU_S = 10.0


def missed(count: int, seed: int) -> list[str]:
    """Return which of so many random changes nobody would have noticed: half of them of a log with segments."""
    chance = random.Random(seed)  # noqa: S311  # places of changes, not secrets
    original = whole()
    anchors = [Anchor(COUNT, original[-1][1])]
    found = []
    for number in range(count):
        turn, closed = number // 2, number % 2
        if closed:
            change = SEGMENT_MUTANTS[turn % len(SEGMENT_MUTANTS)]
            name, verdict = change.__name__, walked(*change(list(original), chance), anchors)
        else:
            mutate = MUTANTS[turn % len(MUTANTS)]
            name, verdict = mutate.__name__, check_trace(mutate(list(original), chance), anchors)
        if verdict.whole or verdict.at is None:
            found.append(f"{number} {name}")
    return found


def walk(events: int) -> tuple[bool, float]:
    """Return whether so long a trace is whole, nine tenths of it in segments, and the CPU seconds it took."""
    rows, head = [], GENESIS
    for seq in range(1, events + 1):
        event = entry(seq)
        head = link(head, event)
        rows.append((event, head))
    cut = events * 9 // 10
    parts = [
        (first, to_plain(rows[first : min(first + MOST_ENTRIES, cut)]))
        for first in range(0, cut, MOST_ENTRIES)
    ]
    begun = time.process_time()
    going = TraceWalk([Anchor(events, head)])
    for first, plain in parts:
        part = from_plain(plain)
        segment = Segment(DESK, 1, first + 1, first + len(part), going.end.head, part[-1][1], AT, AT)
        walk_closed(going, [Closed(segment, signed=True, rows=part)])
    going.rows(rows[cut:])
    verdict = going.verdict()
    return verdict.whole and verdict.entries == events, time.process_time() - begun


def main() -> int:
    """Run both; 0 when every change was found and the walk was quick enough."""
    parser = argparse.ArgumentParser(prog="dev.py mutations", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20261127)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    unseen = missed(chosen.count, chosen.seed)
    is_whole, cpu_s = walk(chosen.events)
    told = {
        "mutations": chosen.count, "missed": unseen, "events": chosen.events, "whole": is_whole,
        "cpu_s": round(cpu_s, 2), "most_cpu_s": MOST_CPU_S,
    }  # fmt: skip
    text = json.dumps(told, indent=1)
    sys.stdout.write(text + "\n")
    if chosen.json:
        chosen.json.write_text(text)
    return 0 if not unseen and is_whole and cpu_s <= MOST_CPU_S else 1


if __name__ == "__main__":
    sys.exit(main())
