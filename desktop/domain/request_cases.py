"""One request as a value: what desk and central both keep of it, and how each step changes it; it names nobody.

What is personal (who asks for whom, the words, the reason of a decision) stands in a RequestText, sealed under the
case's own key, which lives at least three years longer than the case (DECISIONS 12).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop.domain.canonical import facts_to_bytes
from desktop.domain.clocks import Times
from desktop.domain.drawn import SignedHow
from desktop.domain.errors import KnownError
from desktop.domain.harm_claims import check_claim
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.requests import (
    ENDED,
    PROPOSED,
    UNDECIDED,
    Asker,
    Channel,
    Decision,
    DecisionError,
    Evidence,
    EvidenceMissingError,
    Needed,
    Outcome,
    Part,
    RefusalGround,
    RequestKind,
    RequestState,
    RequestStep,
    RequestStepError,
    after,
    check_reviewer,
    may_disclose,
    missing,
    needed,
    needs_scope,
    reviewers,
)
from desktop.domain.schedules import clinic_day

# names in the desk's state: what lay under these cases' destroyed keys must still leave the file's log
SPENT_CASES = "case-spent/"


class CaseSpentError(KnownError):
    """The case is over for so long that its key was destroyed; facts: `day` (ISO, the clinic's)."""

    code = "case-spent"


@dataclass(frozen=True, slots=True)
class Signed:
    """A reviewer's signature (64 bytes) over Decision.to_bytes, and when central or the desk took it."""

    person: StaffId
    signature: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class RequestCase:
    """The state of a request; times are aware. `waiting` holds when proof was asked for and when it was there.

    `effect`: digest of the frozen change, `changed`: the names of its fields; until `hold_until` it can be stopped.
    `spent_at`: when the case's key was destroyed; nothing that lay under it opens any more (P14).
    """

    id: CaseId
    patient_id: PatientId | None
    kind: RequestKind
    asker: Asker
    channel: Channel
    filed_by: StaffId
    filed_at: datetime
    phone_on_file: bool
    state: RequestState = RequestState.FILED
    version: int = 1
    evidence: tuple[Evidence, ...] = ()
    waiting: tuple[tuple[datetime, datetime | None], ...] = ()
    verified_at: datetime | None = None
    outcome: Outcome | None = None
    ground: RefusalGround | None = None
    fee_fen: int = 0
    scope: tuple[Part, ...] = ()
    signed: tuple[Signed, ...] = ()
    decided_at: datetime | None = None
    ended_at: datetime | None = None
    effected_at: datetime | None = None
    extended_at: datetime | None = None
    escalated_at: datetime | None = None
    about_case: CaseId | None = None
    incident: str = ""
    barred: tuple[StaffId, ...] = ()
    effect: str = ""
    changed: tuple[str, ...] = ()
    hold_until: datetime | None = None
    stopped_at: datetime | None = None
    signed_how: SignedHow = SignedHow.NOT
    spent_at: datetime | None = None

    @property
    def over_at(self) -> datetime | None:
        """Return when the case was over, a held change too; None while it is not."""
        if self.state not in ENDED or self.waits:
            return None
        ends = (self.ended_at, self.effected_at, self.stopped_at, self.filed_at)
        return max(at for at in ends if at is not None)

    @property
    def handlers(self) -> tuple[StaffId, ...]:
        """Return who has had this case in hand: who filed it and who decided."""
        return tuple(dict.fromkeys((self.filed_by, *(s.person for s in self.signed))))

    @property
    def reviewers(self) -> int:
        """Return how many people must decide in all; an escalated case takes two."""
        return 2 if self.escalated_at else reviewers(self.kind, self.asker)

    @property
    def needed(self) -> Needed:
        """Return what must be seen before a decision."""
        return needed(self.kind, self.asker, self.channel, phone_on_file=self.phone_on_file)

    @property
    def missing(self) -> Needed:
        """Return the entries of which nothing was seen yet."""
        return missing(self.needed, self.evidence)

    @property
    def reviewers_left(self) -> int:
        """Return how many people must still decide; 0 before the proof is complete and after the decision."""
        if self.state not in (RequestState.VERIFIED, RequestState.REVIEWED):
            return 0
        return self.reviewers - len(self.signed)

    @property
    def may_disclose(self) -> bool:
        """Return whether anything about the person may be handed out in this case."""
        return may_disclose(self.kind, self.needed, self.evidence, self.state, self.outcome)

    def times(self) -> Times:
        """Return the hospital's days for the clocks."""
        return Times(
            clinic_day(self.filed_at),
            clinic_day(self.verified_at) if self.verified_at else None,
            tuple((clinic_day(a), clinic_day(b) if b else None) for a, b in self.waiting),
            extended=self.extended_at is not None,
        )

    def filed(self) -> RequestCase:
        """Return the case as it is filed: already verified when all proof was shown at once."""
        return self if self.missing else replace(self, state=RequestState.VERIFIED, verified_at=self.filed_at)

    def stepped(self, step: RequestStep, at: datetime, seen: Iterable[Evidence] = ()) -> RequestCase:
        """Return the case after a step with more evidence; raises RequestStepError, EvidenceMissingError."""
        state = after(self.state, step)
        evidence = tuple(sorted({*self.evidence, *seen}, key=lambda e: e.value))
        changed = replace(self, state=state, evidence=evidence, version=self.version + 1)
        if step is RequestStep.NOTE:
            # a paper that comes in counts while proof is awaited; later it is a file like any other
            proving = self.state in (RequestState.FILED, RequestState.PROOF_AWAITED)
            return replace(self, version=self.version + 1, evidence=evidence if proving else self.evidence)
        if step is RequestStep.EXTEND:
            if self.extended_at is not None:
                raise RequestStepError(state=self.state.value, step=step.value)
            return replace(self, version=self.version + 1, extended_at=at)
        if step is RequestStep.ESCALATE:
            return replace(self, version=self.version + 1, escalated_at=self.escalated_at or at)
        if step is RequestStep.ASK_PROOF:
            return replace(changed, waiting=(*self.waiting, (at, None)))
        if step is RequestStep.VERIFY:
            lacking = changed.missing
            if lacking:
                raise EvidenceMissingError(missing=min(e.value for e in lacking[0]))
            waiting = tuple((asked, given or at) for asked, given in self.waiting)
            return replace(changed, verified_at=at, waiting=waiting)
        return replace(changed, ended_at=at)

    def decided(self, decision: Decision, signed: Signed) -> RequestCase:
        """Return the case after one reviewer's decision; where two must decide the first stands until both agree.

        Raises DecisionError, SelfApprovalError, RequestStepError, EvidenceMissingError. The signature is checked by
        whoever calls.
        """
        decision.check()
        check_claim(self.kind, decision)
        if (
            decision.outcome is not Outcome.REFUSED
            and needs_scope(self.kind, self.asker)
            and not decision.scope
        ):
            raise DecisionError(what="scope")
        if self.missing:
            raise EvidenceMissingError(missing=min(e.value for e in self.missing[0]))
        whole = decision.outcome is Outcome.REFUSED or (
            decision.outcome is Outcome.APPROVED and bool(self.effect)
        )
        if self.kind in PROPOSED and not whole:
            raise DecisionError(what="whole" if self.effect else "effect")
        said = (decision.outcome, decision.ground, decision.fee_fen, decision.scope)
        before = self.signed if said == (self.outcome, self.ground, self.fee_fen, self.scope) else ()
        check_reviewer(self.filed_by, (*self.barred, *(s.person for s in before)), signed.person)
        signers = (*before, signed)
        last = len(signers) >= self.reviewers
        state = after(self.state, RequestStep.DECIDE if last else RequestStep.REVIEW)
        return replace(
            self, state=state, version=self.version + 1, outcome=decision.outcome, ground=decision.ground,
            fee_fen=decision.fee_fen, scope=decision.scope, signed=signers, decided_at=signed.at if last else None,
        )  # fmt: skip

    def proposed(self, effect: str, changed: Iterable[str], by: StaffId) -> RequestCase:
        """Return the case with its exact change frozen; a later one replaces it until somebody has signed.

        Whoever proposed never decides on it (A3).
        """
        if self.kind not in PROPOSED or self.state not in UNDECIDED or self.signed:
            raise RequestStepError(state=self.state.value, step="propose")
        return replace(
            self, version=self.version + 1, effect=effect, changed=tuple(changed),
            barred=tuple(dict.fromkeys((*self.barred, by))),
        )  # fmt: skip

    @property
    def waits(self) -> bool:
        """Return whether a granted change waits for the end of its hold and can be stopped."""
        return self.hold_until is not None and self.effected_at is None and self.stopped_at is None

    def stopped(self, at: datetime) -> RequestCase:
        """Return the case with its change stopped for good; raises RequestStepError when none waits."""
        if not self.waits:
            raise RequestStepError(state=self.state.value, step="stop")
        return replace(self, version=self.version + 1, stopped_at=at)

    def facts(self) -> bytes:
        """Return everything but the key columns as canonical JSON."""
        return facts_to_bytes(
            {
                "channel": self.channel.value, "phone_on_file": self.phone_on_file,
                "evidence": [e.value for e in self.evidence],
                "waiting": [[a.isoformat(), b.isoformat() if b else None] for a, b in self.waiting],
                "verified_at": _text(self.verified_at), "outcome": self.outcome.value if self.outcome else None,
                "ground": self.ground.value if self.ground else None, "fee_fen": self.fee_fen,
                "scope": [part.value for part in self.scope],
                "signed": [[s.person, base64.b64encode(s.signature).decode(), s.at.isoformat()] for s in self.signed],
                "decided_at": _text(self.decided_at), "ended_at": _text(self.ended_at),
                **({"effected_at": _text(self.effected_at)} if self.effected_at else {}),
                **({"effect": self.effect, "changed": list(self.changed)} if self.effect else {}),
                **({"hold_until": _text(self.hold_until)} if self.hold_until else {}),
                **({"stopped_at": _text(self.stopped_at)} if self.stopped_at else {}),
                **({"signed_how": self.signed_how.value} if self.signed_how else {}),
                **({"spent_at": _text(self.spent_at)} if self.spent_at else {}),
                "extended_at": _text(self.extended_at), "escalated_at": _text(self.escalated_at),
                "about_case": self.about_case, "incident": self.incident, "barred": list(self.barred),
            }
        )  # fmt: skip


def case_of(
    case_id: CaseId, patient_id: PatientId | None, kind: str, asker: str, state: str, version: int, filed_by: StaffId,
    filed_at: datetime, facts: bytes,
) -> RequestCase:  # fmt: skip
    """Return a case from its columns and `RequestCase.facts()`; raises ValueError or KeyError for what is none."""
    said: dict[str, Any] = json.loads(facts)
    return RequestCase(
        id=case_id, patient_id=patient_id, kind=RequestKind(kind), asker=Asker(asker), channel=Channel(said["channel"]),
        filed_by=filed_by, filed_at=filed_at, phone_on_file=said["phone_on_file"], state=RequestState(state),
        version=version, evidence=tuple(Evidence(e) for e in said["evidence"]),
        waiting=tuple((datetime.fromisoformat(a), _time(b)) for a, b in said["waiting"]),
        verified_at=_time(said["verified_at"]), outcome=Outcome(said["outcome"]) if said["outcome"] else None,
        ground=RefusalGround(said["ground"]) if said["ground"] else None, fee_fen=said["fee_fen"],
        scope=tuple(Part(part) for part in said.get("scope", ())),
        signed=tuple(
            Signed(StaffId(p), base64.b64decode(s), datetime.fromisoformat(at)) for p, s, at in said["signed"]
        ),
        decided_at=_time(said["decided_at"]), ended_at=_time(said["ended_at"]),
        effected_at=_time(said.get("effected_at")),
        extended_at=_time(said.get("extended_at")), escalated_at=_time(said.get("escalated_at")),
        about_case=CaseId(said["about_case"]) if said.get("about_case") else None, incident=said.get("incident", ""),
        barred=tuple(StaffId(one) for one in said.get("barred", ())),
        effect=said.get("effect", ""), changed=tuple(said.get("changed", ())),
        hold_until=_time(said.get("hold_until")), stopped_at=_time(said.get("stopped_at")),
        signed_how=SignedHow(said.get("signed_how", "")), spent_at=_time(said.get("spent_at")),
    )  # fmt: skip


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
