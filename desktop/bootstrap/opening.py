"""The unlocked desk: store, line and use cases, made when a person signs in and closed when they leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.bootstrap.file_change import as_it_lies
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.letter_files import letter_word
from desktop.bootstrap.machine import SystemClock, SystemRandomness, clock_source
from desktop.bootstrap.paper_files import shipped
from desktop.bootstrap.programs import VERSION
from desktop.crypto.desk_keys import Ed25519Check
from desktop.crypto.sealed_zip import sealed_with_passphrase
from desktop.domain.changes import LATE_TASK
from desktop.domain.export_asks import EXPORT_TASK
from desktop.domain.ids import HospitalId, StaffId
from desktop.domain.no_shows import APPEAL_TASK
from desktop.domain.openings import OPEN_MINOR, OPEN_OWN
from desktop.domain.pick_up import PICK_UP_TASK
from desktop.domain.slips import Slip
from desktop.domain.task_kinds import MINOR_ACCOUNT
from desktop.domain.thresholds import TASK as THRESHOLD
from desktop.ports.clock import Clock
from desktop.ports.id_reader import IdReader
from desktop.ports.keys import OpenKeys
from desktop.ports.machine import Machine, UnknownMachine
from desktop.ports.network import Network
from desktop.ports.store import Transaction
from desktop.ports.ticket_printer import Raster, TicketPrinter
from desktop.ports.trace import AnchorVault
from desktop.services.anchoring import AnchorService
from desktop.services.announcements import AnnouncementService
from desktop.services.attachments import AttachmentService
from desktop.services.audit_reading import AuditReadingService
from desktop.services.blocks import BlockService
from desktop.services.board import BoardService
from desktop.services.bookings import BookingsService
from desktop.services.call_backs import CallBackService
from desktop.services.changes import ChangeService
from desktop.services.chores import Chores, Forgetting
from desktop.services.code_on_file import CodeOnFileService
from desktop.services.copies import CopyService
from desktop.services.corrections import CorrectionService
from desktop.services.desk import Desk, Place
from desktop.services.disclosures import DisclosureService
from desktop.services.drill import DrillService
from desktop.services.duties import DutyService
from desktop.services.effects import EffectService
from desktop.services.erasure_asked import ErasureAskedService
from desktop.services.exports import ExportService
from desktop.services.identify import IdentifyService
from desktop.services.late_cancel import LateCancelService
from desktop.services.left_bookings import LeftBookingsService
from desktop.services.letters import LetterService
from desktop.services.lines import LinesService
from desktop.services.loss_stops import LossStops
from desktop.services.message_log import MessageLogService
from desktop.services.no_shows import NoShowService
from desktop.services.notice import NoticeService
from desktop.services.openings import OpeningService
from desktop.services.outage import OutageService
from desktop.services.own_people import OwnPeopleService
from desktop.services.paper_slips import PaperSlipService
from desktop.services.paper_templates import PaperBook, PaperService
from desktop.services.payments import PaymentService
from desktop.services.people import PeopleService
from desktop.services.pick_up import PickUpService
from desktop.services.policies import PolicyService
from desktop.services.printing import PaintDocument, PrintService, no_document
from desktop.services.proofs import ProofService
from desktop.services.pushing import Pushing
from desktop.services.queueing import QueueService
from desktop.services.reading_gate import ReadingGate
from desktop.services.registers import RegisterService
from desktop.services.registration import RegistrationService
from desktop.services.repeats import RepeatService
from desktop.services.reports import ReportService
from desktop.services.request_askers import AskerService
from desktop.services.requests import RequestService
from desktop.services.reveal import RevealService
from desktop.services.rights import RightsService
from desktop.services.rotation import RotationService
from desktop.services.rules import RuleService
from desktop.services.schedule import ScheduleService
from desktop.services.search import SearchService
from desktop.services.shifts import ShiftService
from desktop.services.slips import SlipService
from desktop.services.stopping import StoppingService
from desktop.services.supervision import SupervisionService
from desktop.services.syncing import SyncService
from desktop.services.taking_back import TakingBackService
from desktop.services.thresholds import ThresholdService
from desktop.services.trace_closing import TraceClosing
from desktop.services.twice import TwiceService
from desktop.services.unshown import GiveBackUnshown
from desktop.services.verify import VerifyService
from desktop.services.waiting import WaitingService
from desktop.settings import Settings
from desktop.store.store import open_store
from desktop.sync.apply import ROSTER
from desktop.sync.attachments import HttpCaseFiles
from desktop.sync.audit import HttpTraces
from desktop.sync.client import CentralClient, HttpVerification, HttpWitness, RequestNumbers
from desktop.sync.copies import HttpCopies
from desktop.sync.disclosures import HttpDisclosures
from desktop.sync.drilled import DrilledNetwork
from desktop.sync.duties import HttpDutyPeople
from desktop.sync.erasures import HttpErasuresAsked, HttpLeftBookings
from desktop.sync.exchange import DeskExchange, ExchangeParts, HttpDirectory
from desktop.sync.exports import HttpExports
from desktop.sync.kept import HttpKept
from desktop.sync.own_people import HttpOwnPeople
from desktop.sync.proofs import HttpProofs
from desktop.sync.reports import HttpReports
from desktop.sync.roster import RosterJudge, public_keys, read_roster
from desktop.sync.transport import HttpsNetwork

PROGRAM = f"clinic-desk {VERSION}"
STORE_FILE = "desk.db"
REQUEST_NUMBER = "sync/request-no"
# Requests of the enrolment itself carry smaller numbers: there is no store yet that could remember them.
ENROLMENT_REQUESTS = 1000


def open_desk(
    home: Path, installation: Installation, settings: Settings, keys: OpenKeys, clock: Clock | None = None
) -> Desk:
    """Open the sealed store with the file key; raises StoreDamagedError, StoreTooNewError, StoreBusyError.

    The desk goes by `clock`, by the PC's own when none is given.
    """
    clock, randomness = clock or SystemClock(), SystemRandomness()
    keys = as_it_lies(home / STORE_FILE, keys)
    store = open_store(home / STORE_FILE, keys.file_key, keys.sealer, randomness, clock)
    place = Place(
        installation.hospital, installation.window, installation.demo, settings.guardian_path,
        settings.offline_lease_days, settings.trace_months, outage_list_at=settings.outage_time,
        clock_source=clock_source(),
    )  # fmt: skip
    return Desk(store, keys, clock, randomness, place)


@dataclass(frozen=True, slots=True)
class UseCases:
    """The services of one signed-in person, sharing one desk and one line."""

    identify: IdentifyService
    verify: VerifyService
    notice: NoticeService
    announcements: AnnouncementService
    policies: PolicyService
    papers: PaperService
    board: BoardService
    registration: RegistrationService
    payments: PaymentService
    shifts: ShiftService
    reports: ReportService
    audit: AuditReadingService
    duties: DutyService
    reveal: RevealService
    slips: SlipService
    queue: QueueService
    pick_up: PickUpService
    lines: LinesService
    search: SearchService
    rights: RightsService
    requests: RequestService
    codes_on_file: CodeOnFileService
    askers: AskerService
    call_backs: CallBackService
    taking_back: TakingBackService
    letters: LetterService
    copies: CopyService
    proofs: ProofService
    erasures_asked: ErasureAskedService
    left_bookings: LeftBookingsService
    effects: EffectService
    corrections: CorrectionService
    supervision: SupervisionService
    twice: TwiceService
    people: PeopleService
    bookings: BookingsService
    rules: RuleService
    registers: RegisterService
    exports: ExportService
    disclosures: DisclosureService
    attachments: AttachmentService
    own_people: OwnPeopleService
    openings: OpeningService
    changes: ChangeService
    blocks: BlockService
    no_shows: NoShowService
    waiting: WaitingService
    late: LateCancelService
    repeats: RepeatService
    prints: PrintService
    outage: OutageService
    paper_slips: PaperSlipService
    schedule: ScheduleService
    stopping: StoppingService
    message_log: MessageLogService
    sync: SyncService
    drill: DrillService
    rotation: RotationService
    pushing: Pushing
    gate: ReadingGate
    network: Network


def request_numbers(desk: Desk) -> RequestNumbers:
    """Return numbers that grow over restarts, kept in the store by blocks."""

    def reserve(count: int) -> int:
        with desk.store.write() as tx:
            first = int(tx.state.get(REQUEST_NUMBER) or ENROLMENT_REQUESTS)
            tx.state.set(REQUEST_NUMBER, str(first + count).encode())
        return first

    return RequestNumbers(reserve)


def line_to_central(installation: Installation) -> Network:
    """Return the real line: HTTPS with the CA that enrolment pinned."""
    return HttpsNetwork(installation.url, installation.ca_pem)


def use_cases(
    desk: Desk,
    installation: Installation,
    network: Network,
    printer: TicketPrinter,
    paint: Callable[[Slip], Raster],
    anchor: AnchorVault,
    document: PaintDocument = no_document,
    book: PaperBook | None = None,
    machine: Machine | None = None,
) -> UseCases:
    """Make the services over a line to central."""
    drill = DrillService(desk)
    network = DrilledNetwork(network, drill.running)
    client = CentralClient(network, desk.keys.desk, request_numbers(desk))
    judge = RosterJudge(
        Ed25519Check(),
        installation.founding_public,
        installation.founding_sha256,
        installation.central_sign_public,
    )
    parts = ExchangeParts(
        desk.store,
        client,
        desk.keys.desk,
        desk.keys.sealer,
        judge,
        desk.clock,
        PROGRAM,
        machine or UnknownMachine(),
    )
    exchange = DeskExchange(parts)
    directory = HttpDirectory(exchange, parts)
    witness = HttpWitness(client, Ed25519Check(), installation.central_sign_public)
    rotation = RotationService(desk)
    gate = ReadingGate(desk, desk.place.offline_lease_days, VERSION)
    chores = Chores(Forgetting(desk), gate, rotation)
    sync = SyncService(desk, exchange, AnchorService(desk, witness, anchor), chores, gate)
    book = book or PaperBook(desk, shipped, {})
    pushing = Pushing(desk, exchange, sync)
    slips = SlipService(desk, printer, paint)
    late = LateCancelService(desk)
    queue, prints = QueueService(desk, pushing), PrintService(desk, printer, document, slips)
    pick_up, no_shows = PickUpService(desk), NoShowService(desk, queue, prints)
    rights, openings = RightsService(desk, directory), OpeningService(desk)
    exports = ExportService(
        desk, HttpExports(client), Ed25519Check(),
        (installation.central_sign_public, installation.founding_public),
    )  # fmt: skip
    confirmed = {
        EXPORT_TASK: exports.sign,
        LATE_TASK: late.approve, PICK_UP_TASK: pick_up.approve, OPEN_MINOR: openings.grant,
        OPEN_OWN: openings.grant, THRESHOLD: ThresholdService(desk).sign, MINOR_ACCOUNT: rights.close_minors_account,
    }  # fmt: skip
    registration = RegistrationService(desk, exchange, sync, slips)
    waiting = WaitingService(desk, pushing, slips)
    chores.add(GiveBackUnshown(desk, registration))
    chores.add(waiting.settle_cut)
    chores.add(LossStops(desk))
    chores.add(drill)
    chores.add(TraceClosing(desk, desk.place.trace_months))
    reveal = RevealService(desk)
    writing = LetterService(desk, book.text_in, letter_word, Ed25519Check(), _keys_of)
    return UseCases(
        identify=IdentifyService(desk, directory),
        verify=VerifyService(desk, HttpVerification(client)),
        notice=NoticeService(desk),
        announcements=AnnouncementService(desk),
        policies=PolicyService(desk, pushing),
        papers=PaperService(desk, pushing, book),
        board=BoardService(desk, sync),
        registration=registration,
        payments=PaymentService(desk, exchange, sync),
        shifts=ShiftService(desk),
        reports=ReportService(desk, HttpReports(client)),
        audit=AuditReadingService(desk, HttpTraces(client)),
        duties=DutyService(desk, pushing, HttpDutyPeople(client), HttpKept(client, desk.keys.desk), writing),
        reveal=reveal,
        slips=slips,
        queue=queue,
        pick_up=pick_up,
        lines=LinesService(desk),
        search=SearchService(desk, directory),
        rights=rights,
        requests=RequestService(desk, _colleagues),
        taking_back=TakingBackService(desk, pushing),
        codes_on_file=CodeOnFileService(desk, HttpVerification(client)),
        askers=AskerService(desk),
        call_backs=CallBackService(desk, reveal),
        attachments=AttachmentService(desk, HttpCaseFiles(client, desk.keys.desk)),
        letters=writing,
        proofs=ProofService(
            desk,
            HttpProofs(client, desk.keys.desk),
            writing,
            Ed25519Check(),
            (installation.central_sign_public, installation.founding_public),
        ),
        erasures_asked=ErasureAskedService(desk, HttpErasuresAsked(client, desk.keys.desk)),
        left_bookings=LeftBookingsService(desk, pushing, HttpLeftBookings(client)),
        effects=EffectService(desk),
        corrections=CorrectionService(desk, pushing),
        copies=CopyService(
            desk, HttpCopies(client, desk.keys.desk), partial(sealed_with_passphrase, desk.randomness)
        ),
        people=PeopleService(desk, directory),
        supervision=SupervisionService(desk, confirmed, {APPEAL_TASK: no_shows.grant}),
        twice=TwiceService(desk, pushing),
        bookings=BookingsService(desk),
        rules=RuleService(desk),
        registers=RegisterService(desk, pushing),
        exports=exports,
        disclosures=DisclosureService(desk, pushing, HttpDisclosures(client)),
        own_people=OwnPeopleService(desk, HttpOwnPeople(client)),
        openings=openings,
        changes=ChangeService(desk, exchange, sync, slips),
        blocks=BlockService(desk),
        no_shows=no_shows,
        waiting=waiting,
        late=late,
        repeats=RepeatService(desk, exchange, sync, slips),
        prints=prints,
        outage=OutageService(desk, prints, desk.place.outage_list_at),
        paper_slips=PaperSlipService(desk, prints, HospitalId(installation.hospital_id)),
        schedule=ScheduleService(desk, pushing, HospitalId(installation.hospital_id)),
        stopping=StoppingService(desk, pushing),
        message_log=MessageLogService(desk),
        sync=sync,
        drill=drill,
        rotation=rotation,
        pushing=pushing,
        gate=gate,
        network=network,
    )


def _keys_of(tx: Transaction, person: StaffId) -> tuple[bytes, ...]:
    return public_keys(tx.state.get(ROSTER), person)


def _colleagues(tx: Transaction) -> tuple[tuple[StaffId, str], ...]:
    roster = read_roster(tx.state.get(ROSTER))
    names = {entry.person: entry.name for entry in roster.entries} if roster else {}
    return tuple(sorted(names.items()))


@dataclass(frozen=True, slots=True)
class Devices:
    """What stands on the desk."""

    reader: IdReader
    printer: TicketPrinter
