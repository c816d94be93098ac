"""`dev.py mutations`: random changes of a trace, all found, and a long trace walked with its CPU time."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

from desktop.domain.audit import GENESIS, link
from desktop.domain.audit_trace import Anchor, check_trace
from tests.domain.test_audit_trace import COUNT, MUTANTS, entry, whole

MOST_CPU_S = 10.0


def missed(count: int, seed: int) -> list[str]:
    """Return which of so many random changes nobody would have noticed."""
    chance = random.Random(seed)  # noqa: S311  # places of changes, not secrets
    original = whole()
    anchors = [Anchor(COUNT, original[-1][1])]
    found = []
    for number in range(count):
        mutate = MUTANTS[number % len(MUTANTS)]
        verdict = check_trace(mutate(list(original), chance), anchors)
        if verdict.whole or verdict.at is None:
            found.append(f"{number} {mutate.__name__}")
    return found


def walk(events: int) -> tuple[bool, float]:
    """Return whether a trace of so many entries is whole, and the seconds of CPU that the walk took."""
    rows, head = [], GENESIS
    for seq in range(1, events + 1):
        event = entry(seq)
        head = link(head, event)
        rows.append((event, head))
    begun = time.process_time()
    verdict = check_trace(rows, [Anchor(events, head)])
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
