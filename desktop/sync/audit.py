"""The traces of all desks over the line (ports.central.Traces)."""

from __future__ import annotations

import hashlib
from datetime import date

import msgspec

from desktop.domain.access_review import AccessLine, AccessReview, review_bytes
from desktop.domain.ids import StaffId
from desktop.domain.risk_rules import AlertLine, ReviewList, ReviewOutcome
from desktop.domain.schedules import clinic_day
from desktop.domain.trace_reading import TraceLine, TracePage, TraceQuery, TraceState
from desktop.sync.client import CentralClient
from desktop.sync.wire import (
    AccessAnswer,
    AccessLeave,
    AccessRequest,
    AccessSigned,
    Done,
    RiskAnswer,
    RiskRequest,
    RiskReview,
    TraceAnswer,
    TraceCheckAnswer,
    TraceCheckRequest,
    TraceLineRow,
    TraceRequest,
)

# 1,000,000 entries are walked in less than 10 s of CPU
CHECK_TIMEOUT_S = 60.0


class HttpTraces:
    """Asks central, which holds every entry that it witnessed."""

    def __init__(self, client: CentralClient) -> None:
        self._client = client

    def page(self, author: StaffId, query: TraceQuery) -> TracePage:
        """Return one page; raises TraceFilterError, CentralUnreachableError, CentralRefusedError."""
        asked = TraceRequest(
            author,
            query.first,
            query.last,
            query.kind.value,
            query.desk,
            query.staff,
            query.subject,
            query.skip,
        )
        answer = self._client.call("/v1/audit", asked, TraceAnswer)
        return TracePage(tuple(map(_line, answer.lines)), answer.more, answer.team_only)

    def check(self, author: StaffId) -> tuple[TraceState, ...]:
        """Have every trace walked; raises CentralUnreachableError, CentralRefusedError."""
        answer = self._client.call(
            "/v1/audit/check", TraceCheckRequest(author), TraceCheckAnswer, CHECK_TIMEOUT_S
        )
        return tuple(TraceState(**msgspec.structs.asdict(row)) for row in answer.states)

    def risks(self, author: StaffId, first: date, last: date) -> ReviewList:
        """Return what the risk rules found; raises CentralUnreachableError, CentralRefusedError."""
        answer = self._client.call(
            "/v1/audit/risks", RiskRequest(author, first, last), RiskAnswer, CHECK_TIMEOUT_S
        )
        lines = tuple(AlertLine(**msgspec.structs.asdict(row)) for row in answer.alerts)
        return ReviewList(lines, answer.team_only)

    def review(self, author: StaffId, alert: AlertLine, outcome: ReviewOutcome, signature: bytes) -> None:
        """Say what became of an alert; raises CentralUnreachableError, CentralRefusedError."""
        message = RiskReview(author, alert.key, clinic_day(alert.at), outcome.value, signature)
        self._client.call("/v1/audit/review", message, Done, CHECK_TIMEOUT_S)

    def access(self, author: StaffId, month: date | None) -> AccessReview:
        """Return a month's access review; raises CentralUnreachableError, CentralRefusedError."""
        answer = self._client.call(
            "/v1/audit/access", AccessRequest(author, month), AccessAnswer, CHECK_TIMEOUT_S
        )
        lines = tuple(AccessLine(**msgspec.structs.asdict(row)) for row in answer.rows)
        return AccessReview(
            answer.month, lines, answer.roster, answer.open_months, answer.signed_by, answer.team_only
        )

    def sign_access(self, author: StaffId, review: AccessReview, signature: bytes) -> None:
        """Sign a month off; raises CentralUnreachableError, CentralRefusedError."""
        digest = hashlib.sha256(review_bytes(review.month, review.lines)).digest()
        message = AccessSigned(author, review.month, digest, signature)
        self._client.call("/v1/audit/access/sign", message, Done, CHECK_TIMEOUT_S)

    def propose_leave(self, author: StaffId, staff: StaffId, roster: int, signature: bytes) -> None:
        """Propose that a dormant person be taken off; raises CentralUnreachableError, CentralRefusedError."""
        self._client.call("/v1/audit/access/leave", AccessLeave(author, staff, roster, signature), Done)


def _line(row: TraceLineRow) -> TraceLine:
    values = msgspec.structs.asdict(row)
    return TraceLine(**(values | {"facts": tuple(sorted(row.facts.items()))}))
