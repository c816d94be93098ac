"""Enrolment of desks by one-time codes, and staff keys on their way to the roster (P4, DECISIONS 10, I7)."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from central.services import roster
from central.services.parts import CentralParts
from central.store import enrolments, places
from central.store.enrolments import ALL, NewDesk, Token, WaitingKey
from desktop.domain.errors import KnownError
from desktop.domain.ids import DeskId, HospitalId, StaffId
from desktop.domain.roster import Roster, RosterEntry
from desktop.sync.wire import EnrollRequest, EnrollResponse, RosterRow, StaffKeysRequest, WireRosterEntry

PREFIX = "CFD1."
TOKEN_BYTES = 24
KEY_BYTES = 32
CODE_LIFE = timedelta(hours=24)
ENTRY_LIFE = timedelta(days=365)
CLOCK_ALLOWANCE = timedelta(minutes=10)
MOST_NAME = 120


class EnrolTokenError(KnownError):
    """The one-time code is unknown, was used, or has expired; make a new one. Facts: `why`."""

    code = "enrol-token"


class KeysRefusedError(KnownError):
    """Public keys that cannot be used were sent."""

    code = "keys-refused"


class DepartmentUnknownError(KnownError):
    """No department has this id, name or initials. Facts: `position` in the list given (from 1)."""

    code = "department-unknown"


class HospitalMissingError(KnownError):
    """The database holds no such hospital; run `init` first."""

    code = "hospital-missing"


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """What the next desk will be. `outage_departments`: "all", or ids, names or initials parted by commas, or ""."""

    window: str
    site: str = ""
    outage_departments: str = ""
    life: timedelta = CODE_LIFE


@dataclass(frozen=True, slots=True)
class Pins:
    """Where central is and what a desk pins: SHA-256 of the CA (DER) and of the founding public key."""

    url: str
    ca_sha256: bytes
    founding_sha256: bytes


class EnrolmentService:
    """Makes one-time codes and takes desks and their staff keys."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def make_code(self, plan: DeskPlan, pins: Pins) -> str:
        """Return `CFD1.<base64url JSON>`, kept only as a hash; raises DepartmentUnknownError."""
        secret = self._parts.randomness.bytes(TOKEN_BYTES)
        now = self._parts.now()

        def work(connection: Connection) -> None:
            wanted = self._departments(connection, plan.outage_departments)
            token = Token(_hash(secret), plan.window, plan.site, wanted, now + plan.life)
            enrolments.add_token(connection, self._parts.hospital_id, token, now)

        self._parts.database.run(work)
        values = {
            "url": pins.url,
            "token": _text(secret),
            "ca_sha256": _text(pins.ca_sha256),
            "founding_sha256": _text(pins.founding_sha256),
        }
        return PREFIX + _text(json.dumps(values, separators=(",", ":")).encode())

    def enrol(self, request: EnrollRequest) -> EnrollResponse:
        """Trade a one-time code for an identity; raises EnrolTokenError, KeysRefusedError."""
        self._check_keys(request.sign_public, request.seal_public)
        digest, now = _hash(request.token), self._parts.now()
        desk_id = self._parts.new_id()

        def work(connection: Connection) -> EnrollResponse:
            hospital_id = self._parts.hospital_id
            token = enrolments.token(connection, hospital_id, digest)
            if token is None:
                raise EnrolTokenError(why="unknown")
            if not enrolments.use_token(connection, hospital_id, digest, desk_id, now):
                raise EnrolTokenError(why="used" if token.used_at else "expired")
            desk = NewDesk(
                desk_id, _clean(request.name), token.site, token.window, request.sign_public, request.seal_public
            )  # fmt: skip
            enrolments.add_desk(connection, hospital_id, desk, now)
            wanted = self._expand(connection, token.outage_departments)
            enrolments.add_outage_desk(connection, hospital_id, desk_id, wanted)
            return self._answer(connection, desk)

        return self._parts.database.run(work)

    def take_staff_keys(self, desk_id: str, request: StaffKeysRequest) -> None:
        """Keep a person's new public keys at a desk until a signed roster carries them; raises KeysRefusedError."""
        self._check_keys(request.sign_public, request.seal_public)
        if not 0 < len(request.person) <= 64 or "\x00" in request.person:
            raise KeysRefusedError
        now = self._parts.now()
        public = (request.sign_public, request.seal_public)
        self._parts.database.run(
            lambda c: enrolments.put_staff_key(
                c, self._parts.hospital_id, (request.person, desk_id), public, now
            )
        )

    def _answer(self, connection: Connection, desk: NewDesk) -> EnrollResponse:
        hospital = places.hospital(connection, self._parts.hospital_id)
        if hospital is None:
            raise HospitalMissingError
        return EnrollResponse(
            hospital_id=HospitalId(self._parts.hospital_id), hospital=hospital["name"], desk_id=DeskId(desk.desk_id),
            site=desk.site, window=desk.window, central_seal_public=bytes(hospital["seal_public"]),
            central_sign_public=bytes(hospital["sign_public"]), founding_public=bytes(hospital["founding_public"]),
            demo=hospital["demo"], region=hospital["region"],
        )  # fmt: skip

    def _check_keys(self, sign_public: bytes, seal_public: bytes) -> None:
        if len(sign_public) != KEY_BYTES or len(seal_public) != KEY_BYTES:
            raise KeysRefusedError
        try:
            self._parts.keys.seal_to_desk(seal_public, b"", b"enrolment-probe")
        except ValueError as error:
            raise KeysRefusedError from error

    def _departments(self, connection: Connection, wanted: str) -> str:
        if wanted in ("", ALL):
            return wanted
        known = enrolments.departments_by(connection, self._parts.hospital_id)
        ids = []
        for position, name in enumerate((part.strip() for part in wanted.split(",")), 1):
            if name not in known:
                raise DepartmentUnknownError(position=position)
            ids.append(known[name])
        return ",".join(dict.fromkeys(ids))

    def _expand(self, connection: Connection, wanted: str) -> list[str]:
        if wanted == ALL:
            return sorted(set(enrolments.departments_by(connection, self._parts.hospital_id).values()))
        return [part for part in wanted.split(",") if part]


