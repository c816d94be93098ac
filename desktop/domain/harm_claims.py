"""A claim for harm that an incident did: who does not judge it, what its decision needs (P40, PIPL Art. 69).

The hospital must show that it is not at fault; so a refusal on that ground needs its reasons, and a grant says what is
made good.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.duties import Duty, DutyKind
from desktop.domain.ids import StaffId
from desktop.domain.requests import Decision, DecisionError, Outcome, RefusalGround, RequestKind


def claimable(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Return the incidents that a claim can name, the newest first; a drill harms nobody."""
    found = [d for d in duties if d.kind == DutyKind.INCIDENT and not d.facts.get("drill")]
    return tuple(sorted(found, key=lambda duty: duty.made_at, reverse=True))


def barred_by(incident: Duty) -> tuple[StaffId, ...]:
    """Return who does not judge what an incident did: who has it in hand, and whom it is about."""
    named = (incident.made_by, str(incident.facts.get("staff_id", "")))
    return tuple(StaffId(one) for one in dict.fromkeys(named) if one)


def check_claim(kind: RequestKind, decision: Decision) -> None:
    """Raise DecisionError for a grant of a claim without what is made good, or for its ground in another case."""
    if kind is RequestKind.HARM and decision.outcome is not Outcome.REFUSED and not decision.reason.strip():
        raise DecisionError(what="reason")
    if kind is not RequestKind.HARM and decision.ground is RefusalGround.NO_FAULT:
        raise DecisionError(what="ground")
