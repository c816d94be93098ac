"""What a granted request changes when carried out: consent withdrawn, use restricted or free again (P8, N15, G86).

An effect follows a decision of another person; who carries it out signs nothing new, and central does it once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from desktop.domain.consent import Purpose, rests_on_consent
from desktop.domain.errors import KnownError
from desktop.domain.request_cases import RequestCase
from desktop.domain.requests import Outcome, RequestKind


class EffectNotDueError(KnownError):
    """This cannot be carried out in this case; facts: `what`, one of decision, done, kind, nothing."""

    code = "effect-not-due"


class Effect(StrEnum):
    """What is done; the value is part of the wire format and never reused."""

    WITHDRAW_ACCOUNT = "withdraw-account"
    WITHDRAW_CONTACT = "withdraw-contact"
    RESTRICT = "restrict"
    LIFT = "lift"


OF_KIND: dict[RequestKind, tuple[Effect, ...]] = {
    RequestKind.WITHDRAW: (Effect.WITHDRAW_ACCOUNT, Effect.WITHDRAW_CONTACT),
    RequestKind.RESTRICT: (Effect.RESTRICT, Effect.LIFT),
}
PURPOSE_OF: dict[Effect, Purpose] = {
    Effect.WITHDRAW_ACCOUNT: Purpose.ACCOUNT,
    Effect.WITHDRAW_CONTACT: Purpose.CONTACT,
}
# Nobody asks for messages about their own visits first: this one is an objection, and stands without a consent before.
WITHOUT_CONSENT = frozenset({Purpose.CONTACT})


class Consented(Protocol):
    """A consent event as both sides keep it."""

    @property
    def purpose(self) -> str: ...
    @property
    def given(self) -> bool: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Preview:
    """One effect that can be carried out now; `since`: from when to now handling was, and stays, lawful."""

    effect: Effect
    since: datetime | None = None


def standing(consents: Iterable[Consented], purpose: Purpose) -> Consented | None:
    """Return the newest event about a purpose; events are only ever added."""
    about = [c for c in consents if c.purpose == purpose.value]
    return max(about, key=lambda c: c.at) if about else None


def may_use(consents: Iterable[Consented], purpose: Purpose) -> bool:
    """Return whether a purpose may be served now: what rests on consent needs a standing one that was not withdrawn."""
    if not rests_on_consent(purpose):
        return True
    newest = standing(consents, purpose)
    return newest.given if newest else purpose in WITHOUT_CONSENT


def previews(case: RequestCase, consents: Iterable[Consented], *, restricted: bool) -> tuple[Preview, ...]:
    """Return what can be carried out in a case; none before a grant, for another kind, or twice."""
    if not _granted(case) or case.effected_at is not None:
        return ()
    kept = tuple(consents)
    found = []
    for effect in OF_KIND.get(case.kind, ()):
        purpose = PURPOSE_OF.get(effect)
        if purpose is not None:
            newest = standing(kept, purpose)
            if may_use(kept, purpose):
                found.append(Preview(effect, newest.at if newest else None))
        elif (effect is Effect.LIFT) == restricted:
            found.append(Preview(effect))
    return tuple(found)


def check_effect(
    case: RequestCase, effect: Effect, consents: Iterable[Consented], *, restricted: bool
) -> None:
    """Raise EffectNotDueError unless this can be carried out in this case now."""
    if not _granted(case):
        raise EffectNotDueError(what="decision")
    if case.effected_at is not None:
        raise EffectNotDueError(what="done")
    if effect not in OF_KIND.get(case.kind, ()):
        raise EffectNotDueError(what="kind")
    if effect not in (p.effect for p in previews(case, consents, restricted=restricted)):
        raise EffectNotDueError(what="nothing")


def _granted(case: RequestCase) -> bool:
    return (
        case.patient_id is not None
        and case.decided_at is not None
        and case.outcome in (Outcome.APPROVED, Outcome.PARTLY)
        and not case.missing
    )
