"""Reading the traces of all desks: asked of central, each reading itself traced before it is shown (G77, G78, P5)."""

from __future__ import annotations

from datetime import date

from desktop.domain.access_review import ACCESS_PURPOSE, LEAVE_PURPOSE, AccessReview, leave_bytes
from desktop.domain.access_review import review_bytes as access_bytes
from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError, SelfApprovalError
from desktop.domain.ids import PatientId, StaffId
from desktop.domain.risk_rules import REVIEW_PURPOSE, AlertLine, ReviewList, ReviewOutcome, review_bytes
from desktop.domain.staff import Action, Role, allowed
from desktop.domain.trace_reading import ReadPurpose, TracePage, TraceQuery, TraceState, check_query
from desktop.ports.central import Traces
from desktop.services.desk import Desk


class AuditReadingService:
    """Reads, checks and exports entries; nothing in them names a patient."""

    def __init__(self, desk: Desk, source: Traces) -> None:
        self._desk = desk
        self._source = source

    def today(self) -> date:
        """Return the hospital's day."""
        return self._desk.today()

    def record_of(self, patient_id: PatientId) -> str:
        """Return the audit id of a person this desk holds; raises CentralRefusedError(person-gone)."""
        self._desk.require(Action.READ_TEAM_AUDIT)
        with self._desk.store.read() as tx:
            patient = tx.patients.get(patient_id)
        if patient is None:
            raise CentralRefusedError(reason="person-gone")
        return patient.audit_id

    def read(self, query: TraceQuery) -> TracePage:
        """Return one page; raises NotPermittedError, TraceRangeError, TraceFilterError, CentralUnreachableError."""
        desk = self._desk
        desk.require(Action.READ_TEAM_AUDIT)
        check_query(query)
        page = self._source.page(desk.keys.staff.staff_id, query)
        self._trace(query, AuditAct.TRACE_READ, {"form": "screen"})
        return page

    def check(self) -> tuple[TraceState, ...]:
        """Have every trace walked at central; raises NotPermittedError, CentralUnreachableError."""
        desk = self._desk
        desk.require(Action.READ_TEAM_AUDIT)
        states = self._source.check(desk.keys.staff.staff_id)
        bad = sum(not state.whole for state in states)
        with desk.store.write() as tx:
            desk.trace(
                tx, AuditAct.TRACE_VERIFIED, result="refused" if bad else "ok",
                facts={"traces": len(states), "bad": bad},
            )  # fmt: skip
        return states

    def risks(self, first: date, last: date) -> ReviewList:
        """Return what the risk rules found; raises NotPermittedError, CentralUnreachableError."""
        desk = self._desk
        desk.require(Action.READ_TEAM_AUDIT)
        found = self._source.risks(desk.keys.staff.staff_id, first, last)
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.RISKS_READ, facts={"alerts": len(found.lines)})
        return found

    def review(self, alert: AlertLine, outcome: ReviewOutcome) -> None:
        """Say under one's own signature what became of an alert; nobody reviews what is about themselves (A3).

        Raises NotPermittedError, SelfApprovalError, CentralUnreachableError, CentralRefusedError.
        """
        desk = self._desk
        desk.require(Action.READ_TEAM_AUDIT)
        if alert.staff == desk.keys.staff.staff_id:
            raise SelfApprovalError
        person = desk.keys.person
        signature = person.sign(REVIEW_PURPOSE, review_bytes(alert.key, outcome))
        self._source.review(person.person, alert, outcome, signature)
        with desk.store.write() as tx:
            facts = {"rule": alert.rule, "outcome": outcome.value}
            desk.trace(tx, AuditAct.RISK_REVIEWED, object_id=alert.key, facts=facts)

    def may_sign_access(self) -> bool:
        """Return whether who is signed in signs access reviews off."""
        return allowed(Role(self._desk.keys.staff.role), Action.SIGN_ACCESS)

    def access(self, month: date | None) -> AccessReview:
        """Return a month's access review, of the oldest open month without one; raises as `risks`, TraceRangeError."""
        desk = self._desk
        desk.require(Action.READ_TEAM_AUDIT)
        review = self._source.access(desk.keys.staff.staff_id, month)
        with desk.store.write() as tx:
            desk.trace(
                tx, AuditAct.ACCESS_READ, facts={"month": f"{review.month:%Y-%m}", "lines": len(review.lines)}
            )
        return review

    def sign_access(self, review: AccessReview) -> None:
        """Sign a month off as shown; raises NotPermittedError, CentralUnreachableError, CentralRefusedError."""
        desk = self._desk
        desk.require(Action.SIGN_ACCESS)
        person = desk.keys.person
        signature = person.sign(ACCESS_PURPOSE, access_bytes(review.month, review.lines))
        self._source.sign_access(person.person, review, signature)
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.ACCESS_SIGNED, facts={"month": f"{review.month:%Y-%m}"})

    def propose_leave(self, staff: StaffId, roster: int) -> None:
        """Propose to the security administrator that a dormant person be taken off the roster; never oneself (A3).

        Raises NotPermittedError, SelfApprovalError, CentralUnreachableError, CentralRefusedError.
        """
        desk = self._desk
        desk.require(Action.SIGN_ACCESS)
        person = desk.keys.person
        if staff == person.person:
            raise SelfApprovalError
        self._source.propose_leave(
            person.person, staff, roster, person.sign(LEAVE_PURPOSE, leave_bytes(staff, roster))
        )
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.LEAVE_PROPOSED, object_id=staff)

    def exported(self, query: TraceQuery, lines: int, purpose: ReadPurpose) -> None:
        """Note that entries leave the screen as a file, and why, before they do."""
        self._desk.require(Action.READ_TEAM_AUDIT)
        self._trace(
            query, AuditAct.TRACE_READ, {"form": "csv", "purpose": purpose.value, "lines": lines}
        )  # fmt: skip

    def _trace(self, query: TraceQuery, act: AuditAct, facts: dict[str, str | int]) -> None:
        days = (query.last - query.first).days + 1
        whole = facts | {"days": days, "kind": query.kind.value}
        with self._desk.store.write() as tx:
            self._desk.trace(tx, act, subject=query.subject or None, facts=whole)
