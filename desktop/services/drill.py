"""The quarterly drill at this desk: the line answers "down" until it ends, then everything goes up (N7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop.domain.audit import AuditAct
from desktop.domain.drills import DRILL_FOR, Drill, DrillNeedsLineError, overdue
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action
from desktop.ports.store import Transaction
from desktop.services.desk import Desk, Line

STATE = "drill/last"


@dataclass(frozen=True, slots=True)
class DrillNews:
    """`until`: the end of the drill that runs, None when none does. `last`: the day of the last one.

    Of an ended one: how many operations were made in it, and how many of them central has not yet.
    """

    until: datetime | None = None
    last: date | None = None
    acts: int = 0
    waiting: int = 0
    overdue: bool = False


class DrillService:
    """Begins and ends drills; `running` is what the line asks before it sends anything."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with desk.store.read() as tx:
            self._drill = _kept(tx)

    def running(self) -> bool:
        """Return whether this desk works as without a line; reads nothing, so any thread may ask."""
        drill = self._drill
        return drill is not None and drill.runs(self._desk.clock.now())

    def start(self, line: Line) -> DrillNews:
        """Begin a drill; raises NotPermittedError, DrillNeedsLineError."""
        desk = self._desk
        desk.require(Action.RUN_DRILL)
        if self.running():
            return self.news()
        if not line.online():
            raise DrillNeedsLineError
        now = desk.clock.now()
        with desk.store.write() as tx:
            drill = Drill(now, now + DRILL_FOR, desk.keys.staff.staff_id, tx.outbox.head().seq)
            tx.state.set(STATE, drill.to_bytes())
            desk.trace(tx, AuditAct.DRILL, facts={"kind": "start", "until": drill.until.isoformat()})
        self._drill = drill
        line.line_lost()
        return self.news()

    def end(self) -> DrillNews:
        """End the drill before its time; raises NotPermittedError."""
        self._desk.require(Action.RUN_DRILL)
        self._finish("end")
        return self.news()

    def __call__(self) -> None:
        """A chore before each exchange: a drill whose time is over ends by itself."""
        if self._drill is not None and self._drill.last < 0 and not self.running():
            self._finish("over")

    def news(self) -> DrillNews:
        """Return how it stands."""
        with self._desk.store.read() as tx:
            drill = _kept(tx)
            acknowledged = tx.outbox.acknowledged().seq
        late = overdue(drill, self._desk.today())
        if drill is None:
            return DrillNews(overdue=late)
        until = drill.until if drill.runs(self._desk.clock.now()) else None
        waiting = max(0, drill.last - max(acknowledged, drill.first))
        return DrillNews(until, clinic_day(drill.begun_at), drill.acts, waiting, late)

    def _finish(self, how: str) -> None:
        with self._desk.store.write() as tx:
            drill = _kept(tx)
            if drill is None or drill.last >= 0:
                return
            drill = replace(drill, last=tx.outbox.head().seq)
            tx.state.set(STATE, drill.to_bytes())
            self._desk.trace(tx, AuditAct.DRILL, facts={"kind": how, "acts": drill.acts})
        self._drill = drill


def _kept(tx: Transaction) -> Drill | None:
    raw = tx.state.get(STATE)
    return None if raw is None else Drill.from_bytes(raw)
