"""In-memory stand-ins for the services behind the pages: a small made-up clinic under a virtual clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

from desktop.domain.announcements import Announcement
from desktop.domain.booking_rules import RuleSet
from desktop.domain.cards import CardLayout, UnverifiedCard
from desktop.domain.documents import DocumentType, Sex, age_on, check_document, has_reject
from desktop.domain.drawn import SignedHow
from desktop.domain.errors import (
    CentralUnreachableError,
    CodeExpiredError,
    CodeWrongError,
    KnownError,
)
from desktop.domain.ids import (
    BookingId,
    CaseId,
    DepartmentId,
    DoctorId,
    PatientId,
    SessionId,
    StaffId,
    TaskId,
)
from desktop.domain.notice_changes import NoticePaper
from desktop.domain.payments import EntryKind
from desktop.domain.people import EvidenceLevel, Match, PhoneStatus, rule_for_age
from desktop.domain.reveals import RevealField, RevealReason
from desktop.domain.rule_book import RuleBook
from desktop.domain.schedules import Department, Doctor
from desktop.domain.site_fields import SiteFields
from desktop.domain.slips import Slip
from desktop.domain.verification import NameCheck
from desktop.ports.central import Asked, CodeTicket, LeftBooking
from desktop.ports.id_reader import CardRead
from desktop.ports.ticket_printer import PrinterState
from desktop.services.board import Board, BoardCell, BoardLine, DayLeft
from desktop.services.drafts import (
    Confirmed,
    Hit,
    Identified,
    Likely,
    PatientCard,
    PersonDraft,
    RegistrationDraft,
    Visit,
)
from desktop.services.leaving import Ending
from desktop.services.letters import Letter
from desktop.services.notice import Notice, NoticeShelf
from desktop.services.rights import CaseLine
from desktop.services.supervision import TaskLine
from desktop.services.syncing import OutboxLine, SyncStatus
from tests.fakes.duties_desk import FakeDuties
from tests.fakes.money_desk import FakeMoneyPapers, FakePayments, FakeReports, FakeShifts
from tests.fakes.people_desk import FakePeople
from tests.fakes.printing_desk import FakePrinting
from tests.fakes.registers_desk import FakeRegisters
from tests.fakes.requests_desk import FakeLetters, FakeRequests
from tests.fakes.traces_desk import FakeTraces

MONDAY = datetime(2026, 11, 24, 2, 42, 18, tzinfo=UTC)
NEW_NUMBER = "890000199003070028"
KNOWN_NUMBER = "890000198512120025"
CHILD_NUMBER = "890000201505050019"
NEW_NAME = "单雪"
KNOWN_NAME = "张志强"
PHONE = "15400138000"
RIGHT_CODE = "472915"
KNOWN_ID = PatientId("patient-known")
TIMES = tuple(
    time(h, m)
    for h, m in ((10, 30), (11, 0), (11, 30), (13, 30), (14, 0), (14, 30), (15, 0), (15, 30), (16, 0))
)


def card(number: str = NEW_NUMBER, name: str = NEW_NAME, birth: date | None = None) -> UnverifiedCard:
    """Return a made-up card as the chip would say it; the birth date is the number's own."""
    born = birth or date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return UnverifiedCard(
        CardLayout.RESIDENT, name, name.encode("utf-16-le"), sex_code="2", birth=born, number=number
    )


class FakeClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = MONDAY
        self.seconds = 1000.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds


class FakeLine:
    """The line to central."""

    def __init__(self) -> None:
        self.up = True

    def online(self) -> bool:
        return self.up

    def line_lost(self) -> None:
        self.up = False


class Scripted:
    """Raises the next error laid up for a call, once."""

    def __init__(self) -> None:
        self.errors: dict[str, list[KnownError]] = {}

    def fail(self, call: str, error: KnownError) -> None:
        self.errors.setdefault(call, []).append(error)

    def _maybe_fail(self, call: str) -> None:
        if self.errors.get(call):
            raise self.errors[call].pop(0)


