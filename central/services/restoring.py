"""After central was put back from a copy: the epoch grows and outage desks are called by name (DECISIONS 26, I8).

Desks send again what the copy does not have, with the answers that they got then. Until each of its outage desks has
reported, a session gives no number of the shared pool. A desk that will never report is declared lost with its paper
list: every number it may have given is set aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from central.services.desk_decisions import MAY_DECIDE, DeciderUnknownError, DeskMissingError
from central.services.parts import CentralParts
from central.store import chains, desk_acts, feed, numbers, places, roll_calls
from central.store.desk_acts import DeskAct
from desktop.domain.schedules import clinic_day

LOST, RESTORED, REPORTED = "lost", "restored", "reported"
AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Begun:
    """What a restore began: the new server epoch and the sessions that wait."""

    epoch: int
    frozen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Struck:
    """What a lost desk cost: numbers set aside, and the sessions that open now."""

    numbers: int
    opened: tuple[str, ...]


class RestoreService:
    """Begins a roll call, tells how it stands, declares desks lost."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def begin(self, by: str, copied_at: datetime) -> Begun:
        """Take note that this database is a copy of that time; raises DeciderUnknownError."""

        def work(connection: Connection) -> Begun:
            self._decider(connection, by)
            hospital, now = self._parts.hospital_id, self._parts.now()
            epoch = places.server_epoch(connection, hospital) + 1
            places.put_value(connection, hospital, places.SERVER_EPOCH, str(epoch))
            first, last = clinic_day(min(copied_at, now)), clinic_day(now) + AHEAD
            frozen = roll_calls.begin(connection, hospital, first, last, now)
            desk_acts.add(connection, hospital, [self._act("", RESTORED, by, str(epoch))])
            feed.move(connection, hospital, feed.touch(feed.CLINIC, "session", frozen))
            return Begun(epoch, tuple(frozen))

        return self._parts.database.run(work)

    def waiting(self) -> dict[str, list[str]]:
        """Return the desks that each frozen session waits for."""
        with self._parts.database.read() as connection:
            return roll_calls.waiting(connection, self._parts.hospital_id)

    def declare_lost(self, desk_id: str, by: str, on_paper: Sequence[tuple[str, int]] = ()) -> Struck:
        """Go on without a desk: its leased numbers and those (session, number) on paper are given to nobody.

        When it comes back after all, what it promised with them is honoured. Raises DeskMissingError,
        DeciderUnknownError.
        """

        def work(connection: Connection) -> Struck:
            self._decider(connection, by)
            hospital, now = self._parts.hospital_id, self._parts.now()
            if chains.desk(connection, hospital, desk_id, lock=True) is None:
                raise DeskMissingError
            struck = numbers.freeze(connection, hospital, desk_id)
            struck += roll_calls.strike_out(connection, hospital, desk_id, on_paper)
            opened = roll_calls.answer(connection, hospital, desk_id, LOST, now)
            desk_acts.add(connection, hospital, [self._act(desk_id, LOST, by, str(struck))])
            moved = sorted({*opened, *(session for session, _ in on_paper)})
            feed.move(connection, hospital, feed.touch(feed.CLINIC, "session", moved))
            return Struck(struck, tuple(opened))

        return self._parts.database.run(work)

    def _decider(self, connection: Connection, by: str) -> None:
        role = desk_acts.role_of(connection, self._parts.hospital_id, by)
        if role not in {one.value for one in MAY_DECIDE}:
            raise DeciderUnknownError

    def _act(self, desk_id: str, act: str, by: str, outcome: str) -> DeskAct:
        return DeskAct(self._parts.new_id(), desk_id, act, by, self._parts.now(), "", outcome)
