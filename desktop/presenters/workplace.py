"""What a signed-in window is made of: the presenters of its pages and what its frame says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

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
from desktop.presenters.display import DisplayPresenter
from desktop.presenters.duties import DutiesPresenter
from desktop.presenters.effects import EffectPresenter
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
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.report import ReportPresenter
from desktop.presenters.requests import RequestsPresenter
from desktop.presenters.reveal import RevealPresenter
from desktop.presenters.rights import RightsPresenter
from desktop.presenters.rules import RulesPresenter
from desktop.presenters.schedule import SchedulePresenter
from desktop.presenters.search import SearchPresenter
from desktop.presenters.shift import ShiftPresenter
from desktop.presenters.signing import SigningPresenter
from desktop.presenters.stopped import StoppedPresenter
from desktop.presenters.syncing import SyncPresenter
from desktop.presenters.taking_back import TakeBackPresenter
from desktop.presenters.text_size import TextSizePresenter


@dataclass(frozen=True, slots=True)
class FrameInfo:
    """What top bar, title and status bar say; `vault` is a code of KeyVault.describe(), `file` is said on screen.

    `later`: how far ahead of the PC's clock a demonstration works.
    """

    hospital: str
    window: str
    staff: SlotInfo
    demo: bool
    vault: str
    later: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Workplace:
    """Made anew at each sign-in by bootstrap. `pages` are rail codes in order.

    `today_count` reads how many people this window registered today, `english_names` what departments, doctors and
    rooms are called in English (READ lane); `close` stops the exchange,
    signs out and closes the store; `hang_up` ends requests under way, from any thread.
    """

    frame: FrameInfo
    pages: tuple[str, ...]
    registration: RegistrationPresenter
    reveal: RevealPresenter
    patient_screen: PatientScreenPresenter | None
    search: SearchPresenter
    notices: NoticesPresenter
    news: NewsPresenter
    clauses: ClausesPresenter
    rights: RightsPresenter
    requests: RequestsPresenter
    signing: SigningPresenter
    taking_back: TakeBackPresenter
    copies: CopyPresenter
    files: AttachmentPresenter
    proofs: ProofPresenter
    effects: EffectPresenter
    corrections: CorrectionPresenter
    approvals: ApprovalsPresenter
    bookings: BookingsPresenter
    rules: RulesPresenter
    registers: RegistersPresenter
    exports: ExportsPresenter
    disclosures: DisclosuresPresenter
    policies: PoliciesPresenter
    papers: PapersPresenter
    own_duties: OwnDutiesPresenter
    glass: GlassPresenter
    help_mode: HelpModePresenter
    people: PeoplePresenter
    shift: ShiftPresenter
    report: ReportPresenter
    duties: DutiesPresenter
    payment: PaymentPresenter
    printing: PrintingPresenter
    schedule: SchedulePresenter | None
    stopped: StoppedPresenter
    sync: SyncPresenter
    today_count: Callable[[], int]
    close: Callable[[], None]
    hang_up: Callable[[], None]
    queue: QueuePresenter | None = None
    display: DisplayPresenter | None = None
    kiosk: KioskPresenter | None = None
    audit: AuditPresenter | None = None
    places: PlacesPresenter | None = None
    text_size: TextSizePresenter | None = None
    english_names: Callable[[], dict[str, str]] = dict
