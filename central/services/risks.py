"""The review list: what the risk rules found in the traces, and what became of it (SECURITY §4.5, P6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.engine import Connection

from central.services import roster, thresholds
from central.services.audit_reading import Reader, names_of, reader_of, windows_of
from central.services.parts import CentralParts
from central.services.surroundings import surroundings
from central.services.trace_segments import closed_events
from central.store import risk_rows
from central.store.trace_log import EventQuery
from desktop.domain.errors import CentralRefusedError, NotPermittedError, SelfApprovalError
from desktop.domain.risk_rules import (
    MOST_RISK_DAYS,
    REVIEW_PURPOSE,
    Alert,
    ReviewOutcome,
    review_bytes,
)
from desktop.domain.risk_watch import watch
from desktop.domain.schedules import CHINA
from desktop.domain.thresholds import stretches
from desktop.domain.trace_reading import TraceRangeError
from desktop.sync.wire import AlertRow, Done, RiskAnswer, RiskRequest, RiskReview


class RiskService:
    """Lets the rules walk over what central witnessed, for whom the roster permits it."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def read(self, desk_id: str, request: RiskRequest) -> RiskAnswer:
        """Return the alerts of some days, newest first; raises NotPermittedError, TraceRangeError."""
        if not 0 <= (request.last - request.first).days < MOST_RISK_DAYS:
            raise TraceRangeError(days=MOST_RISK_DAYS)
        parts = self._parts
        with parts.database.read() as connection:
            people = roster.current(parts, connection)
            reader = reader_of(people, request.author, parts.now())
            windows, names = windows_of(connection, parts.hospital_id), names_of(people)
            done = risk_rows.reviews(connection, parts.hospital_id)
            found = self._found(connection, people, request.first, request.last, reader)
        rows = tuple(
            AlertRow(
                alert.key, alert.rule.value, datetime.fromtimestamp(alert.ms / 1000, UTC), alert.desk,
                windows.get(alert.desk, ""), alert.actor, names.get(alert.actor, ""), alert.subject, alert.figure,
                *done.get(alert.key, ("", "")),
            )
            for alert in reversed(found)
        )  # fmt: skip
        return RiskAnswer(rows, reader.team_only)

    def review(self, desk_id: str, review: RiskReview) -> Done:
        """Keep what became of an alert under the reviewer's own signature.

        Raises NotPermittedError (also for an alert that the reviewer may not see), SelfApprovalError about oneself,
        CentralRefusedError (signature-wrong, alert-reviewed).
        """
        parts = self._parts
        outcome = _outcome(review.outcome)

        def work(connection: Connection) -> None:
            people = roster.current(parts, connection)
            reader = reader_of(people, review.author, parts.now())
            message = review_bytes(review.key, outcome)
            if not people.signed(
                parts.keys, review.author, review.signature, message, parts.now(), purpose=REVIEW_PURPOSE
            ):
                raise CentralRefusedError(reason="signature-wrong")
            alert = self._alert(connection, people, review.key, review.day, reader)
            if alert.actor == review.author:
                raise SelfApprovalError
            kept = risk_rows.keep_review(
                connection, parts.hospital_id, alert_key=review.key, outcome=outcome.value, by=review.author,
                at=parts.now(), signature=review.signature,
            )  # fmt: skip
            if not kept:
                raise CentralRefusedError(reason="alert-reviewed")

        parts.database.run(work)
        return Done()

    def _alert(
        self, connection: Connection, people: roster.People, key: str, day: date, reader: Reader
    ) -> Alert:
        for alert in self._found(connection, people, day, day, reader):
            if alert.key == key:
                return alert
        raise NotPermittedError(action="risk.review")

    def _found(
        self, connection: Connection, people: roster.People, first: date, last: date, reader: Reader
    ) -> list[Alert]:
        hospital = self._parts.hospital_id
        around = surroundings(self._parts, connection, people, first, last)
        found: list[Alert] = []
        changed = thresholds.changes(self._parts, connection)
        for begins, ends, limits in stretches(changed, first, last):
            begin, end = _begin(begins), _begin(ends) + timedelta(days=1)
            near = timedelta(days=limits.service_days)
            closed = closed_events(self._parts, connection, EventQuery(since=begin - near, until=end + near))
            seen = risk_rows.entries(connection, hospital, begin - near, end + near, closed)
            since, until = begin.timestamp() * 1000, end.timestamp() * 1000
            found += [
                alert
                for alert in watch(seen, around, limits)
                if since <= alert.ms < until and (reader.team is None or alert.actor in reader.team)
            ]
        return found


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, CHINA).astimezone(UTC)


def _outcome(text: str) -> ReviewOutcome:
    try:
        return ReviewOutcome(text)
    except ValueError as error:
        raise CentralRefusedError(reason="outcome-unknown") from error
