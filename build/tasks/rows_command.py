"""`dev.py rows`: which tests prove which row, and what they really reached (DECISIONS 31).

A marker alone proves nothing. A clerk's or supervisor's row counts only when one passed test reached a window with
keys and the sealed store; a row of the sync needs central over HTTP besides (`needs` in tests/rows/titles.toml).

    dev.py rows                 from the evidence of the last whole run of the suite; runs the marked tests when none
    dev.py rows --run [...]     run the marked tests first (paths and options of pytest may follow)
    dev.py rows --json          the same for machines
    dev.py rows --sabotage      switch rules off one by one; their tests must turn red (build/tasks/sabotage.toml)
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import sabotage

from tests.rows.plugin import LAST_EVIDENCE
from tests.rows.titles import Row, read_rows

ROOT = Path(__file__).resolve().parents[2]
PROVED, REACHED_TOO_LITTLE, RED, NO_TEST = "proved", "reached too little", "red", "no test"


@dataclass(frozen=True, slots=True)
class Seen:
    """One marked test in one run: how it ended, what it reached, and by which outside facts that is known."""

    test: str
    rows: tuple[str, ...]
    reached: dict[str, int]
    outside: dict[str, str]
    outcome: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row with its tests; `missing` is what no single passed test of the row reached."""

    row: str
    title: str
    who: tuple[str, ...]
    verdict: str
    missing: tuple[str, ...]
    tests: tuple[Seen, ...]


def read_evidence(file: Path) -> tuple[Seen, ...]:
    """Return what a run wrote, one entry a test."""
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return tuple(Seen(**{**line, "rows": tuple(line["rows"])}) for line in lines)


def judge(rows: Iterable[Row], seen: Sequence[Seen]) -> tuple[Verdict, ...]:
    """Return the verdict on each row."""
    return tuple(_verdict(row, tuple(s for s in seen if row.name in s.rows)) for row in rows)


def _verdict(row: Row, tests: tuple[Seen, ...]) -> Verdict:
    passed = [test for test in tests if test.outcome == "passed"]
    gaps = [row.needs - test.reached.keys() for test in passed]
    missing = min(gaps, key=len, default=row.needs)
    if not tests:
        verdict = NO_TEST
    elif any(test.outcome == "failed" for test in tests):
        verdict = RED
    elif not passed or missing:
        verdict = REACHED_TOO_LITTLE
    else:
        verdict = PROVED
    return Verdict(row.name, row.title, row.who, verdict, tuple(sorted(missing)), tests)


def main(arguments: list[str] | None = None) -> int:
    """Print the rows, or sabotage rules; exit code 1 when a marked test was red or a sabotaged rule went unnoticed."""
    parser = argparse.ArgumentParser(
        prog="dev.py rows", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--run", action="store_true", help="run the marked tests first")
    parser.add_argument(
        "--evidence", type=Path, metavar="FILE", help="read this file instead of the last run's"
    )
    parser.add_argument(
        "--sabotage", nargs="*", metavar="NAME", help="switch off these rules, or all of the table"
    )
    chosen, rest = parser.parse_known_args(arguments)
    if chosen.sabotage is not None:
        return sabotage.run(chosen.sabotage, as_json=chosen.json)
    file = chosen.evidence or ROOT / LAST_EVIDENCE
    if chosen.run or not file.exists():
        words = ["-q", "-m", "rows", "--rows-evidence", str(file), *rest]
        script = Path(__file__).with_name("test_command.py")
        # What pytest says goes to standard error, so that --json stays JSON.
        subprocess.run([sys.executable, str(script), *words], cwd=ROOT, stdout=sys.stderr, check=False)
    if not file.exists():
        sys.stderr.write("the run wrote no evidence\n")
        return 2
    verdicts = judge(read_rows().values(), read_evidence(file))
    sys.stdout.write(_as_json(verdicts) if chosen.json else _as_text(verdicts, file))
    return 1 if any(verdict.verdict == RED for verdict in verdicts) else 0


def _as_json(verdicts: Iterable[Verdict]) -> str:
    return json.dumps([asdict(verdict) for verdict in verdicts], ensure_ascii=False, indent=1) + "\n"


def _as_text(verdicts: Sequence[Verdict], file: Path) -> str:
    lines = []
    for verdict in (v for v in verdicts if v.verdict != NO_TEST):
        lacks = f" (not reached: {', '.join(verdict.missing)})" if verdict.missing else ""
        lines.append(f"{verdict.row:5} {verdict.verdict}{lacks}  {verdict.title}")
        lines += [f"        {_reached(test)}  {test.test}" for test in verdict.tests]
    without = [verdict.row for verdict in verdicts if verdict.verdict == NO_TEST]
    lines += ["", f"Rows without a test ({len(without)}):", *_wrapped(without), ""]
    counts = {kind: sum(v.verdict == kind for v in verdicts) for kind in (PROVED, REACHED_TOO_LITTLE, RED)}
    written = time.strftime("%Y-%m-%d %H:%M", time.localtime(file.stat().st_mtime))
    lines.append(
        f"{counts[PROVED]} of {len(verdicts)} rows proved, {counts[REACHED_TOO_LITTLE]} with tests that reached too "
        f"little, {counts[RED]} red; evidence of {written}"
    )
    return "\n".join(lines) + "\n"


def _reached(test: Seen) -> str:
    places = [
        f"{place}{'*' if place in test.outside else ''}:{test.reached[place]}" for place in test.reached
    ]
    return f"[{' '.join(sorted(places)) or '-'}] {test.outcome}"


def _wrapped(names: Sequence[str], width: int = 20) -> Iterable[str]:
    for first in range(0, len(names), width):
        yield "  " + " ".join(names[first : first + width])


if __name__ == "__main__":
    raise SystemExit(main())
