"""`dev.py failover`: the fail-over drill on one machine; nothing acknowledged may be lost.

Two clerks register at two central processes on PostgreSQL with a synchronous replica; the writing server is killed, the
other one is promoted, central goes on. Needs Debian's PostgreSQL; with patroni and etcd-server Patroni promotes (the
choice of a hospital), else we do. Everything listens on loopback ports of its own and lies in a scratch folder that is
gone afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from demo_parts import ROOT, Central, DemoError, command
from failover_clusters import NAMES, Clusters, Patroni, Plain, patroni_is_here, server_tools

PACKAGES = "apt-get install --no-install-recommends postgresql patroni etcd-server python3-etcd"
SERIALS_APART = 100_000
PROMOTED_WITHIN_S = 90.0
BACK_WITHIN_S = 120.0
MOST_S = 300.0
CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Told:
    """One booking that a clerk saw confirmed; `how` is central or promise, `at` seconds since the drill began."""

    desk: str
    booking: str
    session: str
    number: int
    how: str
    at: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the drill showed. Seconds count from the kill; a promise is a leased number given while central was away."""

    way: str
    acknowledged: int
    before: int
    promises: int
    by_central_after: int
    promoted_s: float
    central_again_s: float
    refused: dict[str, int]
    lost: tuple[str, ...]
    double_booked: int
    left_at_desks: int
    verified: bool

    @property
    def good(self) -> bool:
        """Return whether nothing was lost or given twice, and central works on the other server."""
        sound = not self.lost and not self.double_booked and not self.left_at_desks and self.verified
        return sound and self.before > 0 and self.by_central_after > 0


@dataclass(slots=True)
class _Voice:
    """What one clerk's pipe brought, cut into lines."""

    desk: str
    _begun: bytes = b""

    def lines(self, said: bytes) -> list[str]:
        """Return the lines that are whole now."""
        *whole, self._begun = (self._begun + said).split(b"\n")
        return [line.decode() for line in whole]


class Clerks:
    """The clerks' processes, and what each said with its time."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.told: list[Told] = []
        self.refused: Counter[str] = Counter()
        self.left = 0
        self._ending = False
        self._waiting = selectors.DefaultSelector()
        self._children: list[subprocess.Popen[bytes]] = []

    def start(self, home: Path, turn: int, log: Path) -> None:
        """Let one clerk begin."""
        words = [
            sys.executable, str(Path(__file__).with_name("failover_clerk.py")), "--home", str(home), "--first",
            str(turn * SERIALS_APART),
        ]  # fmt: skip
        with log.open("ab") as errors:
            child = subprocess.Popen(
                words, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, bufsize=0,
                env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(Path(__file__).parent)))},
            )  # fmt: skip
        self._children.append(child)
        assert child.stdout is not None
        os.set_blocking(child.stdout.fileno(), False)
        self._waiting.register(child.stdout, selectors.EVENT_READ, _Voice(home.name))

    def listen(self, until: Callable[[], bool], what: str, timeout_s: float) -> None:
        """Take down what they say until `until` holds; raises DemoError when a clerk ends or the time is over."""
        end = time.monotonic() + timeout_s
        while not until():
            if time.monotonic() > end:
                raise DemoError(f"waited {timeout_s:.0f} s for {what}")
            for key, _ in self._waiting.select(0.1):
                said = os.read(key.fd, CHUNK_BYTES)
                if not said:
                    self._waiting.unregister(key.fileobj)
                    self._ended(key.data.desk)
                for line in key.data.lines(said):
                    self._take(key.data.desk, line.split())

    def end(self) -> None:
        """Ask all to push what waits and end; listens to the last word."""
        self._ending = True
        for child in self._children:
            child.send_signal(signal.SIGTERM)
        self.listen(lambda: not self._waiting.get_map(), "the clerks' end", BACK_WITHIN_S)

    def _ended(self, desk: str) -> None:
        if not self._ending:
            raise DemoError(f"the clerk at {desk} ended by themselves")

    def stop(self) -> None:
        """End whoever still runs."""
        for child in self._children:
            child.kill()
            child.wait()
            if child.stdout:
                child.stdout.close()

    def since(self, moment: float, how: str = "") -> list[Told]:
        """Return what was acknowledged after a moment, all or one way."""
        return [told for told in self.told if told.at > moment and how in ("", told.how)]

    def desks(self, told: list[Told]) -> set[str]:
        """Return which desks are among them."""
        return {one.desk for one in told}

    def now(self) -> float:
        """Return the seconds since the drill began."""
        return time.monotonic() - self.began

    def _take(self, desk: str, words: list[str]) -> None:
        if words[0] == "booked":
            self.told.append(Told(desk, words[1], words[2], int(words[3]), words[4], self.now()))
        elif words[0] == "refused":
            self.refused[words[1]] += 1
        else:
            self.left += int(words[1])


class Drill:
    """One run in a scratch folder."""

    def __init__(self, folder: Path, clusters: Clusters, seconds: float) -> None:
        self._folder = folder
        self._clusters = clusters
        self._seconds = seconds
        self._clerks = Clerks()
        self._centrals: list[Central] = []

    def run(self) -> Outcome:
        """Set up, work, kill, promote, work on, compare; everything is stopped afterwards. Raises DemoError."""
        try:
            self._clusters.start()
            say(f"two PostgreSQL servers, {self._clusters.kind}: each commit waits for the other one")
            self._set_up()
            return self._work()
        except DemoError as error:
            raise DemoError(f"{error}\n{self._last_words()}") from error
        finally:
            self._clerks.stop()
            for central in self._centrals:
                central.stop()
            self._clusters.stop()

    def _last_words(self) -> str:
        clerks, log = self._clerks, self._folder / "clerks.log"
        errors = log.read_text("utf-8", "replace")[-1500:] if log.exists() else ""
        return f"acknowledged {len(clerks.told)}, refused {dict(clerks.refused)}\n{errors}".rstrip()

    def _set_up(self) -> None:
        first = Central(
            self._folder, people=20, days=7, online_channel=False, database=self._clusters.address()
        )
        first.prepare()
        self._centrals = [first, first.another_process()]
        for central, name in zip(self._centrals, NAMES, strict=True):
            central.start()
            code = central.enroll_code(name)
            desk = self._folder / f"desk-{name}"
            command(
                "desktop",
                "enroll",
                "--home",
                str(desk),
                "--code",
                code,
                "--demo-staff",
                "--vault",
                "file",
            )
            first.sign_roster()
        say("two central processes serve, a desk is enrolled at each")

    def _work(self) -> Outcome:
        clerks = self._clerks
        for turn, name in enumerate(NAMES, 1):
            clerks.start(self._folder / f"desk-{name}", turn, self._folder / "clerks.log")
        clerks.listen(lambda: len(clerks.desks(clerks.since(0, "central"))) == len(NAMES), "both clerks", 60)
        self._for_a_while()
        died = self._clusters.writer()
        if not self._clusters.in_step():
            raise DemoError("the replica is not in step: killing now would prove nothing")
        self._clusters.kill(died)
        killed = clerks.now()
        say(f"{died} killed after {len(clerks.told)} acknowledged registrations")
        other = next(name for name in NAMES if name != died)
        self._clusters.promote(other)
        clerks.listen(lambda: self._clusters.writer() == other, "the promotion", PROMOTED_WITHIN_S)
        promoted = clerks.now()
        say(f"{other} writes after {promoted - killed:.1f} s")
        clerks.listen(
            lambda: len(clerks.desks(clerks.since(promoted, "central"))) == len(NAMES),
            "central at both desks",
            BACK_WITHIN_S,
        )
        again = max(clerks.since(promoted, "central")[0].at, promoted)
        self._for_a_while()
        clerks.end()
        return self._compared(killed, promoted, again)

    def _for_a_while(self) -> None:
        until = self._clerks.now() + self._seconds
        self._clerks.listen(lambda: self._clerks.now() >= until, "the clerks", self._seconds + 1)

    def _compared(self, killed: float, promoted: float, again: float) -> Outcome:
        """Hold every word of the clerks against central's own rows on the server that lived."""
        clerks, central = self._clerks, self._centrals[0]
        rows = central.bookings()
        held = {row["id"]: row for row in rows["bookings"]}
        lost = tuple(told.booking for told in clerks.told if not stands(told, held.get(told.booking)))
        verified = True
        try:
            command("central", "verify", "--home", str(central.home), "--json")
        except DemoError:
            verified = False
        return Outcome(
            way=self._clusters.kind, acknowledged=len(clerks.told),
            before=len(clerks.told) - len(clerks.since(killed)), promises=len(clerks.since(0, "promise")),
            by_central_after=len(clerks.since(promoted, "central")), promoted_s=round(promoted - killed, 1),
            central_again_s=round(again - killed, 1), refused=dict(clerks.refused), lost=lost,
            double_booked=rows["totals"]["double_booked"], left_at_desks=clerks.left, verified=verified,
        )  # fmt: skip


