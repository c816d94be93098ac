"""Each piece of bad luck is said where it happened, with what to do next; the form keeps what was typed (issue 2)."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from demo_parts import Central, command

from desktop.domain.audit import AuditAct
from desktop.domain.citizen_numbers import check_character
from desktop.domain.errors import SlotTakenError
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.people import PhoneStatus
from desktop.services.drafts import RegistrationDraft
from desktop.services.registration import RegistrationService
from tests.journeys.headless import HeadlessDesk, draft_of
from tests.journeys.windows.desk_at_work import (
    SUPERVISOR,
    ClockAhead,
    Key,
    WindowDesk,
    card_of,
    central_rows,
)
from tests.journeys.windows.test_line import off_line

OpenWindow = Callable[..., WindowDesk]
MOST_THAT_FIT = 8
WRONG_CLOCK = "9 号窗"


def number(body: str) -> str:
    """Return 17 digits with their right check character."""
    return body + check_character(body)


def wrong_end(person: MadeUpPerson) -> str:
    """Return a person's number with another last character."""
    return person.number[:-1] + ("1" if person.number[-1] != "1" else "2")


@pytest.mark.rows("P3", "N3", "A1")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "末位校验不符，请对照证件重输"),
        (number("89000019901332001"), "号码中的日期不存在，请重输"),
        (number("89000020991231001"), "号码中的日期晚于今天，请重输"),
        ("8900001990", "位数不对，请对照证件"),
    ],
    ids=["check digit", "impossible date", "future birth", "too short"],
)
def test_a_wrong_number_is_refused_at_its_field_and_stays_there(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson], typed: str, sentence: str
) -> None:
    desk = window_desk
    text = typed or wrong_end(next(people))
    before = desk.count()
    desk.text(text)
    desk.press(Key.Key_Return)
    field = desk.page.form.identity.number
    desk.says(field, sentence)
    desk.until_caret("number")
    assert field.text() == text
    assert field.property("state") == "error"
    desk.press(Key.Key_F9)
    desk.sees("身份", desk.page.panel.order)
    assert text not in desk.messages()
    assert desk.count() == before


@pytest.mark.rows("P3")
def test_a_birth_date_in_the_future_is_said_at_the_birth_date(window_desk: WindowDesk) -> None:
    desk = window_desk
    desk.press(Key.Key_Backtab)
    desk.until_caret("document")
    desk.press(Key.Key_End)
    while desk.caret() != "name":
        desk.press(Key.Key_Tab)
    desk.text("单小雪")
    while desk.caret() != "birth":
        desk.press(Key.Key_Tab)
    desk.text("20991231")
    desk.press(Key.Key_Return)
    desk.says(desk.page.form.identity.birth, "日期晚于今天，请更正")
    assert desk.page.form.identity.name.text() == "单小雪"
    assert not desk.page.panel.person.isVisible()
    with desk.desk.store.read() as tx:
        assert not tx.patients.search("单小雪", 5) or tx.patients.search("单小雪", 5)[0].birth != "2099-12-31"


