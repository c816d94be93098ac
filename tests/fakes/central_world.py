"""A made-up hospital in a real database of central: keys, staff, a department, sessions with numbers, and a clock."""

from __future__ import annotations

import hashlib
import itertools
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from central.services import roster
from central.services.due import DueService
from central.services.exchange import ExchangeService
from central.services.parts import CentralParts
from central.store import feed, tables
from central.store.engine import Database
from desktop.crypto.formats import OpeningKey, SigningKey, derive, keyed_index, seal, seal_to, unseal, verify
from desktop.domain.ids import DeskId, StaffId
from desktop.domain.roster import Roster, RosterEntry
from desktop.sync.wire import RosterRow, WireRosterEntry

MORNING = datetime(2026, 11, 24, 0, 10, tzinfo=UTC)  # 08:10 at the hospital
TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)
CLERK, SUPERVISOR, STRANGER = StaffId("staff-clerk"), StaffId("staff-supervisor"), StaffId("staff-stranger")
HALF_HOURS, PER_HALF_HOUR = 6, 5


class CountingRandomness:
    """Bytes that differ each time and in each run of a world, without chance."""

    def __init__(self, seed: str) -> None:
        self._seed = seed.encode()
        self._count = itertools.count()

    def bytes(self, count: int) -> bytes:
        made = b""
        while len(made) < count:
            made += hashlib.sha256(self._seed + str(next(self._count)).encode()).digest()
        return made[:count]


@dataclass
class SetClock:
    """A clock that stands until it is moved."""

    at: datetime = MORNING

    def now(self) -> datetime:
        return self.at

    def forward(self, **step: float) -> None:
        self.at += timedelta(**step)


class RealFormatKeys:
    """CentralKeys with keys in memory and the real formats."""

    def __init__(self, randomness: CountingRandomness) -> None:
        self._randomness = randomness
        self._kek = randomness.bytes(32)
        self.opening = OpeningKey.new(randomness)
        self.signing = SigningKey.new(randomness)

    @property
    def sign_public(self) -> bytes:
        return self.signing.public

    def sign(self, purpose: str, message: bytes) -> bytes:
        return self.signing.sign(purpose, message)

    def wrap(self, data_key: bytes, context: bytes) -> bytes:
        return seal(self._kek, data_key, context, self._randomness)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        return unseal(self._kek, wrapped, context)

    def wrap_for_law(self, data_key: bytes, context: bytes) -> bytes:
        return seal(derive(self._kek, "law"), data_key, context, self._randomness)

    def unwrap_for_law(self, wrapped: bytes, context: bytes) -> bytes:
        return unseal(derive(self._kek, "law"), wrapped, context)

    def seal(self, data_key: bytes, plain: bytes, context: bytes) -> bytes:
        return seal(data_key, plain, context, self._randomness)

    def unseal(self, data_key: bytes, sealed: bytes, context: bytes) -> bytes:
        return unseal(data_key, sealed, context)

    def seal_own(self, plain: bytes, context: bytes) -> bytes:
        return seal(derive(self._kek, "own"), plain, context, self._randomness)

    def open_own(self, sealed: bytes, context: bytes) -> bytes:
        return unseal(derive(self._kek, "own"), sealed, context)

    def index(self, field: str, value: str) -> bytes:
        return keyed_index(self._kek, field, value)

    def open_from_desk(self, sealed: bytes, info: bytes) -> bytes:
        return self.opening.open(sealed, info)

    def seal_to_desk(self, seal_public: bytes, plain: bytes, info: bytes) -> bytes:
        return seal_to(seal_public, plain, info)

    def verify(self, public: bytes, signature: bytes, purpose: str, message: bytes) -> bool:
        return verify(public, signature, purpose, message)


@dataclass
class SaidNames:
    """A real-name service that answers what the test says; it remembers how often it was asked."""

    outcome: str = "match"
    asked: int = 0

    def check(self, document_type: str, number: str, name: str) -> str:
        self.asked += 1
        return self.outcome


