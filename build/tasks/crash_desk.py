"""A made-up desk off line, and its clerk who is going to be killed: real keys, real sealed store, real services."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.machine import SystemClock, SystemRandomness
from desktop.bootstrap.opening import UseCases, open_desk, use_cases
from desktop.bootstrap.recovery import demo_holders
from desktop.bootstrap.safes import identity_of, open_safe, trace_anchor, vault_of
from desktop.crypto.costs import DEMO
from desktop.crypto.formats import OpeningKey, SigningKey
from desktop.crypto.new_safe import NewDesk, create_safe
from desktop.crypto.safe import FOLDER, NewPerson
from desktop.domain.consent import ConsentAct
from desktop.domain.documents import DocumentType
from desktop.domain.errors import CentralUnreachableError
from desktop.domain.ids import BookingId, DepartmentId, DoctorId, PatientId, SessionId
from desktop.domain.made_up import DEMO_STAFF, DemoStaff, MadeUpPerson, person_of
from desktop.domain.operations import Right
from desktop.domain.passphrases import SMALL_CLINIC
from desktop.domain.people import EvidenceLevel, PhoneStatus
from desktop.domain.printing_errors import PrinterUnreachableError
from desktop.domain.schedules import ClinicSession, Department, Doctor, HalfDay, SessionState, clinic_day
from desktop.domain.slips import Slip
from desktop.ports.keys import SlotInfo
from desktop.ports.network import Reply
from desktop.ports.ticket_printer import PrinterState, Raster
from desktop.services.desk import Desk
from desktop.services.drafts import PersonDraft, RegistrationDraft
from desktop.settings import Settings, load

NOTICE = "v1"
SERIALS_PER_CYCLE = 1000
MOST_PER_CYCLE = 12
HALF_HOURS = 4
NUMBERS = 25
DEPARTMENT = DepartmentId("heart")
DOCTOR = DoctorId("heart-1")
CLERK, SUPERVISOR = DEMO_STAFF[0], DEMO_STAFF[2]


class DownLine:
    """The line is down: every request ends at once without an answer."""

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, timeout_s: float
    ) -> Reply:
        """Nobody answers."""
        raise CentralUnreachableError(cause="down")

    def close(self) -> None:
        """Nothing is open."""


class NoPaper:
    """Slips are not what is tested here."""

    def print_raster(self, raster: Raster, job_id: str) -> None:
        """There is nothing to print on."""
        raise PrinterUnreachableError

    def state(self) -> PrinterState:
        """There is no printer."""
        return PrinterState.UNREACHABLE


def blank(_slip: Slip) -> Raster:
    """Paint nothing."""
    return Raster(8, 1, b"\x00")


def prepare(home: Path, cycles: int) -> int:
    """Make keys, installation, store and enough leased numbers; returns how many numbers were leased."""
    randomness = SystemRandomness()
    founding = SigningKey.new(randomness).public
    installation = Installation(
        hospital_id="h1", hospital="市第一人民医院", desk_id="crash-desk", site="main", window="3 号窗", region="CN",
        url="https://127.0.0.1:9", ca_pem="", founding_public=founding,
        founding_sha256=hashlib.sha256(founding).digest(), central_seal_public=OpeningKey.new(randomness).public,
        central_sign_public=SigningKey.new(randomness).public, demo=True,
    )  # fmt: skip
    settings = Settings(home=home, vault="file", sign_in_profile=SMALL_CLINIC.name)
    people = [
        NewPerson(SlotInfo(s.staff_id, s.name, s.initials, s.role.value), bytearray(s.passphrase.encode()))
        for s in (CLERK, SUPERVISOR)
    ]
    create_safe(
        home, vault_of(home, settings), NewDesk.make(randomness), identity_of(installation), people, DEMO,
        randomness, SMALL_CLINIC, SystemClock(), demo_holders(home / FOLDER), demo=True,
    )  # fmt: skip
    installation.save(home)
    desk = unlocked(home)
    rights = leased(cycles * MOST_PER_CYCLE)
    with desk.store.write() as tx:
        tx.schedules.put_department(Department(DEPARTMENT, "心血管内科", "xxg", "2 号楼 2 层"))
        tx.schedules.put_doctor(Doctor(DOCTOR, DEPARTMENT, "李建国", "主任医师", "冠心病介入", "ljg", 5000))
        for session_id in sorted({right.session_id for right in rights}):
            tx.schedules.put_session(_session(session_id, desk.clock.now()))
        tx.rights.replace(rights)
    desk.store.close()
    return len(rights)


def leased(least: int) -> tuple[Right, ...]:
    """Return at least so many numbers over as many sessions as it takes; the same for the same count."""
    per_session = HALF_HOURS * NUMBERS
    return tuple(
        Right(SessionId(f"s{session:03}"), place // NUMBERS, place + 1, 1)
        for session in range(-(-least // per_session))
        for place in range(per_session)
    )


def _session(session_id: SessionId, now: datetime) -> ClinicSession:
    return ClinicSession(
        id=session_id, department_id=DEPARTMENT, doctor_id=DOCTOR, day=clinic_day(now) + timedelta(days=1),
        half_day=HalfDay.MORNING, starts=time(8, 30), place="2F 3", fee_fen=5000, state=SessionState.OPEN,
        left=(0,) * HALF_HOURS, next_number=(0,) * HALF_HOURS,
    )  # fmt: skip


def unlocked(home: Path, staff: DemoStaff = CLERK) -> Desk:
    """Sign in with passphrase and device secret, and open the store."""
    settings = Settings(home=home, vault="file", sign_in_profile=SMALL_CLINIC.name)
    installation = Installation.load(home)
    safe = open_safe(home, settings, installation)
    keys = safe.open(staff.staff_id, bytearray(staff.passphrase.encode()))
    return open_desk(home, installation, settings, keys)


def adults(first: int) -> Callable[[], MadeUpPerson]:
    """Return a function that gives the next made-up adult with a phone, from a serial on."""
    serial = first

    def following() -> MadeUpPerson:
        nonlocal serial
        while True:
            person = person_of(serial)
            serial += 1
            if person.birth.year < 2000 and person.phone:
                return person

    return following


class CrashClerk:
    """Registers walk-ins one after the other and tells the pipe only what was acknowledged to it."""

    def __init__(self, home: Path, cycle: int, tell: Callable[[str], None]) -> None:
        self._desk = unlocked(home)
        installation = Installation.load(home)
        anchor = trace_anchor(home, load(home), installation)
        self._cases: UseCases = use_cases(self._desk, installation, DownLine(), NoPaper(), blank, anchor)
        self._next = adults(cycle * SERIALS_PER_CYCLE)
        self._tell = tell
        self._last: MadeUpPerson | None = None

    def work(self) -> None:
        """Register until enough; every fourth is a known person, every fifth booking is undone at once."""
        self._tell("ready")
        for turn in range(MOST_PER_CYCLE):
            known = turn % 4 == 3 and self._last is not None
            person = self._last if known and self._last else self._next()
            booking = self._register(person, account=turn % 3 == 0)
            self._tell(f"booked {booking} {person.serial}")
            self._last = person
            if turn % 5 == 4:
                self._cases.registration.undo(booking)
                self._tell(f"undone {booking}")
        self._tell("enough")

    def _register(self, person: MadeUpPerson, *, account: bool) -> BookingId:
        found = self._cases.identify.identify(card_of(person))
        known = found.patient.patient_id if found.patient else None
        draft = self._draft(person, found.draft, known, account=account and known is None)
        return self._cases.registration.confirm(draft).booking_id

    def _draft(
        self, person: MadeUpPerson, read: PersonDraft, known: PatientId | None, *, account: bool
    ) -> RegistrationDraft:
        with self._desk.store.read() as tx:
            right = tx.rights.held()[0]
        return RegistrationDraft(
            person=read, patient_id=known, session_id=right.session_id, half_hour=right.half_hour,
            phone=person.phone, phone_status=PhoneStatus.VERIFIED if account else PhoneStatus.CODE_LATER,
            code_proof="proof" if account else None, phone_reason=None if account else "code-not-arriving",
            account_consent_act=ConsentAct.SIGNATURE.value if account else None, notice_version=NOTICE,
            notice_how="paper",
        )  # fmt: skip


def card_of(person: MadeUpPerson) -> PersonDraft:
    """Return a made-up person as a chip would say them."""
    return PersonDraft(
        document_type=DocumentType.RESIDENT_CARD, number=person.number, name=person.name, sex=person.sex,
        birth=person.birth, evidence=EvidenceLevel.CHIP_READ, address=person.address,
        sam_number="05.03-20260101-0008900001-0154000001",
    )  # fmt: skip


def clerk_process(home: Path, cycle: int, pipe: int) -> None:
    """Work as the clerk and then wait to be killed; each line goes into the pipe with one write."""

    def tell(line: str) -> None:
        os.write(pipe, (line + "\n").encode())

    CrashClerk(home, cycle, tell).work()
    # An idle desk is killed too.
    signal.pause()
