"""What a hospital owes beyond one person's request: incidents, retention runs, readings of what law keeps.

A duty is one value on both sides: central steps it, every desk gets it as a row. Its facts name no patient (A1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.errors import KnownError

DUTY = "duty"
SIGNED_AS = "duty"
MOST_TEXT = 2000
Said = Mapping[str, Any]


class DutyKind(StrEnum):
    """What kind of duty; values are stable."""

    INCIDENT = "incident"
    RETENTION = "retention"
    ANNOUNCEMENT = "announcement"
    LEGAL = "legal"
    WIND_DOWN = "wind-down"
    HANDOVER = "handover"


class DutyRefusedError(KnownError):
    """This step does not fit the duty as it stands; facts: `reason`, a stable code."""

    code = "duty-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something and when (aware), and what is counted: people by state, or rows that are due by rule."""

    who: str
    at: datetime
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty; `version` grows with each step, so that a signature covers what the signer saw."""

    id: str
    kind: str
    state: str
    version: int
    made_by: str
    made_at: datetime
    facts: Said

    def to_bytes(self) -> bytes:
        """Return the whole as JSON, as it goes down to the desks."""
        return facts_to_bytes(
            {
                "id": self.id, "kind": self.kind, "state": self.state, "version": self.version,
                "made_by": self.made_by, "made_at": self.made_at.isoformat(), "facts": dict(self.facts),
            }
        )  # fmt: skip

    def frozen(self) -> bytes:
        """Return what a second person signs: the duty just as it stands."""
        return pack("duty", self.id, self.kind, self.state, self.version, facts_to_bytes(self.facts))

    def changed(self, state: str, facts: Said) -> Duty:
        """Return the next version."""
        return replace(self, state=state, facts=facts, version=self.version + 1)


def duty_from(raw: bytes) -> Duty:
    """Read a duty back; raises ValueError or KeyError when it is none."""
    said = facts_from_bytes(raw)
    return Duty(
        said["id"], said["kind"], said["state"], said["version"], said["made_by"],
        datetime.fromisoformat(said["made_at"]), said["facts"],
    )  # fmt: skip


def text_of(said: Said, name: str, *, least: int = 0, most: int = MOST_TEXT) -> str:
    """Return a text without blanks at its ends; raises DutyRefusedError(text-missing or malformed)."""
    value = said.get(name, "")
    if not isinstance(value, str) or len(value) > most or "\x00" in value:
        raise DutyRefusedError("malformed")
    plain = value.strip()
    if len(plain) < least:
        raise DutyRefusedError("text-missing")
    return plain


def time_of(said: Said, name: str) -> datetime | None:
    """Return an aware time, None where nothing stands; raises DutyRefusedError(malformed)."""
    value = text_of(said, name, most=64)
    if not value:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError as error:
        raise DutyRefusedError("malformed") from error
    if at.tzinfo is None:
        raise DutyRefusedError("malformed")
    return at


def second_person(duty: Duty, asked_by: str, act: Act) -> None:
    """Raise DutyRefusedError(self-approval) when who asked signs as well (A3)."""
    if act.who in (asked_by, duty.facts.get("proposed_by")):
        raise DutyRefusedError("self-approval")
