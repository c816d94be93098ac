"""The line goes down and comes back, in the window: promises, checks, conflicts, a deletion over two desks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from demo_parts import Central

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.masking import Surface, mask_name
from desktop.ports.store import StoredBooking
from tests.journeys.conftest import PEOPLE, more_at_night
from tests.journeys.windows.desk_at_work import (
    MISMATCHING,
    SUPERVISOR,
    Key,
    WindowDesk,
    central_rows,
    change_central,
    special,
)

OpenWindow = Callable[..., WindowDesk]
A, B = "3 号窗", "5 号窗"
_mismatching = special(MISMATCHING)


@pytest.fixture(scope="module")
def own_central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """A central that this file may stop; its only desks are the windows here."""
    made = Central(tmp_path_factory.mktemp("own"), people=PEOPLE, online_channel=False)
    made.prepare()
    more_at_night(made)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def central(own_central: Central) -> Central:
    """The file's own central, running."""
    if not own_central.process.alive():
        own_central.start()
    return own_central


@contextmanager
def line_down(*desks: WindowDesk) -> Iterator[None]:
    """Central's process and port are gone until the end of the block (DECISIONS 32)."""
    desks[0].central.stop()
    for desk in desks:
        desk.until(lambda desk=desk: desk.line().startswith("离线"))  # type: ignore[misc]  # bound in the loop
    try:
        yield
    finally:
        desks[0].central.start()


def all_up(desk: WindowDesk) -> None:
    """Wait until everything arrived."""
    desk.until(lambda: desk.line().startswith("已同步") and desk.line().endswith("待上传 0"))


def made(desk: WindowDesk, booking: StoredBooking) -> dict[str, object]:
    """Return central's own row of a booking."""
    row = central_rows(
        desk.central,
        "select b.number, b.state, b.made_by, b.made_at, o.happened_at, o.received_at from bookings b join operations o"
        " on o.operation_id = b.operation_id where b.booking_id = ?",
        booking.id,
    )
    assert len(row) == 1, "the operation arrived once"
    names = ("number", "state", "made_by", "made_at", "happened_at", "received_at")
    return dict(zip(names, row[0], strict=True))


def at(raw: object) -> datetime:
    """Return one of central's times, which are milliseconds since 1970."""
    assert isinstance(raw, int)
    return datetime.fromtimestamp(raw / 1000, UTC)


def booked_for_later(desk: WindowDesk, person: MadeUpPerson) -> StoredBooking:
    """Give a known person one more number, of a later day, by keys."""
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose_later("xxg")
    booking = desk.confirm()
    desk.fake_reader.lift()
    assert booking.day > desk.desk.today()
    return booking


