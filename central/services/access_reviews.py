"""The monthly access review, its sign-off, and dormant people proposed to be taken off the roster (SECURITY §4.3).

Central takes nobody off: a proposal is told to the security administrator (`clinic-central roster show`), and only a
roster under the founding key ends an account.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import msgspec
from sqlalchemy.engine import Connection

from central.services import roster
from central.services.audit_reading import Reader, reader_of, windows_of
from central.services.parts import CentralParts
from central.services.risks import RiskService
from central.services.roster import People
from central.services.trace_segments import closed_events
from central.store import access_rows
from central.store.access_rows import Leave
from central.store.trace_log import EventQuery
from desktop.domain.access_review import (
    ACCESS_PURPOSE,
    LEAVE_PURPOSE,
    AccessLine,
    AccessReview,
    is_dormant,
    leave_bytes,
    month_before,
    month_of,
    next_month,
    open_months,
    review_bytes,
)
from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError, NotPermittedError, SelfApprovalError
from desktop.domain.ids import StaffId
from desktop.domain.schedules import CHINA, clinic_day
from desktop.domain.staff import Action
from desktop.domain.trace_reading import TraceRangeError
from desktop.sync.wire import (
    AccessAnswer,
    AccessLeave,
    AccessRequest,
    AccessRow,
    AccessSigned,
    Done,
    RiskRequest,
)


class AccessReviewService:
    """Answers from the traces that central witnessed and the newest roster."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts
        self._risks = RiskService(parts)

    def read(self, desk_id: str, request: AccessRequest) -> AccessAnswer:
        """Return a month's review; raises NotPermittedError, TraceRangeError for a month to come."""
        review = self._review(desk_id, request.author, request.month)
        rows = tuple(msgspec.convert(line, AccessRow, from_attributes=True) for line in review.lines)
        return AccessAnswer(
            review.month, rows, review.roster, review.open_months, review.signed_by, review.team_only
        )

    def sign_off(self, desk_id: str, signed: AccessSigned) -> Done:
        """Keep an ended month's review as its reader signed it.

        Raises NotPermittedError, CentralRefusedError (month-running, month-signed, access-changed when something of
        what was signed is no longer so, signature-wrong).
        """
        parts = self._parts
        self._may_sign(signed.author)
        review = self._review(desk_id, signed.author, signed.month)
        if next_month(review.month) > clinic_day(parts.now()):
            raise CentralRefusedError(reason="month-running")
        content = review_bytes(review.month, review.lines)
        if hashlib.sha256(content).digest() != signed.digest:
            raise CentralRefusedError(reason="access-changed")

        def work(connection: Connection) -> None:
            people = roster.current(parts, connection)
            if not people.signed(
                parts.keys, signed.author, signed.signature, content, parts.now(), purpose=ACCESS_PURPOSE
            ):
                raise CentralRefusedError(reason="signature-wrong")
            kept = access_rows.keep_review(
                connection, parts.hospital_id, month=review.month, by=signed.author, at=parts.now(), content=content,
                signature=signed.signature,
            )  # fmt: skip
            if not kept:
                raise CentralRefusedError(reason="month-signed")

        parts.database.run(work)
        return Done()

    def propose_leave(self, desk_id: str, leave: AccessLeave) -> Done:
        """Note that a dormant person is to be taken off, until a signed roster does it or they sign in again.

        Raises NotPermittedError, SelfApprovalError, CentralRefusedError (access-changed on another roster,
        not-dormant, signature-wrong).
        """
        parts = self._parts
        self._may_sign(leave.author)
        if leave.author == leave.staff:
            raise SelfApprovalError

        def work(connection: Connection) -> None:
            people = roster.current(parts, connection)
            if leave.roster != people.version:
                raise CentralRefusedError(reason="access-changed")
            message = leave_bytes(leave.staff, leave.roster)
            if not people.signed(
                parts.keys, leave.author, leave.signature, message, parts.now(), purpose=LEAVE_PURPOSE
            ):
                raise CentralRefusedError(reason="signature-wrong")
            if leave.staff not in dormant_people(parts, connection, people):
                raise CentralRefusedError(reason="not-dormant")
            access_rows.put_leave(
                connection, parts.hospital_id, leave.staff, by=leave.author, at=parts.now(),
                roster_version=leave.roster, signature=leave.signature,
            )  # fmt: skip

        parts.database.run(work)
        return Done()

    def _may_sign(self, author: StaffId) -> None:
        parts = self._parts
        with parts.database.read() as connection:
            people = roster.current(parts, connection)
        if not people.may(author, Action.SIGN_ACCESS, parts.now()):
            raise NotPermittedError(action=Action.SIGN_ACCESS.value)

    def _review(self, desk_id: str, author: StaffId, asked: date | None) -> AccessReview:
        parts = self._parts
        now, hospital = parts.now(), parts.hospital_id
        today = clinic_day(now)
        with parts.database.read() as connection:
            people = roster.current(parts, connection)
            reader = reader_of(people, author, now)
            signed = access_rows.signed_months(connection, hospital)
            began = access_rows.first_roster(connection, hospital) or now
        still_open = open_months(clinic_day(began), today, signed)
        month = month_of(asked) if asked else next(iter(still_open), month_before(today))
        if month > today:
            raise TraceRangeError(days=0)
        last = min(next_month(month) - timedelta(days=1), today)
        alerts = self._risks.read(desk_id, RiskRequest(author, month, last)).alerts
        unreviewed = Counter(alert.staff for alert in alerts if not alert.outcome)
        with parts.database.read() as connection:
            lines = _lines(parts, connection, people, reader, month, unreviewed, author)
        return AccessReview(month, lines, people.version, still_open, signed.get(month, ""), reader.team_only)