def known_patient() -> PatientCard:
    """Return the made-up person who was here before."""
    return PatientCard(
        patient_id=KNOWN_ID,
        name=KNOWN_NAME,
        sex=Sex.MALE,
        birth=date(1985, 12, 12),
        age=40,
        number_masked="8900 **** **** **25",
        phone_masked="154 **** 8000",
        card_masked="**** 0461",
        document_type=DocumentType.RESIDENT_CARD,
        evidence=EvidenceLevel.CHIP_READ,
        name_check=NameCheck.MATCH,
        phone_status=PhoneStatus.VERIFIED,
        phone_verified_on=date(2026, 3, 2),
        has_account=True,
        notice="v3 2026-03-02",
        visits=(
            Visit(date(2026, 11, 3), "心血管内科", "李建国", "completed"),
            Visit(date(2026, 8, 17), "心血管内科", "普通门诊", "completed"),
            Visit(date(2026, 5, 9), "消化内科", "许静", "no-show"),
        ),
        address_masked="样例省样例市****",
        contact_masked="单*雪 165 **** 8009",
        contact_relation="spouse",
    )


class FakeIdentify(Scripted):
    """Knows one person; `matches` scripts the answer for a number, `central` who central knows."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self._clock = clock
        self.known: dict[str, PatientCard] = {KNOWN_NUMBER: known_patient()}
        self.matches: dict[str, tuple[Match, tuple[Likely, ...]]] = {}
        self.central: dict[str, PatientCard] = {}
        self.minors_refused = 0
        self.erased: set[PatientId] = set()
        self.guardian_path = True
        self.fields = SiteFields()
        self.opened: list[PatientId] = []

    def draft_from_card(self, read: CardRead) -> PersonDraft:
        chip = read.unverified_card
        return PersonDraft(
            DocumentType.RESIDENT_CARD, chip.number, chip.name, Sex(chip.sex_code), chip.birth,
            EvidenceLevel.CHIP_READ, chip.valid_until, name_units=chip.name_units, sam_number=read.sam_number,
        )  # fmt: skip

    def identify(self, draft: PersonDraft) -> Identified:
        self._maybe_fail("identify")
        return self._answer(draft, self.known.get(draft.number))

    def identify_at_central(self, draft: PersonDraft) -> Identified | None:
        self._maybe_fail("identify_at_central")
        found = self.central.get(draft.number)
        return self._answer(draft, found) if found else None

    def open_patient(self, patient_id: PatientId) -> PatientCard:
        self._maybe_fail("open_patient")
        self.opened.append(patient_id)
        return next((p for p in self.known.values() if p.patient_id == patient_id), known_patient())

    def same_person(self, patient_id: PatientId, draft: PersonDraft) -> PatientCard:
        return self.open_patient(patient_id)

    def draft_of(self, patient_id: PatientId) -> PersonDraft:
        number = next((n for n, p in self.known.items() if p.patient_id == patient_id), KNOWN_NUMBER)
        found = self.known.get(number, known_patient())
        return PersonDraft(found.document_type, number, found.name, found.sex, found.birth, found.evidence)

    def still_here(self, patient_id: PatientId) -> bool:
        return patient_id not in self.erased

    def refuse_minor(self) -> None:
        self.minors_refused += 1

    def _answer(self, draft: PersonDraft, patient: PatientCard | None) -> Identified:
        today = self._clock.now().date()
        check = check_document(
            draft.document_type, draft.number, today=today, birth=draft.birth, sex=draft.sex,
            valid_until=draft.valid_until,
        )  # fmt: skip
        age = age_on(draft.birth, today) if draft.birth else None
        minor = rule_for_age(
            age, guardian_path=self.guardian_path, emergency=draft.emergency_reason is not None
        )
        findings = check.findings + minor.findings
        if patient is not None and not has_reject(findings):
            return Identified(draft, findings, Match.KNOWN, patient, (), minor, age, self.fields)
        match, likely = self.matches.get(draft.number, (Match.NEW, ()))
        return Identified(draft, findings, match, None, likely, minor, age, self.fields)


class FakeVerify(Scripted):
    """Sends codes that are always 472915."""

    def __init__(self) -> None:
        super().__init__()
        self.sent_to: list[str] = []
        self.tries = 0
        self.name_checks: list[str] = []
        self.name_answer = NameCheck.MATCH

    def send_code(self, phone: str) -> CodeTicket:
        self._maybe_fail("send_code")
        self.sent_to.append(phone)
        return CodeTicket(f"code-{len(self.sent_to)}", 300, 60)

    def check_code(self, code_id: str, code: str) -> str:
        self._maybe_fail("check_code")
        self.tries += 1
        if code == "999999":
            raise CodeExpiredError
        if code != RIGHT_CODE:
            raise CodeWrongError(left=5 - self.tries)
        return "proof"

    def check_name(self, draft: PersonDraft) -> NameCheck:
        self._maybe_fail("check_name")
        self.name_checks.append(draft.name)
        return self.name_answer


class FakeNotice:
    """Version v3 of a made-up notice."""

    printed: ClassVar[list[str]] = []

    def current(self) -> Notice:
        return Notice(
            "v3", date(2026, 1, 1), "我们只为挂号使用这些信息。\n\n不同意也可以看病。", "We use this to register you.",
            "市第一人民医院", "4000-000-000", "市第一人民医院",
        )  # fmt: skip

    def shelf(self) -> NoticeShelf:
        return NoticeShelf((self.current(),), "v3")

    def announced(self) -> tuple[Notice, ...]:
        return ()

    def print_notice(self, paper: NoticePaper, *, large: bool = False) -> PrinterState:
        self.printed.append(paper.version + ("-large" if large else ""))
        return PrinterState.READY

    def print_announcement(self, announcement: Announcement) -> PrinterState:
        self.printed.append(announcement.title)
        return PrinterState.READY

    def print_agreements(self, patient_id: PatientId) -> PrinterState:
        self.printed.append(patient_id)
        return PrinterState.READY


class FakeAnnouncements:
    """One announcement, when a test puts it."""

    def __init__(self) -> None:
        self.shown: tuple[Announcement, ...] = ()

    def current(self) -> tuple[Announcement, ...]:
        return self.shown

    def ending(self) -> None:
        return None


def _department(key: str, name: str, initials: str, order: int) -> Department:
    return Department(DepartmentId(key), name, initials, f"{order} 号楼 2 层", order)


DEPARTMENTS = (
    _department("d-gk", "骨科", "gk", 1),
    _department("d-xxg", "心血管内科", "xxgnk", 2),
    _department("d-hx", "呼吸内科", "hxnk", 3),
    _department("d-xh", "消化内科", "xhnk", 4),
    _department("d-ek", "儿科", "ek", 5),
    _department("d-pf", "皮肤科", "pfk", 6),
)
_DOCTORS = (
    ("李建国", "主任医师", "冠心病介入、高血压", "ljg", 5000, (2, 5, 0, 8, 9, 6, 3, 7, 4)),
    ("陈思远", "副主任医师", "心律失常、起搏器随访", "csy", 3000, (0, 1, 4, 6, 10, 12, 12, 9, 8)),
    ("周 敏", "主任医师", "心力衰竭、心肌病", "zm", 5000, (0, 0, 0, -1, -1, -1, -1, -1, -1)),
    ("赵晓彤", "主治医师", "高血压、血脂管理", "zxt", 2000, (9, 14, 11, 15, 15, 13, 14, 11, 12)),
    ("许文静", "副主任医师", "心脏康复、胸痛鉴别", "xwj", 3000, (4, 7, 6, 0, 0, 2, 8, 10, 9)),
    ("普通门诊", "", "不指定医生、随到随看", "pt", 1200, (16, 22, 18, 25, 25, 24, 25, 20, 21)),
)


class FakeBoard(Scripted):
    """One board for every department; `left` may be changed by (doctor row, column)."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self._clock = clock
        self.left: dict[tuple[int, int], int] = {}
        self.source = "pool"
        self.empty = False
        self.reads = 0

    def departments(self) -> tuple[Department, ...]:
        return DEPARTMENTS

    def days(self, first: date, count: int) -> tuple[DayLeft, ...]:
        lefts = (367, 512, 498, 530, 120, 0, 560)
        return tuple(DayLeft(first + timedelta(days=i), lefts[i % 7]) for i in range(count))

    def next_free(
        self, department_id: DepartmentId, doctor_id: DoctorId | None, after: date, days: int, kind: str = ""
    ) -> date | None:
        self.asked_next = (department_id, doctor_id, after, days)
        return None if self.empty else after + timedelta(days=1)

    def board(self, department_id: DepartmentId, day: date, kind: str = "") -> Board:
        self._maybe_fail("board")
        self.reads += 1
        department = next(d for d in DEPARTMENTS if d.id == department_id)
        lines = () if self.empty else tuple(self._line(department, row, day) for row in range(len(_DOCTORS)))
        return Board(department, day, TIMES, lines, self.source, self._clock.now(), kind=kind)

    def _line(self, department: Department, row: int, day: date) -> BoardLine:
        name, title, skill, initials, fee, lefts = _DOCTORS[row]
        doctor = Doctor(DoctorId(f"{department.id}-{row}"), department.id, name, title, skill, initials, fee)
        cells = []
        for column, left in enumerate(lefts):
            now_left = self.left.get((row, column), left)
            kind = "stopped" if now_left < 0 else "free" if now_left else "full"
            session = SessionId(f"{department.id}-{row}-{day:%m%d}-{'am' if column < 3 else 'pm'}")
            half_hour = column + 5 if column < 3 else column - 3
            cells.append(BoardCell(kind, max(0, now_left), session, half_hour, 14 if kind == "free" else 0))
        return BoardLine(doctor, department.place, tuple(cells))


