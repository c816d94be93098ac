"""The public channel: one pool with the desks, idempotent orders, a share of each session (G22, G30, G111, I1, I3)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy.engine import Connection

from central.services.online_orders import Done, OrderAnswer, Orders
from central.services.parts import CentralParts
from central.services.public import book_public
from central.store import orders
from desktop.domain.errors import KnownError, SessionStoppedError, SlotTakenError
from desktop.domain.ids import DepartmentId, DoctorId, SessionId
from desktop.domain.schedules import CHINA, HALF_HOUR, clinic_day
from desktop.sync.wire import OnlineBooking

KEY_BYTES = 32
CHANNEL_KEY = "online-key-sha256"
SHARE = "online-percent"
DEFAULT_SHARE = 60
DAYS_AHEAD = 14


class ChannelClosedError(KnownError):
    """The public channel has no key here, or another one was shown."""

    code = "online-closed"


class OnlineShareError(KnownError):
    """The online share of this session is used up; what is left belongs to the windows."""

    code = "online-share-used"


class OnlineSession(msgspec.Struct, frozen=True):
    """A session as the public channel sees it: counts only."""

    id: SessionId
    department_id: DepartmentId
    doctor_id: DoctorId
    day: date
    starts: str
    fee_fen: int
    left: tuple[int, ...]


class OnlineSessions(msgspec.Struct, frozen=True):
    """The open sessions of a day."""

    sessions: tuple[OnlineSession, ...]


class OnlineService:
    """Books for accounts of the platform from the same pool as the desks."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts
        self._orders = Orders(parts, SlotTakenError, SessionStoppedError, OnlineShareError)

    # ------------------------------------------------------------ who may use the channel
    def new_channel_key(self) -> str:
        """Make the platform's key, shown once and kept as a hash; an older key ends."""
        key = base64.urlsafe_b64encode(self._parts.randomness.bytes(KEY_BYTES)).rstrip(b"=").decode()
        self._parts.database.run(
            lambda c: orders.put_setting(c, self._parts.hospital_id, CHANNEL_KEY, _digest(key))
        )
        return key

    def admit(self, key: str) -> None:
        """Raise ChannelClosedError unless this is the platform's key."""
        with self._parts.database.read() as connection:
            held = orders.setting(connection, self._parts.hospital_id, CHANNEL_KEY)
        if held is None or not hmac.compare_digest(held, _digest(key)):
            raise ChannelClosedError

    # ------------------------------------------------------------ what is free
    def sessions(self, day: date) -> OnlineSessions:
        """Return a day's open sessions with what is left of each half-hour that has not ended."""
        hospital, now = self._parts.hospital_id, self._parts.now()
        with self._parts.database.read() as connection:
            rows = orders.sessions_between(connection, hospital, day, day)
            left = {
                row["session_id"]: orders.left_by_half_hour(connection, hospital, row["session_id"])
                for row in rows
            }
        return OnlineSessions(
            tuple(
                OnlineSession(
                    row["session_id"], row["department_id"], row["doctor_id"], row["day"], f"{row['starts']:%H:%M}",
                    row["fee_fen"],
                    tuple(
                        0 if ended(row, index, now) else left[row["session_id"]].get(index, 0)
                        for index in range(row["half_hours"])
                    ),
                )
                for row in rows
            )
        )  # fmt: skip

    # ------------------------------------------------------------ orders
    def book(self, order_key: str, order: OnlineBooking) -> OrderAnswer:
        """Return the order's first answer; a refusal is an answer too and is repeated like one.

        Raises OrderKeyError, OrderReusedError.
        """

        def act(connection: Connection) -> Done:
            self._check_time(connection, order)
            self._check_share(connection, order)
            booked, touched = book_public(self._parts, connection, order)
            return booked, touched, booked.booking_id

        return self._orders.answer(order_key, order, act)

    def _check_time(self, connection: Connection, order: OnlineBooking) -> None:
        now = self._parts.now()
        session = orders.session(connection, self._parts.hospital_id, order.session_id)
        if (
            session is None
            or session["day"] > last_day(clinic_day(now))
            or ended(session, order.half_hour, now)
        ):
            raise SessionStoppedError

    def _check_share(self, connection: Connection, order: OnlineBooking) -> None:
        hospital = self._parts.hospital_id
        percent = int(orders.setting(connection, hospital, SHARE) or DEFAULT_SHARE)
        taken, whole = orders.online_share(connection, hospital, order.session_id)
        if whole and (taken + 1) * 100 > whole * percent:
            raise OnlineShareError


def ended(row: Mapping[str, object], half_hour: int, now: datetime) -> bool:
    """Return whether a session's half-hour is over."""
    day, starts = row["day"], row["starts"]
    begins = datetime.combine(day, starts, CHINA)  # type: ignore[arg-type]  # columns of sessions
    return begins + HALF_HOUR * (half_hour + 1) <= now


def last_day(today: date) -> date:
    """Return the last day that may be booked online."""
    return today + timedelta(days=DAYS_AHEAD - 1)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
