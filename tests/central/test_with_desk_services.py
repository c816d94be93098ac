"""The desk's own services and exchange over central's use cases, in one process: both ends speak of the same things."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec
import pytest

from central.services.directory import DirectoryService
from central.services.errors import DeskRevokedError
from central.store import tables
from central.store.tables_waiting import wishes
from desktop.crypto.desk_keys import Ed25519Check
from desktop.crypto.formats import OpeningKey, SigningKey, seal_to
from desktop.domain.consent import ConsentAct
from desktop.domain.documents import DocumentType
from desktop.domain.drawn import SignedHow
from desktop.domain.errors import CentralRefusedError, CentralUnreachableError
from desktop.domain.ids import DeskId, PatientId, SessionId, StaffId
from desktop.domain.made_up import MadeUpPerson, person_of
from desktop.domain.people import EvidenceLevel, PhoneStatus
from desktop.domain.rights import CaseState
from desktop.domain.waiting import OfferNeedsCentralError, OfferOnItsWayError, Wanted
from desktop.ports.keys import OpenKeys, SlotInfo
from desktop.ports.machine import Machine, UnknownMachine
from desktop.ports.network import Reply
from desktop.services.desk import Desk, Place
from desktop.services.drafts import PersonDraft, RegistrationDraft
from desktop.services.print_queue import waiting as paper_wanted
from desktop.services.pushing import Pushing
from desktop.services.registration import RegistrationService
from desktop.services.rights import RightsService
from desktop.services.slips import SlipService
from desktop.services.syncing import SyncService
from desktop.services.waiting import WaitingService
from desktop.sync.client import CentralClient, RequestNumbers
from desktop.sync.exchange import DeskExchange, ExchangeParts, HttpDirectory
from desktop.sync.roster import RosterJudge
from desktop.sync.wire import ExchangeRequest, FetchRequest, LookupRequest, Refusal
from tests.central.people import FIRST
from tests.fakes.central_world import CLERK, SUPERVISOR, TODAY, TOMORROW, SetClock, World
from tests.fakes.sealer import FormatSealer
from tests.fakes.store import FakeStore
from tests.fakes.ticket_printer import FakeTicketPrinter


@dataclass
class DeskClock:
    """The world's clock as the desk reads it."""

    clock: SetClock

    def now(self) -> datetime:
        return self.clock.at

    def monotonic(self) -> float:
        return self.clock.at.timestamp()


class MemoryKeys:
    """A desk's and a person's keys on the real formats."""

    def __init__(self, world: World, desk: str) -> None:
        self._world = world
        self.desk = DeskId(desk)
        self.signing, self.opening = SigningKey.new(world.randomness), OpeningKey.new(world.randomness)

    def sign(self, purpose: str, message: bytes) -> bytes:
        return self.signing.sign(purpose, message)

    def seal_to_central(self, plain: bytes, info: bytes) -> bytes:
        return seal_to(self._world.keys.opening.public, plain, info)

    def open_from_central(self, sealed: bytes, info: bytes) -> bytes:
        return self.opening.open(sealed, info)


@dataclass
class MemoryPerson:
    """The signed-in person."""

    world: World
    person: StaffId

    def sign(self, purpose: str, message: bytes) -> bytes:
        return self.world.people[self.person].sign(purpose, message)


class InProcessLine:
    """Central without HTTP; `cut` breaks the line, `drop_answers` breaks it on the way back."""

    def __init__(self, world: World, desk: str) -> None:
        self._world, self._desk = world, desk
        self._directory = DirectoryService(world.parts)
        self.cut, self.drop_answers = False, 0

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, timeout_s: float
    ) -> Reply:
        if self.cut:
            raise CentralUnreachableError(cause="cut")
        try:
            answer = self._answer(path, body)
        except DeskRevokedError as error:
            return Reply(403, msgspec.json.encode(Refusal(error.code, dict(error.facts))))
        if self.drop_answers:
            self.drop_answers -= 1
            raise CentralUnreachableError(cause="answer-lost")
        return Reply(200, msgspec.json.encode(answer))

    def _answer(self, path: str, body: bytes) -> object:
        if path == "/v1/exchange":
            return self._world.exchange.run(self._desk, msgspec.json.decode(body, type=ExchangeRequest))
        if path == "/v1/lookup":
            return self._directory.look_up(self._desk, msgspec.json.decode(body, type=LookupRequest))
        return self._directory.fetch(self._desk, msgspec.json.decode(body, type=FetchRequest))

    def close(self) -> None:
        self.cut = True

    def hang_up(self) -> None:
        self.cut = True