class FakeRegistration(Scripted):
    """Confirms with number 14."""

    def __init__(self, line: FakeLine, clock: FakeClock) -> None:
        super().__init__()
        self._line = line
        self._clock = clock
        self.drafts: list[RegistrationDraft] = []
        self.undone: list[BookingId] = []

    def confirm(self, draft: RegistrationDraft) -> Confirmed:
        self._maybe_fail("confirm")
        self.drafts.append(draft)
        offline = not self._line.up
        booking = BookingId(f"booking-{len(self.drafts)}")
        slip = Slip(
            "市第一人民医院", "心血管内科", "李建国", "主任医师", date(2026, 11, 24), time(14, 0), time(14, 30), 14,
            "2 号楼 2 层", "张**", draft.person.number[-4:], 5000, offline, 0, "CFD1:TEST", "3 号窗", "王晓敏",
            self._clock.now(), "4000-000-000",
        )  # fmt: skip
        opened = draft.account_consent_act is not None
        return Confirmed(
            draft.patient_id or PatientId("patient-new"), booking, slip, offline, offline, opened
        )

    def undo(self, booking_id: BookingId) -> tuple[str, ...]:
        self._maybe_fail("undo")
        self.undone.append(booking_id)
        return ()


class FakeSlips(Scripted):
    """Prints into a list."""

    def __init__(self) -> None:
        super().__init__()
        self.printed: list[tuple[BookingId, int]] = []
        self.printer = PrinterState.READY

    def print_slip(self, slip: Slip, booking_id: BookingId) -> PrinterState:
        self._maybe_fail("print_slip")
        self.printed.append((booking_id, slip.reprint))
        return PrinterState.READY

    def printer_state(self) -> PrinterState:
        return self.printer

    def reprint(self, booking_id: BookingId) -> Slip:
        self._maybe_fail("reprint")
        return Slip(
            "市第一人民医院", "心血管内科", "李建国", "主任医师", date(2026, 11, 24), time(14, 0), time(14, 30), 14,
            "2 号楼 2 层", "张**", "0028", 5000, False, 1, "CFD1:TEST", "3 号窗", "王晓敏", MONDAY, "4000-000-000",
        )  # fmt: skip


