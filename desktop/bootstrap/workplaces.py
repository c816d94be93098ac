"""From a signed-in person to the presenters of their window."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from desktop.bootstrap.devices import SPOOL
from desktop.bootstrap.health import ThisMachine
from desktop.bootstrap.held_draft import FirstExchange, HeldDraft
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.machine import TODAY
from desktop.bootstrap.opening import STORE_FILE, Devices, UseCases, line_to_central, use_cases
from desktop.bootstrap.paper_files import own_files, shipped
from desktop.bootstrap.policy_file import read_policy_file
from desktop.bootstrap.report_folder import ReportFolder
from desktop.bootstrap.safes import trace_anchor
from desktop.bootstrap.staff_names import StaffNames
from desktop.bootstrap.text_size import text_size
from desktop.bootstrap.update_share import update_service
from desktop.bootstrap.window_papers import WindowPapers
from desktop.domain.ids import PatientId
from desktop.domain.staff import Action, Role, allowed
from desktop.ports.network import Network
from desktop.presenters.approvals import ApprovalsPresenter
from desktop.presenters.attachments import AttachmentPresenter
from desktop.presenters.audit import AuditPresenter
from desktop.presenters.bookings import BookingsPresenter
from desktop.presenters.break_glass import GlassPresenter
from desktop.presenters.clauses import ClausesPresenter
from desktop.presenters.copies import CopyPresenter
from desktop.presenters.corrections import CorrectionPresenter
from desktop.presenters.disclosures import DisclosuresPresenter
from desktop.presenters.display import DisplayPresenter
from desktop.presenters.duties import DutiesPresenter
from desktop.presenters.effects import EffectPresenter
from desktop.presenters.erasure_asked import AskedPresenter
from desktop.presenters.exports import ExportsPresenter
from desktop.presenters.help_mode import HelpModePresenter
from desktop.presenters.kiosk import KioskPresenter
from desktop.presenters.news import NewsPresenter
from desktop.presenters.notices import NoticesPresenter
from desktop.presenters.own_duties import OwnDutiesPresenter
from desktop.presenters.papers import PapersPresenter
from desktop.presenters.patient_screen import PatientScreenPresenter
from desktop.presenters.payment import PaymentPresenter
from desktop.presenters.people import PeoplePresenter
from desktop.presenters.places import PlacesPresenter
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
from desktop.presenters.schedule import SchedulePresenter
from desktop.presenters.search import SearchPresenter
from desktop.presenters.shift import ShiftPresenter
from desktop.presenters.signing import SigningPresenter
from desktop.presenters.stopped import StoppedPresenter
from desktop.presenters.syncing import SyncPresenter
from desktop.presenters.taking_back import TakeBackPresenter
from desktop.presenters.workplace import FrameInfo, Workplace
from desktop.services.break_glass import BreakGlassService
from desktop.services.desk import Desk
from desktop.services.giving_back import GivingBackService
from desktop.services.help_mode import HelpModeService
from desktop.services.money_papers import MoneyPaperService
from desktop.services.notice_papers import NoticePaperService
from desktop.services.paper_templates import PaperBook
from desktop.services.session import SessionService, SignedIn
from desktop.settings import Settings
from desktop.ui.printing.copy_painter import copy_pdf
from desktop.ui.printing.duty_papers import duty_words
from desktop.ui.printing.letter_painter import letter_pdf_bytes
from desktop.ui.printing.money_values import filled as money_filled
from desktop.ui.printing.notice_painter import PAINTERS
from desktop.ui.printing.paper_preview import paper_preview
from desktop.ui.printing.proof_painter import proof_pdf
from desktop.ui.printing.report_files import report_file
from desktop.ui.printing.templates import Templates
from desktop.ui.printing.trace_files import trace_file

DRAFT = "draft/"
REPORTS, PAPERS = "reports", "duties"
MOST_TODAY = 2000
PAGES: tuple[tuple[str, Action], ...] = (
    ("registration", Action.REGISTER),
    ("bookings", Action.CANCEL),
    ("rights", Action.FILE_DELETION),
    ("requests", Action.FILE_REQUEST),
    ("approvals", Action.APPROVE_DELETION),
    ("people", Action.KEEP_PEOPLE_CLEAN),
    ("shift", Action.RUN_SHIFT),
    ("printing", Action.PRINT),
    ("queue", Action.QUEUE),
    ("report", Action.READ_REPORT),
    ("schedule", Action.TEND_AFFECTED),
    ("rules", Action.SET_RULES),
    ("registers", Action.DISCLOSE),
    ("audit", Action.READ_TEAM_AUDIT),
    ("duties", Action.KEEP_DUTIES),
    ("sync", Action.SEARCH),
)


class WorkplaceMaker:
    """Makes the window's presenters at each sign-in; devices and settings outlive a session."""

    def __init__(
        self,
        home: Path,
        installation: Installation,
        settings: Settings,
        devices: Devices,
        session: SessionService,
        line: Callable[[Installation], Network] = line_to_central,
        later: timedelta = TODAY,
    ) -> None:
        self._line, self._later = line, later
        self._home = home
        self._installation = installation
        self._settings = settings
        self._devices = devices
        self._session = session
        self._papers = WindowPapers(home, installation.hospital, devices.printer)
        self._anchor = trace_anchor(home, settings, installation)

    def __call__(self, signed_in: SignedIn, runner: Runner) -> Workplace:
        """Return the workplace of one person; their sealed draft comes back into the form."""
        self._papers.drop()
        desk = signed_in.desk
        network = self._line(self._installation)
        book = PaperBook(desk, shipped, own_files(self._home))
        for name in book.at_fault():
            logging.getLogger("desktop").warning("a template is not used: %s", name)
        templates = Templates(book.text, self._settings.language)
        cases = use_cases(
            desk,
            self._installation,
            network,
            self._devices.printer,
            templates.slip,
            self._anchor,
            templates.document,
            book,
            ThisMachine(self._home / STORE_FILE),
        )
        names = StaffNames(desk, runner)
        draft = DRAFT + signed_in.staff.staff_id
        registration = self._registration(desk, cases, runner, draft)
        settings = self._settings
        signing, patient_screen = SigningPresenter(), None
        if settings.patient_screen:
            patient_screen = PatientScreenPresenter(registration, self._installation.hospital, signing)
        role = Role(signed_in.staff.role)

        papers = MoneyPaperService(cases.prints, money_filled)
        shift = ShiftPresenter(cases.shifts, papers, runner)
        payment = PaymentPresenter(cases.payments, papers, runner, shift.load)
        registration.tell_refunds(payment.follow)
        registration.consent.sign_by(signing)

        queue = QueuePresenter(
            cases.lines, cases.queue, cases.identify, self._devices.reader, runner, desk.clock, cases.pick_up,
            may_release=allowed(role, Action.RELEASE_PICK_UP),
        )  # fmt: skip

        reports = ReportFolder(self._home / REPORTS)
        audit = AuditPresenter(cases.audit, runner, trace_file, reports)

        def found(patient_id: PatientId) -> None:
            """Somebody found by the search: on the queue page they are checked in, elsewhere taken in hand."""
            if audit.shown:
                audit.show_person(patient_id)
            elif queue.shown:
                queue.check_in_person(patient_id)
            else:
                registration.open_patient(patient_id)

        glass = GlassPresenter(
            BreakGlassService(desk, self._session.prove, cases.pushing), cases.openings, runner, desk.clock,
            may_seal=allowed(role, Action.SEAL_RECORD), served=lambda: _served(registration),
            show=registration.open_patient, hide=registration.new_patient,
        )  # fmt: skip
        if not allowed(role, Action.REGISTER):
            # without the page of registration nothing else would say it
            registration.identity.refused = glass.open_for

        rights = RightsPresenter(
            cases.rights, cases.identify, runner, cases.letters, self._papers.print_letter, signing, names
        )
        taking_back = TakeBackPresenter(
            cases.taking_back, cases.left_bookings, self._devices.reader, runner, rights.load
        )
        rights.subscribe(lambda state: taking_back.follow(state.current))
        corrections = CorrectionPresenter(cases.corrections, cases.verify, runner)
        requests = RequestsPresenter(
            cases.requests, cases.letters, cases.identify, runner, self._papers.print_letter, cases.codes_on_file,
            signing, cases.askers, cases.call_backs, may_decide=allowed(role, Action.DECIDE_REQUEST),
            looked=corrections.looked,
        )  # fmt: skip
        corrections.tell_changes(requests.load)

        cases.gate.catch_up()
        first = FirstExchange(HeldDraft(desk, runner, registration, cases.sync, draft).put)

        def changed() -> None:
            names.refresh()
            registration.tick()
            first.ended()

        lease = cases.gate if allowed(desk.role, Action.EXTEND_LEASE) else None
        news = NewsPresenter(cases.announcements, cases.notice, runner)

        workplace = Workplace(
            frame=FrameInfo(
                self._installation.hospital, self._installation.window, signed_in.staff, self._installation.demo,
                settings.vault, self._later,
            ),
            pages=tuple(page for page, action in PAGES if allowed(role, action) or page == "sync"),
            registration=registration,
            reveal=RevealPresenter(cases.reveal, registration, runner, desk.clock),
            patient_screen=patient_screen,
            search=SearchPresenter(
                cases.search, runner, desk.clock, cases.sync, found, registration.new_person
            ),
            news=news,
            clauses=ClausesPresenter(cases.notice, runner),
            notices=NoticesPresenter(
                cases.notice, cases.announcements, NoticePaperService(desk, self._devices.printer, PAINTERS), runner,
                names,
            ),
            rights=rights,
            taking_back=taking_back,
            rules=RulesPresenter(cases.rules, runner, desk.clock, desk.new_id),
            exports=ExportsPresenter(cases.exports, runner, reports),
            registers=RegistersPresenter(
                cases.registers, runner, desk.today, may_keep=allowed(role, Action.KEEP_REGISTERS)
            ),
            glass=glass,
            help_mode=HelpModePresenter(HelpModeService(desk), runner),
            policies=PoliciesPresenter(cases.policies, read_policy_file, runner, news.load),
            papers=PapersPresenter(
                cases.papers, paper_preview, runner, may=allowed(role, Action.SET_PAPERS)
            ),
            own_duties=OwnDutiesPresenter(cases.own_people, runner),
            disclosures=DisclosuresPresenter(cases.disclosures, self._papers.handover, runner),
            bookings=BookingsPresenter(cases, runner, desk.clock, cases.sync, payment.follow),
            approvals=ApprovalsPresenter(
                cases.rights, cases.supervision, cases.twice, runner, role,
                AskedPresenter(cases.erasures_asked, runner), names,
            ),
            people=PeoplePresenter(cases.people, runner, names),
            shift=shift,
            report=ReportPresenter(cases.reports, runner, report_file, reports),
            duties=DutiesPresenter(
                cases.duties, runner, desk.clock, partial(duty_words, self._settings.language), letter_pdf_bytes,
                ReportFolder(self._home / PAPERS),
                lambda duty_id: cases.proofs.of_incident(duty_id, proof_pdf), news.load,
            ),
            payment=payment,
            printing=PrintingPresenter(
                cases.prints, cases.slips, cases.outage, cases.paper_slips, runner, book.at_fault
            ),
            requests=requests,
            signing=signing,
            corrections=corrections,
            effects=EffectPresenter(cases.effects, runner, may=allowed(role, Action.CARRY_OUT)),
            proofs=ProofPresenter(
                cases.proofs, runner, proof_pdf, self._papers.copies, may=allowed(role, Action.MAKE_PROOF)
            ),
            files=AttachmentPresenter(cases.attachments, self._papers.handover, runner, requests.load),
            copies=CopyPresenter(
                cases.copies, runner, copy_pdf, self._papers.copies, may=allowed(role, Action.MAKE_COPY)
            ),
            schedule=SchedulePresenter(cases.schedule, cases.stopping, runner, desk.clock)
            if allowed(role, Action.SCHEDULE)
            else None,
            places=PlacesPresenter(cases.schedule, runner) if allowed(role, Action.SCHEDULE) else None,
            english_names=cases.schedule.english_names,
            text_size=text_size(self._settings, runner),
            stopped=StoppedPresenter(
                cases.stopping, runner, self._papers.print_sheet,
                cases.message_log if allowed(role, Action.STOP_CLINIC) else None,
            ),
            sync=SyncPresenter(
                cases.sync, runner, desk.clock, changed, GivingBackService(desk), lease,
                update_service(self._settings, self._installation),
                cases.rotation if allowed(role, Action.ROTATE_KEYS) else None,
                cases.drill, may_drill=allowed(role, Action.RUN_DRILL),
            ),
            today_count=lambda: _made_today(desk),
            close=lambda: self._close(cases),
            hang_up=cases.network.hang_up,
            queue=queue,
            kiosk=KioskPresenter(
                cases.lines, cases.queue, cases.identify, self._devices.reader, runner, desk.clock,
                self._installation.hospital,
            ),
            audit=audit,
            display=DisplayPresenter(cases.lines, runner, desk.clock, self._installation.hospital),
        )  # fmt: skip
        first.acts += _lists_of_people(workplace)
        return workplace

    def _registration(self, desk: Desk, cases: UseCases, runner: Runner, draft: str) -> RegistrationPresenter:
        def keep(raw: bytes | None) -> None:
            with desk.store.write() as tx:
                tx.state.set(draft, raw)

        needs = RegistrationNeeds(
            cases.identify, cases.verify, cases.notice, cases.board, cases.registration, cases.slips,
            self._devices.reader, cases.paper_slips,
        )  # fmt: skip
        return RegistrationPresenter(
            needs,
            runner,
            desk.clock,
            cases.sync,
            keep_draft=keep,
            # in the demo every slip is kept as PDF too
            confirmed=self._papers.keeper(runner)
            if self._installation.demo and self._settings.printer == SPOOL
            else None,
        )

    def _close(self, cases: UseCases) -> None:
        cases.network.close()
        self._papers.drop()
        self._session.sign_out()


def _lists_of_people(workplace: Workplace) -> list[Callable[[], None]]:
    """Return what reads the lists again that were closed until the first exchange had ended."""
    lists = {
        "rights": workplace.rights.load,
        "requests": workplace.requests.load,
        "people": workplace.people.load,
    }
    return [workplace.search.caught_up, *(load for code, load in lists.items() if code in workplace.pages)]


def _made_today(desk: Desk) -> int:
    with desk.store.read() as tx:
        return len(tx.bookings.made_here(desk.today(), MOST_TODAY))


def _served(registration: RegistrationPresenter) -> PatientId | None:
    """Return whom the form has in hand."""
    patient = registration.identity.form.patient
    return patient.patient_id if patient is not None else None