@dataclass
class World:
    """One hospital of its own in the database; other worlds may live in the same tables."""

    database: Database
    hospital: str = field(default_factory=lambda: "h-" + uuid.uuid4().hex[:12])
    cooling_s: int = 0
    share_percent: int = 20

    def __post_init__(self) -> None:
        self.randomness = CountingRandomness(self.hospital)
        self.clock = SetClock()
        self.keys = RealFormatKeys(self.randomness)
        self.founding = SigningKey.new(self.randomness)
        self.people = {person: SigningKey.new(self.randomness) for person in (CLERK, SUPERVISOR, STRANGER)}
        self.parts = CentralParts(self.hospital, self.database, self.keys, self.clock, self.randomness)
        self.exchange = ExchangeService(self.parts)
        self.names = SaidNames()
        self.due = DueService(self.parts, self.names)
        self._found()

    def _found(self) -> None:
        with self.database.begin() as connection:
            connection.execute(
                sa.insert(tables.hospitals).values(
                    hospital_id=self.hospital, name="市第一人民医院", demo=True, region="310000",
                    cooling_s=self.cooling_s,
                    share_percent=self.share_percent, lookups_per_minute=20, founding_public=self.founding.public,
                    sign_public=self.keys.signing.public, seal_public=self.keys.opening.public,
                    made_at=self.clock.now(),
                )
            )  # fmt: skip
            self._insert(connection, tables.meta, name="server_epoch", value="1")
            self._insert(
                connection, tables.departments, department_id="d-1", name="心血管内科", initials="xxgnk", place="二楼",
                sort_order=1,
            )  # fmt: skip
            self._insert(
                connection, tables.doctors, doctor_id="dr-1", department_id="d-1", name="李某", title="主治医师",
                skill="", initials="lm", fee_fen=1900,
            )  # fmt: skip
            touched = feed.touch(feed.REFERENCE, "department", ["d-1"])
            touched.add(feed.REFERENCE, "doctor", "dr-1")
            feed.move(connection, self.hospital, touched)
        self.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor"})

    def _insert(self, connection: sa.Connection, table: sa.Table, **values: object) -> None:
        connection.execute(sa.insert(table).values(hospital_id=self.hospital, **values))

    def add_settings(self, connection: sa.Connection, name: str, value: str) -> None:
        """Keep a named setting."""
        self._insert(connection, tables.settings, name=name, value=value)

    def roster_with(self, roles: dict[StaffId, str]) -> None:
        """Publish the next roster, signed by the founding key."""
        with self.database.read() as connection:
            held = roster.newest(connection, self.hospital)
        before = roster.domain_roster(held) if held else None
        entries = tuple(
            RosterEntry(
                person, "某某", "mm", role, DeskId("any"), self.people[person].public, bytes(32),
                MORNING - timedelta(days=1), MORNING + timedelta(days=365),
            )
            for person, role in roles.items()
        )  # fmt: skip
        made = Roster((before.version if before else 0) + 1, before.hash() if before else bytes(32), entries)
        signature = self.founding.sign("roster", made.signed_bytes())
        wire = tuple(
            WireRosterEntry(
                e.person, e.name, e.initials, e.role, e.desk, e.sign_public, e.seal_public, e.valid_from, e.valid_until
            )
            for e in entries
        )  # fmt: skip
        roster.publish(self.parts, RosterRow(made.version, made.prev_hash, wire, signature))

    def add_session(
        self, session_id: str, day: date = TODAY, half_day: str = "am", per_half_hour: int = PER_HALF_HOUR,
        half_hours: int = HALF_HOURS, department_id: str = "d-1",
    ) -> str:  # fmt: skip
        """Add an open session with its numbers, counted through over its half-hours."""
        starts = time(8, 0) if half_day == "am" else time(14, 0)
        numbered = itertools.count(1)
        with self.database.begin() as connection:
            self._insert(
                connection, tables.sessions, session_id=session_id, version=1, department_id=department_id,
                doctor_id="dr-1", day=day, half_day=half_day, starts=starts, half_hours=half_hours, place="二楼 3 诊室",
                fee_fen=1900, state="open",
            )  # fmt: skip
            rows = [
                {
                    "hospital_id": self.hospital, "session_id": session_id, "number": next(numbered),
                    "half_hour": half, "epoch": 0, "state": "pool",
                }
                for half in range(half_hours)
                for _ in range(per_half_hour)
            ]  # fmt: skip
            connection.execute(sa.insert(tables.slots), rows)
            feed.move(connection, self.hospital, feed.touch(feed.CLINIC, "session", [session_id]))
        return session_id

    def set_session_state(self, session_id: str, state: str) -> None:
        """Stop or open a session, as the schedule office would."""
        table = tables.sessions
        with self.database.begin() as connection:
            here = (table.c.hospital_id == self.hospital, table.c.session_id == session_id)
            connection.execute(sa.update(table).where(*here).values(state=state))
            feed.move(connection, self.hospital, feed.touch(feed.CLINIC, "session", [session_id]))

    def enrol(self, desk_id: str, sign_public: bytes, seal_public: bytes, *, outage: bool = True) -> None:
        """Enrol a desk, as an outage desk of the department unless said otherwise."""
        with self.database.begin() as connection:
            self._insert(
                connection, tables.desks, desk_id=desk_id, name=desk_id, site="总院", window=desk_id + " 窗",
                sign_public=sign_public, seal_public=seal_public, state="active", incarnation=0,
                enrolled_at=self.clock.now(), program="", state_reason="",
            )  # fmt: skip
            if outage:
                self._insert(connection, tables.outage_desks, department_id="d-1", desk_id=desk_id)

    def rows(self, table: sa.Table, **where: object) -> list[dict[str, object]]:
        """Return rows of this hospital, in key order."""
        query = sa.select(table).where(
            table.c.hospital_id == self.hospital, *(table.c[name] == value for name, value in where.items())
        )
        with self.database.read() as connection:
            return [dict(row) for row in connection.execute(query.order_by(*table.primary_key)).mappings()]

    def live_by_slot(self) -> dict[tuple[str, int], int]:
        """Return how many live bookings each number has (I1 wants no more than one)."""
        counts: dict[tuple[str, int], int] = {}
        for row in self.rows(tables.bookings, state="booked"):
            key = (str(row["session_id"]), int(str(row["number"])))
            counts[key] = counts.get(key, 0) + 1
        return counts