def hit(index: int, name: str = "张*强", *, at_central: bool = False, twin: bool = False) -> Hit:
    """Return a masked row."""
    return Hit(
        PatientId(f"hit-{index}"), name, Sex.MALE, date(1990, 3, 7), 36, "8900 **** **** **35", "154 **** 8000",
        datetime(2026, 11, 3, 1, tzinfo=UTC), twin, at_central,
    )  # fmt: skip


class FakeSearch(Scripted):
    """Finds what the test laid up; notes begin and end like the trace would."""

    def __init__(self) -> None:
        super().__init__()
        self.trace: list[tuple[str, str | bool]] = []
        self.rows: dict[str, tuple[Hit, ...]] = {}
        self.central_rows: tuple[Hit, ...] = ()
        self.asked_central: list[tuple[str, str]] = []
        self.brought: list[PatientId] = []
        self.recents: tuple[Hit, ...] = (hit(90, "李*"),)

    def begin(self) -> str:
        self._maybe_fail("begin")
        self.trace.append(("begin", "overlay"))
        return "overlay"

    def find(self, overlay: str, text: str) -> tuple[Hit, ...]:
        self._maybe_fail("find")
        return self.rows.get(text, ())

    def find_at_central(self, overlay: str, text: str, digits: str = "") -> tuple[tuple[Hit, ...], bool]:
        self._maybe_fail("find_at_central")
        self.asked_central.append((text, digits))
        return self.central_rows, False

    def bring(self, patient_id: PatientId) -> None:
        self.brought.append(patient_id)

    def end(self, overlay: str, *, opened: bool) -> None:
        self.trace.append(("end", opened))

    def recent(self) -> tuple[Hit, ...]:
        return self.recents


