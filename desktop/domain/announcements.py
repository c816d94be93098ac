"""Announcements of the service: by officer or supervisor, shown on every desk from a time until another (P34)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desktop.domain.duties import Act, Duty, DutyKind, DutyRefusedError, Said, text_of, time_of

PUBLISHED, WITHDRAWN = "published", "withdrawn"
MOST_TITLE, LONGEST = 40, timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Announcement:
    """One as it is read; `since` and `until` are aware."""

    id: str
    title: str
    text: str
    since: datetime
    until: datetime


def opened(said: Said, act: Act) -> tuple[str, dict[str, Any]]:
    """Return state and facts of a new announcement; raises DutyRefusedError."""
    title = text_of(said, "title", least=2)
    if len(title) > MOST_TITLE:
        raise DutyRefusedError("title-long")
    since, until = time_of(said, "shown-from"), time_of(said, "shown-until")
    if since is None or until is None:
        raise DutyRefusedError("time-missing")
    if until <= max(since, act.at) or until - since > LONGEST:
        raise DutyRefusedError("span-wrong")
    return PUBLISHED, {
        "title": title, "text": text_of(said, "text", least=2), "since": since.isoformat(), "until": until.isoformat(),
    }  # fmt: skip


def stepped(duty: Duty, step: str, _said: Said, act: Act) -> tuple[str, dict[str, Any]]:
    """Withdraw one that still stands; raises DutyRefusedError."""
    if step != "withdraw":
        raise DutyRefusedError("malformed")
    if duty.state != PUBLISHED:
        raise DutyRefusedError("not-open")
    return WITHDRAWN, dict(duty.facts) | {"withdrawn_by": act.who, "withdrawn_at": act.at.isoformat()}


def signed(_duty: Duty, _act: Act) -> tuple[str, dict[str, Any]]:
    """An announcement needs no second person; raises DutyRefusedError."""
    raise DutyRefusedError("not-open")


def current(duties: Iterable[Duty], now: datetime) -> tuple[Announcement, ...]:
    """Return what is shown now, the newest first."""
    found = (
        announcement(duty)
        for duty in duties
        if duty.kind == DutyKind.ANNOUNCEMENT and duty.state == PUBLISHED
    )
    shown = (one for one in found if one.since <= now < one.until)
    return tuple(sorted(shown, key=lambda one: (one.since, one.id), reverse=True))


def announcement(duty: Duty) -> Announcement:
    """Return a duty of this kind as it is read."""
    facts = duty.facts
    since, until = (datetime.fromisoformat(facts[name]) for name in ("since", "until"))
    return Announcement(duty.id, facts["title"], facts["text"], since, until)
