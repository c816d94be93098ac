"""What an incident stops at once, who stopped it and who let it go on (P22 止损, SECURITY §6).

One person stops, because by the hour harm is done; another lets it go on, and a second look is due within 24 hours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from desktop.domain.duties import Act, Duty, DutyKind, DutyRefusedError, Said, text_of
from desktop.domain.errors import KnownError
from desktop.domain.staff import Action


class Stop(StrEnum):
    """What is stopped; the value is stored."""

    DESK = "desk"
    STAFF = "staff"
    REVEALS = "reveals"
    EXPORTS = "exports"
    ACCOUNTS = "accounts"
    KEYS = "keys"
    FILE = "file"


class LossStoppedError(KnownError):
    """An incident has stopped this; facts: `why` (staff, reveals, exports)."""

    code = "loss-stopped"


# A desk that was refused is enrolled anew by IT, and a key that was changed stays changed; nobody lets these go on.
FINAL = frozenset({Stop.DESK, Stop.KEYS, Stop.FILE})
# The whole file gets a new key only under a new epoch: who held the old one would read the new key otherwise.
NEW_EPOCH = frozenset({Stop.KEYS, Stop.FILE})
ACTIONS: dict[Stop, frozenset[Action]] = {
    Stop.REVEALS: frozenset({Action.REVEAL}),
    Stop.EXPORTS: frozenset({Action.MAKE_COPY, Action.DISCLOSE, Action.MAKE_PROOF, Action.EXPORT}),
}


@dataclass(frozen=True, slots=True)
class Stopped:
    """What no desk and no central lets happen now: everything of these staff, these acts of anybody."""

    staff: frozenset[str] = frozenset()
    actions: frozenset[Action] = frozenset()

    def why(self, person: str, action: Action) -> str:
        """Return why this person may not do this now, "" when they may."""
        if person in self.staff:
            return Stop.STAFF.value
        if action in self.actions:
            return next(stop.value for stop, acts in ACTIONS.items() if action in acts)
        return ""


NOTHING_STOPPED = Stopped()


def standing(duty: Duty) -> tuple[Stop, ...]:
    """Return what an incident stops and another person can let go on."""
    stops = (Stop(one["what"]) for one in duty.facts.get("stops", ()) if not one["lifted_by"])
    return tuple(stop for stop in stops if stop not in FINAL)


def stopped_by(duties: Iterable[Duty]) -> Stopped:
    """Return what these duties stop together; a drill stops nothing."""
    staff: set[str] = set()
    actions: set[Action] = set()
    for duty in duties:
        if duty.kind != DutyKind.INCIDENT or duty.facts.get("drill"):
            continue
        for stop in standing(duty):
            actions |= ACTIONS.get(stop, frozenset())
            if stop is Stop.STAFF:
                staff.add(str(duty.facts["staff_id"]))
    return Stopped(frozenset(staff), frozenset(actions))


def keys_ordered(duties: Iterable[Duty], desk: str, since: datetime) -> str:
    """Return the incident by which a desk must change keys that it has had since then, "" when none asks for it.

    One that names a desk asks that desk, one that names a person every desk; it asks whoever was away in its time too.
    """
    return next((duty for duty, at in _ordered(duties, desk, NEW_EPOCH) if at > since), "")


def file_ordered(duties: Iterable[Duty], desk: str, last: datetime, since: datetime) -> str:
    """Return the incident by which a desk must change its whole file, "" when none asks for it.

    `last` is when it last did so, `since` how old its keys are: they are changed first.
    """
    return next((duty for duty, at in _ordered(duties, desk, {Stop.FILE}) if last < at <= since), "")


def _ordered(duties: Iterable[Duty], desk: str, wanted: Collection[Stop]) -> Iterator[tuple[str, datetime]]:
    for duty in duties:
        if duty.kind != DutyKind.INCIDENT or duty.facts.get("drill"):
            continue
        if duty.facts.get("desk_id", "") not in ("", desk):
            continue
        for one in duty.facts.get("stops", ()):
            if one["what"] in wanted:
                yield duty.id, datetime.fromisoformat(one["at"])


def stopped(duty: Duty, said: Said, act: Act) -> tuple[dict[str, Any], str]:
    """Stop one thing; the second look that there was is due anew. Raises DutyRefusedError."""
    what = _what(said)
    if any(one["what"] == what and not one["lifted_by"] for one in duty.facts.get("stops", ())):
        raise DutyRefusedError("already-stopped")
    if what in (Stop.DESK, Stop.STAFF) and not duty.facts[what.value]:
        raise DutyRefusedError("scope-missing")
    if what is Stop.STAFF and duty.facts.get("staff_id") == act.who:
        raise DutyRefusedError("self-approval")
    one = {"what": what.value, "by": act.who, "at": act.at.isoformat(), "lifted_by": "", "lifted_at": ""}
    return {"stops": [*duty.facts.get("stops", ()), one], "reviewed_at": "", "reviewed_by": ""}, what.value


def lifted(duty: Duty, said: Said, act: Act) -> tuple[dict[str, Any], str]:
    """Let one thing go on; never by who stopped it. Raises DutyRefusedError."""
    what = _what(said)
    if what in FINAL:
        raise DutyRefusedError("desk-final" if what is Stop.DESK else "keys-final")
    stops = [dict(one) for one in duty.facts.get("stops", ())]
    mine = next((one for one in stops if one["what"] == what and not one["lifted_by"]), None)
    if mine is None:
        raise DutyRefusedError("not-stopped")
    if mine["by"] == act.who:
        raise DutyRefusedError("self-approval")
    mine |= {"lifted_by": act.who, "lifted_at": act.at.isoformat()}
    return {"stops": stops}, what.value


def _what(said: Said) -> Stop:
    try:
        return Stop(text_of(said, "what", most=16))
    except ValueError as error:
        raise DutyRefusedError("malformed") from error
