"""The main job at the keyboard: card to slip, counted, into the sealed store and to central (G62, G7, G56, G18)."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.bootstrap.devices import SPOOL
from desktop.devices.card_encoding import encode_card_text
from desktop.devices.emulated_sam import NO_DELAYS, EmulatedSam
from desktop.devices.reader_emulator import ReaderEmulator
from desktop.devices.serial_id_reader import SerialIdReader
from desktop.devices.system_timing import SystemTiming
from desktop.devices.ticket_printer import SpoolTicketPrinter
from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.masking import Surface, mask_name
from desktop.store.store import SealedStore
from tests.fakes.id_reader import FakeIdReader
from tests.journeys.headless import Wire
from tests.journeys.windows.desk_at_work import Key, WindowDesk, card_of, central_rows

OpenWindow = Callable[..., WindowDesk]
MOST_KEYS_NEW, MOST_KEYS_KNOWN = 26, 8
# a character that only the police font has: the chip's own code units are all that is known of it
RARE = "单\ue863"


@pytest.mark.rows("G112", "G62", "G7", "G9", "G10", "G85", "N1", "N41", "P1", "P30", "P37", "A4")
def test_a_new_patient_takes_26_keys_and_a_known_one_8(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = open_window(patient_screen=True), next(people)
    desk.sees("演示", desk.frame)
    desk.card_read(person)
    desk.sees(person.name, desk.page.panel.person)
    desk.press(Key.Key_Return)
    code = desk.send_code(person.phone)
    desk.choose("sjn")
    desk.until_caret("code")
    touch_agree(desk)
    desk.until_caret("code")
    desk.text(code)
    booking = desk.confirm()
    assert desk.keys <= MOST_KEYS_NEW
    desk.sees(f"第 {booking.number} 号", desk.page.panel.last)
    assert not desk.page.panel.person.isVisible(), "the form is the next patient's"
    stored = desk.patient(booking.patient_id)
    assert stored.record.document_number == person.number
    assert stored.account is not None
    assert stored.account.is_account
    notice = desk.sitting.workplace.registration.consent.notice
    assert notice is not None
    with desk.desk.store.read() as tx:
        shown = tx.cases.last_notice(booking.patient_id)
        consents = tx.cases.consents(booking.patient_id)
    assert shown is not None
    assert (shown.version, shown.how) == (notice.version, "patient-screen")
    assert [(c.purpose, c.act, c.given) for c in consents] == [("account", "patient-screen", True)]

    desk.keys = 0
    desk.fake_reader.lift()
    desk.card_read(person)
    desk.sees("已有账户", desk.page.form)
    desk.press(Key.Key_Return)
    desk.choose("nfm")
    second = desk.confirm()
    assert desk.keys <= MOST_KEYS_KNOWN
    assert second.patient_id == booking.patient_id
    rows = central_rows(
        desk.central,
        "select booking_id, number, state from bookings where patient_id = ?",
        booking.patient_id,
    )
    assert sorted(rows) == sorted((b.id, b.number, "booked") for b in (booking, second))
    told = central_rows(
        desk.central, "select version, how, at from notices_shown where patient_id = ?", booking.patient_id
    )
    assert [row[:2] for row in told] == [(notice.version, "patient-screen")], "once per version"
    assert told[0][2]


def touch_agree(desk: WindowDesk) -> None:
    """The patient reads the notice on their own screen and touches "I agree"."""
    screen = desk.sitting.patient_screen
    notice = desk.sitting.workplace.registration.consent.notice
    assert screen is not None
    assert notice is not None
    desk.until(screen._ask.agree.isVisible)
    read = " ".join(
        label.text() for label in screen.findChildren(type(screen._hospital)) if label.isVisible()
    )
    assert notice.text in read
    assert notice.version in read
    QTest.mouseClick(screen._ask.agree, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.state.consent.step.value == "on-screen")
    desk.front()


@pytest.fixture
def plate() -> Iterator[ReaderEmulator]:
    """A card reader on a pseudo-terminal that speaks the real frames."""
    emulator = ReaderEmulator(SystemTiming(), EmulatedSam(NO_DELAYS))
    emulator.start()
    yield emulator
    emulator.stop()


@pytest.mark.rows("G7", "N1", "N2", "P3")
def test_a_card_is_read_over_the_serial_line_and_keeps_the_chips_own_characters_at_every_desk(
    open_window: OpenWindow, people: Iterator[MadeUpPerson], plate: ReaderEmulator
) -> None:
    person = next(people)
    reader = SerialIdReader(plate.port, SystemTiming())
    desk = open_window(reader=reader)
    plate.place(block_of(person, RARE))
    # nobody presses a key: an empty form takes the card that lies there
    desk.until(desk.page.panel.person.isVisible)
    desk.sees("已读取芯片信息", desk.page.form)
    desk.sees("有生僻字，请对照证件", desk.page.form)
    desk.settled()
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose("xxg")
    booking = desk.confirm()
    units = RARE.encode("utf-16-le").hex()
    record = desk.patient(booking.patient_id).record
    assert (record.name, record.name_units_hex, record.evidence) == (RARE, units, "chip-read")
    assert record.sam_number
    plate.lift()
    other = open_window("5 号窗")
    other.until(lambda: other.held(person))
    assert other.one(person).record.name_units_hex == units
    desk.close()  # it asks the reader until then
    reader.close()


def block_of(person: MadeUpPerson, name: str) -> bytes:
    """Return the text block of a card with this name on it."""
    return encode_card_text(
        {
            "name": name,
            "sex_code": person.sex.value,
            "ethnic_code": "01",
            "birth": person.birth.strftime("%Y%m%d"),
            "address": "拟设省样例市纸上路 1 号",
            "number": person.number,
            "issuer": "测试公安局",
            "valid_from": "20200101",
            "valid_until": "20400101",
        }
    )


@pytest.fixture
def in_the_window(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count every touch of store, line, reader and printer by the program: on the GUI thread, and beside it."""
    seen: Counter[str] = Counter()
    gui = threading.current_thread()

    def watched(kind: type, method: str, place: str) -> None:
        original = getattr(kind, method)

        def call(*args: Any, **kwargs: Any) -> Any:
            ours = sys._getframe(1).f_globals["__name__"].startswith("desktop.")
            if ours:
                seen[f"{place} here" if threading.current_thread() is gui else f"{place} beside"] += 1
            return original(*args, **kwargs)

        monkeypatch.setattr(kind, method, call)

    for kind, method, place in (
        (SealedStore, "read", "store"), (SealedStore, "write", "store"), (Wire, "send", "line"),
        (FakeIdReader, "read", "reader"), (SpoolTicketPrinter, "print_raster", "printer"),
    ):  # fmt: skip
        watched(kind, method, place)
    return seen


