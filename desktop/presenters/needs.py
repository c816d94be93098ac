"""What the presenters need of the services, as roles, so that a test can stand in for each of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from desktop.domain.access_review import AccessReview
from desktop.domain.drawn import SignedHow
from desktop.domain.ids import BookingId, CaseId, DepartmentId, DoctorId, PatientId, StaffId, TaskId
from desktop.domain.money_papers import MoneyPaper, ShiftPaper
from desktop.domain.offline_lease import Lease
from desktop.domain.payments import EntryKind
from desktop.domain.receipts import Receipt
from desktop.domain.reports import GroupBy, Report, ReportView
from desktop.domain.reveals import RevealField, RevealReason
from desktop.domain.risk_rules import AlertLine, ReviewList, ReviewOutcome
from desktop.domain.schedules import Department
from desktop.domain.shifts import Count, Difference, Shift
from desktop.domain.slips import Slip
from desktop.domain.trace_reading import ReadPurpose, TracePage, TraceQuery, TraceState
from desktop.domain.verification import NameCheck
from desktop.ports.central import CodeTicket
from desktop.ports.id_reader import CardRead
from desktop.ports.ticket_printer import PrinterState
from desktop.services.board import Board, DayLeft
from desktop.services.drafts import Confirmed, Hit, Identified, PatientCard, PersonDraft, RegistrationDraft
from desktop.services.drill import DrillNews
from desktop.services.leaving import Ending
from desktop.services.letters import Letter
from desktop.services.notice import Notice
from desktop.services.payments import Quote, Wish
from desktop.services.rights import CaseLine
from desktop.services.shifts import ShiftView
from desktop.services.supervision import TaskLine
from desktop.services.syncing import OutboxLine, SyncStatus
from desktop.services.updates import UpdateNews


class Line(Protocol):
    """Whether central answers."""

    def online(self) -> bool:
        """Return whether the last exchange was answered."""

    def line_lost(self) -> None:
        """Take note that a call just failed."""


class Identifies(Protocol):
    """services.identify.IdentifyService."""

    def draft_from_card(self, card: CardRead) -> PersonDraft: ...
    def identify(self, draft: PersonDraft) -> Identified: ...
    def identify_at_central(self, draft: PersonDraft) -> Identified | None: ...
    def open_patient(self, patient_id: PatientId) -> PatientCard: ...
    def same_person(self, patient_id: PatientId, draft: PersonDraft) -> PatientCard: ...
    def draft_of(self, patient_id: PatientId) -> PersonDraft: ...
    def still_here(self, patient_id: PatientId) -> bool: ...
    def refuse_minor(self) -> None: ...


class Certifies(Protocol):
    """services.letters.LetterService, what a deletion needs of it."""

    def certificate(self, case_id: CaseId, language: str = "zh") -> Letter: ...
    def deletion_receipt(self, case_id: CaseId, language: str = "zh", signature: str = "") -> Letter: ...


class Verifies(Protocol):
    """services.verify.VerifyService."""

    def send_code(self, phone: str) -> CodeTicket: ...
    def check_code(self, code_id: str, code: str) -> str: ...
    def check_name(self, draft: PersonDraft) -> NameCheck: ...


class Notices(Protocol):
    """services.notice.NoticeService."""

    def current(self) -> Notice: ...


class Boards(Protocol):
    """services.board.BoardService."""

    def departments(self) -> tuple[Department, ...]: ...
    def days(self, first: date, count: int) -> tuple[DayLeft, ...]: ...
    def board(self, department_id: DepartmentId, day: date, kind: str = "") -> Board: ...
    def next_free(
        self, department_id: DepartmentId, doctor_id: DoctorId | None, after: date, days: int, kind: str = ""
    ) -> date | None: ...


class Registers(Protocol):
    """services.registration.RegistrationService."""

    def confirm(self, draft: RegistrationDraft) -> Confirmed: ...
    def undo(self, booking_id: BookingId) -> tuple[str, ...]: ...


class Prints(Protocol):
    """services.slips.SlipService."""

    def print_slip(self, slip: Slip, booking_id: BookingId) -> PrinterState: ...
    def reprint(self, booking_id: BookingId) -> Slip: ...
    def printer_state(self) -> PrinterState: ...


class Reveals(Protocol):
    """services.reveal.RevealService."""

    def serve(self, patient_id: PatientId | None) -> None: ...
    def reveal(
        self, patient_id: PatientId, field: RevealField, reason: RevealReason | None = None
    ) -> str: ...


class Searches(Protocol):
    """services.search.SearchService."""

    def begin(self) -> str: ...
    def find(self, overlay: str, text: str) -> tuple[Hit, ...]: ...
    def find_at_central(self, overlay: str, text: str, digits: str = "") -> tuple[tuple[Hit, ...], bool]: ...
    def bring(self, patient_id: PatientId) -> None: ...
    def end(self, overlay: str, *, opened: bool) -> None: ...
    def recent(self) -> tuple[Hit, ...]: ...


class Syncs(Protocol):
    """services.syncing.SyncService."""

    def status(self) -> SyncStatus: ...
    def online(self) -> bool: ...
    def line_lost(self) -> None: ...
    def run_once(self) -> SyncStatus: ...
    def outbox(self, limit: int) -> tuple[OutboxLine, ...]: ...


class RunsDrills(Protocol):
    """services.drill.DrillService."""

    def start(self, line: Line) -> DrillNews: ...
    def end(self) -> DrillNews: ...
    def news(self) -> DrillNews: ...


class ExtendsLease(Protocol):
    """services.reading_gate.ReadingGate."""

    def extend(self) -> Lease: ...


class LooksForUpdates(Protocol):
    """services.updates.UpdateService."""

    def look(self) -> UpdateNews: ...


class GivesBack(Protocol):
    """services.giving_back.GivingBackService."""

    def give_back(self) -> int: ...


class ChangesKeys(Protocol):
    """services.rotation.RotationService."""

    def rotate(self, progress: Callable[[int, int], None]) -> int: ...


class Rights(Protocol):
    """services.rights.RightsService."""

    def file_deletion(
        self, patient_id: PatientId, ground: str, how: SignedHow, drawn: str = ""
    ) -> CaseId: ...
    def ending(self, patient_id: PatientId, ground: str) -> Ending: ...
    def cases(self) -> tuple[CaseLine, ...]: ...
    def approve(self, case_id: CaseId) -> None: ...


class Supervises(Protocol):
    """services.supervision.SupervisionService."""

    def tasks(self) -> tuple[TaskLine, ...]: ...
    def resolve(self, task_id: TaskId, outcome: str) -> None: ...


class SettlesTwice(Protocol):
    """services.twice.TwiceService."""

    def settle(self, task_id: TaskId, way: EntryKind) -> None: ...


class PaysMoney(Protocol):
    """services.payments.PaymentService."""

    def quote(self, booking_id: BookingId) -> Quote: ...
    def pay(self, booking_id: BookingId, wish: Wish) -> Receipt: ...
    def refund(self, booking_id: BookingId, reason: str, fen: int | None = None) -> tuple[Receipt, ...]: ...
    def receipt(self, payment_id: str, reprint: int = 0) -> Receipt: ...


class RunsShifts(Protocol):
    """services.shifts.ShiftService."""

    def view(self) -> ShiftView: ...
    def open(self, float_fen: int) -> Shift: ...
    def close(
        self,
        count: Count,
        reason: Difference = Difference.NONE,
        *,
        left_fen: int = 0,
        handed_to: str = "",
    ) -> ShiftPaper: ...


class PrintsMoney(Protocol):
    """services.money_papers.MoneyPaperService."""

    def print_paper(self, paper: MoneyPaper) -> PrinterState: ...


class ReadsReports(Protocol):
    """services.reports.ReportService."""

    def today(self) -> date: ...
    def read(self, first: date, last: date, by: GroupBy) -> Report: ...
    def exported(self, report: Report, form: str, view: ReportView) -> None: ...


class ReadsTraces(Protocol):
    """services.audit_reading.AuditReadingService."""

    def today(self) -> date: ...
    def record_of(self, patient_id: PatientId) -> str: ...
    def read(self, query: TraceQuery) -> TracePage: ...
    def check(self) -> tuple[TraceState, ...]: ...
    def risks(self, first: date, last: date) -> ReviewList: ...
    def review(self, alert: AlertLine, outcome: ReviewOutcome) -> None: ...
    def may_sign_access(self) -> bool: ...
    def access(self, month: date | None) -> AccessReview: ...
    def sign_access(self, review: AccessReview) -> None: ...
    def propose_leave(self, staff: StaffId, roster: int) -> None: ...
    def exported(self, query: TraceQuery, lines: int, purpose: ReadPurpose) -> None: ...
