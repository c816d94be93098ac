"""How long what is kept is kept, and the run that deletes what is over (P14, G104, DOMAIN §4.3).

A run is a duty: its dry run stands in it with the cut-off of each rule, and only what a second person signs is deleted.
A person's own file goes by a deletion like any other: whoever asked for the run files it under the run's ground, the
second person signs each with the run, every desk checks both signatures for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop.domain.duties import Act, Duty, DutyRefusedError, Said, second_person

PROPOSED, DONE = "proposed", "done"
UNUSED_RECORDS, CARE_RECORDS, KEPT_RECORDS = "unused-records", "care-records", "kept-records"
TRACE_SEGMENTS = "trace-segments"
CASE_KEYS = "case-keys"
# Rules under which a person's own file goes, by a deletion of its own.
OF_PEOPLE = (UNUSED_RECORDS, CARE_RECORDS)
# How many files one run lists; the oldest first, the rest is due in the next.
MOST_PEOPLE = 200
# At least fifteen years from the last visit, leap days counted in.
CARE_DAYS = 15 * 365 + 4
# Three years after a case is over, a leap day counted in.
CASE_DAYS = 3 * 365 + 1
_GROUND = "retention/"
FILED, APPROVED = "filed", "approved"


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
    RetentionRule(TRACE_SEGMENTS, 3 * 365, "pipl-56"),
    RetentionRule(CASE_KEYS, CASE_DAYS, "case-3-years"),
    RetentionRule(UNUSED_RECORDS, 2 * 365, "own-need"),
    RetentionRule(CARE_RECORDS, CARE_DAYS, "care-15-years"),
    RetentionRule(KEPT_RECORDS, CARE_DAYS, "care-15-years"),
)


def cut_offs(act: Act) -> dict[str, str]:
    """Return for each rule the time (ISO) before which everything is over."""
    return {rule.code: (act.at - timedelta(days=rule.days)).isoformat() for rule in RULES}


def ground_of(duty_id: str) -> str:
    """Return the ground of the deletions of a run; both people sign it."""
    return _GROUND + duty_id


def run_of(ground: str) -> str | None:
    """Return whose run a deletion's ground names, None when it is no run's."""
    return ground.removeprefix(_GROUND) if ground.startswith(_GROUND) else None


def care_since(today: date) -> date:
    """Return from which day on a visit keeps its record by law."""
    return today - timedelta(days=CARE_DAYS)


def confirmed(duty: Duty) -> dict[str, Any]:
    """Return the facts of a run of which one more file is gone from every desk."""
    return dict(duty.facts) | {"confirmed": duty.facts.get("confirmed", 0) + 1}


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
