"""A signed-in window's presenters over the made-up clinic, for tests of the pages."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.ids import StaffId
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
from desktop.presenters.exports import ExportsPresenter
from desktop.presenters.news import NewsPresenter
from desktop.presenters.notices import NoticesPresenter
from desktop.presenters.own_duties import OwnDutiesPresenter
from desktop.presenters.patient_screen import PatientScreenPresenter
from desktop.presenters.payment import PaymentPresenter
from desktop.presenters.people import PeoplePresenter
from desktop.presenters.policies import PoliciesPresenter
from desktop.presenters.printing import PrintingPresenter
from desktop.presenters.proofs import ProofPresenter
from desktop.presenters.queue import QueuePresenter
from desktop.presenters.registers import RegistersPresenter
from desktop.presenters.report import ReportPresenter
from desktop.presenters.requests import RequestsPresenter
from desktop.presenters.reveal import RevealPresenter
from desktop.presenters.rights import RightsPresenter
from desktop.presenters.rules import RulesPresenter
from desktop.presenters.search import SearchPresenter
from desktop.presenters.shift import ShiftPresenter
from desktop.presenters.signing import SigningPresenter
from desktop.presenters.stopped import StoppedPresenter
from desktop.presenters.syncing import SyncPresenter
from desktop.presenters.taking_back import TakeBackPresenter
from desktop.presenters.workplace import FrameInfo, Workplace
from desktop.ui.printing.copy_painter import copy_pdf
from desktop.ui.printing.duty_papers import duty_paper
from desktop.ui.printing.proof_painter import proof_pdf
from desktop.ui.printing.report_files import report_file
from desktop.ui.printing.trace_files import trace_file
from tests.fakes.bookings_desk import BookingNeeds
from tests.fakes.clerk import Clerk
from tests.fakes.disclosures_desk import FakeDisclosures, FakeHandover
from tests.fakes.front_desk import FakeDesk
from tests.fakes.glass_desk import NothingRefused, NothingSealed
from tests.fakes.own_people_desk import FakeOwnPeople
from tests.fakes.queue_desk import FakeLines, FakeSteps
from tests.fakes.registers_desk import FakeExports
from tests.fakes.requests_desk import FakeCodes, NoCopies, NoFiles
from tests.fakes.runner import InlineRunner
from tests.fakes.stopped_desk import NobodyAffected
from tests.fakes.workplace import FakePolicies

HOSPITAL = "市第一人民医院"


@dataclass
class FakeWorkplace:
    """The presenters, and the stand-ins behind them."""

    desk: FakeDesk
    clerk: Clerk
    workplace: Workplace


def a_workplace(desk: FakeDesk | None = None, runner: InlineRunner | None = None) -> FakeWorkplace:
    """Return a supervisor's workplace at window 3."""
    desk = desk or FakeDesk()
    runner = runner or InlineRunner()
    clerk = Clerk(desk, runner)
    form = clerk.form
    staff = SlotInfo(StaffId("s-1"), "王晓敏", "wxm", Role.SUPERVISOR.value)
    sync = SyncPresenter(desk.sync, runner, desk.clock, lambda: None, desk.sync)
    sync.refresh()
    shift = ShiftPresenter(desk.shifts, desk.money_papers, runner)
    payment = PaymentPresenter(desk.payments, desk.money_papers, runner, shift.load)
    lines = FakeLines(desk.clock.now)
    steps = FakeSteps(lines)
    queue = QueuePresenter(lines, steps, desk.identify, clerk.reader, runner, desk.clock, steps)
    signing = SigningPresenter()
    form.consent.sign_by(signing)
    workplace = Workplace(
        frame=FrameInfo(HOSPITAL, "3 号窗", staff, True, "file"),
        pages=(
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
            "registers",
            "audit",
            "sync",
        ),
        registration=form,
        reveal=RevealPresenter(desk.reveal, form, runner, desk.clock),
        patient_screen=PatientScreenPresenter(form, HOSPITAL, signing),
        search=SearchPresenter(
            desk.search, runner, desk.clock, desk.line, form.open_patient, form.new_person
        ),
        news=NewsPresenter(desk.announcements, desk.notice, runner),
        clauses=ClausesPresenter(desk.notice, runner),
        notices=NoticesPresenter(desk.notice, desk.announcements, desk.notice, runner),
        policies=PoliciesPresenter(FakePolicies(), lambda path: path.encode(), runner, lambda: None),
        rights=RightsPresenter(desk.rights, desk.identify, runner, desk.letters, desk.papers.append),
        rules=RulesPresenter(desk.rules, runner, desk.clock, lambda: "rules-new"),
        registers=RegistersPresenter(desk.registers, runner),
        exports=ExportsPresenter(FakeExports(), runner, lambda name, _content: name),
        glass=GlassPresenter(
            NothingSealed(),
            NothingRefused(),
            runner,
            desk.clock,
            may_seal=False,
            served=lambda: None,
            show=form.open_patient,
            hide=form.new_patient,
        ),
        own_duties=OwnDutiesPresenter(FakeOwnPeople(), runner),
        disclosures=DisclosuresPresenter(FakeDisclosures(), FakeHandover(), runner),
        effects=EffectPresenter(NoCopies(), runner, may=True),
        corrections=CorrectionPresenter(NoCopies(), desk.verify, runner),
        bookings=BookingsPresenter(BookingNeeds(desk), runner, desk.clock, desk.line, payment.follow),
        proofs=ProofPresenter(NoCopies(), runner, proof_pdf, NoCopies(), may=True),
        files=AttachmentPresenter(NoFiles(), FakeHandover(), runner, lambda: None),
        copies=CopyPresenter(NoCopies(), runner, copy_pdf, NoCopies(), may=True),
        taking_back=TakeBackPresenter(desk.rights, clerk.reader, runner, lambda: None),
        signing=signing,
        requests=RequestsPresenter(
            desk.requests,
            desk.letters,
            desk.identify,
            runner,
            desk.papers.append,
            FakeCodes(desk.verify),
            signing,
            may_decide=True,
        ),
        approvals=ApprovalsPresenter(
            desk.rights, desk.supervision, desk.supervision, runner, Role.SUPERVISOR
        ),
        people=PeoplePresenter(desk.people, runner),
        shift=shift,
        duties=DutiesPresenter(desk.duties, runner, desk.clock, duty_paper, desk.keep_file, lambda: None),
        report=ReportPresenter(desk.reports, runner, report_file, desk.keep_file),
        audit=AuditPresenter(desk.audit, runner, trace_file, desk.keep_file),
        payment=payment,
        printing=PrintingPresenter(desk.printing, desk.slips, desk.printing, runner),
        sync=sync,
        today_count=lambda: 86,
        close=lambda: None,
        hang_up=lambda: None,
        queue=queue,
        schedule=None,
        stopped=StoppedPresenter(NobodyAffected(), runner, lambda _lines: ""),
    )
    return FakeWorkplace(desk, clerk, workplace)
