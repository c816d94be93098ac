"""Another body becomes the one responsible: merger, split, dissolution, bankruptcy (P11, PIPL Art. 22).

Everybody here is told who receives their data and how to reach it; it accepts no lesser terms, and where it changes
purposes or ways a major version of the policy asks each person again (domain.policies).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from desktop.domain.duties import Act, Duty, DutyRefusedError, Said, second_person, text_of
from desktop.domain.incidents import Told
from desktop.domain.schedules import clinic_day

PROPOSED, ORDERED, HANDED, WITHDRAWN = (
    "handover-proposed",
    "handover-ordered",
    "handed-over",
    "handover-stopped",
)
# what a step is told besides the people's states: major versions published since, in force by the day
ASKED_ANEW = "major-versions"


class Cause(StrEnum):
    """Why another body becomes responsible."""

    MERGER = "merger"
    SPLIT = "split"
    DISSOLUTION = "dissolution"
    BANKRUPTCY = "bankruptcy"


class Purposes(StrEnum):
    """Whether the receiver goes on as before; what it changes needs each person's consent anew."""

    SAME = "same"
    CHANGED = "changed"


def opened(said: Said, act: Act) -> tuple[str, dict[str, Any]]:
    """Return state and facts of a proposed handover; raises DutyRefusedError."""
    try:
        cause = Cause(text_of(said, "cause", most=16)).value
        purposes = Purposes(text_of(said, "purposes", most=16)).value
        day = date.fromisoformat(text_of(said, "from-day", most=10))
    except ValueError as error:
        raise DutyRefusedError("time-missing") from error
    if day <= clinic_day(act.at):
        raise DutyRefusedError("last-day-past")
    facts = {
        name: text_of(said, name, least=2, most=200) for name in ("receiver", "receiver-contact", "terms")
    }
    facts |= {"cause": cause, "purposes": purposes, "from-day": day.isoformat(), "announced_at": ""}
    return PROPOSED, facts | {"proposed_by": act.who}


def signed(duty: Duty, act: Act) -> tuple[str, dict[str, Any]]:
    """Return the handover as a second person's signature orders it."""
    if duty.state != PROPOSED:
        raise DutyRefusedError("not-open")
    second_person(duty, duty.made_by, act)
    return ORDERED, dict(duty.facts) | {"approved_by": act.who, "approved_at": act.at.isoformat()}


def stepped(duty: Duty, step: str, _said: Said, act: Act) -> tuple[str, dict[str, Any]]:
    """Tell people, note the announcement, end it, or call it off; raises DutyRefusedError."""
    if step == "withdraw":
        if duty.state not in (PROPOSED, ORDERED):
            raise DutyRefusedError("not-open")
        return WITHDRAWN, dict(duty.facts) | {"withdrawn_by": act.who}
    if step not in ("sms", "announced", "handed"):
        raise DutyRefusedError("malformed")
    if duty.state != ORDERED:
        raise DutyRefusedError("not-open")
    if step == "announced":
        return ORDERED, dict(duty.facts) | {"announced_at": act.at.isoformat()}
    return (HANDED, _handed(duty, act)) if step == "handed" else (ORDERED, dict(duty.facts))


def _handed(duty: Duty, act: Act) -> dict[str, Any]:
    """Everybody was told or the rest publicly, and changed purposes are asked anew, before anything goes over."""
    told = {state.value: act.people.get(state.value, 0) for state in Told}
    if not any(told.values()):
        raise DutyRefusedError("nobody-told")
    if told[Told.WAITING] or told[Told.SENDING]:
        raise DutyRefusedError("people-waiting")
    if told[Told.NOT_REACHED] and not duty.facts["announced_at"]:
        raise DutyRefusedError("not-announced")
    if duty.facts["purposes"] == Purposes.CHANGED and not act.people.get(ASKED_ANEW, 0):
        raise DutyRefusedError("policy-missing")
    return dict(duty.facts) | {"told": told, "handed_by": act.who, "handed_at": act.at.isoformat()}