@pytest.mark.rows("P25", "G17", "G84", "A3", "I6", "N8", "N9", "N14")
def test_a_deletion_is_filed_by_keys_at_one_window_and_approved_at_another(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    clerk, boss = open_window(A), open_window(B, SUPERVISOR)
    change_central(clerk.central, "UPDATE hospitals SET cooling_s = 3600")
    person = next(people)
    clerk.front()
    booking = clerk.register(person, "ek")
    patient = booking.patient_id
    later = booked_for_later(clerk, person)
    clerk.to_page("registration")
    clerk.fake_reader.lift()
    clerk.card_read(person)
    clerk.to_page("rights")
    clerk.sees(person.name, clerk.rights_page)
    clerk.text("1")
    clerk.ctrl("N")
    clerk.sees("核对后提交", clerk.rights_page)
    for part in ("将删除", "依法保留", f"{later.day:%m-%d}", "提交时退号，没有费用要退"):
        clerk.sees(part, clerk.rights_page)
    clerk.picture("deletion-dry-run")
    assert central_rows(clerk.central, "select state from cases where patient_id = ?", patient) == []
    clerk.ctrl("N")
    clerk.sees("请本人签名：Alt+Q 屏上签", clerk.rights_page)
    clerk.alt("P")
    clerk.ctrl("N")
    clerk.sees("待审批", clerk.rights_page)
    clerk.sees("已提交，等主管审批", clerk.rights_page)
    given_back = "select state, cancel_reason from bookings where booking_id = ?"
    clerk.until(lambda: central_rows(clerk.central, given_back, later.id) == [("cancelled", "person-leaves")])
    assert "approvals" not in clerk.sitting.workplace.pages, "a clerk approves nothing"
    boss.front()
    boss.to_page("approvals")
    boss.sees(mask_name(person.name, Surface.LIST), boss.approvals_page)
    assert person.name not in boss.words()
    boss.text("a")
    state = "select state from cases where patient_id = ?"
    boss.until(lambda: central_rows(boss.central, state, patient) == [("approved",)])
    # cooling: restricted everywhere, found by nobody, and the card still says why
    clerk.until(lambda: clerk.patient(patient).status.restricted)
    clerk.front()
    clerk.to_page("registration")
    clerk.press(Key.Key_F4)
    assert clerk.search(person.phone) == []
    clerk.press(Key.Key_Escape)
    clerk.fake_reader.lift()
    clerk.until_caret("number")
    clerk.card_read(person)
    clerk.sees("正在办理删除，信息已限制使用", clerk.page.panel.person)
    clerk.fake_reader.lift()
    clerk.press(Key.Key_F4)
    change_central(clerk.central, "UPDATE hospitals SET cooling_s = 0")
    change_central(clerk.central, "UPDATE cases SET destroy_after = filed_at WHERE patient_id = ?", patient)
    clerk.until(lambda: central_rows(clerk.central, state, patient) == [("done",)])
    clerk.to_page("rights")
    clerk.sees("已办结", clerk.rights_page)
    clerk.to_page("registration")
    for desk in (clerk, boss):
        with desk.desk.store.read() as tx:
            assert tx.patients.get(patient) is None
            keys = tx.patients.keys(patient)
        assert (keys.record, keys.account) == (None, None)
        assert desk.held(person) == []
    for query in (
        "select count(*) from patient_index where patient_id = ?",
        "select count(*) from patient_keys where patient_id = ? and key_kind in ('record', 'account')",
    ):
        assert central_rows(clerk.central, query, patient) == [(0,)]
    assert clerk.search(person.number) == []
    clerk.alt("C")
    clerk.until(lambda: "中心 0 条" in clerk.words(clerk.frame.search))


@pytest.mark.rows(
    "G65", "G66", "G67", "G68", "G70", "G74", "N5", "N6", "N7", "P3", "I2", "I3", "I4", "A4",
)  # fmt: skip
def test_work_goes_on_while_central_is_away_and_everything_arrives_once(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk = open_window(A)
    assert desk.line().startswith("已同步")
    before, good, bad = next(people), next(people), next(_mismatching)
    desk.register(before)
    desk.until(lambda: desk.waiting() == 0)
    with desk.desk.store.read() as tx:
        leased = {(r.session_id, r.half_hour, r.number) for r in tx.rights.held()}
        scope = next(row for row in tx.patients.search("0088", 20) if row.card_number)
    booked: list[StoredBooking] = []
    with line_down(desk):
        desk.sees("网络中断，可继续挂号", desk.page.banner)
        desk.sees("本窗号池还剩", desk.page.banner)
        for text, shown in (
            (before.phone, before.name), (before.number[-4:], before.name), (scope.card_number, scope.name),
        ):  # fmt: skip
            rows = desk.search(text or "")
            assert any(row.startswith(mask_name(shown, Surface.LIST)) for row in rows)
        desk.press(Key.Key_Escape)
        desk.until_caret("number")
        for person, department in ((good, "xxg"), (bad, "gk")):
            booking = off_line(desk, person, department)
            assert (booking.session_id, booking.half_hour, booking.number) in leased, "a number of our own"
            booked.append(booking)
        with desk.desk.store.read() as tx:
            left = {(r.session_id, r.half_hour, r.number) for r in tx.rights.held()}
        assert len(left) == len(leased) - 2
        desk.to_page("sync")
        desk.sees("可继续挂号", desk.sync_page)
        desk.until(lambda: states(desk, "离线挂号") == ["待上传", "待上传"])
        assert desk.waiting() >= 6
        desk.until(lambda: desk.line().endswith(f"待上传 {desk.waiting()}"))
    all_up(desk)
    desk.until(lambda: states(desk, "离线挂号") == ["已接收", "已接收"])
    desk.to_page("registration")
    assert not desk.page.banner.isVisible()
    for booking in booked:
        row = made(desk, booking)
        assert (row["number"], row["state"], row["made_by"]) == (booking.number, "booked", "promise")
        happened = booking.made_at
        for time in ("made_at", "happened_at"):
            assert abs(at(row[time]) - happened) < timedelta(seconds=1), "the time of the act"
        assert at(row["received_at"]) > happened, "central came to know of it later"
    assert desk.central.bookings()["totals"]["double_booked"] == 0

    # the checks run by themselves; what fails lands on the supervisor's list
    outcome = "select outcome from verification_queue where booking_id = ? and state = 'done'"
    desk.until(lambda: central_rows(desk.central, outcome, booked[0].id) == [("match",)])
    desk.until(lambda: central_rows(desk.central, outcome, booked[1].id) == [("mismatch",)])
    desk.until(lambda: not desk.bookings(booked[0].patient_id)[0].provisional)
    assert desk.one(good).status.name_check == "match"
    desk.until(lambda: desk.one(bad).status.name_check == "mismatch")
    desk.sign_out()
    desk.sign_in(SUPERVISOR)
    desk.ready()
    desk.to_page("approvals")
    desk.sees("实名核验不一致", desk.approvals_page)
    rows = desk.table_rows(desk.approvals_page.table)
    place = next(
        i for i, row in enumerate(rows) if row[:2] == ["实名核验不一致", mask_name(bad.name, Surface.LIST)]
    )
    assert rows[place][2] == "骨科"
    for _ in range(place):
        desk.press(Key.Key_Down)
    desk.text("a")
    task = "select state, resolved_by from tasks where patient_id = ? and kind = 'name-mismatch'"
    desk.until(lambda: central_rows(desk.central, task, booked[1].patient_id) == [("resolved", "2001")])
    drilled(desk, next(people))


def drilled(desk: WindowDesk, person: MadeUpPerson) -> None:
    """A supervisor drills the outage once a quarter: the line is up and this desk works as without it (N7)."""
    since = desk.next_trace()
    desk.to_page("sync")
    desk.sees("还没有做过断网演练", desk.sync_page)
    desk.press(Key.Key_D)
    desk.sees("再按 D 开始", desk.sync_page)
    desk.press(Key.Key_D)
    desk.until(lambda: desk.line().startswith("离线"))
    desk.sees("断网演练，至", desk.sync_page)
    desk.picture("drill-sync")
    desk.to_page("registration")
    desk.sees("断网演练，至", desk.page.banner)
    desk.sees("所办都是真的", desk.page.banner)
    booking = off_line(desk, person, "xxg")
    desk.picture("drill-registration")
    arrived = "select made_by from bookings where booking_id = ?"
    assert central_rows(desk.central, arrived, booking.id) == [], "central runs and hears nothing"
    desk.to_page("sync")
    desk.press(Key.Key_D)
    all_up(desk)
    desk.sees("已全部上传", desk.sync_page)
    desk.picture("drill-over")
    assert central_rows(desk.central, arrived, booking.id) == [("promise",)]
    begun, ended = desk.traces(since, AuditAct.DRILL)
    assert (begun.facts["kind"], ended.facts["kind"]) == ("start", "end")
    assert int(ended.facts["acts"]) >= 2, "the person and the number at least"
    desk.sees(f"办了 {ended.facts['acts']} 笔", desk.sync_page)
    desk.to_page("registration")
    assert not desk.page.banner.isVisible()


def off_line(desk: WindowDesk, person: MadeUpPerson, department: str) -> StoredBooking:
    """Register somebody by card while central does not answer."""
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.until_caret("phone")
    desk.text(person.phone)
    desk.press(Key.Key_Return)
    desk.says(desk.page.form.phone.phone, "离线，号码联网后再验证")
    desk.choose_leased(department)
    desk.sees("离线：只显示本窗号池", desk.page.board)
    desk.sees("待核验", desk.page.panel.order)
    booking = desk.confirm()
    assert (booking.state, booking.provisional) == ("booked", True)
    desk.sees("待核验", desk.page.panel.last)
    desk.fake_reader.lift()
    return booking


def states(desk: WindowDesk, kind: str) -> list[str]:
    """Return the states of the outbox rows of one kind, as the sync page shows them."""
    return [row[2] for row in desk.table_rows(desk.sync_page.table) if row[1] == kind]


@pytest.mark.rows("G71", "G69", "N6", "I1", "I3")
def test_an_answer_lost_on_the_way_is_asked_again_and_doubles_nothing(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = open_window(A, poll_ms=600_000), next(people)
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose_leased("xxg")
    desk.wire.drop_answers = 1
    booking = desk.confirm()
    assert booking.state == "booked"
    row = central_rows(
        desk.central, "select count(*) from operations where kind = 'booking.claim' and desk_id = ? and entity in "
        "(select booking_id from bookings where patient_id = ?)",
        desk.desk.keys.desk.desk, booking.patient_id,
    )  # fmt: skip
    assert row == [(1,)], "the claim whose answer was lost did arrive"
    desk.wire.drop_answers = 1
    desk.to_page("sync")
    desk.press(Key.Key_F5)
    desk.until(lambda: not desk.wire.drop_answers and not desk.sitting.workplace.sync.state.running)
    desk.to_page("registration")
    desk.sync()
    assert desk.waiting() == 0
    assert made(desk, booking)["number"] == booking.number
    live = central_rows(
        desk.central, "select booking_id from bookings where patient_id = ? and state = 'booked'",
        booking.patient_id,
    )  # fmt: skip
    assert live == [(booking.id,)]
    twice = central_rows(
        desk.central, "select operation_id from operations group by operation_id having count(*) > 1"
    )
    assert twice == []
    assert desk.central.bookings()["totals"]["double_booked"] == 0


@pytest.mark.rows("G17", "G3", "G69", "N1")
def test_one_person_registered_at_two_cut_off_windows_is_marked_and_said_when_opened(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    first, second = open_window(A), open_window(B)
    person = next(people)
    with line_down(first, second):
        first.front()
        one = first.register(person, "gk")
        second.front()
        other = second.register(person, "pf")
    assert one.patient_id != other.patient_id
    for desk in (first, second):
        all_up(desk)
    marked = central_rows(
        first.central, "select patient_id, same_as from patients where same_as is not null and patient_id in (?, ?)",
        one.patient_id, other.patient_id,
    )  # fmt: skip
    assert len(marked) == 1
    younger = marked[0][0]
    first.until(lambda: len(first.held(person)) == 2 and first.patient(younger).status.same_as is not None)
    first.front()
    rows = first.search(person.number)
    assert len(rows) == 2
    hits = first.sitting.workplace.search.state.hits
    assert all(hit.likely_duplicate for hit in hits)
    for _ in range([hit.patient_id for hit in hits].index(younger)):
        first.press(Key.Key_Down)
    first.press(Key.Key_Return)
    first.sees("疑似重复档案，主管尚未核对", first.page.panel.person)
    task = "select kind from tasks where patient_id = ? and kind = 'likely-duplicate' and state = 'open'"
    assert central_rows(first.central, task, younger) == [("likely-duplicate",)]


class LaterClock:
    """The PC's clock, and the days that a test lets go by."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead  # noqa: TID251  # a PC's clock is what this stands for

    def monotonic(self) -> float:
        return (self.now() - datetime(2026, 1, 1, tzinfo=UTC)).total_seconds()


@pytest.mark.rows("T11", "G74")
def test_after_ten_days_without_central_nobody_is_found_until_a_supervisor_extends_or_the_line_is_back(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    time = LaterClock()
    boss, person = open_window(B, SUPERVISOR, clock=time), next(people)
    boss.front()
    boss.register(person)
    with line_down(boss):
        time.ahead = timedelta(days=11)
        boss.to_page("sync")
        boss.sees("已存信息暂不显示", boss.frame)
        boss.picture("lease-over")
        boss.to_page("registration")
        boss.press(Key.Key_F4)
        boss.text(person.phone)
        boss.sees("已存信息暂不显示", boss.frame)
        assert person.name not in boss.words()
        boss.press(Key.Key_Escape)
        boss.to_page("sync")
        boss.until(boss.sync_page.extend.isVisible)
        for _ in range(4):  # how far it is depends on what else can be done now
            if boss.caret() != "extend-lease":
                boss.press(Key.Key_Tab)
        boss.until_caret("extend-lease")
        boss.press(Key.Key_Space)
        boss.sees("已延长", boss.sync_page)
        boss.to_page("registration")
        boss.press(Key.Key_F4)
        boss.until(lambda: boss.search(person.phone) != [])
        boss.press(Key.Key_Escape)
    time.ahead = timedelta()
    boss.until(lambda: not boss.desk.reading_closed and boss.line().startswith("已同步"))