class Window:
    """One desk with the product's services."""

    def __init__(
        self,
        world: World,
        name: str,
        staff: StaffId = CLERK,
        role: str = "clerk",
        machine: Machine | None = None,
        line: InProcessLine | None = None,
    ) -> None:
        keys = MemoryKeys(world, name)
        world.enrol(name, keys.signing.public, keys.opening.public)
        sealer, clock = FormatSealer(), DeskClock(world.clock)
        opened = OpenKeys(
            bytes(32), sealer, keys, MemoryPerson(world, staff), SlotInfo(staff, "某某", "mm", role)
        )
        self.store, self.line = FakeStore(), line or InProcessLine(world, name)
        desk = Desk(self.store, opened, clock, world.randomness, Place("市第一人民医院", name))
        client = CentralClient(self.line, keys, RequestNumbers(lambda _count: 1))
        founding = world.founding.public
        judge = RosterJudge(Ed25519Check(), founding, hashlib.sha256(founding).digest())
        parts = ExchangeParts(
            self.store, client, keys, sealer, judge, clock, "test", machine or UnknownMachine()
        )
        self.parts, self.exchange = parts, DeskExchange(parts)
        self.sync = SyncService(desk, self.exchange)
        slips = SlipService(desk, FakeTicketPrinter(), lambda _slip: pytest.fail("nothing is printed here"))
        self.registration = RegistrationService(desk, self.exchange, self.sync, slips)
        self.waiting = WaitingService(desk, Pushing(desk, self.exchange, self.sync), slips)
        self.directory = HttpDirectory(self.exchange, parts)
        self.rights = RightsService(desk, self.directory)
        self.sync.run_once()

    def quiet(self) -> None:
        for _ in range(2):
            assert self.sync.run_once().online

    def known(self, patient: PatientId) -> bool:
        with self.store.read() as tx:
            return tx.patients.get(patient) is not None


def draft(serial: int = FIRST, patient: PatientId | None = None) -> RegistrationDraft:
    """Return what F9 confirms for a made-up person."""
    person: MadeUpPerson = person_of(serial)
    return RegistrationDraft(
        person=PersonDraft(
            DocumentType.RESIDENT_CARD, person.number, person.name, person.sex, person.birth, EvidenceLevel.CHIP_READ
        ),
        patient_id=patient, session_id=SessionId("s-1"), half_hour=0, phone=person.phone,
        phone_status=PhoneStatus.CODE_LATER, phone_reason="later", notice_version="2026-1", notice_how="screen",
        account_consent_act=ConsentAct.PATIENT_SCREEN.value,
    )  # fmt: skip


@pytest.fixture
def windows(world: World) -> tuple[Window, Window]:
    world.add_session("s-1")
    return Window(world, "desk-a"), Window(world, "desk-b", SUPERVISOR, "supervisor")


@pytest.mark.rows("G66", "I5")
def test_a_walk_in_registered_on_line_is_at_central_and_at_the_other_desk(
    windows: tuple[Window, Window], world: World
) -> None:
    a, b = windows
    done = a.registration.confirm(draft())
    assert not done.offline
    assert done.slip.number == 1
    b.quiet()
    with b.store.read() as tx:
        patient = tx.patients.get(done.patient_id)
        booking = tx.bookings.get(done.booking_id)
        consents = tx.cases.consents(done.patient_id)
    assert patient is not None
    assert patient.record.name == person_of(FIRST).name
    assert patient.account is not None
    assert patient.account.phone == person_of(FIRST).phone
    assert booking is not None
    assert booking.number == 1
    assert len(consents) == 1
    assert world.live_by_slot() == {("s-1", 1): 1}


@pytest.mark.rows("N5", "N6", "I2")
def test_what_was_promised_off_line_arrives_once_and_is_checked(
    windows: tuple[Window, Window], world: World
) -> None:
    a, b = windows
    a.line.cut = True
    a.sync.run_once()
    done = a.registration.confirm(draft())
    assert done.offline
    assert done.provisional
    a.line.cut = False
    a.line.drop_answers = 1
    assert not a.sync.run_once().online
    a.quiet()
    assert a.sync.status().waiting == 0
    assert world.due.run_due().checked == 1
    b.quiet()
    with b.store.read() as tx:
        booking = tx.bookings.get(done.booking_id)
        patient = tx.patients.get(done.patient_id)
    assert booking is not None
    assert (booking.number, booking.provisional) == (done.slip.number, False)
    assert patient is not None
    assert patient.status.name_check == "match"
    assert set(world.live_by_slot().values()) == {1}


@pytest.mark.rows("I1", "I3")
def test_a_claim_whose_answer_was_lost_ends_as_one_promise(
    windows: tuple[Window, Window], world: World
) -> None:
    a, _ = windows
    a.line.drop_answers = 1
    done = a.registration.confirm(draft())
    assert done.offline
    a.quiet()
    live = world.rows(tables.bookings, state="booked")
    assert [(row["booking_id"], row["number"]) for row in live] == [(done.booking_id, done.slip.number)]
    assert len(world.rows(tables.slots, state="spent")) == 1
    assert len(world.rows(tables.patients)) == 1


