"""Switching rules off: each mutation of sabotage.toml runs in a child process, and its tests must turn red there.

No file is edited. The child loads sabotage_plugin, which replaces the named function right after its module was
imported. Before anything is believed, the same tests must be green without sabotage.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("sabotage.toml")
TIMEOUT_S = 600
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Mutation:
    """One rule switched off. `target` is module:function or module:Class.method; `replacement` a Python expression
    evaluated in that module with `original` bound to what is replaced; `tests` are pytest node ids.
    """

    name: str
    row: str
    target: str
    replacement: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """How the tests of one mutation ended; it is noticed when each of them was red, and with it the rule is proved."""

    name: str
    row: str
    target: str
    red: tuple[str, ...]
    green: tuple[str, ...]
    trouble: str

    @property
    def noticed(self) -> bool:
        """Return whether every test turned red and the run itself was sound."""
        return bool(self.red) and not self.green and not self.trouble


def read_table(path: Path = TABLE) -> tuple[Mutation, ...]:
    """Return all mutations by name."""
    with path.open("rb") as file:
        written = tomllib.load(file)
    return tuple(
        Mutation(name, m["row"], m["target"], m["replacement"], tuple(m["tests"]))
        for name, m in written.items()
    )


def run(names: Sequence[str], *, as_json: bool) -> int:
    """Sabotage the named rules, or all; prints each result; exit code 1 when a rule's loss went unnoticed."""
    table = read_table()
    unknown = set(names) - {mutation.name for mutation in table}
    if unknown:
        sys.stderr.write(f"not in the table: {', '.join(sorted(unknown))}\n")
        return 2
    chosen = [mutation for mutation in table if not names or mutation.name in names]
    untouched = _outcomes({test for mutation in chosen for test in mutation.tests}, None)
    results = []
    with ThreadPoolExecutor(AT_ONCE) as children:
        for result in children.map(lambda mutation: sabotaged(mutation, untouched), chosen):
            results.append(result)
            if not as_json:
                sys.stdout.write(_line(result))
                sys.stdout.flush()
    if as_json:
        lines = [{**asdict(result), "noticed": result.noticed} for result in results]
        sys.stdout.write(json.dumps(lines, ensure_ascii=False, indent=1) + "\n")
    missed = sum(not result.noticed for result in results)
    if not as_json:
        sys.stdout.write(f"{len(results)} rules switched off, {len(results) - missed} noticed\n")
    return 1 if missed else 0


def sabotaged(mutation: Mutation, untouched: dict[str, str]) -> Result:
    """Run the tests of one mutation with its rule switched off."""
    never_green = [test for test in mutation.tests if _verdict(test, untouched) != "passed"]
    trouble = f"not green without sabotage: {', '.join(never_green)}" if never_green else ""
    outcomes = {} if trouble else _outcomes(mutation.tests, mutation)
    if not trouble and not outcomes:
        trouble = "the sabotaged run came to nothing"
    red = tuple(test for test in mutation.tests if _verdict(test, outcomes) == "failed")
    green = tuple(test for test in mutation.tests if test not in red)
    return Result(mutation.name, mutation.row, mutation.target, red, green, trouble)


def _verdict(test: str, outcomes: dict[str, str]) -> str:
    """Return failed when a case of a (perhaps parametrised) test failed, else passed when one passed.

    Skipped cases (no PostgreSQL beside the run) say nothing.
    """
    cases = {outcome for node, outcome in outcomes.items() if node == test or node.startswith(test + "[")}
    return next((verdict for verdict in ("failed", "passed", "skipped") if verdict in cases), "missing")


def _outcomes(tests: Iterable[str], mutation: Mutation | None) -> dict[str, str]:
    """Run tests in a child and return each node's outcome; empty when pytest itself did not get through."""
    with tempfile.TemporaryDirectory(prefix="cfd-sabotage-") as scratch:
        file = Path(scratch) / "outcomes.json"
        env = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(TABLE.parent))),
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "CFD_SABOTAGE_OUTCOMES": str(file),
            "CFD_SABOTAGE": json.dumps([mutation.target, mutation.replacement]) if mutation else "",
        }
        words = ["-q", "-p", "sabotage_plugin", "-p", "no:cacheprovider", "-p", "no:xdist", *sorted(tests)]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words], cwd=ROOT, env=env, capture_output=True, text=True,
            timeout=TIMEOUT_S, check=False,
        )  # fmt: skip
        if not file.exists() or done.returncode not in (0, 1):
            sys.stderr.write(done.stdout[-1500:] + done.stderr[-1500:])
            return {}
        outcomes = json.loads(file.read_text())
        assert isinstance(outcomes, dict)
        return outcomes


def _line(result: Result) -> str:
    if result.noticed:
        return f"red    {result.row:4} {result.name}: {result.target} off, {len(result.red)} test(s) turned red\n"
    why = result.trouble or f"still green: {', '.join(result.green)}"
    return f"MISSED {result.row:4} {result.name}: {result.target} off, {why}\n"
