"""A real window over a real desk: real store, keys and line; a test presses keys and looks at what stands there."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, cast

from demo_parts import Central
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as QtBotTimeout
from pytestqt.qtbot import QtBot

from desktop.bootstrap import commands
from desktop.bootstrap.devices import SPOOL, devices
from desktop.bootstrap.file_change import whole_file
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.machine import SystemClock
from desktop.bootstrap.opening import STORE_FILE, Devices, line_to_central, open_desk
from desktop.bootstrap.safes import open_safe, trace_anchor, vault_of
from desktop.bootstrap.workplaces import WorkplaceMaker
from desktop.devices.wedge_badge_reader import WedgeBadgeReader
from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.cards import CardLayout, UnverifiedCard
from desktop.domain.documents import DocumentType
from desktop.domain.drawn import SignedHow
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson, person_of
from desktop.domain.passphrases import PROFILES
from desktop.domain.people import EvidenceLevel
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import needs_signature
from desktop.ports.clock import Clock
from desktop.ports.id_reader import IdReader
from desktop.ports.store import StoredBooking, StoredPatient
from desktop.presenters.code_on_file import CodeOnFile, CodeStep
from desktop.presenters.registration_state import ConsentStep, LastState, PhoneStep, RegistrationState
from desktop.services.desk import Desk
from desktop.services.drafts import PersonDraft
from desktop.services.session import SessionService
from desktop.settings import load
from desktop.ui.pages.approvals import ApprovalsPage
from desktop.ui.pages.registration import RegistrationPage
from desktop.ui.pages.rights import RightsPage
from desktop.ui.pages.sync import SyncPage
from desktop.ui.shell.application import DeskApplication
from desktop.ui.shell.frame import DeskFrame
from desktop.ui.shell.options import DeskOptions, Premises
from desktop.ui.shell.rail import page_key
from desktop.ui.shell.sitting import Sitting
from desktop.ui.shell.tour_status import focus_name
from desktop.ui.tables.slot_table import SlotTable
from desktop.ui.widgets.field import Field, HelperLine
from tests.fakes.id_reader import FakeIdReader
from tests.fakes.signing_hand import sign
from tests.journeys.headless import Wire
from tests.journeys.windows.forms import save_sitting
from tests.journeys.windows.pause import Pause

Key = Qt.Key
NONE, ALT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
MOST_CELLS = 400
QUIET_POLL_MS = 600_000
FULL_SIZE = (1440, 900)
TAKEN = "slot-taken-near"
CLERK, SUPERVISOR = "wxm", "chl"
MISMATCHING, UNRECORDED = (
    998,
    997,
)  # serial % 999: central's made-up authority says mismatch, or has no record
FIRST_SERIAL = 1_500_001
MOST_PROOFS = 12
# another code may be sent to the same number now (milliseconds)
A_WHILE_LATER = "UPDATE codes SET sent_at = sent_at - 120000"


def enrol(central: Central, home: Path, window: str) -> Path:
    """Make a home an enrolled desk of this central with the made-up staff."""
    code = central.enroll_code(window)
    # In this process: a new one would only load the same modules again.
    assert (
        commands.main(["enroll", "--home", str(home), "--code", code, "--demo-staff", "--vault", "file"]) == 0
    )
    central.sign_roster()
    return home


def central_rows(central: Central, query: str, *values: object) -> list[tuple[Any, ...]]:
    """Read central's own rows (SQLite, from outside of its process)."""
    with closing(sqlite3.connect(central.home / "central.db", timeout=10)) as database:
        return list(database.execute(query, values))


def change_central(central: Central, statement: str, *values: object) -> None:
    """Change a row of central as IT would: a limit of the hospital, or time gone by."""
    with closing(sqlite3.connect(central.home / "central.db", timeout=10)) as database, database:
        database.execute(statement, values)


def strangers(first: int = FIRST_SERIAL) -> Iterator[MadeUpPerson]:
    """Return grown-ups whom nobody knows, each with another phone, about whom the authority says "match"."""
    serial, phones = first, set[str]()
    while True:
        person = person_of(serial)
        twin = serial % 250 in (247, 249)
        odd = serial % 999 in (MISMATCHING, UNRECORDED) or len(person.name) not in (2, 3)
        # the old share the phone of their household
        odd = odd or not person.phone or person.phone in phones
        if person.birth.year < 2000 and person.guardian is None and not (twin or odd):
            phones.add(person.phone)
            yield person
        serial += 1


