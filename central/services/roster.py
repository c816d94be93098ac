"""The newest signed roster: who may do what, whose signature is whose (DECISIONS 10, 19)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy.engine import Connection

from central.services.parts import CentralParts
from central.services.ports import CentralKeys
from central.store import duties, feed, rosters
from desktop.domain.errors import NotPermittedError
from desktop.domain.ids import StaffId
from desktop.domain.loss_stops import NOTHING_STOPPED, Stopped, stopped_by
from desktop.domain.roster import Roster, RosterEntry
from desktop.domain.staff import Action, Role, require
from desktop.sync.wire import RosterRow


@dataclass(frozen=True, slots=True)
class People:
    """The entries of the newest roster; an empty one permits nobody anything."""

    version: int
    entries: tuple[RosterEntry, ...]
    stopped: Stopped = NOTHING_STOPPED

    def entries_of(self, person: str, at: datetime) -> Iterator[RosterEntry]:
        """Yield a person's entries that are valid at a time."""
        return (e for e in self.entries if e.person == person and e.valid_from <= at < e.valid_until)

    def may(self, person: str, action: Action, at: datetime) -> bool:
        """Return whether some valid entry's role allows the action and no incident stops it (P22)."""
        return not self.stopped.why(person, action) and any(
            _allows(entry.role, action) for entry in self.entries_of(person, at)
        )

    def knows(self, person: str) -> bool:
        """Return whether the person stands on the roster at all."""
        return any(e.person == person for e in self.entries)

    def signed(
        self, keys: CentralKeys, person: str, signature: bytes, message: bytes, at: datetime, *,
        purpose: str = "erasure",
    ) -> bool:  # fmt: skip
        """Return whether a signature over a frozen effect is by a valid key of this person."""
        return any(
            keys.verify(e.sign_public, signature, purpose, message) for e in self.entries_of(person, at)
        )


def _allows(role: str, action: Action) -> bool:
    try:
        require(Role(role), action)
    except (NotPermittedError, ValueError):
        return False
    return True


def domain_roster(row: RosterRow) -> Roster:
    """Return the domain form of a roster message."""
    entries = tuple(
        RosterEntry(
            e.person, e.name, e.initials, e.role, e.desk, e.sign_public, e.seal_public, e.valid_from, e.valid_until
        )
        for e in row.entries
    )  # fmt: skip
    return Roster(row.version, row.prev_hash, entries, row.signature)


def current(parts: CentralParts, connection: Connection) -> People:
    """Return the people of the newest roster."""
    body = rosters.newest(connection, parts.hospital_id)
    if body is None:
        return People(0, ())
    roster = domain_roster(msgspec.json.decode(body, type=RosterRow))
    return People(
        roster.version,
        roster.entries,
        stopped_by(duties.open_incidents(connection, parts.hospital_id, parts.keys)),
    )


def newest(connection: Connection, hospital_id: str) -> RosterRow | None:
    """Return the newest roster message."""
    body = rosters.newest(connection, hospital_id)
    return None if body is None else msgspec.json.decode(body, type=RosterRow)


class RosterNotHeldError(NotPermittedError):
    """The roster is not signed by the founding key, not newer, or does not follow from the one held."""

    code = "roster-not-held"


def publish(parts: CentralParts, row: RosterRow) -> None:
    """Take a roster that the founding key signed; every desk hears of it. Raises RosterNotHeldError."""

    def work(connection: Connection) -> None:
        held = newest(connection, parts.hospital_id)
        roster = domain_roster(row)
        founding = rosters.founding_public(connection, parts.hospital_id)
        if not parts.keys.verify(founding, roster.signature, "roster", roster.signed_bytes()):
            raise RosterNotHeldError(why="signature")
        before = domain_roster(held) if held else None
        if roster.version != (before.version if before else 0) + 1:
            raise RosterNotHeldError(why="version")
        if before is not None and roster.prev_hash != before.hash():
            raise RosterNotHeldError(why="link")
        rosters.add(connection, parts.hospital_id, roster.version, msgspec.json.encode(row), parts.now())
        people = {(e.person, e.name, e.initials, e.role) for e in row.entries}
        rosters.note_people(connection, parts.hospital_id, people)
        keys = {(StaffId(e.person), str(e.desk), e.sign_public) for e in row.entries}
        rosters.note_taken(connection, parts.hospital_id, roster.version, keys)
        feed.move(connection, parts.hospital_id, feed.touch(feed.REFERENCE, "roster", ["newest"]))

    parts.database.run(work)
