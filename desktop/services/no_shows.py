"""Missed appointments at the desk: who marked each and when, the printed notice, the excuse (N22, G38, G39)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.bookings import BookingState
from desktop.domain.documents import DocumentType
from desktop.domain.ids import BookingId
from desktop.domain.masking import Surface, mask_name, mask_number
from desktop.domain.no_show_rules import CountWindow, NoShowRule
from desktop.domain.no_shows import (
    Counted,
    ExcuseReasonMissingError,
    NoNoShowRuleError,
    NoNoShowsError,
    NoShowLedger,
    kind_of,
    ledger,
)
from desktop.domain.print_templates import PrintKind
from desktop.domain.queueing import THE_CLOCK, ExcuseReason, QueueStep
from desktop.domain.schedules import CHINA
from desktop.domain.staff import Action, allowed
from desktop.ports.store import StoredBooking, StoredPatient, Transaction
from desktop.ports.ticket_printer import PrinterState
from desktop.services import slot_acts
from desktop.services.desk import Desk
from desktop.services.notice import notice_of
from desktop.services.printing import PrintService
from desktop.services.queueing import QueueService
from desktop.services.rules import MOST_OF_ONE, begins_at, book_of, counts_from

CHINESE, ENGLISH = "zh_CN", "en"
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
            rows = tuple(_row(tx, missed[BookingId(one.key)], one) for one in whole.counted)
            notice = notice_of(tx, self._desk.today())
        values = _values(whole, person) | {"rule": rules.version, "contact": notice.contact if notice else ""}
        values["language"] = _language(person, other=other_language)
        return self._prints.document(PrintKind.NO_SHOW, values, rows, object_id=booking_id)


def _values(whole: NoShowLedger, person: StoredPatient) -> dict[str, str]:
    record = person.record
    return _rule(whole.rule) | {
        "name": mask_name(record.name, Surface.SLIP),
        "document": mask_number(DocumentType(record.document_type), record.document_number or "", Surface.SLIP),
        "counted": str(len(whole.counted)), "barred_until": _time(whole.barred_until),
    }  # fmt: skip


def _rule(rule: NoShowRule) -> dict[str, str]:
    named = {
        CountWindow.CALENDAR_MONTH: {"month_limit": str(rule.count)},
        CountWindow.CALENDAR_YEAR: {"year_limit": str(rule.count)},
    }
    rolling = {"rolling_days": str(rule.window_days), "rolling_limit": str(rule.count)}
    return {"penalty_days": str(rule.penalty_days)} | named.get(rule.window, rolling)


def _row(tx: Transaction, booking: StoredBooking, counted: Counted) -> dict[str, str]:
    session = tx.schedules.session(booking.session_id)
    departments = {d.id: d.name for d in tx.schedules.departments()}
    doctor = tx.schedules.doctor(session.doctor_id) if session else None
    where = (departments.get(session.department_id, "") if session else "", doctor.name if doctor else "")
    who = marked(tx, booking)
    return {
        "day": _day(counted.at), "where": " ".join(filter(None, where)), "counts_until": _day(counted.until),
        "marked": _day(who.at) if who else "",
    }  # fmt: skip


def _language(person: StoredPatient, *, other: bool) -> str:
    english = DocumentType(person.record.document_type) in FOREIGN
    return ENGLISH if english is not other else CHINESE


def _day(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d}"


def _time(at: datetime | None) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}" if at else ""
