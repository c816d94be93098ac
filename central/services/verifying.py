"""`verify`: what must hold of central's rows, looked at one by one (I1, I4, I5, P17). Findings name nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy.engine import Connection

from central.services.opening import account_of, record_of
from central.services.parts import CentralParts
from central.services.roster import domain_roster
from central.store import audit_checks, people, rosters
from desktop.domain.errors import SealBrokenError
from desktop.sync.wire import RosterRow

AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold, and how often."""

    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what does not hold (nothing, when all is well)."""

    looked_at: dict[str, int]
    findings: tuple[Finding, ...]


def verify(parts: CentralParts) -> Verified:
    """Look at everything in one consistent read."""
    rules: dict[str, Callable[[CentralParts, Connection], tuple[int, int]]] = {
        "sealed-values-open": _seals,
        "numbers-booked-once": _double,
        "bookings-hold-their-number": _numbers,
        "feed-within-its-head": _feed,
        "roster-signed-and-linked": _rosters,
        "erased-people-have-no-keys": _erased,
    }
    looked_at, findings = {}, []
    with parts.database.read() as connection:
        for rule, look in rules.items():
            looked_at[rule], wrong = look(parts, connection)
            if wrong:
                findings.append(Finding(rule, wrong))
    return Verified(looked_at, tuple(findings))


def _seals(parts: CentralParts, connection: Connection) -> tuple[int, int]:
    count = wrong = 0
    for ids in _people(parts, connection):
        rows = people.people(connection, parts.hospital_id, ids)
        wrapped = people.wrapped_keys(connection, parts.hospital_id, ids)
        for row in rows.values():
            count += 1
            try:
                opened = record_of(parts, row, wrapped)
                account_of(parts, row, wrapped)
            except (SealBrokenError, ValueError, TypeError):
                opened = None
            wrong += opened is None
    return count, wrong


def _people(parts: CentralParts, connection: Connection) -> Iterator[list[str]]:
    after = ""
    while True:
        ids = audit_checks.live_people(connection, parts.hospital_id, after, AT_ONCE)
        if not ids:
            return
        yield ids
        after = ids[-1]


def _double(parts: CentralParts, connection: Connection) -> tuple[int, int]:
    return audit_checks.double_booked(connection, parts.hospital_id)


def _numbers(parts: CentralParts, connection: Connection) -> tuple[int, int]:
    return audit_checks.without_number(connection, parts.hospital_id)


def _feed(parts: CentralParts, connection: Connection) -> tuple[int, int]:
    return audit_checks.beyond_head(connection, parts.hospital_id)


def _erased(parts: CentralParts, connection: Connection) -> tuple[int, int]:
    return audit_checks.erased_with_keys(connection, parts.hospital_id)


def _rosters(parts: CentralParts, connection: Connection) -> tuple[int, int]:
    founding = rosters.founding_public(connection, parts.hospital_id)
    wrong, previous = 0, bytes(32)
    bodies = audit_checks.roster_bodies(connection, parts.hospital_id)
    for version, body in enumerate(bodies, 1):
        roster = domain_roster(msgspec.json.decode(body, type=RosterRow))
        sound = roster.version == version and roster.prev_hash == previous
        sound = sound and parts.keys.verify(founding, roster.signature, "roster", roster.signed_bytes())
        wrong += not sound
        previous = roster.hash()
    return len(bodies), wrong
