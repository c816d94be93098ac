"""How long central keeps what hangs on no person's file, and the run that deletes what is over (P14, G104).

A run is a duty: its dry run stands in it with the cut-off of each rule, and only what a second person signs is deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from desktop.domain.duties import Act, Duty, DutyRefusedError, Said, second_person

PROPOSED, DONE = "proposed", "done"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """`days` after the event; `source` is a stable code of the text or need behind the length."""

    code: str
    days: int
    source: str


RULES: tuple[RetentionRule, ...] = (
    RetentionRule("codes", 30, "own-need"),
    RetentionRule("lookups", 365, "trace-12-months"),
    RetentionRule("messages", 365, "own-need"),
    RetentionRule("online-orders", 180, "own-need"),
    RetentionRule("incident-people", 3 * 365, "pipl-56"),
)


def cut_offs(act: Act) -> dict[str, str]:
    """Return for each rule the time (ISO) before which everything is over."""
    return {rule.code: (act.at - timedelta(days=rule.days)).isoformat() for rule in RULES}


def opened(_said: Said, act: Act) -> tuple[str, dict[str, Any]]:
    """Return a proposed run with its dry run (`act.people`: rule -> how many are due); raises DutyRefusedError."""
    due = {rule.code: act.people.get(rule.code, 0) for rule in RULES}
    if not any(due.values()):
        raise DutyRefusedError("nothing-due")
    held = {rule.code: act.people.get(f"held-{rule.code}", 0) for rule in RULES}
    return PROPOSED, {"before": cut_offs(act), "due": due, "held": held, "proposed_by": act.who}


def stepped(_duty: Duty, _step: str, _said: Said, _act: Act) -> tuple[str, dict[str, Any]]:
    """A run has no steps but the signature; raises DutyRefusedError."""
    raise DutyRefusedError("malformed")


def signed(duty: Duty, act: Act) -> tuple[str, dict[str, Any]]:
    """Return the run as done by a second person's signature; who deletes adds what went."""
    if duty.state != PROPOSED:
        raise DutyRefusedError("not-open")
    second_person(duty, duty.made_by, act)
    return DONE, dict(duty.facts) | {"approved_by": act.who, "done_at": act.at.isoformat()}