@pytest.mark.rows("P25", "I6", "A3")
def test_a_deletion_goes_from_the_clerk_to_the_supervisor_and_is_done_everywhere(
    windows: tuple[Window, Window], world: World
) -> None:
    a, b = windows
    done = a.registration.confirm(draft())
    case = a.rights.file_deletion(
        done.patient_id, "withdrawn", SignedHow.PAPER
    )  # before its own rows came back
    a.quiet()
    b.quiet()
    b.rights.approve(case)
    b.quiet()
    assert world.due.run_due().destroyed == 1
    for window in (a, b, a, b):
        window.quiet()
    for window in (a, b):
        assert not window.known(done.patient_id)
        (line,) = window.rights.cases()
        assert line.state == CaseState.DONE.value
    assert a.directory.look_up("document", person_of(FIRST).number) == ((), False)


@pytest.mark.rows("N14", "P25")
def test_the_dry_run_finds_what_another_window_booked_and_leaves_its_person_in_the_working_set(
    windows: tuple[Window, Window], world: World
) -> None:
    a, b = windows
    patient = a.registration.confirm(draft()).patient_id
    for window in windows:
        window.quiet()
    world.add_session("s-later", day=TODAY + timedelta(days=4))
    for window in windows:
        window.quiet()
    b.registration.confirm(replace(draft(patient=patient), session_id=SessionId("s-later"), half_hour=0))
    ending = a.rights.ending(patient, "withdrawn")
    assert ending.whole
    assert [one.day for one in ending.bookings if one.goes] == [TODAY + timedelta(days=4)]
    with a.store.read() as tx:
        held = tx.patients.get(patient)
    assert held is not None
    assert held.status.keep_until is None


@pytest.mark.rows("G1", "I5")
def test_somebody_of_another_desk_is_found_exactly_and_brought(
    windows: tuple[Window, Window], world: World
) -> None:
    a, b = windows
    done = a.registration.confirm(draft())
    world.clock.forward(days=2)
    b.quiet()
    found, _ = b.directory.look_up("phone", person_of(FIRST).phone)
    assert [person.patient_id for person in found] == [done.patient_id]
    assert not b.known(done.patient_id)
    b.directory.fetch(done.patient_id)
    assert b.known(done.patient_id)


@pytest.mark.rows("I8")
def test_a_desk_put_back_to_an_older_state_heals_itself(windows: tuple[Window, Window], world: World) -> None:
    a, _ = windows
    a.registration.confirm(draft())
    fresh = FakeStore()
    a.store.__dict__.update(fresh.__dict__)  # the disk of this morning: nothing of today
    a.sync.run_once()
    a.quiet()
    with a.store.read() as tx:
        assert tx.outbox.head().incarnation == 2
        held = {(right.session_id, right.number) for right in tx.rights.held()}
    assert held
    frozen = {(row["session_id"], row["number"]) for row in world.rows(tables.slots, state="frozen")}
    assert not held & frozen


@pytest.mark.rows("G29", "I3", "A4")
def test_a_held_number_whose_answer_was_lost_is_booked_once_and_its_slip_waits_for_paper(
    windows: tuple[Window, Window], world: World
) -> None:
    a, _ = windows
    done = a.registration.confirm(draft())
    world.add_session("s-2", TOMORROW, per_half_hour=5, half_hours=1)
    assert a.waiting.put(done.patient_id, Wanted("d-1", "", TOMORROW, TOMORROW))
    assert world.due.run_due().wishes_offered == 1
    a.quiet()
    (line,) = a.waiting.lines()
    assert line.held is not None
    a.line.drop_answers = 1
    with pytest.raises(OfferOnItsWayError):
        a.waiting.book(line.wish.wish_id)
    with pytest.raises(OfferNeedsCentralError):
        a.waiting.book(line.wish.wish_id)
    assert a.waiting.settle_cut() == 0
    a.quiet()
    assert [a.waiting.settle_cut(), a.waiting.settle_cut()] == [1, 0]
    (row,) = world.rows(tables.bookings, session_id="s-2")
    assert row["state"] == "booked"
    with a.store.read() as tx:
        assert [job.object_id for job in paper_wanted(tx)] == [row["booking_id"]]
        booking = tx.bookings.get(row["booking_id"])
    assert booking is not None
    assert (booking.staff_id, bool(booking.operation_id)) == (CLERK, True)


@pytest.mark.rows("G29", "I2")
def test_off_line_a_person_is_put_on_the_list_and_taken_off_again_and_central_hears_of_it(
    windows: tuple[Window, Window], world: World
) -> None:
    a, _ = windows
    done = a.registration.confirm(draft())
    a.quiet()
    a.line.cut = True
    a.sync.run_once()
    wanted = Wanted("d-1", "", TOMORROW, TOMORROW)
    assert not a.waiting.put(done.patient_id, wanted)
    with pytest.raises(CentralRefusedError):
        a.waiting.put(done.patient_id, wanted)
    (line,) = a.waiting.lines()
    assert line.on_way
    a.line.cut = False
    a.quiet()
    (line,) = a.waiting.lines()
    assert not line.on_way
    a.line.cut = True
    a.sync.run_once()
    assert not a.waiting.drop(line.wish.wish_id)
    assert a.waiting.lines() == ()
    a.line.cut = False
    a.quiet()
    assert [row["state"] for row in world.rows(wishes)] == ["withdrawn"]