@pytest.mark.rows("G7", "P3")
def test_an_expired_card_is_said_and_the_patient_is_served(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    desk.card_read(person, valid_until=date(2020, 1, 1))
    desk.says(desk.page.form.identity.number, "证件已过期，可继续，请提醒换证")
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose("xxg")
    assert desk.patient(desk.confirm().patient_id).record.document_valid_until == "2020-01-01"


@pytest.mark.rows("G7", "A1")
def test_reader_troubles_are_said_at_the_number_and_typing_goes_on(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    reader, field = desk.fake_reader, desk.page.form.identity.number
    # something typed keeps the form from taking the card by itself
    while desk.caret() != "name":
        desk.press(Key.Key_Tab)
    desk.text(person.name)
    desk.press(Key.Key_F2)
    desk.says(field, "没有检测到卡，请放好再按 F2")
    reader.place(card_of(person))
    reader.lift_during_read()
    desk.press(Key.Key_F2)
    desk.says(field, "卡拿早了，请放回再按 F2")
    reader.place(card_of(person))
    reader.make_unreadable("41")
    desk.press(Key.Key_F2)
    desk.says(field, "此卡读不出，请手工输入证件号码")
    reader.unplug()
    desk.press(Key.Key_F2)
    desk.says(field, "读卡器未连接，请手工输入证件号码")
    desk.sees("读卡器未连接", desk.frame.status)
    assert desk.page.form.identity.name.text() == person.name, "what was typed stays"
    assert person.number not in desk.messages()
    desk.until_caret("number")
    desk.text(person.number)
    desk.press(Key.Key_Return)
    desk.until(desk.page.panel.person.isVisible)
    reader.plug()
    desk.settled()
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose("gk")
    assert desk.patient(desk.confirm().patient_id).record.evidence == "typed"


@pytest.fixture
def competitor(central: Central, homes: Callable[[Central, str], object]) -> Iterator[HeadlessDesk]:
    """Another window's clerk, who is faster."""
    home = homes(central, "5 号窗")
    desk = HeadlessDesk(home, "5 号窗", central)  # type: ignore[arg-type]  # a path
    assert desk.sync()
    yield desk
    desk.close()


@pytest.mark.rows("G21", "G24", "A4")
def test_a_slot_taken_a_moment_ago_is_said_on_the_board_and_one_enter_takes_the_next(
    open_window: OpenWindow, people: Iterator[MadeUpPerson], competitor: HeadlessDesk
) -> None:
    desk, person = open_window(poll_ms=600_000), next(people)
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose_later("zyk")  # not the last half-hour of its doctor, at whatever hour this runs
    picked = desk.sitting.workplace.registration.board.picked
    assert picked is not None
    competitor.sync()
    taken = take_all(competitor, picked.key.session_id, picked.key.half_hour, people)
    assert taken
    desk.press(Key.Key_F9)
    desk.until_caret("board")
    note = desk.state.board.note
    assert note.code == "slot-taken-near"
    desk.sees("刚被约走，已移到", desk.page.board)
    assert desk.page.form.identity.name.text() == person.name
    assert person.number not in desk.messages()
    desk.press(Key.Key_Return)
    desk.until_caret("confirm")
    booking = desk.confirm()
    assert (booking.session_id, booking.half_hour) != (picked.key.session_id, picked.key.half_hour)
    live = central_rows(
        desk.central, "select session_id, number, count(*) from bookings where state = 'booked' group by 1, 2 "
        "having count(*) > 1",
    )  # fmt: skip
    assert live == []
    mine = [b.state for b in desk.bookings(booking.patient_id)]
    assert sorted(mine) == ["booked", "refused"], "one person, one live booking"


def take_all(desk: HeadlessDesk, session_id: str, half_hour: int, people: Iterator[MadeUpPerson]) -> int:
    """Book one half-hour until central says that nothing is left; returns how many were booked."""
    service: RegistrationService = desk.cases.registration
    for count in range(40):
        person = next(people)
        answer = desk.cases.identify.identify(draft_of(person))
        draft = RegistrationDraft(
            person=answer.draft,
            patient_id=None,
            session_id=session_id,  # type: ignore[arg-type]  # a SessionId
            half_hour=half_hour,
            phone=None,
            phone_status=PhoneStatus.NO_PHONE,
            phone_reason="no-phone-owned",
        )
        try:
            service.confirm(draft)
        except SlotTakenError:
            return count
    raise AssertionError("the half-hour never filled up")


@pytest.mark.rows("G65", "G74")
def test_central_away_is_said_in_the_search_and_at_the_phone_and_f9_goes_on(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = open_window(), next(people)
    desk.wire.cut = True
    desk.search(person.number)
    desk.alt("C")
    desk.sees("连不上中心，可继续挂号，稍后自动重试", desk.frame.search)
    desk.press(Key.Key_Escape)
    desk.sees("离线", desk.frame.status)
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.until_caret("phone")
    desk.text(person.phone)
    desk.press(Key.Key_Return)
    desk.says(desk.page.form.phone.phone, "离线，号码联网后再验证")
    desk.choose("xxg")
    booking = desk.confirm()
    assert booking.state == "booked"
    desk.wire.cut = False
    desk.sync()
    assert central_rows(
        desk.central, "select state, made_by from bookings where booking_id = ?", booking.id
    ) == [("booked", "promise")]


@pytest.mark.rows("G74")
def test_a_clock_wrong_by_a_day_is_said_in_the_status_bar(open_window: OpenWindow) -> None:
    desk = open_window(WRONG_CLOCK, clock=ClockAhead())
    desk.sees("本机时间不准，请信息科校时", desk.frame.status)
    desk.to_page("sync")
    desk.sees("本机时间差 86", desk.sync_page)
    seen = central_rows(
        desk.central, "select last_seen from desks where desk_id = ?", desk.desk.keys.desk.desk
    )
    assert seen[0][0], "central goes by its own clock"


@pytest.mark.rows("G74", "G70", "A4")
def test_with_a_clock_wrong_by_a_day_the_page_says_so_and_off_line_no_number_is_promised(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = open_window(WRONG_CLOCK, clock=ClockAhead()), next(people)
    desk.sees("本机时间与中心相差 2", desk.page.banner)
    desk.until(lambda: desk.traces(1, AuditAct.CLOCK))
    assert abs(int(desk.traces(1, AuditAct.CLOCK)[-1].facts["skew_s"])) > 80_000
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose("xxg")
    desk.wire.cut = True
    desk.until(lambda: not desk.sitting.workplace.sync.state.online)
    slips, before = len(desk.slips()), desk.count()
    desk.press(Key.Key_F9)
    desk.sees("本机时间差了半天以上，离线时不能发号", desk.page.panel.order)
    assert desk.page.form.identity.name.text() == person.name, "what was typed stays"
    assert (len(desk.slips()), desk.count()) == (slips, before)


@contextmanager
def full_disk(desk: WindowDesk) -> Iterator[None]:
    """The store's file cannot grow by a single page."""
    writer = desk.desk.store._parts.writer  # type: ignore[attr-defined]  # the real store
    with writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE filler (x BLOB)")
        while connection.exec_driver_sql("PRAGMA freelist_count").scalar():
            connection.exec_driver_sql("INSERT INTO filler VALUES (zeroblob(8000))")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with writer.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        with writer.begin() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
            connection.exec_driver_sql("DROP TABLE filler")


@contextmanager
def held_by_another(desk: WindowDesk) -> Iterator[None]:
    """Somebody else holds the store's write lock."""
    other = desk.desk.store._parts.connect()  # type: ignore[attr-defined]  # the real store
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.rows("A4", "A1")
@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (full_disk, "磁盘已满，没有保存，请联系信息科"),
        (held_by_another, "本机数据正忙，没有保存，请再按一次"),
    ],
    ids=["disk full", "database locked"],
)
def test_what_cannot_be_saved_is_said_under_the_button_and_nothing_is_half(
    open_window: OpenWindow,
    people: Iterator[MadeUpPerson],
    trouble: Callable[[WindowDesk], Iterator[None]],
    sentence: str,
) -> None:
    desk = open_window("9 号窗", poll_ms=600_000)
    for person in itertools.islice(people, MOST_THAT_FIT):
        desk.card_read(person)
        desk.press(Key.Key_Return)
        desk.code_later(person)
        desk.choose("xxg")
        before = desk.count(), desk.waiting()
        slips = len(desk.slips())
        with trouble(desk):  # type: ignore[attr-defined]  # a context manager
            desk.press(Key.Key_F9)
            desk.until(
                lambda: sentence in desk.words(desk.page.panel.order) or len(desk.slips()) > slips  # noqa: B023  # waited for within the round
            )
            if len(desk.slips()) == slips:
                assert desk.page.form.identity.name.text() == person.name
                assert desk.page.form.phone.phone.text().replace(" ", "") == person.phone
                assert person.number not in desk.messages()
                assert (desk.count(), desk.waiting()) == before
                break
        # There was room on pages that were begun already; the next person does not fit there any more.
        desk.fake_reader.lift()
    else:
        raise AssertionError("nothing was refused")
    booking = desk.confirm()
    assert desk.live(booking.patient_id) == [booking.id]


@pytest.mark.rows("G68", "T11", "I7", "N43")
def test_a_desk_that_central_refuses_says_so_and_hands_in_its_unsent_work_for_a_person_to_look_at(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk = open_window("9 号窗")
    central, desk_id = desk.central, desk.desk.keys.desk.desk
    desk.wire.cut = True
    desk.until(lambda: desk.line().startswith("离线"))
    booking = off_line(desk, next(people), "xxg")
    unsent = desk.waiting()
    command("central", "revoke-desk", "--home", str(central.home), "--desk", desk_id)
    desk.wire.cut = False
    desk.to_page("sync")
    desk.sees("本机已被停用，没上传的都已交中心保管", desk.sync_page)
    desk.picture("revoked-desk")
    kept = "select count(*) from quarantine where desk_id = ?"
    assert central_rows(central, kept, desk_id) == [(unsent,)]
    made = "select made_by from bookings where booking_id = ?"
    assert central_rows(central, made, booking.id) == [], "nothing of it counts by itself"
    with desk.desk.store.read() as tx:
        assert tx.patients.count() >= 0

    boss = open_window("5 号窗", SUPERVISOR)
    boss.to_page("approvals")
    boss.sees("停用窗口交回未上传的工作", boss.approvals_page)
    boss.picture("revoked-desk-work")
    words = ("quarantine", "salvage", "--home", str(central.home), "--desk", desk_id, "--by", "2001")
    command("central", *words)
    assert central_rows(central, made, booking.id) == [("promise",)]
    assert central_rows(central, "select state from desks where desk_id = ?", desk_id) == [("revoked",)]
