"""New keys for the desk: every month, for a leaver or an incident, or when a supervisor asks (DECISIONS 9, T11)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.audit import AuditAct
from desktop.domain.duties import DUTY, duty_from
from desktop.domain.errors import KnownError, StoreDamagedError
from desktop.domain.ids import StaffId
from desktop.domain.incidents import wants_new_keys
from desktop.domain.roster import REMOVED
from desktop.domain.staff import Action, Role, require
from desktop.ports.keys import KeyRotation
from desktop.ports.repositories import Turned
from desktop.services.desk import Desk

EVERY = timedelta(days=30)
# incidents come from central, which must not keep a desk busy with changes of keys
AT_MOST_EVERY = timedelta(hours=1)
BATCH = 200
SINCE = "keys/epoch-since"
MONTHLY, LEAVER, INCIDENT, ASKED = "monthly", "leaver", "incident", "asked"
# Named value, with the incident's id behind it: the keys were changed for it.
CHANGED_FOR = "keys/incident/"
LAST_CHANGED_FOR = "keys/incident-last"
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
        """Change the keys when it is time: a month is over, somebody left, an incident, or a change was cut off.

        A change that is under way in another lane is not one that was cut off.
        """
        if self._desk.keys.rotation is None or not self._one_at_a_time.acquire(blocking=False):
            return None
        try:
            reason = self._due()
            return self._run(reason) if reason else None
        finally:
            self._one_at_a_time.release()

    def _due(self) -> str:
        rotation = self._rotation()
        if rotation.begun():
            return ASKED
        if self._leavers(rotation):
            return LEAVER
        if self._incidents(rotation):
            return INCIDENT
        since = self._since(rotation.epoch())
        if since is None:
            self._note(rotation.epoch())
            return ""
        return MONTHLY if self._desk.clock.now() - since >= EVERY else ""

    def _run(self, reason: str, progress: Progress = _silent) -> int:
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
        leavers, incidents = self._leavers(rotation), self._incidents(rotation)
        with store.write() as tx:
            # inside the write lock: nobody wraps meanwhile, and nothing under the old key is left
            left = Turned()
            while not left.ended:
                left = tx.wrapped_keys.turn(left, BATCH)
                if left.turned:
                    raise StoreDamagedError
            self._desk.trace(
                tx, AuditAct.KEYS_CHANGED, facts={"reason": reason, "keys": total, "slots_gone": len(leavers)}
            )
        epoch = rotation.finish(leavers)
        self._note(epoch, incidents)
        # the old wraps leave the log too; what a reader holds back goes with the next scrub
        store.scrub()
        return epoch

    def _leavers(self, rotation: KeyRotation) -> frozenset[StaffId]:
        with self._desk.store.read() as tx:
            gone = {person for person in rotation.people() if tx.state.get(REMOVED + person) is not None}
        return frozenset(gone - {self._desk.keys.staff.staff_id})

    def _incidents(self, rotation: KeyRotation) -> tuple[str, ...]:
        """Return the incidents that name this desk or who opens it, and for which the keys were not changed yet."""
        desk, people = self._desk.keys.desk.desk, rotation.people()
        with self._desk.store.read() as tx:
            last = tx.state.get(LAST_CHANGED_FOR)
            if last and self._desk.clock.now() - datetime.fromisoformat(last.decode()) < AT_MOST_EVERY:
                return ()
            duties = map(duty_from, tx.schedules.plans(DUTY))
            named = [duty.id for duty in duties if wants_new_keys(duty, desk, people)]
            return tuple(one for one in named if tx.state.get(CHANGED_FOR + one) is None)

    def _since(self, epoch: int) -> datetime | None:
        with self._desk.store.read() as tx:
            raw = tx.state.get(SINCE)
        if raw is None:
            return None
        number, _, at = raw.decode().partition(" ")
        return datetime.fromisoformat(at) if number == str(epoch) else None

    def _note(self, epoch: int, incidents: Iterable[str] = ()) -> None:
        with self._desk.store.write() as tx:
            for one in incidents:
                tx.state.set(CHANGED_FOR + one, str(epoch).encode())
                tx.state.set(LAST_CHANGED_FOR, self._desk.clock.now().isoformat().encode())
            tx.state.set(SINCE, f"{epoch} {self._desk.clock.now().isoformat()}".encode())

    def _rotation(self) -> KeyRotation:
        if self._desk.keys.rotation is None:
            raise NoRotationError
        return self._desk.keys.rotation