class FakeReveal(Scripted):
    """Shows the known person's values; `traced` is written before each."""

    VALUES: ClassVar[dict[RevealField, str]] = {
        RevealField.DOCUMENT_NUMBER: KNOWN_NUMBER,
        RevealField.PHONE: PHONE,
        RevealField.CARD_NUMBER: "0088120461",
        RevealField.ADDRESS: "样例省样例市样例区样例路 5 号",
        RevealField.CONTACT: "单大雪 16500138009",
    }

    def __init__(self) -> None:
        super().__init__()
        self.served: list[PatientId | None] = []
        self.traced: list[RevealField] = []

    def serve(self, patient_id: PatientId | None) -> None:
        self.served.append(patient_id)

    def reveal(self, patient_id: PatientId, field: RevealField, reason: RevealReason | None = None) -> str:
        self._maybe_fail("reveal")
        self.traced.append(field)
        return self.VALUES[field]


class FakeSync(Scripted):
    """A line that a test cuts."""

    def __init__(self, clock: FakeClock, line: FakeLine) -> None:
        super().__init__()
        self._line = line
        self.now = SyncStatus(True, clock.now(), clock.now(), 0, 0.0, 18, False, "")
        self.runs = 0
        self.lines: tuple[OutboxLine, ...] = ()

    def status(self) -> SyncStatus:
        return self.now

    def run_once(self) -> SyncStatus:
        self._maybe_fail("run_once")
        self.runs += 1
        return self.now

    def online(self) -> bool:
        return self.now.online

    def line_lost(self) -> None:
        self.cut(self.now.since)

    def outbox(self, limit: int) -> tuple[OutboxLine, ...]:
        return self.lines[:limit]

    def give_back(self) -> int:
        self._maybe_fail("give_back")
        count, self.now = self.now.rights_left, replace(self.now, rights_left=0)
        return count

    def cut(self, since: datetime) -> None:
        self._line.up = False
        self.now = replace(self.now, online=False, since=since, waiting=4, error_code="central-unreachable")


def case(
    key: str, *, own: bool = False, days_left: int = 13, state: str = "filed", desks: tuple[str, ...] = ()
) -> CaseLine:
    """Return one deletion case."""
    return CaseLine(
        CaseId(key), "delete", "张*强", StaffId("clerk-1"), MONDAY - timedelta(days=15 - days_left), state,
        MONDAY.date() + timedelta(days=days_left), days_left, desks, own, None,
    )  # fmt: skip


