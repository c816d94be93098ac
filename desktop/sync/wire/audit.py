"""Reading the traces of all desks: asked of central, which holds them all (P5, G76-G78)."""

from __future__ import annotations

from datetime import date, datetime

from desktop.domain.ids import StaffId
from desktop.sync.wire.base import Message


class TraceRequest(Message, frozen=True):
    """Entries that fit; `author` is who asks, the rest a domain.trace_reading.TraceQuery."""

    author: StaffId
    first: date
    last: date
    kind: str = "all"
    desk: str = ""
    staff: str = ""
    subject: str = ""
    skip: int = 0


class TraceLineRow(Message, frozen=True):
    """See domain.trace_reading.TraceLine."""

    desk: str
    window: str
    seq: int
    at: datetime
    staff: str
    name: str
    role: str
    act: str
    result: str = "ok"
    subject: str = ""
    object_id: str = ""
    address: str = ""
    facts: dict[str, str] = {}  # noqa: RUF012  # msgspec copies it


class TraceAnswer(Message, frozen=True):
    """One page, newest first; `team_only` tells that only the asker's own team was looked through."""

    lines: tuple[TraceLineRow, ...]
    more: bool = False
    team_only: bool = False


class TraceCheckRequest(Message, frozen=True):
    """Walk every trace; `author` is who asks."""

    author: StaffId


class TraceStateRow(Message, frozen=True):
    """See domain.trace_reading.TraceState."""

    desk: str
    window: str
    incarnation: int
    entries: int
    fault: str = ""
    first_bad: int = 0


class TraceCheckAnswer(Message, frozen=True):
    """What was found of every desk."""

    states: tuple[TraceStateRow, ...]


class RiskRequest(Message, frozen=True):
    """What the risk rules found on some days; `author` is who asks."""

    author: StaffId
    first: date
    last: date


class AlertRow(Message, frozen=True):
    """See domain.risk_rules.AlertLine."""

    key: str
    rule: str
    at: datetime
    desk: str
    window: str
    staff: str
    name: str
    subject: str = ""
    figure: int = 0
    outcome: str = ""
    reviewed_by: str = ""


class RiskAnswer(Message, frozen=True):
    """Alerts, newest first."""

    alerts: tuple[AlertRow, ...]
    team_only: bool = False


class RiskReview(Message, frozen=True):
    """What became of an alert of this clinic day; `signature` is the author's own (risk_rules.review_bytes)."""

    author: StaffId
    key: str
    day: date
    outcome: str
    signature: bytes


class AccessRequest(Message, frozen=True):
    """The access review of a month (its first day; None: the oldest open one); `author` is who asks."""

    author: StaffId
    month: date | None = None


class AccessRow(Message, frozen=True):
    """See domain.access_review.AccessLine."""

    staff: str
    name: str
    role: str
    windows: tuple[str, ...]
    since: datetime
    last_sign_in: datetime | None = None
    reveals: int = 0
    opened: int = 0
    unreviewed: int = 0
    glass: int = 0
    dormant: bool = False
    leaving: bool = False


class AccessAnswer(Message, frozen=True):
    """See domain.access_review.AccessReview."""

    month: date
    rows: tuple[AccessRow, ...]
    roster: int
    open_months: tuple[date, ...] = ()
    signed_by: str = ""
    team_only: bool = False


class AccessSigned(Message, frozen=True):
    """A month signed off: the author's signature over access_review.review_bytes as shown, and their SHA-256."""

    author: StaffId
    month: date
    digest: bytes
    signature: bytes


class AccessLeave(Message, frozen=True):
    """A dormant person of a roster version shall be taken off; signed by the author (access_review.leave_bytes)."""

    author: StaffId
    staff: StaffId
    roster: int
    signature: bytes
