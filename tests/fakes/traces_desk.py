"""Traces of all desks without a central."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from desktop.domain.access_review import AccessLine, AccessReview
from desktop.domain.errors import KnownError
from desktop.domain.ids import PatientId, StaffId
from desktop.domain.risk_rules import AlertLine, ReviewList, ReviewOutcome
from desktop.domain.schedules import clinic_day
from desktop.domain.trace_reading import ReadPurpose, TraceLine, TracePage, TraceQuery, TraceState

RECORD = "5f0c1e2d3b4a59687766554433221100"


def clerk(seq: int, at: datetime) -> tuple[str, str, int, datetime, str, str, str]:
    """Return the first values of a clerk's entry."""
    return "d-3", "3 号窗", seq, at, "1001", "王晓敏", "clerk"


class FakeTraces:
    """A few entries and one walk; remembers what was asked and exported."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.asked: list[TraceQuery] = []
        self.exports: list[tuple[int, ReadPurpose]] = []
        self.reviews: list[tuple[str, ReviewOutcome]] = []
        self.fails: list[KnownError] = []
        self.more = False
        self.signs = False
        self.signed: list[date] = []
        self.left: list[str] = []

    def today(self) -> date:
        return clinic_day(self._now())

    def record_of(self, patient_id: PatientId) -> str:
        return RECORD

    def read(self, query: TraceQuery) -> TracePage:
        if self.fails:
            raise self.fails.pop(0)
        self.asked.append(query)
        at = self._now()
        marks = (("after", "90ab12cd34ef"), ("before", "12ab34cd56ef"), ("fields", "card_number"))
        lines = (
            TraceLine(*clerk(412, at), "patient.correct", "ok", RECORD, "", "10.1.2.3", marks),
            TraceLine(*clerk(411, at), "reveal", "refused", RECORD, facts=(("why", "call-back"),)),
            TraceLine(*clerk(410, at), "sign-in", address="10.1.2.3"),
        )  # fmt: skip
        wanted = tuple(line for line in lines if query.subject in ("", line.subject))
        return TracePage(wanted, self.more, team_only=True)

    def check(self) -> tuple[TraceState, ...]:
        return (TraceState("d-3", "3 号窗", 1, 812_443), TraceState("d-5", "5 号窗", 1, 100, "gap", 57))

    def risks(self, first: date, last: date) -> ReviewList:
        at = self._now()
        lines = (
            AlertLine("R1/1001/1", "R1", at, "d-3", "3 号窗", "1001", "王晓敏", figure=17),
            AlertLine(
                "R13/d-5/2",
                "R13",
                at,
                "d-5",
                "5 号窗",
                "",
                "",
                figure=1,
                outcome="explained",
                reviewed_by="3001",
            ),
        )
        return ReviewList(lines)

    def review(self, alert: AlertLine, outcome: ReviewOutcome) -> None:
        self.reviews.append((alert.key, outcome))

    def may_sign_access(self) -> bool:
        return self.signs

    def access(self, month: date | None) -> AccessReview:
        if self.fails:
            raise self.fails.pop(0)
        at, open_month = self._now(), date(2026, 8, 1)
        lines = (
            AccessLine("1009", "周敏", "clerk", ("3 号窗",), at, dormant=True, leaving="1009" in self.left),
            AccessLine("1001", "王晓敏", "clerk", ("3 号窗",), at, at, 17, 230, 1),
        )
        still_open = () if open_month in self.signed else (open_month,)
        by = "3001" if month in self.signed else ""
        return AccessReview(month or open_month, lines, 3, still_open, by)

    def sign_access(self, review: AccessReview) -> None:
        self.signed.append(review.month)

    def propose_leave(self, staff: StaffId, roster: int) -> None:
        self.left.append(staff)

    def exported(self, query: TraceQuery, lines: int, purpose: ReadPurpose) -> None:
        self.exports.append((lines, purpose))