class FakeRights(Scripted):
    """Keeps cases in a list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[CaseLine] = []
        self.filed: list[tuple[PatientId, str]] = []
        self.signed: list[tuple[SignedHow, str]] = []
        self.approved: list[CaseId] = []
        self.taken_back: list[tuple[CaseId, str, bool]] = []
        self.gone_with: list[LeftBooking] = []
        self.held_again: list[BookingId] = []

    def file_deletion(self, patient_id: PatientId, ground: str, how: SignedHow, drawn: str = "") -> CaseId:
        self._maybe_fail("file_deletion")
        self.filed.append((patient_id, ground))
        self.signed.append((how, drawn))
        self.lines.append(case(f"case-{len(self.filed)}", own=True, days_left=15))
        return CaseId(f"case-{len(self.filed)}")

    def ending(self, patient_id: PatientId, ground: str) -> Ending:
        return Ending()

    def cases(self) -> tuple[CaseLine, ...]:
        return tuple(self.lines)

    def left(self, case_id: CaseId) -> tuple[LeftBooking, ...]:
        return tuple(one for one in self.gone_with if one.id not in self.held_again)

    def hold_again(self, bookings: Iterable[LeftBooking]) -> int:
        self.held_again += [one.id for one in bookings]
        return len(self.held_again)

    def asked(self, case_id: CaseId) -> Asked:
        self._maybe_fail("asked")
        return Asked(SignedHow.PAPER, "", "A3")

    def approve(self, case_id: CaseId) -> None:
        self._maybe_fail("approve")
        self.approved.append(case_id)
        self.lines = [replace(c, state="approved") if c.case_id == case_id else c for c in self.lines]

    def take_back(self, case_id: CaseId, number: str, *, by_chip: bool) -> None:
        self._maybe_fail("take_back")
        self.taken_back.append((case_id, number, by_chip))
        self.lines = [replace(c, state="withdrawn") if c.case_id == case_id else c for c in self.lines]


class FakeSupervision(Scripted):
    """Keeps tasks in a list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[TaskLine] = []
        self.resolved: list[tuple[TaskId, str]] = []
        self.reads = 0

    def tasks(self) -> tuple[TaskLine, ...]:
        self.reads += 1
        return tuple(self.lines)

    def settle(self, task_id: TaskId, way: EntryKind) -> None:
        self.resolve(task_id, way.value)

    def resolve(self, task_id: TaskId, outcome: str) -> None:
        self._maybe_fail("resolve")
        self.resolved.append((task_id, outcome))
        self.lines = [t for t in self.lines if t.task_id != task_id]


def task(key: str, kind: str = "name-mismatch") -> TaskLine:
    """Return one supervisor task."""
    return TaskLine(TaskId(key), kind, MONDAY, "单*", "心血管内科")


class FakeRules:
    """Keeps what was put; nothing is in force at first."""

    def __init__(self) -> None:
        self.held = RuleBook()
        self.put: list[RuleSet] = []

    def book(self) -> RuleBook:
        return self.held

    def publish(self, rules: RuleSet) -> None:
        self.held = self.held.with_set(rules, MONDAY.date())
        self.put.append(rules)


@dataclass
class FakeDesk:
    """Everything a page needs, wired to one clock and one line."""

    clock: FakeClock = field(default_factory=FakeClock)
    line: FakeLine = field(default_factory=FakeLine)

    def __post_init__(self) -> None:
        self.identify = FakeIdentify(self.clock)
        self.verify = FakeVerify()
        self.notice = FakeNotice()
        self.announcements = FakeAnnouncements()
        self.board = FakeBoard(self.clock)
        self.registration = FakeRegistration(self.line, self.clock)
        self.slips = FakeSlips()
        self.search = FakeSearch()
        self.reveal = FakeReveal()
        self.sync = FakeSync(self.clock, self.line)
        self.rights = FakeRights()
        self.supervision = FakeSupervision()
        self.people = FakePeople()
        self.payments = FakePayments(self.clock.now)
        self.shifts = FakeShifts(self.clock.now)
        self.money_papers = FakeMoneyPapers()
        self.printing = FakePrinting()
        self.rules = FakeRules()
        self.registers = FakeRegisters()
        self.bookings: Any = None  # set by bookings_desk.BookingNeeds
        self.reports = FakeReports(self.clock.now)
        self.audit = FakeTraces(self.clock.now)
        self.duties = FakeDuties(self.clock.now)
        self.files: dict[str, bytes] = {}
        self.requests = FakeRequests(self.clock)
        self.letters = FakeLetters()
        self.papers: list[Letter] = []
        self.text_sizes: list[int] = []

    def keep_file(self, name: str, content: bytes) -> str:
        """Keep a report's file."""
        self.files[name] = content
        return f"reports/{name}"


def unreachable() -> Callable[[], KnownError]:
    """Return what makes a fresh "central does not answer"."""
    return CentralUnreachableError
