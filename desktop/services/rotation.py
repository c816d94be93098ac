"""New keys for the desk: every month, when somebody left, when a supervisor or an incident asks (DECISIONS 9, T11)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.audit import AuditAct
from desktop.domain.duties import DUTY, duty_from
from desktop.domain.errors import KnownError, StoreDamagedError
from desktop.domain.ids import StaffId
from desktop.domain.loss_stops import keys_ordered
from desktop.domain.roster import REMOVED
from desktop.domain.staff import Action, Role, require
from desktop.ports.keys import KeyRotation
from desktop.ports.repositories import Turned
from desktop.services.desk import Desk
from desktop.services.file_rekey import order_when_due, remember_first

EVERY = timedelta(days=30)
# incidents come from central, which must not keep a desk busy with changes of keys
AT_MOST_EVERY = timedelta(hours=1)
BATCH = 200
SINCE = "keys/epoch-since"
LAST_ORDERED = "keys/incident-last"
MONTHLY, LEAVER, ASKED, INCIDENT = "monthly", "leaver", "asked", "incident"
Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""


class NoRotationError(KnownError):
    """The keys of this desk cannot be changed here."""

    code = "no-rotation"


@dataclass(frozen=True, slots=True)
class KeyAge:
    """Which epoch holds, since when, and whether a change of keys is under way."""

    epoch: int
    since: datetime | None
    begun: bool


class RotationService:
    """Changes the keys of the open desk; also a chore that does so by itself when it is time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        # the chore runs in the lane of exchanges, a supervisor's wish in the store's
        self._one_at_a_time = threading.Lock()

    def age(self) -> KeyAge:
        """Return how old the keys are."""
        rotation = self._rotation()
        return KeyAge(rotation.epoch(), self._since(rotation.epoch()), rotation.begun())

    def rotate(self, progress: Progress) -> int:
        """Change the keys now; returns the new epoch. Raises NotPermittedError, and what the store raises."""
        require(Role(self._desk.keys.staff.role), Action.ROTATE_KEYS)
        with self._one_at_a_time:
            return self._run(ASKED, progress)

    def __call__(self) -> object:
        """Change the keys when it is time: a month is over, somebody left, an incident asks, a change was cut off.

        A change that is under way in another lane is not one that was cut off.
        """
        if self._desk.keys.rotation is None or not self._one_at_a_time.acquire(blocking=False):
            return None
        try:
            return self._turn()
        finally:
            self._one_at_a_time.release()

    def _turn(self) -> int | None:
        rotation = self._rotation()
        before = self._since(rotation.epoch())
        if before is not None:
            remember_first(self._desk, before)
        reason, incident = self._due()
        epoch = self._run(reason, incident=incident) if reason else None
        since = self._since(rotation.epoch())
        if since is not None and not rotation.begun():
            order_when_due(self._desk, since)
        return epoch

    def _due(self) -> tuple[str, str | None]:
        """Return why the keys must be changed now, "" when they need not, and the incident that asks for it."""
        rotation = self._rotation()
        since = self._since(rotation.epoch())
        incident = self._ordered(since)
        if incident:  # a change that it began and that was cut off is still its own
            return INCIDENT, incident
        if rotation.begun():
            return ASKED, None
        if self._leavers(rotation):
            return LEAVER, None
        if since is None:
            self._note(rotation.epoch())
            return "", None
        return MONTHLY if self._desk.clock.now() - since >= EVERY else "", None

    def _ordered(self, since: datetime | None) -> str:
        """Return the incident by which keys of that age must go, "" when none asks for it."""
        if since is None:
            return ""
        with self._desk.store.read() as tx:
            last = tx.state.get(LAST_ORDERED)
            if last and self._desk.clock.now() - datetime.fromisoformat(last.decode()) < AT_MOST_EVERY:
                return ""
            duties = tuple(duty_from(raw) for raw in tx.schedules.plans(DUTY))
        return keys_ordered(duties, self._desk.keys.desk.desk, since)

    def _run(self, reason: str, progress: Progress = _silent, incident: str | None = None) -> int:
        rotation, store = self._rotation(), self._desk.store
        rotation.begin()
        with store.read() as tx:
            total = tx.wrapped_keys.count()
        at, done = Turned(), 0
        while not at.ended:
            with store.write() as tx:
                at = tx.wrapped_keys.turn(at, BATCH)
            done += at.seen
            progress(min(done, total), total)
        leavers = self._leavers(rotation)
        with store.write() as tx:
            # inside the write lock: nobody wraps meanwhile, and nothing under the old key is left
            left = Turned()
            while not left.ended:
                left = tx.wrapped_keys.turn(left, BATCH)
                if left.turned:
                    raise StoreDamagedError
            self._desk.trace(
                tx, AuditAct.KEYS_CHANGED, object_id=incident,
                facts={"reason": reason, "keys": total, "slots_gone": len(leavers)},
            )  # fmt: skip
        epoch = rotation.finish(leavers)
        self._note(epoch, ordered=incident is not None)
        # the old wraps leave the log too; what a reader holds back goes with the next scrub
        store.scrub()
        return epoch

    def _leavers(self, rotation: KeyRotation) -> frozenset[StaffId]:
        with self._desk.store.read() as tx:
            gone = {person for person in rotation.people() if tx.state.get(REMOVED + person) is not None}
        return frozenset(gone - {self._desk.keys.staff.staff_id})

    def _since(self, epoch: int) -> datetime | None:
        with self._desk.store.read() as tx:
            raw = tx.state.get(SINCE)
        if raw is None:
            return None
        number, _, at = raw.decode().partition(" ")
        return datetime.fromisoformat(at) if number == str(epoch) else None

    def _note(self, epoch: int, *, ordered: bool = False) -> None:
        now = self._desk.clock.now().isoformat()
        with self._desk.store.write() as tx:
            if ordered:
                tx.state.set(LAST_ORDERED, now.encode())
            tx.state.set(SINCE, f"{epoch} {now}".encode())

    def _rotation(self) -> KeyRotation:
        if self._desk.keys.rotation is None:
            raise NoRotationError
        return self._desk.keys.rotation
