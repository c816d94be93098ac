"""Incidents with personal data: type, grade, timeline, whom it touched, what they are told, clocks, closing (P22, N34).

SECURITY §6. Grades have the names of 《网络安全事件分级指南》; only its highest threshold is known here, the others are
the officer's judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from desktop.domain import incident_lessons, loss_stops
from desktop.domain.audit import AuditAct
from desktop.domain.duties import Act, Duty, DutyRefusedError, Said, second_person, text_of, time_of


class IncidentType(StrEnum):
    """What happened."""

    LEAK = "leak"
    TAMPER = "tamper"
    LOSS = "loss"
    MISUSE = "misuse"
    OUTAGE = "outage"
    LOST_DEVICE = "lost-device"


class Grade(StrEnum):
    """How grave, from the gravest."""

    EXTREME = "extreme"
    MAJOR = "major"
    LARGER = "larger"
    GENERAL = "general"


class Operator(StrEnum):
    """What the operator is before the law: how soon the regulator is told depends on it."""

    CRITICAL = "critical"
    CENTRAL_ORGAN = "central-organ"
    OTHER = "other"


class Exposure(StrEnum):
    """In which way a person's data lay open."""

    REVEALED = "revealed"
    PRINTED = "printed"
    DECRYPTABLE = "decryptable"


class Channel(StrEnum):
    """How a person is told."""

    SMS = "sms"
    LETTER = "letter"
    PHONE = "phone"


class Told(StrEnum):
    """What came of telling a person."""

    WAITING = "waiting"
    SENDING = "sending"
    TOLD = "told"
    NOT_REACHED = "not-reached"
    PRACTISED = "practised"


class Practice(StrEnum):
    """Whether it happened; a drill takes the same steps, but nothing is stopped and nobody is written to."""

    LIVE = "live"
    DRILL = "drill"