def dormant_people(parts: CentralParts, connection: Connection, people: People) -> frozenset[str]:
    """Return who of the roster has not signed in for so long; who never did counts from their first key."""
    now, since = parts.now(), _since(parts, connection, people)
    seen = access_rows.last_sign_ins(connection, parts.hospital_id)
    return frozenset(person for person in since if is_dormant(seen.get(person), since[person], now))


def leaving(parts: CentralParts, connection: Connection, people: People) -> list[Leave]:
    """Return the proposals that stand: about people still on the roster who did not sign in since."""
    seen = access_rows.last_sign_ins(connection, parts.hospital_id)
    return [
        leave
        for leave in access_rows.leaves(connection, parts.hospital_id)
        if people.knows(leave.staff) and (leave.staff not in seen or seen[leave.staff] < leave.at)
    ]


def _since(parts: CentralParts, connection: Connection, people: People) -> dict[str, datetime]:
    since: dict[str, datetime] = {}
    for entry in people.entries:
        since[str(entry.person)] = min(since.get(entry.person, entry.valid_from), entry.valid_from)
    keys = access_rows.first_keys(connection, parts.hospital_id)
    return {person: keys.get(person, at) for person, at in since.items()}


def _lines(
    parts: CentralParts, connection: Connection, people: People, reader: Reader, month: date,
    unreviewed: Counter[str], asker: StaffId,
) -> tuple[AccessLine, ...]:  # fmt: skip
    hospital = parts.hospital_id
    begin, end = _begin(month), _begin(next_month(month))
    reveals, opened, glass = (
        _counted(parts, connection, EventQuery(act=act.value, since=begin, until=end, result="ok"))
        for act in (AuditAct.REVEAL, AuditAct.PATIENT_OPENED, AuditAct.GLASS_BROKEN)
    )
    windows = windows_of(connection, hospital)
    seen, since = access_rows.last_sign_ins(connection, hospital), _since(parts, connection, people)
    # who asks is here, also when central has not yet witnessed their sign-in
    dormant = dormant_people(parts, connection, people) - {asker}
    leaves = {leave.staff for leave in leaving(parts, connection, people)}
    lines = []
    for person in sorted(since):
        if reader.team is not None and person not in reader.team:
            continue
        mine = [entry for entry in people.entries if entry.person == person]
        lines.append(
            AccessLine(
                person, mine[0].name, mine[0].role,
                tuple(sorted(windows.get(entry.desk) or str(entry.desk) for entry in mine)), since[person],
                seen.get(person), reveals.get(person, 0), opened.get(person, 0), unreviewed[person],
                glass.get(person, 0), person in dormant, person in leaves,
            )
        )  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (not line.dormant, line.staff)))


def _counted(parts: CentralParts, connection: Connection, wanted: EventQuery) -> dict[str, int]:
    closed = closed_events(parts, connection, wanted)
    records = wanted.act == AuditAct.PATIENT_OPENED
    return access_rows.counts(connection, parts.hospital_id, wanted, closed, records=records)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, CHINA).astimezone(UTC)
