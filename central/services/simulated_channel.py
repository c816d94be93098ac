"""The demonstration's public channel: made-up accounts keep booking through the real online service (G30).

Person, session and half-hour are drawn by chance; nothing is remembered but how many steps this process made.
"""

from __future__ import annotations

from dataclasses import dataclass

from central.services.errors import DemoOnlyError
from central.services.online import OnlineService, ended, last_day
from central.services.online_orders import OrderAnswer
from central.services.parts import CentralParts
from central.store import orders, places
from desktop.domain.ids import PatientId, SessionId
from desktop.domain.schedules import clinic_day
from desktop.sync.wire import OnlineBooking

REPEAT_EVERY = 5
LEAST_LEFT = 2


@dataclass(frozen=True, slots=True)
class Step:
    """What one step did: the answer, and whether the order was sent twice (as a phone with a bad line does)."""

    answer: OrderAnswer
    repeated: bool


class SimulatedChannel:
    """Books one number a step; every fifth order is sent again with the same key."""

    def __init__(self, parts: CentralParts) -> None:
        with parts.database.read() as connection:
            hospital = places.hospital(connection, parts.hospital_id)
        if hospital is None or not hospital["demo"]:
            raise DemoOnlyError
        self._parts = parts
        self._service = OnlineService(parts)
        self._steps = 0

    def step(self) -> Step | None:
        """Book once; None when nobody or nothing is there to book."""
        order = self._next_order()
        if order is None:
            return None
        self._steps += 1
        key = "demo-" + self._parts.new_id()
        answer = self._service.book(key, order)
        repeated = self._steps % REPEAT_EVERY == 0
        if repeated and self._service.book(key, order) != answer:
            raise AssertionError("a repeated order got another answer")
        return Step(answer, repeated)

    def _next_order(self) -> OnlineBooking | None:
        hospital, now = self._parts.hospital_id, self._parts.now()
        today = clinic_day(now)
        with self._parts.database.read() as connection:
            open_sessions = orders.sessions_between(connection, hospital, today, last_day(today))
            count = orders.count_patients(connection, hospital)
            if not open_sessions or not count:
                return None
            patient = orders.patient_at(connection, hospital, self._roll(count))
            session = open_sessions[self._roll(len(open_sessions))]
            left = orders.left_by_half_hour(connection, hospital, session["session_id"])
        free = [i for i, count in sorted(left.items()) if count >= LEAST_LEFT and not ended(session, i, now)]
        if patient is None or not free:
            return None
        half_hour = free[self._roll(len(free))]
        return OnlineBooking(PatientId(patient), SessionId(session["session_id"]), half_hour)

    def _roll(self, sides: int) -> int:
        return int.from_bytes(self._parts.randomness.bytes(4), "big") % sides