@pytest.mark.rows("G56", "G60", "A4", "A6")
def test_the_slip_is_a_file_and_a_reprint_is_counted_and_marked(
    in_the_window: Counter[str], window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    in_the_window.clear()
    since = desk.next_trace()
    booking = desk.register(person)
    slip = desk.home / SPOOL / f"{booking.id}.escpos"
    desk.until(slip.with_suffix(".pdf").exists)
    first = slip.read_bytes()
    desk.until(lambda: "凭条已打印" in desk.words(desk.page.panel.last))
    desk.press(Key.Key_F8)
    desk.until(lambda: desk.traces(since, AuditAct.REPRINT))
    assert in_the_window.keys() == {f"{place} beside" for place in ("store", "line", "reader", "printer")}
    assert slip.read_bytes() != first, "the copy says that it is one"
    assert [event.facts for event in desk.traces(since, AuditAct.PRINT)] == [{"copy": 0, "kind": "slip"}]
    assert [event.facts for event in desk.traces(since, AuditAct.REPRINT)] == [{"copy": 1, "kind": "slip"}]
    with desk.desk.store.read() as tx:
        again = tx.bookings.get(booking.id)
    assert again is not None
    assert again.prints == 1
    assert len([path for path in desk.slips() if path.stem == booking.id]) == 1


@pytest.mark.rows("G18", "A2")
def test_two_patients_in_hand_are_parked_and_brought_back_without_mixing(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, first, second = window_desk, next(people), next(people)
    desk.card_read(first)
    desk.press(Key.Key_Return)
    desk.until_caret("phone")
    desk.alt("L")
    desk.text(first.phone)
    desk.fake_reader.lift()
    desk.press(Key.Key_F4)
    desk.until(lambda: not desk.page.panel.person.isVisible())
    assert first.name not in desk.words()
    desk.sees(mask_name(first.name, Surface.LIST), desk.page._header)
    ours = desk.register(second)
    desk.alt("B")
    desk.until(desk.page.panel.person.isVisible)
    desk.sees(first.name, desk.page.panel.person)
    assert second.name not in desk.words()
    assert desk.page.form.phone.phone.text().replace(" ", "") == first.phone
    desk.settled()
    while desk.caret() != "phone":
        desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    desk.choose("xxg")
    theirs = desk.confirm()
    for person, booking in ((first, theirs), (second, ours)):
        stored = desk.one(person)
        assert stored.id == booking.patient_id
        assert stored.account is not None
        assert stored.account.phone == person.phone
        assert desk.live(stored.id) == [booking.id]
        rows = central_rows(desk.central, "select booking_id from bookings where patient_id = ?", stored.id)
        assert rows == [(booking.id,)]


@pytest.mark.rows("G18")
def test_another_persons_card_parks_the_form_in_hand(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, first, second = window_desk, next(people), next(people)
    desk.card_read(first)
    desk.fake_reader.place(card_of(second))
    desk.press(Key.Key_F2)
    desk.until(lambda: second.name in desk.words(desk.page.panel.person))
    assert first.name not in desk.words()
    assert desk.held(first) == desk.held(second) == []
    desk.alt("B")
    desk.until(lambda: first.name in desk.words(desk.page.panel.person))
    assert second.name not in desk.words()
