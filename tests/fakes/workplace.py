"""A signed-in window over the made-up clinic of `front_desk`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop.domain.policies import PolicyVersion
from desktop.domain.staff import Role
from desktop.ports.keys import SlotInfo
from desktop.presenters.approvals import ApprovalsPresenter
from desktop.presenters.attachments import AttachmentPresenter
from desktop.presenters.audit import AuditPresenter
from desktop.presenters.bookings import BookingsPresenter
from desktop.presenters.break_glass import GlassPresenter
from desktop.presenters.clauses import ClausesPresenter
from desktop.presenters.copies import CopyPresenter
from desktop.presenters.corrections import CorrectionPresenter
from desktop.presenters.disclosures import DisclosuresPresenter
from desktop.presenters.duties import DutiesPresenter
from desktop.presenters.effects import EffectPresenter
from desktop.presenters.erasure_asked import AskedPresenter
from desktop.presenters.exports import ExportsPresenter
from desktop.presenters.help_mode import HelpModePresenter
from desktop.presenters.news import NewsPresenter
from desktop.presenters.notices import NoticesPresenter
from desktop.presenters.own_duties import OwnDutiesPresenter
from desktop.presenters.papers import PapersPresenter
from desktop.presenters.patient_screen import PatientScreenPresenter
from desktop.presenters.payment import PaymentPresenter
from desktop.presenters.people import PeoplePresenter
from desktop.presenters.policies import PoliciesPresenter
from desktop.presenters.printing import PrintingPresenter
from desktop.presenters.proofs import ProofPresenter
from desktop.presenters.queue import QueuePresenter
from desktop.presenters.registers import RegistersPresenter
from desktop.presenters.registration import RegistrationNeeds, RegistrationPresenter
from desktop.presenters.report import ReportPresenter
from desktop.presenters.requests import RequestsPresenter
from desktop.presenters.reveal import RevealPresenter
from desktop.presenters.rights import RightsPresenter
from desktop.presenters.rules import RulesPresenter
from desktop.presenters.runner import Runner
from desktop.presenters.search import SearchPresenter
from desktop.presenters.shift import ShiftPresenter
from desktop.presenters.signing import SigningPresenter
from desktop.presenters.stopped import StoppedPresenter
from desktop.presenters.syncing import SyncPresenter
from desktop.presenters.taking_back import TakeBackPresenter
from desktop.presenters.text_size import TextSizePresenter
from desktop.presenters.workplace import FrameInfo, Workplace
from desktop.ui.printing.copy_painter import copy_pdf
from desktop.ui.printing.duty_papers import duty_words
from desktop.ui.printing.letter_painter import letter_pdf_bytes
from desktop.ui.printing.paper_preview import paper_preview
from desktop.ui.printing.proof_painter import proof_pdf
from desktop.ui.printing.report_files import report_file
from desktop.ui.printing.trace_files import trace_file
from tests.fakes.bookings_desk import BookingNeeds
from tests.fakes.disclosures_desk import FakeDisclosures, FakeHandover
from tests.fakes.front_desk import FakeDesk
from tests.fakes.glass_desk import NothingRefused, NothingSealed
from tests.fakes.help_desk import FakeHelp
from tests.fakes.id_reader import FakeIdReader
from tests.fakes.own_people_desk import FakeOwnPeople
from tests.fakes.papers_desk import FakePapers
from tests.fakes.queue_desk import FakeLines, FakeSteps
from tests.fakes.registers_desk import FakeExports
from tests.fakes.requests_desk import FakeCalls, FakeCodes, NoAskers, NoCopies, NoFiles
from tests.fakes.stopped_desk import NobodyAffected

HOSPITAL = "样例市第一人民医院"
PAGES = {
    "clerk": ("registration", "bookings", "rights", "requests", "shift", "printing", "sync"),
    "supervisor": (
        "registration",
        "bookings",
        "rights",
        "requests",
        "approvals",
        "people",
        "shift",
        "printing",
        "report",
        "rules",
        "audit",
        "sync",
    ),
}


class FakePolicies:
    """Keeps what was published."""

    def __init__(self) -> None:
        self.published: list[PolicyVersion] = []

    def publish(self, policy: PolicyVersion) -> None:
        self.published.append(policy)


def fake_workplace(
    desk: FakeDesk,
    registration: RegistrationPresenter,
    reader: FakeIdReader,
    runner: Runner,
    frame: FrameInfo,
    pages: tuple[str, ...],
    *,
    today_count: Callable[[], int],
    close: Callable[[], None],
) -> Workplace:
    """Return the presenters of every page over the made-up clinic, as bootstrap puts them together."""
    shift = ShiftPresenter(desk.shifts, desk.money_papers, runner)
    payment = PaymentPresenter(desk.payments, desk.money_papers, runner, shift.load)
    lines = FakeLines(desk.clock.now)
    steps = FakeSteps(lines)
    queue = QueuePresenter(lines, steps, desk.identify, reader, runner, desk.clock, steps)
    signing = SigningPresenter()
    registration.consent.sign_by(signing)
    return Workplace(
        frame=frame,
        pages=pages,
        registration=registration,
        reveal=RevealPresenter(desk.reveal, registration, runner, desk.clock),
        patient_screen=PatientScreenPresenter(registration, frame.hospital, signing),
        search=SearchPresenter(
            desk.search, runner, desk.clock, desk.line, registration.open_patient, registration.new_person
        ),
        news=NewsPresenter(desk.announcements, desk.notice, runner),
        clauses=ClausesPresenter(desk.notice, runner),
        notices=NoticesPresenter(desk.notice, desk.announcements, desk.notice, runner),
        policies=PoliciesPresenter(FakePolicies(), lambda path: path.encode(), runner, lambda: None),
        rights=RightsPresenter(desk.rights, desk.identify, runner, desk.letters, desk.papers.append, signing),
        rules=RulesPresenter(desk.rules, runner, desk.clock, lambda: "rules-new"),
        registers=RegistersPresenter(desk.registers, runner, lambda: desk.clock.now().date()),
        exports=ExportsPresenter(FakeExports(), runner, lambda name, _content: name),
        help_mode=HelpModePresenter(FakeHelp(), runner),
        glass=GlassPresenter(
            NothingSealed(),
            NothingRefused(),
            runner,
            desk.clock,
            may_seal=False,
            served=lambda: None,
            show=registration.open_patient,
            hide=registration.new_patient,
        ),
        papers=PapersPresenter(FakePapers(), paper_preview, runner, may=True),
        own_duties=OwnDutiesPresenter(FakeOwnPeople(), runner),
        disclosures=DisclosuresPresenter(FakeDisclosures(), FakeHandover(), runner),
        effects=EffectPresenter(NoCopies(), runner, may=True),
        corrections=CorrectionPresenter(NoCopies(), desk.verify, runner),
        bookings=BookingsPresenter(BookingNeeds(desk), runner, desk.clock, desk.line, payment.follow),
        proofs=ProofPresenter(NoCopies(), runner, proof_pdf, NoCopies(), may=True),
        files=AttachmentPresenter(NoFiles(), FakeHandover(), runner, lambda: None),
        copies=CopyPresenter(NoCopies(), runner, copy_pdf, NoCopies(), may=True),
        taking_back=TakeBackPresenter(desk.rights, desk.rights, reader, runner, lambda: None),
        signing=signing,
        requests=RequestsPresenter(
            desk.requests,
            desk.letters,
            desk.identify,
            runner,
            desk.papers.append,
            FakeCodes(desk.verify),
            signing,
            NoAskers(),
            FakeCalls(),
            may_decide=True,
        ),
        approvals=ApprovalsPresenter(
            desk.rights,
            desk.supervision,
            desk.supervision,
            runner,
            Role(frame.staff.role),
            AskedPresenter(desk.rights, runner),
        ),
        people=PeoplePresenter(desk.people, runner),
        shift=shift,
        duties=DutiesPresenter(
            desk.duties,
            runner,
            desk.clock,
            partial(duty_words, "zh_CN"),
            letter_pdf_bytes,
            desk.keep_file,
            lambda _duty: b"PK",
            lambda: None,
        ),
        report=ReportPresenter(desk.reports, runner, report_file, desk.keep_file),
        audit=AuditPresenter(desk.audit, runner, trace_file, desk.keep_file),
        payment=payment,
        printing=PrintingPresenter(desk.printing, desk.slips, desk.printing, desk.printing, runner),
        schedule=None,
        stopped=StoppedPresenter(NobodyAffected(), runner, lambda _lines: ""),
        sync=SyncPresenter(desk.sync, runner, desk.clock, registration.tick, desk.sync),
        today_count=today_count,
        close=close,
        hang_up=lambda: None,
        queue=queue,
        text_size=TextSizePresenter(100, desk.text_sizes.append, runner),
    )


class WorkplaceMaker:
    """Makes workplaces as bootstrap does; `closed` counts how many were closed."""

    def __init__(self, desk: FakeDesk) -> None:
        self.desk = desk
        self.reader = FakeIdReader()
        self.kept: list[bytes | None] = []
        self.made: list[Workplace] = []
        self.closed: list[str] = []

    def make(self, staff: SlotInfo, runner: Runner) -> Workplace:
        desk = self.desk
        needs = RegistrationNeeds(
            desk.identify,
            desk.verify,
            desk.notice,
            desk.board,
            desk.registration,
            desk.slips,
            self.reader,
            desk.printing,
        )
        registration = RegistrationPresenter(
            needs, runner, desk.clock, desk.line, keep_draft=self.kept.append
        )
        workplace = fake_workplace(
            desk,
            registration,
            self.reader,
            runner,
            FrameInfo(HOSPITAL, "3 号窗", staff, demo=True, vault="file"),
            PAGES[staff.role],
            today_count=lambda: len(desk.registration.drafts),
            close=lambda: self.closed.append(staff.staff_id),
        )
        self.made.append(workplace)
        return workplace