@dataclass(frozen=True, slots=True)
class RosterDraft:
    """The next roster without its signature, the entries of waiting keys in it, and how many keys it left waiting."""

    roster: Roster
    fresh: tuple[RosterEntry, ...]
    unknown: int

    @property
    def taken(self) -> int:
        """Return how many waiting keys went into it."""
        return len(self.fresh)


def draft_roster(parts: CentralParts) -> RosterDraft:
    """Return the newest roster's entries with all waiting keys of people on the staff list put in.

    A waiting key replaces the person's older one at the same desk. `unknown` counts waiting keys whose people are
    on no staff list; they go on waiting.
    """
    now = parts.now().replace(microsecond=0)
    with parts.database.read() as connection:
        waiting, unknown = enrolments.waiting_keys(connection, parts.hospital_id)
        held = roster.newest(connection, parts.hospital_id)
    before = roster.domain_roster(held) if held else None
    entries = {(e.person, e.desk): e for e in (before.entries if before else ())}
    fresh = tuple(_entry(key, now) for key in waiting)
    entries |= {(entry.person, entry.desk): entry for entry in fresh}
    version = before.version + 1 if before else 1
    previous = before.hash() if before else bytes(32)
    ordered = tuple(entries[place] for place in sorted(entries))
    return RosterDraft(Roster(version, previous, ordered), fresh, unknown)


class PersonNotOnRosterError(KnownError):
    """Nobody on the newest roster has this staff number."""

    code = "person-not-on-roster"


def draft_removal(parts: CentralParts, person: str) -> RosterDraft:
    """Return the newest roster without one person, who also leaves the staff list: their keys wait for nothing.

    Raises PersonNotOnRosterError.
    """
    with parts.database.begin() as connection:
        held = roster.newest(connection, parts.hospital_id)
        before = roster.domain_roster(held) if held else None
        if before is None or all(entry.person != person for entry in before.entries):
            raise PersonNotOnRosterError
        enrolments.drop_staff(connection, parts.hospital_id, person)
    left = tuple(entry for entry in before.entries if entry.person != person)
    return RosterDraft(Roster(before.version + 1, before.hash(), left), (), 0)


def publish_roster(parts: CentralParts, draft: RosterDraft, signature: bytes) -> None:
    """Publish a signed draft; every desk hears of it by the feed. Raises RosterNotHeldError."""
    entries = tuple(
        WireRosterEntry(
            e.person, e.name, e.initials, e.role, e.desk, e.sign_public, e.seal_public, e.valid_from, e.valid_until
        )
        for e in draft.roster.entries
    )  # fmt: skip
    roster.publish(parts, RosterRow(draft.roster.version, draft.roster.prev_hash, entries, signature))


def _entry(key: WaitingKey, now: datetime) -> RosterEntry:
    return RosterEntry(
        StaffId(key.staff_id), key.name, key.initials, key.role, DeskId(key.desk_id), key.sign_public, key.seal_public,
        now - CLOCK_ALLOWANCE, now + ENTRY_LIFE,
    )  # fmt: skip


def _clean(name: str) -> str:
    return name.replace("\x00", "")[:MOST_NAME]


def _hash(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
