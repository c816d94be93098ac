"""The desk's own judgement of the roster: founding key pinned, versions only grow, links hold (DECISIONS 10)."""

from __future__ import annotations

import hashlib

import msgspec

from desktop.domain.roster import Roster, RosterEntry
from desktop.ports.keys import SignatureCheck
from desktop.sync.wire import RosterRow


def roster_of(row: RosterRow) -> Roster:
    """Return the domain form of a roster message."""
    entries = tuple(
        RosterEntry(
            e.person, e.name, e.initials, e.role, e.desk, e.sign_public, e.seal_public, e.valid_from, e.valid_until
        )
        for e in row.entries
    )  # fmt: skip
    return Roster(row.version, row.prev_hash, entries, row.signature)


def read_roster(raw: bytes | None) -> Roster | None:
    """Return the roster kept in the store."""
    return None if raw is None else roster_of(msgspec.json.decode(raw, type=RosterRow))


class RosterJudge:
    """Accepts a roster only when it is newer and signed by the pinned founding key."""

    def __init__(self, check: SignatureCheck, founding_public: bytes, fingerprint: bytes) -> None:
        if hashlib.sha256(founding_public).digest() != fingerprint:
            raise ValueError("the founding key is not the one that the enrolment code named")
        self._check = check
        self._founding = founding_public

    def holds(self, row: RosterRow, held: bytes | None) -> bool:
        """Return whether this roster may replace the one held."""
        roster = roster_of(row)
        if not self._check.verify(self._founding, roster.signature, "roster", roster.signed_bytes()):
            return False
        old = read_roster(held)
        if old is None:
            return True
        if roster.version == old.version + 1:
            return roster.prev_hash == old.hash()
        return roster.version > old.version