def stands(told: Told, row: dict[str, Any] | None) -> bool:
    """Return whether central holds this booking live, with the number that the clerk was told."""
    return row is not None and (row["session"], row["number"], row["live"]) == (
        told.session,
        told.number,
        True,
    )


def say(what: str) -> None:
    """Say how far the drill is."""
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


def drill(folder: Path, *, seconds: float, by_hand: bool) -> Outcome:
    """Run the drill in an empty folder. Raises DemoError."""
    tools = server_tools()
    if tools is None:
        raise DemoError(f"Debian's PostgreSQL is missing: {PACKAGES}")
    way = Plain if by_hand or not patroni_is_here() else Patroni
    folder.chmod(0o755)
    servers = folder / "postgresql"
    servers.mkdir()
    return Drill(folder, way(servers, tools), seconds).run()


def main(arguments: list[str] | None = None) -> int:
    """Run it; 0 when nothing was lost, 1 when something was, 3 when a part is missing or did not come up."""
    parser = argparse.ArgumentParser(prog="dev.py failover", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--seconds", type=float, default=10, help="work before the kill and after the promotion (10)"
    )
    parser.add_argument(
        "--by-hand", action="store_true", help="plain streaming replication, also where Patroni is"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    chosen = parser.parse_args(arguments)
    if not 0 < chosen.seconds <= MOST_S:
        parser.error(f"--seconds must be above 0 and at most {MOST_S:.0f}")
    with tempfile.TemporaryDirectory(prefix="cfd-failover-", ignore_cleanup_errors=True) as scratch:
        try:
            outcome = drill(Path(scratch), seconds=chosen.seconds, by_hand=chosen.by_hand)
        except DemoError as error:
            sys.stderr.write(f"{error}\n")
            return 3
    say(json.dumps(asdict(outcome), ensure_ascii=False, indent=1))
    say("nothing acknowledged was lost" if outcome.good else "FAULT: see above")
    if chosen.json:
        chosen.json.write_text(json.dumps(asdict(outcome), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0 if outcome.good else 1


if __name__ == "__main__":
    raise SystemExit(main())
