"""What the schedule office made: parts of a session's row, and rows whose facts stand as they were signed."""

from __future__ import annotations

from datetime import datetime

from desktop.sync.wire.base import Message


class WireQuota(Message, frozen=True):
    """How many numbers of a session a channel (domain.quotas.Channel) has and has left; a group's by half-hour too."""

    channel: str
    whole: int
    left: int
    by_half: tuple[int, ...] = ()


class WirePlan(Message, frozen=True):
    """See domain.schedules.SessionPlan."""

    quota: tuple[WireQuota, ...] = ()
    release_at: datetime | None = None
    released: bool = False
    extra: int = 0
    extra_limit: int = 0
    instead_of: str = ""
    stop_reason: str = ""


class PlanRow(Message, frozen=True, tag="plan"):
    """A row of the schedule office: `kind` is template, absence, room, stop or affected, `body` its facts as JSON."""

    kind: str
    id: str
    body: bytes
