"""`dev.py crash`: kill -9 during registrations, again and again on one store; nothing acknowledged may be lost.

A warmed parent forks a headless clerk who registers people off line on the real sealed store and says through a pipe
what was acknowledged. The parent kills at a random moment, opens the store and looks at everything. What this cannot
show is a power cut: the operating system lives on and writes what it was given.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from crash_check import Acknowledged, Findings, read_lines, verify
from crash_desk import MOST_PER_CYCLE, clerk_process, prepare

from desktop.store.terms import spellings

EARLY_SHARE = 0.2
EARLY_S = 0.06
TURN_S = 0.06
PATIENCE_S = 60.0


@dataclass(slots=True)
class Outcome:
    """What all cycles together showed; `struck` counts after which word of the clerk the kill fell."""

    seed: int
    cycles: int = 0
    acknowledged: int = 0
    undone: int = 0
    struck: dict[str, int] = field(default_factory=dict)
    operations: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Killer:
    """Chooses the moments and remembers what was acknowledged."""

    def __init__(self, home: Path, cycles: int, seed: int) -> None:
        self._home = home
        self._chance = random.Random(seed)  # noqa: S311  # moments, not secrets
        self._cycles = cycles
        self._told = Acknowledged()
        self._signed = 0
        self._struck: Counter[str] = Counter()
        self.outcome = Outcome(seed)

    def run(self) -> Outcome:
        """Kill and look, as often as asked; stops at the first fault, for what follows would only repeat it."""
        began = time.monotonic()
        rights = prepare(self._home, self._cycles)
        spellings("暖")  # loads the dictionary once, here, and not in every child
        for cycle in range(1, self._cycles + 1):
            fresh = self._one_kill(cycle)
            self._told = Acknowledged(self._told.booked + fresh.booked, self._told.undone + fresh.undone)
            # The people of this cycle are opened and compared each time, all of them once at the end.
            told = self._told if cycle == self._cycles else fresh
            findings = self._looked_at(told, rights)
            self.outcome.cycles = cycle
            self.outcome.faults += [f"cycle {cycle}: {fault}" for fault in findings.faults]
            self.outcome.operations = findings.counts
            self._signed = sum(findings.counts.values())
            if self.outcome.faults:
                break
        self.outcome.acknowledged = len(self._told.booked)
        self.outcome.undone = len(self._told.undone)
        self.outcome.struck = dict(self._struck)
        self.outcome.seconds = round(time.monotonic() - began, 1)
        return self.outcome

    def acknowledged(self) -> Acknowledged:
        """Return everything that any clerk had been told."""
        return self._told

    def _one_kill(self, cycle: int) -> Acknowledged:
        reading, writing = os.pipe()
        child = _forked(lambda: clerk_process(self._home, cycle, writing))
        os.close(writing)
        raw = self._watched(reading)
        os.kill(child, signal.SIGKILL)
        while more := os.read(reading, 65536):
            raw += more
        os.close(reading)
        _pid, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
            self.outcome.faults.append(f"cycle {cycle}: the clerk ended by themselves ({status})")
        lines = list(read_lines(raw))
        self._struck[lines[-1][0] if lines else "opening"] += 1
        booked = tuple((words[1], int(words[2])) for words in lines if words[0] == "booked")
        return Acknowledged(booked, tuple(words[1] for words in lines if words[0] == "undone"))

    def _watched(self, reading: int) -> bytes:
        """Read until the moment to kill: soon after the start, or a part of a turn after some acknowledgements."""
        if self._chance.random() < EARLY_SHARE:
            return _read_until(
                reading, time.monotonic() + self._chance.uniform(0, EARLY_S), lambda _raw: False
            )
        wanted = self._chance.randint(1, MOST_PER_CYCLE)
        raw = _read_until(
            reading, time.monotonic() + PATIENCE_S, lambda so_far: so_far.count(b"\n") >= wanted
        )
        moment = time.monotonic() + self._chance.uniform(0, TURN_S)
        return raw + _read_until(reading, moment, lambda _raw: False)

    def _looked_at(self, told: Acknowledged, rights: int) -> Findings:
        """Look in a process of its own, so that the parent stays warm and holds nothing of the store open."""
        reading, writing = os.pipe()

        def look() -> None:
            findings = verify(self._home, told, rights, signed_from=self._signed + 1)
            with os.fdopen(writing, "w") as pipe:
                json.dump(asdict(findings), pipe)

        child = _forked(look)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            raw = pipe.read()
        os.waitpid(child, 0)
        return (
            Findings(**json.loads(raw)) if raw else Findings(["the store could not be opened and looked at"])
        )


def _read_until(reading: int, moment: float, enough: Callable[[bytes], bool]) -> bytes:
    raw = b""
    while not enough(raw):
        left = moment - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            break
        more = os.read(reading, 65536)
        if not more:
            break
        raw += more
    return raw


def _forked(work: Callable[[], None]) -> int:
    """Run `work` in a child that never returns into the parent's code; returns its process id."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:  # noqa: BLE001  # a forked child may only print and end
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def crash(home: Path, cycles: int, seed: int) -> tuple[Outcome, Acknowledged]:
    """Run on a home that is still empty; returns the outcome and all that was acknowledged."""
    killer = Killer(home, cycles, seed)
    return killer.run(), killer.acknowledged()


def main(arguments: list[str] | None = None) -> int:
    """Kill, look, and report; exit code 1 when anything was lost or half, 2 where processes cannot be forked."""
    parser = argparse.ArgumentParser(prog="dev.py crash", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cycles", type=int, default=200, help="how many kills (default 200)")
    parser.add_argument(
        "--seed", type=int, default=None, help="repeat the moments of another run, as far as time does"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result here")
    parser.add_argument("--home", type=Path, help="keep the store here (must be empty)")
    chosen = parser.parse_args(arguments)
    if not hasattr(os, "fork"):
        sys.stderr.write("crash needs a system that can fork processes; Windows cannot.\n")
        return 2
    seed = chosen.seed if chosen.seed is not None else int.from_bytes(os.urandom(4), "big")
    with tempfile.TemporaryDirectory(prefix="cfd-crash-") as scratch:
        home = chosen.home or Path(scratch) / "desk"
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(home.iterdir()):
            parser.error("the home is not empty")
        outcome, told = crash(home, chosen.cycles, seed)
    if chosen.json is not None:
        chosen.json.write_text(json.dumps({**asdict(outcome), "told": asdict(told)}, indent=1) + "\n")
    _say(outcome)
    return 1 if outcome.faults or outcome.cycles < chosen.cycles else 0


def _say(outcome: Outcome) -> None:
    moments = ", ".join(f"{count} after '{word}'" for word, count in sorted(outcome.struck.items()))
    sys.stdout.write(
        f"{outcome.cycles} kills in {outcome.seconds} s (seed {outcome.seed}): {moments}\n"
        f"{outcome.acknowledged} registrations acknowledged, {outcome.undone} undone; "
        f"operations: {outcome.operations}\n"
    )
    for fault in outcome.faults:
        sys.stdout.write(f"FAULT {fault}\n")
    sys.stdout.write("nothing lost, nothing half\n" if not outcome.faults else "")


if __name__ == "__main__":
    raise SystemExit(main())