def special(kind: int, first: int = FIRST_SERIAL) -> Iterator[MadeUpPerson]:
    """Return grown-ups about whom the authority says "mismatch" or has no record."""
    serial = first - first % 999 + kind
    while True:
        person = person_of(serial)
        if person.birth.year < 2000 and person.phone and person.guardian is None:
            yield person
        serial += 999


def children(first: int = FIRST_SERIAL) -> Iterator[MadeUpPerson]:
    """Return made-up people under 18 with a number that the authority matches."""
    serial = first
    while True:
        person = person_of(serial)
        if person.guardian is not None and person.birth.year >= 2010 and serial % 999 < UNRECORDED:
            yield person
        serial += 1


def card_of(person: MadeUpPerson, **changes: Any) -> UnverifiedCard:
    """Return a made-up person's resident card as the chip says it."""
    card = UnverifiedCard(
        layout=CardLayout.RESIDENT,
        name=person.name,
        name_units=person.name.encode("utf-16-le"),
        sex_code=person.sex.value,
        ethnic_code="01",
        birth=person.birth,
        address=person.address,
        number=person.number,
    )
    return replace(card, **changes)


def draft_of_card(person: MadeUpPerson) -> PersonDraft:
    """Return what a service takes for the same card."""
    return PersonDraft(
        DocumentType.RESIDENT_CARD,
        person.number,
        person.name,
        person.sex,
        person.birth,
        EvidenceLevel.CHIP_READ,
        address=person.address,
    )


def said(control: QWidget) -> str:
    """Return what stands in the helper line of the field around a control."""
    around: QWidget | None = control
    while around is not None and not isinstance(around, Field):
        around = around.parentWidget()
    assert around is not None, "the control stands in no field"
    return around.help.whole


class ClockAhead(SystemClock):
    """A PC whose clock is a day ahead."""

    def now(self) -> datetime:
        return super().now() + timedelta(days=1)


@dataclass(frozen=True)
class Trace:
    """What an audit row says besides who and when."""

    subject: str | None
    object_id: str | None
    facts: dict[str, str | int]


@dataclass
class Choices:
    """What a test may put in the place of a usual part."""

    settings: dict[str, Any] = field(default_factory=dict)
    reader: IdReader | None = None
    clock: Clock | None = None
    safe_clock: Clock | None = None
    poll_ms: int = 500
    patient_screen: bool = False


