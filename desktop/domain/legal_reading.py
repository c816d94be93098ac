"""Reading what law keeps of a deleted person: a recorded reason, a second signature, each look noted (DOMAIN §4.3).

A reading is a duty. Its facts name the authority's paper and, where known, the deletion's case; never the person (A1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from desktop.domain.duties import Act, Duty, DutyRefusedError, Said, second_person, text_of
from desktop.domain.errors import KnownError
from desktop.domain.personal_copies import CopyBooking, CopyPayment, CopyPerson

PROPOSED, APPROVED, CLOSED = "proposed", "approved", "closed"
READ, END = "read", "end"
OPEN_FOR = timedelta(hours=24)
LOOK_FOR = timedelta(minutes=5)
SHORTEST_WHY = 4


class ReadingNotOpenError(KnownError):
    """The reading is not approved, is over, or no look was noted just now."""

    code = "not-open"


class NobodyNamedError(KnownError):
    """Neither the deletion's case nor a document number says who is meant."""

    code = "nobody-named"


class LegalGround(StrEnum):
    """Why law lets somebody read it; values are stable."""

    COURT = "court"
    POLICE = "police"
    SUPERVISION = "supervision"
    DISPUTE = "dispute"
    BILLING = "billing"


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """What central keeps of one deleted person, opened for the holder of an approved reading."""

    case_id: str
    person: CopyPerson
    bookings: tuple[CopyBooking, ...]
    payments: tuple[CopyPayment, ...]


def opened(said: Said, act: Act) -> tuple[str, dict[str, Any]]:
    """Return a reading that waits for another person; raises DutyRefusedError(malformed or text-missing)."""
    try:
        ground = LegalGround(text_of(said, "ground", most=32))
    except ValueError as error:
        raise DutyRefusedError("malformed") from error
    return PROPOSED, {
        "ground": ground.value, "authority": text_of(said, "authority", least=1, most=100),
        "paper": text_of(said, "paper", least=1, most=100), "case": text_of(said, "case", most=64),
        "why": text_of(said, "why", least=SHORTEST_WHY, most=500), "proposed_by": act.who, "reads": [],
    }  # fmt: skip


def stepped(duty: Duty, step: str, _said: Said, act: Act) -> tuple[str, dict[str, Any]]:
    """Note a look before it happens, or end the reading; raises DutyRefusedError(not-open or malformed)."""
    facts = dict(duty.facts)
    if step == END and duty.state in (PROPOSED, APPROVED):
        return CLOSED, facts | {"ended_by": act.who, "ended_at": act.at.isoformat()}
    if step != READ:
        raise DutyRefusedError("malformed")
    if not is_open(duty, act.at):
        raise DutyRefusedError("not-open")
    return APPROVED, facts | {"reads": [*facts["reads"], {"by": act.who, "at": act.at.isoformat()}]}


def signed(duty: Duty, act: Act) -> tuple[str, dict[str, Any]]:
    """Return the reading as approved by a second person; it stays open for 24 hours."""
    if duty.state != PROPOSED:
        raise DutyRefusedError("not-open")
    second_person(duty, duty.made_by, act)
    until = (act.at + OPEN_FOR).isoformat()
    return APPROVED, dict(duty.facts) | {
        "approved_by": act.who,
        "approved_at": act.at.isoformat(),
        "until": until,
    }


def is_open(duty: Duty, now: datetime) -> bool:
    """Return whether a reading is approved and its day is not over."""
    return duty.state == APPROVED and now <= datetime.fromisoformat(duty.facts["until"])


def may_look(duty: Duty, who: str, now: datetime) -> bool:
    """Return whether `who` noted a look just now, so that the kept part may be opened for them."""
    return is_open(duty, now) and any(
        read["by"] == who and now - datetime.fromisoformat(read["at"]) <= LOOK_FOR
        for read in duty.facts["reads"]
    )
