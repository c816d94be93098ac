"""Missed appointments at the desk: who marked each and when, the printed notice, the excuse (N22, G38, G39)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.documents import DocumentType
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import BookingId, TaskId
from desktop.domain.masking import Surface, mask_name, mask_number
from desktop.domain.no_show_rules import Counts, CountWindow, NoShowRule, month_ends
from desktop.domain.no_shows import (
    APPEAL_TASK,
    Counted,
    ExcuseReasonMissingError,
    NoNoShowRuleError,
    NoNoShowsError,
    NoShowLedger,
    kind_of,
    ledger,
)
from desktop.domain.operations import OperationKind
from desktop.domain.print_templates import PrintKind
from desktop.domain.queueing import THE_CLOCK, ExcuseReason, QueueStep
from desktop.domain.schedules import CHINA, Department, Doctor
from desktop.domain.staff import Action, allowed
from desktop.ports.store import StoredBooking, StoredPatient, StoredTask, Transaction
from desktop.ports.ticket_printer import PrinterState
from desktop.services import slot_acts
from desktop.services.desk import Desk
from desktop.services.notice import notice_of
from desktop.services.printing import PrintService
from desktop.services.queueing import QueueService
from desktop.services.rules import MOST_OF_ONE, begins_at, book_of, counts_from
from desktop.services.supervision import OPEN

CHINESE, ENGLISH = "zh_CN", "en"
# the places of the notice that say what counts besides
ALSO = {
    Counts.UNCOLLECTED: "uncollected_limit",
    Counts.LATE_CANCEL: "late_limit",
    Counts.SAME_DAY: "same_day_limit",
}
# who shows one of these reads English; everybody else gets Chinese, and one key chooses the other
FOREIGN = frozenset(
    {DocumentType.FOREIGN_PASSPORT, DocumentType.FOREIGNER_CARD, DocumentType.FOREIGNER_CARD_2017}
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Who marked a no-show (a staff id, or the clock) and when."""

    by: str
    at: datetime

    @property
    def by_clock(self) -> bool:
        """Return whether nobody but the clock did."""
        return self.by == THE_CLOCK


def marked(tx: Transaction, booking: StoredBooking) -> Marked | None:
    """Return who marked this booking a no-show or let it lapse; None when it is neither."""
    if booking.state not in (BookingState.NO_SHOW.value, BookingState.LAPSED.value):
        return None
    entry = tx.queue.get(booking.id)
    if entry is None or entry.last_at is None:
        return Marked(THE_CLOCK, begins_at(tx, booking))
    return Marked(entry.last_by, entry.last_at)


