"""`dev.py fuzz --minutes N`: every parser at a border is given broken input; what it cannot bear joins the corpus.

Inputs are mutated from the kept corpus (tests/corpus) by a seeded generator; with atheris installed
(`.venv/bin/pip install atheris`, Linux) its coverage leads instead. The suite replays the corpus.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from fuzz_targets import TARGETS, feed

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "corpus"
HANG_S = 5.0
LONGEST = 16_384
ODD = (
    b"\x00",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\r",
    b"\n",
    b'"',
    b"[",
    b"{",
    b"\xef\xbb\xbf",
    b"-1",
    b"1e999",
    b"9" * 40,
)


class HangError(Exception):
    """An input took longer than HANG_S seconds."""


def corpus(name: str) -> list[bytes]:
    """Return a target's kept inputs."""
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]


def mutated(chance: random.Random, seeds: list[bytes]) -> Iterator[bytes]:
    """Yield inputs without end: a kept one with one to eight pieces changed, or two spliced."""
    while True:
        raw = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 9)):
            _change(chance, raw, seeds)
        yield bytes(raw[:LONGEST])


def _change(chance: random.Random, raw: bytearray, seeds: list[bytes]) -> None:
    at = chance.randrange(len(raw) + 1)
    end = min(len(raw), at + chance.randrange(1, 32))
    match chance.randrange(6):
        case 0 if raw:
            raw[at % len(raw)] ^= 1 << chance.randrange(8)
        case 1:
            raw[at:at] = chance.choice(ODD) * chance.choice((1, 1, 2, 900))
        case 2:
            del raw[at:end]
        case 3:
            raw[at:at] = raw[at:end] * chance.choice((1, 3, 50))
        case 4:
            other = chance.choice(seeds)
            raw[at:] = other[min(at, len(other)) :]
        case _:
            raw[at:end] = chance.randbytes(end - at)


def attack(name: str, seconds: float, seed: int) -> tuple[int, list[str]]:
    """Feed a parser for some seconds; returns how many inputs it bore and the names of the files it did not."""
    chance = random.Random(seed)  # noqa: S311  # inputs, not secrets
    until, count, found = time.monotonic() + seconds, 0, []
    signal.signal(signal.SIGALRM, _on_hang)
    for raw in mutated(chance, corpus(name)):
        if time.monotonic() >= until:
            break
        count += 1
        signal.setitimer(signal.ITIMER_REAL, HANG_S)
        try:
            feed(name, raw)
        except Exception:  # noqa: BLE001 - the edge: this is what the command looks for
            found.append(_kept(name, raw))
            sys.stderr.write(f"{found[-1]}\n{traceback.format_exc(limit=-3)}\n")
            if len(found) >= 5:
                break
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return count, found


def _kept(name: str, raw: bytes) -> str:
    path = CORPUS / name / hashlib.sha256(raw).hexdigest()[:16]
    path.write_bytes(raw)
    return str(path.relative_to(ROOT))


def _on_hang(_signal: int, _frame: FrameType | None) -> None:
    raise HangError


def led_by_coverage(name: str, seconds: int) -> int:
    """Run one target under atheris in a process of its own; returns its exit code."""
    program = (
        "import sys, atheris\n"
        "with atheris.instrument_imports(include=['desktop', 'central', 'fuzz_targets']):\n"
        "    import fuzz_targets\n"
        f"atheris.Setup(sys.argv, lambda raw: fuzz_targets.feed({name!r}, raw))\n"
        "atheris.Fuzz()\n"
    )
    folder = str(CORPUS / name)
    limits = [f"-max_total_time={seconds}", f"-timeout={int(HANG_S)}", f"-max_len={LONGEST}"]
    scratch = ROOT / "dist" / "fuzz" / name
    scratch.mkdir(parents=True, exist_ok=True)
    words = [sys.executable, "-c", program, *limits, f"-artifact_prefix={folder}/", str(scratch), folder]
    return subprocess.run(words, check=False).returncode


def main() -> int:
    """Attack every parser, or one; 0 when none broke or hung."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="for each parser (1)")
    parser.add_argument("--target", choices=sorted(TARGETS))
    parser.add_argument("--seed", type=int, default=1, help="another seed, other inputs")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    with_atheris = importlib.util.find_spec("atheris") is not None
    told: dict[str, object] = {"seed": chosen.seed, "atheris": with_atheris}
    broken = False
    for name in [chosen.target] if chosen.target else sorted(TARGETS):
        if with_atheris:
            code = led_by_coverage(name, round(chosen.minutes * 60))
            told[name], broken = {"exit": code}, broken or code != 0
            continue
        count, found = attack(name, chosen.minutes * 60, chosen.seed)
        told[name], broken = {"inputs": count, "broke": found}, broken or bool(found)
        sys.stdout.write(f"{name}: {count} inputs, {len(found)} broke it\n")
        sys.stdout.flush()
    if chosen.json:
        chosen.json.write_text(json.dumps(told, indent=1))
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
