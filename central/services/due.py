"""What becomes due by itself: provisional name checks, destructions after cooling, ends of sessions, the day's turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.engine import Connection

from central.services import duplicates, erasure, not_come, waiting
from central.services.batch import Batch, rules_of
from central.services.case_keys import KEYS_DESTROYED
from central.services.opening import record_of
from central.services.parts import CentralParts
from central.services.ports import NameCheckProvider
from central.services.releasing import release_numbers
from central.services.stopping import end_offers
from central.store import changed, codes, erasures, feed, numbers, people, places, work
from central.store.work import WaitingCheck
from desktop.domain.documents import DocumentType
from desktop.domain.payloads import PatientRecord
from desktop.domain.rule_book import RuleBook
from desktop.domain.schedules import clinic_day
from desktop.domain.verification import NameCheck, can_be_asked

AT_ONCE = 20
MOST_RESTED = 500
SCOPE_DAY = "scope_day"
RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=1)
# the longest limit on codes looks back a day (services.codes); a desk off line may keep a proof for its lease
CODES_KEPT = timedelta(days=2)
PROOFS_KEPT = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class DueReport:
    """What one step did."""

    checked: int = 0
    destroyed: int = 0
    sessions_ended: int = 0
    absent: int = 0
    scope_moved: int = 0
    compared: int = 0
    numbers_freed: int = 0
    released: int = 0
    offers_ended: int = 0
    wishes_offered: int = 0


class DueService:
    """Runs what is due; a step may be run again or by two nodes at once, every effect happens once (I3)."""

    def __init__(self, parts: CentralParts, provider: NameCheckProvider) -> None:
        self._parts = parts
        self._provider = provider
        # destroyed keys may stand in the database's own log; true at first, for what another process left behind
        self._log_to_empty = True
        self._emptied_after: str | None = None
        self._looked_at: datetime | None = None

    def run_due(self) -> DueReport:
        """Run one step of everything; call it every second or two."""
        return DueReport(
            checked=self._check_names(),
            destroyed=self._destroy(),
            sessions_ended=self._end_sessions(),
            absent=self._mark_absent(),
            scope_moved=self._begin_day(),
            compared=self._compare_people(),
            numbers_freed=self._free_rested(),
            released=release_numbers(self._parts),
            offers_ended=end_offers(self._parts) + waiting.end_offers(self._parts),
            wishes_offered=waiting.offer_free(self._parts),
        )

    # ------------------------------------------------------------ provisional name checks (N5, P3)
    def _check_names(self) -> int:
        parts = self._parts
        with parts.database.read() as connection:
            waiting = work.waiting_checks(connection, parts.hospital_id, parts.now(), AT_ONCE)
            records = self._records(connection, [check.patient_id for check in waiting])
        outcomes = {patient: self._ask(record) for patient, record in records.items()}
        done = 0
        for check in waiting:
            outcome = outcomes.get(check.patient_id, NameCheck.NOT_ASKED.value)
            done += self._in_batch(lambda batch, check=check, outcome=outcome: _settle(batch, check, outcome))  # type: ignore[misc]  # bound in the loop
        return done

    def _records(self, connection: Connection, ids: list[str]) -> dict[str, PatientRecord]:
        rows = people.people(connection, self._parts.hospital_id, ids)
        wrapped = people.wrapped_keys(connection, self._parts.hospital_id, ids)
        opened = {patient: record_of(self._parts, row, wrapped) for patient, row in rows.items()}
        return {patient: record for patient, record in opened.items() if record is not None}

    def _ask(self, record: PatientRecord) -> str:
        """Ask the provider, outside of any transaction."""
        number = record.document_number
        if not number or not can_be_asked(DocumentType(record.document_type)):
            return NameCheck.NOT_ASKED.value
        return self._provider.check(record.document_type, number, record.name)

    # ------------------------------------------------------------ destructions (DECISIONS 12)
    def _destroy(self) -> int:
        parts = self._parts
        with parts.database.read() as connection:
            due = erasures.due(connection, parts.hospital_id, parts.now(), AT_ONCE)
            waiting = erasures.waiting(connection, parts.hospital_id)
            by_run = places.value(connection, parts.hospital_id, KEYS_DESTROYED)
        destroyed = sum(self._in_batch(lambda batch, case=case: erasure.destroy(batch, case)) for case in due)  # type: ignore[misc]  # bound in the loop
        for ledger_id in waiting:
            self._in_batch(lambda batch, ledger_id=ledger_id: erasure.close_if_receipted(batch, ledger_id))  # type: ignore[misc]  # bound in the loop
        self._log_to_empty |= destroyed > 0 or by_run != self._emptied_after
        self._emptied_after = by_run
        if self._log_to_empty:
            self._log_to_empty = not parts.database.empty_log()
        return destroyed

    # ------------------------------------------------------------ the clinic's clock
    def _end_sessions(self) -> int:
        return self._in_batch(not_come.end_sessions) if self._any_session(not_come.session_over) else 0

    def _mark_absent(self) -> int:
        """Once a minute, and only where the rules give somebody up before the session is over."""
        minute = self._parts.now().replace(second=0, microsecond=0)
        if minute == self._looked_at or not self._any_session(not_come.clock_may_speak):
            return 0
        marked = self._in_batch(not_come.mark_during)
        self._looked_at = minute
        return marked

    def _any_session(self, found: Callable[[dict[str, Any], RuleBook, datetime], bool]) -> bool:
        parts = self._parts
        now = parts.now()
        with parts.database.read() as connection:
            rows = numbers.open_sessions_until(connection, parts.hospital_id, clinic_day(now))
            book = rules_of(connection, parts.hospital_id)
        return any(found(row, book, now) for row in rows)

    def _free_rested(self) -> int:
        """Numbers that were given back go to the end of their row when their rest is over (N21)."""
        parts = self._parts
        now = parts.now()

        def free(batch: Batch) -> int:
            found = changed.rested(batch.connection, batch.hospital, now, MOST_RESTED)
            if found:
                changed.free_again(batch.connection, batch.hospital, found, now)
                batch.touched.add(feed.CLINIC, "session", *sorted({session for session, _ in found}))
            return len(found)

        with parts.database.read() as connection:
            due = changed.rested(connection, parts.hospital_id, now, 1)
        return self._in_batch(free) if due else 0

    def _begin_day(self) -> int:
        """Once a day: whose bookings entered or left the working set moves in the feed (DECISIONS 25); old codes go."""
        parts = self._parts
        now = parts.now()
        today = clinic_day(now)
        with parts.database.read() as connection:
            before = places.value(connection, parts.hospital_id, SCOPE_DAY)
        if before == today.isoformat():
            return 0

        def begin(batch: Batch) -> int:
            places.put_value(batch.connection, batch.hospital, SCOPE_DAY, today.isoformat())
            codes.forget(batch.connection, batch.hospital, now - CODES_KEPT, now - PROOFS_KEPT)
            if before is None:
                return 0
            moved = people.crossing(batch.connection, batch.hospital, date.fromisoformat(before), today, now)
            batch.touched.add(feed.CLINIC, "patient", *moved)
            return len(moved)

        return self._in_batch(begin)

    # ------------------------------------------------------------ the scan for duplicates: see services.duplicates
    def _compare_people(self) -> int:
        with self._parts.database.read() as connection:
            if not duplicates.asked(connection, self._parts.hospital_id):
                return 0
        return self._in_batch(duplicates.scan_page)

    def _in_batch(self, act: Callable[[Batch], int]) -> int:
        def work(connection: Connection) -> int:
            batch = Batch(self._parts, connection, "")
            count = act(batch)
            batch.finish()
            feed.move(connection, self._parts.hospital_id, batch.touched)
            return int(count)

        return self._parts.database.run(work)


def _settle(batch: Batch, check: WaitingCheck, outcome: str) -> int:
    """Keep an outcome, once: a match frees the booking, a mismatch goes to a supervisor."""
    queued = batch.checks.get(check.booking_id)
    if queued is None or queued["state"] != work.WAITING:
        return 0
    if outcome == "unavailable":
        wait = min(RETRY * 2 ** min(check.tries, 10), LONGEST_RETRY)
        batch.checks.change(check.booking_id, tries=check.tries + 1, due_at=batch.now + wait)
        return 0
    batch.checks.change(check.booking_id, state=work.DONE, outcome=outcome, done_at=batch.now)
    booking, patient = batch.bookings.get(check.booking_id), batch.patients.get(check.patient_id)
    if booking is None or patient is None or patient["state"] != people.LIVE:
        return 0
    matched = outcome == NameCheck.MATCH.value
    batch.bookings.change(
        check.booking_id, checked_at=batch.now, provisional=booking["provisional"] and not matched,
        version=booking["version"] + 1,
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "patient", check.patient_id)
    batch.touched.add(feed.CLINIC, "booking", check.booking_id)
    if outcome != NameCheck.NOT_ASKED.value:
        batch.patients.change(check.patient_id, name_check=outcome, name_checked_at=batch.now)
    if not matched:
        batch.open_task("name-" + outcome, patient_id=check.patient_id, booking_id=check.booking_id)
    return 1