class WindowDesk:
    """One enrolled desk with its window; keys go to whatever has the caret, as from a keyboard."""

    def __init__(
        self, qtbot: QtBot, app: QApplication, home: Path, central: Central, choices: Choices | None = None
    ) -> None:
        chosen = choices or Choices()
        self.qtbot, self.home, self.central = qtbot, home, central
        self.keys = self.chords = 0
        self._pause = Pause()
        self.crashes: list[BaseException] = []
        self.hold_line: Event | None = None
        settings = load(home).with_values(patient_screen=chosen.patient_screen, **chosen.settings)
        installation = Installation.load(home)
        self.fake_reader = FakeIdReader()
        parts = Devices(chosen.reader or self.fake_reader, devices(settings, demo=True).printer)
        self.session = SessionService(
            open_safe(home, settings, installation, chosen.safe_clock),
            partial(open_desk, home, installation, settings, clock=chosen.clock),
            trace_anchor(home, settings, installation),
            installation.hospital,
            whole_file(home / STORE_FILE),
            badges=settings.staff_badge,
        )
        maker = WorkplaceMaker(home, installation, settings, parts, self.session, self._new_wire)
        self.app = DeskApplication(
            app,
            Premises(
                installation.hospital,
                installation.window,
                installation.demo,
                vault_of(home, settings).describe(),
                passphrase_only=not PROFILES[settings.sign_in_profile].code,
            ),
            self.session,
            maker,
            DeskOptions(
                poll_ms=chosen.poll_ms,
                patient_screen=chosen.patient_screen,
                crashed=self.crashes.append,
                badges=WedgeBadgeReader() if settings.staff_badge else None,
            ),
        )
        self.app.show()
        self.window = self.app.window
        self.window.resize(*FULL_SIZE)
        qtbot.waitExposed(self.window)
        self.front()

    def _new_wire(self, installation: Installation) -> Wire:
        """Each sign-in has a line of its own; the test can cut it."""
        self.wire = Wire(line_to_central(installation))
        self.wire.held = self.hold_line
        return self.wire

    # ------------------------------------------------------------ the hand at the keyboard
    def front(self) -> None:
        """Bring this window to the front, as Alt+Tab does."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.keys += 1
            self.chords += modifier is not NONE
            QTest.keyClick(self._target(), key, modifier)

    def alt(self, letter: str) -> None:
        """Press Alt with a letter or a digit."""
        self.press(Key[f"Key_{letter}"], modifier=ALT)

    def ctrl(self, letter: str) -> None:
        """Press Ctrl with a letter."""
        self.press(Key[f"Key_{letter}"], modifier=CTRL)

    def text(self, text: str) -> None:
        """Type characters one by one; Chinese ones arrive as an input method commits them."""
        for character in text:
            self.keys += 1
            if character.isascii():
                QTest.keyClick(self._target(), character)
            else:
                committed = QInputMethodEvent("", [])
                committed.setCommitString(character)
                QApplication.sendEvent(self._target(), committed)

    def _target(self) -> QWidget:
        now = QApplication.focusWidget()
        return now if now is not None and now.window() is self.window else self.window

    def caret(self) -> str:
        """Return the name of what has the caret."""
        return focus_name(QApplication.focusWidget())

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition; what could be read when it did not come is told."""
        try:
            self._pause.until(condition)
        except QtBotTimeout as error:
            raise QtBotTimeout(f"{error}; caret: {self.caret()!r}; on the screen: {self.words()}") from error

    def until_caret(self, name: str) -> None:
        """Wait until the caret stands there."""
        try:
            self.until(lambda: self.caret() == name)
        except QtBotTimeout as error:
            raise AssertionError(
                f"the caret is at {self.caret()!r}, not at {name!r}; on the screen: {self.words()}"
            ) from error

    # ------------------------------------------------------------ what stands on the screen
    @property
    def sitting(self) -> Sitting:
        """Return the sitting of the signed-in person."""
        assert self.app.sitting is not None
        return self.app.sitting

    @property
    def frame(self) -> DeskFrame:
        """Return the frame around the pages."""
        return self.sitting.frame

    @property
    def page(self) -> RegistrationPage:
        """Return the registration page."""
        return cast("RegistrationPage", self.frame.pages["registration"])

    @property
    def rights_page(self) -> RightsPage:
        """Return the page of requests."""
        return cast("RightsPage", self.frame.pages["rights"])

    @property
    def approvals_page(self) -> ApprovalsPage:
        """Return the page of what waits for a second person."""
        return cast("ApprovalsPage", self.frame.pages["approvals"])

    @property
    def sync_page(self) -> SyncPage:
        """Return the page of line and outbox."""
        return cast("SyncPage", self.frame.pages["sync"])

    @property
    def state(self) -> RegistrationState:
        """Return what the registration page was last told."""
        return self.sitting.workplace.registration.state

    def words(self, part: QWidget | None = None) -> str:
        """Return everything that can be read now, in labels, fields, buttons and tables."""
        root = part or self.window
        shown = (widget for widget in (root, *root.findChildren(QWidget)) if widget.isVisible())
        return " ".join(filter(None, map(_text_of, shown)))

    def sees(self, text: str, part: QWidget | None = None) -> None:
        """Wait until a text can be read, in a part of the window or anywhere."""
        try:
            self.until(lambda: text in self.words(part))
        except QtBotTimeout as error:
            raise AssertionError(f"{text!r} is not among: {self.words(part)}") from error

    def says(self, control: QWidget, text: str) -> None:
        """Wait until a field says this in its helper line."""
        try:
            self.until(lambda: said(control) == text)
        except QtBotTimeout as error:
            raise AssertionError(f"not {text!r} but {said(control)!r}") from error

    def messages(self) -> str:
        """Return everything that the program says of its own, tooltips and descriptions too; not what was typed."""
        found = []
        for widget in self.window.findChildren(QWidget):
            if widget.isVisible() and not isinstance(widget, QLineEdit):
                found += [_text_of(widget), widget.toolTip(), widget.accessibleName()]
            found.append(widget.accessibleDescription())
        return " ".join(found)

    def line(self) -> str:
        """Return what the status bar says of the line."""
        return self.frame.status.line.text

    # ------------------------------------------------------------ the sealed store
    @property
    def desk(self) -> Desk:
        """Return the open desk."""
        now = self.session.current()
        assert now is not None
        return now.desk

    def held(self, person: MadeUpPerson) -> list[StoredPatient]:
        """Return who this desk holds under a person's document number."""
        with self.desk.store.read() as tx:
            rows = tx.patients.candidates(
                DocumentType.RESIDENT_CARD.value, person.number, person.name, None, None
            )
            found = [tx.patients.get(row.id) for row in rows]
        return [one for one in found if one is not None and one.record.document_number == person.number]

    def one(self, person: MadeUpPerson) -> StoredPatient:
        """Return the one file of a person."""
        found = self.held(person)
        assert len(found) == 1, f"{len(found)} files"
        return found[0]

    def patient(self, patient_id: PatientId) -> StoredPatient:
        """Return a person by id."""
        with self.desk.store.read() as tx:
            found = tx.patients.get(patient_id)
        assert found is not None
        return found

    def bookings(self, patient_id: PatientId) -> tuple[StoredBooking, ...]:
        """Return a person's bookings."""
        with self.desk.store.read() as tx:
            return tx.bookings.of_patient(patient_id, 20)

    def live(self, patient_id: PatientId) -> list[str]:
        """Return a person's bookings that hold a number; claims that lost a race are none."""
        return [booking.id for booking in self.bookings(patient_id) if booking.state == "booked"]

    def count(self) -> int:
        """Return how many people this desk holds."""
        with self.desk.store.read() as tx:
            return tx.patients.count()

    def waiting(self) -> int:
        """Return how many operations central has not answered."""
        with self.desk.store.read() as tx:
            return tx.outbox.waiting_count()

    def next_trace(self) -> int:
        """Return the number of the next audit row."""
        with self.desk.store.read() as tx:
            return tx.audit.next_seq()

    def traces(self, since: int, act: AuditAct) -> list[Trace]:
        """Return the audit rows of one act from a number on."""
        with self.desk.store.read() as tx:
            rows = [facts_from_bytes(raw) for raw, _ in tx.audit.rows(since, 5000)]
        return [Trace(row["subj"], row["obj"], row["facts"]) for row in rows if row["act"] == act.value]

    def slips(self) -> list[Path]:
        """Return the printed slips as files."""
        return sorted((self.home / SPOOL).glob("*.escpos"))

    # ------------------------------------------------------------ steps of the main job
    def sign_in(self, initials: str = CLERK) -> None:
        """Sign in by keys; the passphrase is the made-up person's own."""
        staff = next(s for s in DEMO_STAFF if s.initials == initials)
        self.until_caret("staff")
        self.press(Key.Key_A, modifier=CTRL)
        self.text(initials)
        self.press(Key.Key_Return)
        self.until_caret("passphrase")
        self.text(staff.passphrase)
        self.press(Key.Key_Return)
        self.until(lambda: self.app.sitting is not None and self.window.face is self.app.sitting.frame)

    def ready(self) -> None:
        """Wait until central answered and the board stands there."""
        self.until(lambda: self.sitting.workplace.sync.state.online)
        self.until(lambda: self.state.board.board is not None and self.state.board.board.rows)

    def put_card(self, person: MadeUpPerson, **changes: Any) -> None:
        """Lay a card on the reader and press F2."""
        self.fake_reader.place(card_of(person, **changes))
        self.press(Key.Key_F2)
        self.until(lambda: not self.state.identity.reading)

    def card_read(self, person: MadeUpPerson, **changes: Any) -> None:
        """Lay a card on the reader, press F2, wait for the person, and for what central says of them."""
        self.put_card(person, **changes)
        self.until(self.page.panel.person.isVisible)
        self.settled()

    def settled(self) -> None:
        """Wait until central has answered everything asked about the person in hand."""
        self.until(lambda: not self.sitting.workplace.registration.identity.form.waiting)

    def type_person(self, person: MadeUpPerson) -> None:
        """Type number and name as they stand on a card that no reader reads."""
        self.text(person.number)
        self.press(Key.Key_Return)
        self.until_caret("name")
        self.text(person.name)
        self.press(Key.Key_Return)

    def choose(self, initials: str, doctor: str = "") -> None:
        """Department by initials, then its first free half-hour; on another day when today has none left.

        With the doctor's initials it is that doctor's first.
        """
        self.until_caret("department")
        self.text(initials)
        self.press(Key.Key_Return)
        self.until(lambda: self.caret() == "board" or "这一天没有可约的号" in self.words())
        if self.caret() != "board":
            self.press(Key.Key_F10)
            self.until_caret("board")
        if doctor:
            self.text(doctor)
        self.press(Key.Key_Return)
        self.until(lambda: self.state.board.selected is not None)

    def choose_later(self, initials: str) -> None:
        """Department by initials, then the first free half-hour of a later day."""
        self.until_caret("department")
        self.text(initials)
        self.press(Key.Key_Return)
        self.until(lambda: self.caret() == "board" or "这一天没有可约的号" in self.words())
        self.press(Key.Key_F10)
        self.until_board(lambda day: day > self.desk.today())
        self.press(Key.Key_Return)
        self.until(lambda: self.state.board.selected is not None)

    def until_board(self, wanted: Callable[[date], bool]) -> None:
        """Wait until the board of such a day stands there, not only its name, and has the caret."""
        self.until(lambda: self.state.board.board is not None and wanted(self.state.board.board.day))
        self.until_caret("board")

    def choose_leased(self, initials: str) -> None:
        """Choose, by arrow keys, a half-hour of which this desk holds a number of its own."""
        with self.desk.store.read() as tx:
            leased = {(right.session_id, right.half_hour) for right in tx.rights.held()}
        self.until_caret("department")
        self.text(initials)
        self.press(Key.Key_Return)
        self.until_caret("board")
        table = self.page.board.table
        for _ in range(MOST_CELLS):
            here = table.currentIndex()
            key = table._slots.key(here)
            if key is not None and (key.session_id, key.half_hour) in leased:
                self.press(Key.Key_Return)
                self.until(lambda: self.state.board.selected is not None)
                return
            self.press(Key.Key_Right)
            if table.currentIndex() == here:
                self.press(Key.Key_Down)
                if table.currentIndex().row() == here.row():
                    break
                self._to_row_start(table)
        raise AssertionError(f"no leased half-hour in {initials}, {len(leased)} numbers held")

    def _to_row_start(self, table: SlotTable) -> None:
        """Left until the doctor's first free half-hour; Home would be the board's."""
        before = None
        while table.currentIndex() != before:
            before = table.currentIndex()
            self.press(Key.Key_Left)

    def slot_first(self, initials: str) -> None:
        """Take the caret to the board from wherever it is, and choose."""
        while self.caret() != "department":
            self.press(Key.Key_Tab)
        self.choose(initials)

    def confirm(self) -> StoredBooking:
        """Press F9, wait until the slip is printed and traced, and return the booking that was saved."""
        before = self.state.last
        self.until(lambda: self.state.order.can_confirm)
        self.press(Key.Key_F9)
        try:
            self.until(lambda: self.state.board.note.code == TAKEN or self._printed(before))
            if not self._printed(before):
                # Another test took the last number of this half-hour within the second: one Enter takes the next.
                self.until_caret("board")
                self.press(Key.Key_Return)
                self.until(lambda: self.state.order.can_confirm)
                self.press(Key.Key_F9)
            self.until(lambda: self._printed(before))
        except QtBotTimeout as error:
            raise AssertionError(f"not confirmed: {self.words(self.page)}") from error
        last = self.state.last
        assert last is not None
        with self.desk.store.read() as tx:
            booking = tx.bookings.get(last.booking_id)
        assert booking is not None
        return booking

    def _printed(self, before: LastState | None) -> bool:
        """Return whether another registration than this is the last one, and its slip is out."""
        last = self.state.last
        another = last is not None and (before is None or last.booking_id != before.booking_id)
        return another and last.print_note.code == "slip-printed"

    def code_later(self, person: MadeUpPerson) -> None:
        """Phone in, code later: one key, the number, Enter."""
        self.until_caret("phone")
        self.alt("L")
        self.text(person.phone)
        self.press(Key.Key_Return)
        self.until_caret("department")

    def register(self, person: MadeUpPerson, initials: str = "xxg", doctor: str = "") -> StoredBooking:
        """Register somebody by card without a code ("code later") and give a number."""
        self.card_read(person)
        self.press(Key.Key_Return)
        self.code_later(person)
        self.choose(initials, doctor)
        booking = self.confirm()
        self.fake_reader.lift()
        return booking

    def send_code(self, phone: str) -> str:
        """Type the phone, send the code, and return what the patient reads in the message."""
        codes = len(self.central.codes())
        self.until_caret("phone")
        self.text(phone)
        self.press(Key.Key_Return)
        self.until_caret("department")
        try:
            self.until(lambda: len(self.central.codes()) > codes)
        except QtBotTimeout as error:
            raise AssertionError(f"no code was sent; on the screen: {self.words()}") from error
        return self.central.codes()[-1]

    def register_with_account(self, person: MadeUpPerson, initials: str = "xxg") -> StoredBooking:
        """Register somebody by card with a proved phone and an account; they sign the consent on the screen."""
        self.card_read(person)
        self.press(Key.Key_Return)
        code = self.send_code(person.phone)
        self.choose(initials)
        self.until_caret("code")
        self.text(code)
        self.until(lambda: self.state.phone.step is PhoneStep.VERIFIED)
        self.alt("Q")
        self.until(self.frame.signing.isVisible)
        sign(self.frame.signing.panel.pad)
        self.press(Key.Key_Return)
        self.until(lambda: self.state.consent.step is ConsentStep.SIGNED)
        self.picture("consent-signed")
        booking = self.confirm()
        self.fake_reader.lift()
        return booking

    def code_on_file(self, code: CodeOnFile) -> str:
        """Tab to the code to the number on file, send it, type what the person reads; returns the code."""
        for _ in range(MOST_PROOFS):
            if self.caret() == "proof-code-on-file":
                break
            self.press(Key.Key_Tab)
        before = len(self.central.codes())
        self.press(Key.Key_Return)
        self.until(lambda: code.state.step is CodeStep.SENT)
        self.until(lambda: len(self.central.codes()) > before)
        said = self.central.codes()[-1]
        self.text(f"{(int(said) + 1) % 10**6:06d}")
        self.until(lambda: code.state.note.code == "code-wrong")
        self.text(said)
        self.until(lambda: code.state.step is CodeStep.PROVED)
        return said

    def case_text(self, case_id: CaseId) -> RequestText:
        """Return what this desk keeps under the case's key."""
        with self.desk.store.read() as tx:
            stored = tx.requests.get(case_id)
        assert stored is not None
        return stored.text

    def sign_on_paper(self) -> None:
        """On the page of requests: the person signed the paper form."""
        filing = self.sitting.workplace.requests.filing
        if needs_signature(filing.state.form.kind, filing.state.form.channel):
            self.alt("P")
            self.until(lambda: filing.state.form.signed is SignedHow.PAPER)

    def file_deletion(self) -> None:
        """On the page of deletions, the person in hand: the first ground, the dry run, signed on paper, filed."""
        self.text("1")
        self.ctrl("N")
        self.sees("依法保留", self.rights_page)
        self.alt("P")
        self.ctrl("N")

    def approve_deletion(self, patient_id: PatientId) -> None:
        """On the page of approvals go to this person's case, whatever else waits there, and approve it by key."""
        self.go_to_deletion(patient_id)
        self.text("a")

    def go_to_deletion(self, patient_id: PatientId) -> None:
        """On the page of approvals go to this person's case, whatever else waits there."""
        filed = "select case_id from cases where patient_id = ? and state = 'filed'"
        self.until(lambda: central_rows(self.central, filed, patient_id))  # it may be on its way up still
        ((case_id,),) = central_rows(self.central, filed, patient_id)
        approvals = self.sitting.workplace.approvals
        self.until(lambda: any(item.id == case_id for item in approvals.state.items))
        self.until_caret("approvals")
        self.press(Key.Key_Home)
        for _ in approvals.state.items:
            if approvals.state.current is not None and approvals.state.current.id == case_id:
                break
            self.press(Key.Key_Down)

    def task(self, kind: str) -> None:
        """On the page of approvals go to the newest task of a kind."""
        approvals = self.sitting.workplace.approvals
        self.until(lambda: any(item.kind == kind for item in approvals.state.items))
        self.until_caret("approvals")
        self.press(Key.Key_End)
        for _ in approvals.state.items:
            if approvals.state.current is not None and approvals.state.current.kind == kind:
                break
            self.press(Key.Key_Up)

    def sign_task(self, kind: str) -> None:
        """On the page of approvals go to the newest task of a kind and confirm it by key."""
        self.task(kind)
        self.text("a")

    def search(self, text: str) -> list[str]:
        """Open the search, type, and return the rows shown once they belong to the text."""
        if self.caret() != "search":
            self.press(Key.Key_F3)
            self.until_caret("search")
            self.until(lambda: self.sitting.workplace.search.state.hits or not text or self._overlay_begun())
        self.press(Key.Key_A, modifier=CTRL)
        self.text(text)
        overlay = self.frame.search
        self.until(lambda: overlay.rested and not self.sitting.workplace.search.state.searching)
        return self.rows()

    def _overlay_begun(self) -> bool:
        return self.sitting.workplace.search._overlay is not None

    def rows(self) -> list[str]:
        """Return the rows of the search, without the one for somebody new."""
        model = self.frame.search.model
        return [
            str(model.data(model.index(row, 0)))
            for row in range(model.rowCount())
            if model.hit(row) is not None
        ]

    def table_rows(self, table: QTableView) -> list[list[str]]:
        """Return what a table shows."""
        return _rows(table)

    def to_page(self, code: str) -> None:
        """Open a page by Alt and its number."""
        pages = self.sitting.workplace.pages
        self.press(Key(ord(page_key(pages.index(code) + 1))), modifier=ALT)
        self.until(lambda: self.frame.page == code)

    def sync(self) -> None:
        """F5 on the sync page runs an exchange now, all of it after this moment; back to registration afterwards."""
        self.to_page("sync")
        before = self.at_rest()
        self.press(Key.Key_F5)
        self.until(lambda: self.sitting.workplace.sync.state.last_success not in (None, before))
        self.at_rest()  # the trace's end goes up behind the rows
        self.to_page("registration")

    def at_rest(self) -> datetime | None:
        """Wait until no exchange that began before is under way; return when the last one went well."""
        sync = self.sitting.workplace.sync
        self.until(lambda: not sync._running)
        return sync.state.last_success

    def picture(self, name: str) -> None:
        """Keep the window as a picture in the folder CLINIC_PICTURES, in all forms where CLINIC_FORMS is set."""
        folder = os.environ.get("CLINIC_PICTURES")
        if not folder:
            return
        sitting = self.app.sitting
        if os.environ.get("CLINIC_FORMS") and sitting is not None:
            save_sitting(sitting, self.until, Path(folder), name)
            self.front()
        else:
            QApplication.processEvents()  # what changed a moment ago has its room
            self.window.grab().save(str(Path(folder) / f"{name}.png"))

    # ------------------------------------------------------------ the end
    def sign_out(self) -> None:
        """Leave nothing in the form and close the desk as the window's cross does."""
        sitting = self.app.sitting
        if sitting is not None:
            registration = sitting.workplace.registration
            self.until(lambda: not registration.state.order.confirming)
            registration.new_patient()
            sitting.end()
            self.until(lambda: self.app.sitting is None)

    def close(self) -> None:
        """Sign out and end every lane; a crash in one fails the test."""
        self.sign_out()
        self.app.door.wait()
        assert not self.crashes, self.crashes


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, HelperLine):
        return widget.whole
    if isinstance(widget, QLineEdit):
        return "" if widget.echoMode() is not QLineEdit.EchoMode.Normal else widget.text()
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QTableView):
        return " ".join(cell for row in _rows(widget) for cell in row)
    return ""


def _rows(table: QTableView) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.data(model.index(row, column)) or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
