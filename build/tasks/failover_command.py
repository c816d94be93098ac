"""`dev.py failover`: the fail-over drill on one machine; nothing acknowledged may be lost.

Two clerks register at two central processes on PostgreSQL with a synchronous replica; the writing server is killed, the
other one is promoted, central goes on; the dead one comes back as the replica. Then the same the other way round, so
that the one that came back must hold everything. Needs Debian's PostgreSQL; with patroni and etcd-server Patroni
promotes (the choice of a hospital), else we do. Everything listens on loopback ports of its own and lies in a scratch
folder that is gone afterwards.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from demo_parts import Central, DemoError, command
from failover_clusters import NAMES, Clusters, Plain, server_tools
from failover_patroni import Patroni, patroni_is_here
from failover_staff import Clerks, Told

PACKAGES = "apt-get install --no-install-recommends postgresql patroni etcd-server python3-etcd"
PROMOTED_WITHIN_S = 90.0
BACK_WITHIN_S = 120.0
MOST_S = 300.0


@dataclass(frozen=True, slots=True)
class Turn:
    """One death and return. Seconds count from the kill; at `in_step_s` each commit waited for the dead one again."""

    died: str
    before: int
    promoted_s: float
    central_again_s: float
    by_central_after: int
    in_step_s: float

    @property
    def good(self) -> bool:
        """Return whether central worked before, and on the other server afterwards."""
        return self.before > 0 and self.by_central_after > 0 and self.in_step_s > 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the drill showed; a promise is a leased number given while central was away."""

    way: str
    turns: tuple[Turn, ...]
    acknowledged: int
    promises: int
    refused: dict[str, int]
    lost: tuple[str, ...]
    double_booked: int
    left_at_desks: int
    verified: bool

    @property
    def good(self) -> bool:
        """Return whether nothing was lost or given twice, and either server died, came back and was relied upon."""
        sound = not self.lost and not self.double_booked and not self.left_at_desks and self.verified
        return (
            sound
            and {turn.died for turn in self.turns} == set(NAMES)
            and all(turn.good for turn in self.turns)
        )


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
        turns = tuple(self._turn() for _ in NAMES)
        self._for_a_while()
        clerks.end()
        return self._compared(turns)

    def _turn(self) -> Turn:
        """The writer dies, the other one takes over, the dead one comes back as its replica."""
        clerks, clusters = self._clerks, self._clusters
        self._for_a_while()
        died = clusters.writer()
        if not clusters.in_step():
            raise DemoError("the replica is not in step: killing now would prove nothing")
        before = len(clerks.told)
        clusters.kill(died)
        killed = clerks.now()
        say(f"{died} killed after {before} acknowledged registrations")
        other = next(name for name in NAMES if name != died)
        clusters.promote(other)
        clerks.listen(lambda: clusters.writer() == other, "the promotion", PROMOTED_WITHIN_S)
        promoted = clerks.now()
        say(f"{other} writes after {promoted - killed:.1f} s")
        clerks.listen(
            lambda: len(clerks.desks(clerks.since(promoted, "central"))) == len(NAMES),
            "central at both desks",
            BACK_WITHIN_S,
        )
        again = max(clerks.since(promoted, "central")[0].at, promoted)
        self._for_a_while()
        clusters.bring_back(died)
        returned = clerks.now()
        say(f"{died} is back as the replica that each commit waits for")
        return Turn(
            died, before, round(promoted - killed, 1), round(again - killed, 1),
            len(clerks.since(promoted, "central")), round(returned - killed, 1),
        )  # fmt: skip

    def _for_a_while(self) -> None:
        until = self._clerks.now() + self._seconds
        self._clerks.listen(lambda: self._clerks.now() >= until, "the clerks", self._seconds + 1)

    def _compared(self, turns: tuple[Turn, ...]) -> Outcome:
        """Hold every word of the clerks against central's own rows on the server that died first and writes now."""
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
            way=self._clusters.kind, turns=turns, acknowledged=len(clerks.told),
            promises=len(clerks.since(0, "promise")), refused=dict(clerks.refused), lost=lost,
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
        "--seconds", type=float, default=10, help="work before each kill and after each promotion (10)"
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