class NoShowService:
    """Prints through the one door for papers, excuses by a step of the line that central judges again."""

    def __init__(self, desk: Desk, queue: QueueService, prints: PrintService) -> None:
        self._desk = desk
        self._queue = queue
        self._prints = prints

    @property
    def may_excuse(self) -> bool:
        """Return whether the signed-in person may let a no-show not count."""
        return allowed(self._desk.role, Action.EXCUSE)

    def excuse(self, booking_id: BookingId, reason: str) -> None:
        """Let a no-show not count any more; raises ExcuseReasonMissingError, NotPermittedError."""
        if reason not in set(ExcuseReason):
            raise ExcuseReasonMissingError
        self._queue.step(booking_id, QueueStep.EXCUSE, reason=ExcuseReason(reason))

    def appeal(self, booking_id: BookingId, reason: str) -> TaskId:
        """Put a person's objection before the supervisors, once for a booking; on line and off.

        Raises ExcuseReasonMissingError, NoNoShowsError, NotPermittedError.
        """
        desk = self._desk
        desk.require(Action.CHECK_IN)
        if reason not in set(ExcuseReason):
            raise ExcuseReasonMissingError
        with desk.store.write() as tx:
            booking = slot_acts.found(tx, booking_id)
            if marked(tx, booking) is None:
                raise NoNoShowsError
            same = [t for t in tx.cases.tasks(OPEN) if (t.kind, t.booking_id) == (APPEAL_TASK, booking_id)]
            if same:
                return same[0].id
            task_id, me = TaskId(desk.new_id()), desk.keys.staff.staff_id
            facts = {"booking_id": booking_id, "reason": reason}
            subject = booking.patient_id or None
            desk.record(tx, OperationKind.APPEAL_NO_SHOW, task_id, subject=subject, facts=facts)
            now = desk.clock.now()
            task = StoredTask(task_id, APPEAL_TASK, OPEN, now, booking.patient_id, booking_id, reason, me)
            tx.cases.put_task(task)
            slot_acts.trace_change(desk, tx, AuditAct.APPEAL_NO_SHOW, booking, {"reason": reason})
        return task_id

    def grant(self, task_id: TaskId) -> None:
        """Let an appeal hold: the no-show does not count, for the reason that was told."""
        with self._desk.store.read() as tx:
            task = next((t for t in tx.cases.tasks(OPEN) if t.id == task_id), None)
        if task is None or task.booking_id is None:
            raise CentralRefusedError(reason="task-not-open")
        self.excuse(task.booking_id, task.reason)

    def print_notice(self, booking_id: BookingId, *, other_language: bool = False) -> PrinterState:
        """Print what counts for the person of a booking, under which rule, until when, and how to appeal.

        Raises NoNoShowRuleError, NoNoShowsError, NotPermittedError and the printer's known errors.
        """
        with self._desk.store.read() as tx:
            booking = slot_acts.found(tx, booking_id)
            person = slot_acts.person_of(tx, booking.patient_id)
            book = book_of(tx)
            rules = book.at(self._desk.clock.now())
            if rules is None or rules.no_show is None:
                raise NoNoShowRuleError
            missed = {
                b.id: b
                for b in tx.bookings.of_patient(person.id, MOST_OF_ONE)
                if rules.no_show.counts(kind_of(BookingState(b.state)))
            }
            whole = ledger(
                rules.no_show, [(b.id, counts_from(tx, b)) for b in missed.values()], self._desk.clock.now()
            )
            if not whole.counted:
                raise NoNoShowsError
            language = _language(person, other=other_language)
            rows = tuple(_row(tx, missed[BookingId(one.key)], one, language) for one in whole.counted)
            notice = notice_of(tx, self._desk.today())
        values = _values(whole, person, self._desk.clock.now())
        values |= {"rule": rules.version, "contact": notice.contact if notice else ""}
        values["language"] = language
        return self._prints.document(PrintKind.NO_SHOW, values, rows, object_id=booking_id)


def _values(whole: NoShowLedger, person: StoredPatient, now: datetime) -> dict[str, str]:
    record = person.record
    return _rule(whole.rule, now) | {
        "name": mask_name(record.name, Surface.SLIP),
        "document": mask_number(DocumentType(record.document_type), record.document_number or "", Surface.SLIP),
        "counted": str(len(whole.counted)), "barred_until": _time(whole.barred_until),
    }  # fmt: skip


def _rule(rule: NoShowRule, now: datetime) -> dict[str, str]:
    named = {
        CountWindow.CALENDAR_MONTH: {"month_limit": str(rule.count)},
        CountWindow.CALENDAR_YEAR: {"year_limit": str(rule.count)},
    }
    rolling = {"rolling_days": str(rule.window_days), "rolling_limit": str(rule.count)}
    lasts = {"month_end": _day(month_ends(now) - timedelta(days=1))} if rule.rest_of_month else {
        "penalty_days": str(rule.penalty_days)
    }  # fmt: skip
    also = {place: str(rule.count) for kind, place in ALSO.items() if kind.value in rule.also}
    return lasts | also | named.get(rule.window, rolling)


def _row(tx: Transaction, booking: StoredBooking, counted: Counted, language: str) -> dict[str, str]:
    session = tx.schedules.session(booking.session_id)
    here = [d for d in tx.schedules.departments() if session and d.id == session.department_id]
    doctor = tx.schedules.doctor(session.doctor_id) if session else None
    places: list[Department | Doctor] = [*here, *([doctor] if doctor else [])]
    where = [_named(each, language) for each in places]
    who = marked(tx, booking)
    return {
        "day": _day(counted.at), "where": " ".join(where), "counts_until": _day(counted.until),
        "marked": _day(who.at) if who else "",
    }  # fmt: skip


def _named(place: Department | Doctor, language: str) -> str:
    """Return a clinic's or doctor's name in the notice's language, the Chinese one where it has no other."""
    return (place.english if language == ENGLISH else "") or place.name


def _language(person: StoredPatient, *, other: bool) -> str:
    english = DocumentType(person.record.document_type) in FOREIGN
    return ENGLISH if english is not other else CHINESE


def _day(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d}"


def _time(at: datetime | None) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}" if at else ""
