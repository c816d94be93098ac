"""The end of the operation: a last day, two signatures, everybody told and destroyed, a certificate (P15, P29, N35).

The officer orders it, another person who may approve deletions signs as well; the founding key starts the destruction.
After the last day nobody is booked any more; what law obliges to keep stays restricted, as after any deletion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop.domain.canonical import pack
from desktop.domain.duties import Act, Duty, DutyKind, DutyRefusedError, Said, second_person, text_of
from desktop.domain.errors import SessionStoppedError
from desktop.domain.incidents import Told
from desktop.domain.schedules import clinic_day

DRAFTED, HALF, ORDERED, WITHDRAWN = "drafted", "half-signed", "ordered", "called-off"
DESTROYING, ENDED = "destroying", "ended"
IN_FORCE = frozenset({ORDERED, DESTROYING, ENDED})
# the ground under which each person's case stands
GROUND = "wind-down"
CERTIFICATE = "wind-down-certificate"


class WindDownError(SessionStoppedError):
    """The operation has ended by then: no number of a later day is given (P15)."""

    code = "wind-down"


@dataclass(frozen=True, slots=True)
class Ending:
    """What every window says of a signed order."""

    last_day: date
    why: str


def opened(said: Said, act: Act) -> tuple[str, dict[str, Any]]:
    """Return state and facts of a draft; raises DutyRefusedError."""
    text = text_of(said, "last-day", least=1, most=10)
    try:
        last = date.fromisoformat(text)
    except ValueError as error:
        raise DutyRefusedError("time-missing") from error
    if last <= clinic_day(act.at):
        raise DutyRefusedError("last-day-past")
    facts = {name: text_of(said, name, least=2) for name in ("end-why", "end-contact")}
    return DRAFTED, facts | {"last-day": last.isoformat(), "signatures": [], "announced_at": ""}


def signed(duty: Duty, act: Act) -> tuple[str, dict[str, Any]]:
    """Return the draft with the officer's signature, then the order with another person's."""
    if duty.state == DRAFTED:
        return HALF, dict(duty.facts)
    if duty.state != HALF:
        raise DutyRefusedError("not-open")
    second_person(duty, duty.made_by, act)
    if any(person == act.who for person, _at, _signature in duty.facts["signatures"]):
        raise DutyRefusedError("self-approval")
    return ORDERED, dict(duty.facts)


def stepped(duty: Duty, step: str, _said: Said, act: Act) -> tuple[str, dict[str, Any]]:
    """Tell people, note the announcement, or call it off while nothing is destroyed; raises DutyRefusedError."""
    if step == "withdraw":
        if duty.state not in (DRAFTED, HALF, ORDERED):
            raise DutyRefusedError("not-open")
        return WITHDRAWN, dict(duty.facts) | {"withdrawn_by": act.who}
    if step not in ("sms", "announced"):
        raise DutyRefusedError("malformed")
    if duty.state != ORDERED:
        raise DutyRefusedError("not-open")
    changes = {"announced_at": act.at.isoformat()} if step == "announced" else {}
    return ORDERED, dict(duty.facts) | changes


def order_bytes(duty: Duty) -> bytes:
    """Return what both people sign: it never changes after the filing."""
    return pack(
        "wind-down", duty.id, duty.facts["last-day"], duty.facts["end-why"], duty.facts["end-contact"]
    )


def signed_bytes(duty: Duty) -> bytes:
    """Return what a person signs of any duty: it just as it stands, of the end of the operation the order alone."""
    return order_bytes(duty) if duty.kind == DutyKind.WIND_DOWN else duty.frozen()


def last_day(duty: Duty) -> date:
    """Return the last day on which anybody is seen."""
    return date.fromisoformat(duty.facts["last-day"])


def in_force(duties: Iterable[Duty]) -> Duty | None:
    """Return the order that two people signed, None when there is none."""
    return next((d for d in duties if d.kind == DutyKind.WIND_DOWN and d.state in IN_FORCE), None)


def refuse_after(order: Duty | None, day: date) -> None:
    """Raise WindDownError for a number of a day after the last one."""
    if order is not None and day > last_day(order):
        raise WindDownError


def begun(duty: Duty, told: dict[str, int], booked: int, at: datetime) -> tuple[str, dict[str, Any]]:
    """Return the order as its destruction begins; raises DutyRefusedError when it may not.

    `told` counts people by what came of telling them, `booked` the live bookings of later days: their clinics are
    stopped first, so that everybody hears of it and gets their money back.
    """
    if duty.state != ORDERED or clinic_day(at) <= last_day(duty):
        raise DutyRefusedError("last-day-ahead")
    if booked:
        raise DutyRefusedError("bookings-ahead")
    if not told:
        raise DutyRefusedError("nobody-told")
    if told.get(Told.WAITING, 0) or told.get(Told.SENDING, 0):
        raise DutyRefusedError("people-waiting")
    if told.get(Told.NOT_REACHED, 0) and not duty.facts["announced_at"]:
        raise DutyRefusedError("not-announced")
    return DESTROYING, dict(duty.facts) | {"told": dict(told), "begun_at": at.isoformat()}


def certificate_bytes(duty_id: str, figures: dict[str, int], at: str) -> bytes:
    """Return what the founding key signs at the end."""
    return pack(CERTIFICATE, duty_id, at, *(f"{name}={figures[name]}" for name in sorted(figures)))