class IncidentState(StrEnum):
    """Where an incident stands; `closing` waits for the second person."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


# Which traced acts showed a person's data, and which put them on paper.
REVEALING = frozenset(
    a.value
    for a in (
        AuditAct.REVEAL,
        AuditAct.PATIENT_OPENED,
        AuditAct.PAIR_OPENED,
        AuditAct.DISCLOSED,
        AuditAct.CHANGE_SHOWN,
    )
)
PRINTING = frozenset(a.value for a in (AuditAct.PRINT, AuditAct.REPRINT, AuditAct.CALL_SHEET))
# The four contents a notice must have (policy 四·(七)), and whom to ask.
CONTENTS = ("what", "done", "guard", "remedy", "contact")
# What a step changes, and what the timeline says of it.
Changed = tuple[dict[str, Any], str]
Step = Callable[[Duty, Said, Act], Changed]
GRAVEST_PEOPLE, GRAVEST_VISITS = 100_000_000, 10_000_000


def least_grade(people: int, visits_hit: int) -> Grade | None:
    """Return the grade that numbers alone demand, None when they demand none."""
    return Grade.EXTREME if people >= GRAVEST_PEOPLE or visits_hit >= GRAVEST_VISITS else None


def opened(said: Said, act: Act) -> tuple[str, dict[str, Any]]:
    """Return state and facts of a new incident; raises DutyRefusedError."""
    facts: dict[str, Any] = {
        "type": _one_of(IncidentType, said, "type"),
        "grade": _one_of(Grade, said, "grade"),
        "operator": _one_of(Operator, said, "operator"),
        "summary": text_of(said, "summary", least=2),
        "desk": text_of(said, "desk", most=64),
        "staff": text_of(said, "staff", most=64),
        "drill": _is_drill(said),
    }
    for name in ("found_at", "since", "until"):
        at = time_of(said, name)
        if at is None:
            raise DutyRefusedError("time-missing")
        facts[name] = at.isoformat()
    if facts["found_at"] > act.at.isoformat() and time_of(facts, "found_at") > act.at:  # type: ignore[operator]
        raise DutyRefusedError("found-later")
    if not (facts["desk"] or facts["staff"]):
        raise DutyRefusedError("scope-missing")
    facts["contents"] = dict.fromkeys(CONTENTS, "")
    # What lies in its time is kept as evidence until another person lets it go; a drill holds nothing.
    facts |= {"stops": [], "lessons": [], "held": not facts["drill"], "timeline": [_entry(act, "opened", "")]}
    return IncidentState.OPEN.value, facts


def stepped(duty: Duty, step: str, said: Said, act: Act) -> tuple[str, dict[str, Any]]:
    """Return state and facts after a step; raises DutyRefusedError."""
    if step not in _STEPS:
        raise DutyRefusedError("malformed")
    if duty.state not in _TAKEN_IN.get(step, (IncidentState.OPEN,)):
        raise DutyRefusedError("not-open")
    changes, told = _STEPS[step](duty, said, act)
    facts = dict(duty.facts) | changes
    facts["timeline"] = [*facts["timeline"], _entry(act, step, told)]
    return _LEADS_TO.get(step, IncidentState(duty.state)).value, facts


def signed(duty: Duty, act: Act) -> tuple[str, dict[str, Any]]:
    """Return the incident looked at again while it is open, closed when that was asked for.

    The signer is never who opened it, stopped something or asked to close it.
    """
    if duty.state == IncidentState.CLOSED.value:
        raise DutyRefusedError("not-open")
    second_person(duty, duty.made_by, act)
    if any(act.who == stop["by"] for stop in duty.facts.get("stops", ())):
        raise DutyRefusedError("self-approval")
    if duty.state == IncidentState.OPEN.value:
        facts = dict(duty.facts) | {"reviewed_by": act.who, "reviewed_at": act.at.isoformat()}
        facts["timeline"] = [*facts["timeline"], _entry(act, "reviewed", "")]
        return IncidentState.OPEN.value, facts
    if loss_stops.standing(duty):
        raise DutyRefusedError("stops-standing")
    seen = duty.facts.get("reviewed_at") or act.at.isoformat()
    facts = dict(duty.facts) | {"approved_by": act.who, "reviewed_at": seen}
    facts["timeline"] = [*facts["timeline"], _entry(act, "closed", "")]
    return IncidentState.CLOSED.value, facts


def lacking(contents: Mapping[str, str]) -> tuple[str, ...]:
    """Return which of the required contents are empty."""
    return tuple(name for name in CONTENTS if not contents.get(name, "").strip())


def _proposal(duty: Duty, said: Said, act: Act) -> dict[str, Any]:
    """Closing: the report is made or need not be made, with a reason; everybody is told, or the rest publicly; and
    something was learnt.
    """
    report = text_of(said, "report")
    if report not in ("reported", "not-required"):
        raise DutyRefusedError("report-undecided")
    if report == "reported" and not duty.facts.get("reported_at"):
        raise DutyRefusedError("report-undecided")
    reason = text_of(said, "reason", least=2 if report == "not-required" else 0)
    people = act.people
    if people.get(Told.WAITING, 0) or people.get(Told.SENDING, 0):
        raise DutyRefusedError("people-waiting")
    if sum(people.values()) and lacking(duty.facts["contents"]):
        raise DutyRefusedError("contents-missing")
    if people.get(Told.NOT_REACHED, 0) and not duty.facts.get("announced_at"):
        raise DutyRefusedError("not-announced")
    if not incident_lessons.lessons(duty):
        raise DutyRefusedError("lesson-missing")
    return {"report": report, "reason": reason, "proposed_by": act.who}


def _entry(act: Act, what: str, text: str) -> list[str]:
    return [act.at.isoformat(), act.who, what, text]


def _one_of(kind: type[StrEnum], said: Said, name: str) -> str:
    try:
        return kind(text_of(said, name)).value
    except ValueError as error:
        raise DutyRefusedError("malformed") from error


def _is_drill(said: Said) -> bool:
    return _one_of(Practice, {"drill": said.get("drill", Practice.LIVE.value)}, "drill") == Practice.DRILL


def _let_go(duty: Duty, _said: Said, act: Act) -> Changed:
    if not duty.facts.get("held"):
        raise DutyRefusedError("not-held")
    second_person(duty, duty.made_by, act)
    return {"held": False}, ""


def _grade(_duty: Duty, said: Said, _act: Act) -> Changed:
    grade = _one_of(Grade, said, "grade")
    return {"grade": grade}, grade


def _contents(_duty: Duty, said: Said, _act: Act) -> Changed:
    return {"contents": {name: text_of(said, name) for name in CONTENTS}}, ""


def _noted(_duty: Duty, said: Said, _act: Act) -> Changed:
    return {}, text_of(said, "text", least=2)


def _by_message(duty: Duty, _said: Said, act: Act) -> Changed:
    if lacking(duty.facts["contents"]):
        raise DutyRefusedError("contents-missing")
    return {}, str(act.people.get(Told.WAITING, 0))


def _at(name: str) -> Step:
    return lambda _duty, _said, act: ({name: act.at.isoformat()}, "")


def _proposed(duty: Duty, said: Said, act: Act) -> Changed:
    changes = _proposal(duty, said, act)
    return changes, changes["report"]


_STEPS: dict[str, Step] = {
    "grade": _grade,
    "contents": _contents,
    "note": _noted,
    "sms": _by_message,
    "reported": _at("reported_at"),
    "announced": _at("announced_at"),
    "propose": _proposed,
    "reopen": lambda _duty, _said, _act: ({}, ""),
    "lesson": incident_lessons.learnt,
    "stop": loss_stops.stopped,
    "lift": loss_stops.lifted,
    "release": _let_go,
}
_TAKEN_IN: dict[str, tuple[IncidentState, ...]] = {
    "reopen": (IncidentState.CLOSING,),
    "lesson": tuple(IncidentState),
    "lift": (IncidentState.OPEN, IncidentState.CLOSING),
    "release": (IncidentState.CLOSED,),
}
_LEADS_TO = {"propose": IncidentState.CLOSING, "reopen": IncidentState.OPEN}
