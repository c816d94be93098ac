"""Desks without windows over a real central: real store, real keys, real line, and a wire that a test can cut."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Event

from demo_parts import Central, command

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.machine import SystemClock
from desktop.bootstrap.opening import UseCases, line_to_central, open_desk, use_cases
from desktop.bootstrap.safes import open_safe, trace_anchor
from desktop.domain.documents import DocumentType
from desktop.domain.errors import CentralUnreachableError
from desktop.domain.ids import DepartmentId, StaffId
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson, person_of
from desktop.domain.people import EvidenceLevel, PhoneStatus
from desktop.domain.schedules import Department
from desktop.domain.slips import Slip
from desktop.domain.staff import Role
from desktop.ports.clock import Clock
from desktop.ports.network import Network, Reply
from desktop.ports.ticket_printer import Raster
from desktop.services.board import BoardCell
from desktop.services.desk import Desk
from desktop.services.drafts import Confirmed, Identified, PersonDraft, RegistrationDraft
from desktop.settings import load
from tests.fakes.ticket_printer import FakeTicketPrinter

HELD_AT_MOST_S = 30.0


class Wire:
    """Passes requests on; a test cuts or holds it, or lets a request through and drops its answer."""

    def __init__(self, real: Network) -> None:
        self._real = real
        self.cut = False
        self.drop_answers = 0
        self.sent = 0
        self.held: Event | None = None

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, timeout_s: float
    ) -> Reply:
        """Send unless cut; on a line that is held not before it is let go."""
        if self.held is not None:
            self.held.wait(HELD_AT_MOST_S)
        if self.cut:
            raise CentralUnreachableError(cause="cut")
        self.sent += 1
        reply = self._real.send(method, path, headers, body, timeout_s)
        if self.drop_answers:
            self.drop_answers -= 1
            raise CentralUnreachableError(cause="answer-lost")
        return reply

    def close(self) -> None:
        """Close the real line."""
        self._real.close()

    def hang_up(self) -> None:
        """Hang the real line up."""
        self._real.hang_up()


def blank(_slip: Slip) -> Raster:
    """Paint nothing: the painter has its own tests and wants a screen."""
    return Raster(8, 1, b"\x00")


_CALLED: list[set[tuple[str, int]]] = []


def _see_calls(event: str, facts: tuple[object, ...]) -> None:
    if event == "socket.connect" and _CALLED and isinstance(facts[1], tuple):
        _CALLED[-1].add(facts[1][:2])


@contextmanager
def calls() -> Iterator[set[tuple[str, int]]]:
    """Collect to which hosts and ports this process connects meanwhile; an audit hook sees every one."""
    if not _CALLED:
        sys.addaudithook(_see_calls)
        _CALLED.append(set())
    _CALLED.append(set())
    try:
        yield _CALLED[-1]
    finally:
        _CALLED.pop()


@dataclass
class HeadlessDesk:
    """One enrolled desk with a signed-in person; its clock goes `ahead` from the next sign-in on."""

    home: Path
    name: str
    central: Central
    role: Role = Role.CLERK
    ahead: timedelta = timedelta()

    def __post_init__(self) -> None:
        if not (self.home / "installation.json").exists():
            code = self.central.enroll_code(self.name)
            command(
                "desktop",
                "enroll",
                "--home",
                str(self.home),
                "--code",
                code,
                "--demo-staff",
                "--vault",
                "file",
            )
            self.central.sign_roster()
        self.printer = FakeTicketPrinter()
        self.sign_in(self.role)

    def sign_in(self, role: Role) -> None:
        """Open the desk for the first made-up person of a role."""
        installation = Installation.load(self.home)
        self.desk: Desk = desk_of(self.home, role, SystemClock(self.ahead))
        self.wire = Wire(line_to_central(installation))
        anchor = trace_anchor(self.home, load(self.home), installation)
        self.cases: UseCases = use_cases(self.desk, installation, self.wire, self.printer, blank, anchor)

    def close(self) -> None:
        """Leave the desk."""
        self.wire.close()
        self.desk.store.close()

    def sync(self) -> bool:
        """Run exchanges until quiet; returns whether central answered."""
        return self.cases.sync.run_once().online

    def department(self, initials: str) -> Department:
        """Return a department by the beginning of its initials."""
        return next(d for d in self.cases.board.departments() if d.initials.startswith(initials))

    def free_cell(self, initials: str) -> BoardCell:
        """Return the first free half-hour of a department within two weeks."""
        department = self.department(initials)
        for ahead in range(14):
            day = self.desk.today() + timedelta(days=ahead)
            board = self.cases.board.board(DepartmentId(department.id), day)
            for line in board.rows:
                for cell in line.cells:
                    if cell.kind == "free":
                        return cell
        raise AssertionError(f"no free half-hour in {initials}")

    def leased_cell(self, initials: str) -> BoardCell:
        """Return a free half-hour of today of which this desk holds a number for the hours without a line."""
        with self.desk.store.read() as tx:
            held = {(right.session_id, right.half_hour) for right in tx.rights.held()}
        board = self.cases.board.board(self.department(initials).id, self.desk.today())
        cells = (cell for line in board.rows for cell in line.cells if cell.kind == "free")
        return next(cell for cell in cells if (cell.session_id, cell.half_hour) in held)

    def identify(self, person: MadeUpPerson) -> Identified:
        """Put the person's card on the reader, so to say."""
        return self.cases.identify.identify(draft_of(person))

    def register(
        self, person: MadeUpPerson, initials: str = "xxg", *, cell: BoardCell | None = None
    ) -> Confirmed:
        """Register without a code ("code later") and give a number."""
        answer = self.identify(person)
        chosen = cell or self.free_cell(initials)
        assert chosen.session_id is not None
        draft = RegistrationDraft(
            person=answer.draft,
            patient_id=answer.patient.patient_id if answer.patient else None,
            session_id=chosen.session_id,
            half_hour=chosen.half_hour,
            phone=person.phone,
            phone_status=PhoneStatus.CODE_LATER,
            phone_reason="code-not-arriving",
        )
        return self.cases.registration.confirm(draft)


def desk_of(home: Path, role: Role, clock: Clock | None = None) -> Desk:
    """Open an enrolled demo desk for the first made-up person of a role."""
    staff = next(s for s in DEMO_STAFF if s.role is role)
    settings = load(home)
    installation = Installation.load(home)
    safe = open_safe(home, settings, installation)
    keys = safe.open(StaffId(staff.staff_id), bytearray(staff.passphrase.encode()))
    return open_desk(home, installation, settings, keys, clock)


def draft_of(person: MadeUpPerson) -> PersonDraft:
    """Return a made-up person as a chip would say them."""
    return PersonDraft(
        document_type=DocumentType.RESIDENT_CARD,
        number=person.number,
        name=person.name,
        sex=person.sex,
        birth=person.birth,
        evidence=EvidenceLevel.CHIP_READ,
        address=person.address,
        sam_number="05.03-20260101-0008900001-0154000001",
    )


def strangers(first: int = 700_001) -> Iterator[MadeUpPerson]:
    """Return adults whom nobody knows yet."""
    serial = first
    while True:
        person = person_of(serial)
        serial += 1
        if person.birth.year < 2000 and len(person.phone) == 11:
            yield person


@contextmanager
def stopped(central: Central) -> Iterator[None]:
    """The line is down: central's process and port are gone (DECISIONS 32)."""
    central.stop()
    try:
        yield
    finally:
        central.start()
