"""What every Store keeps about bookings, schedules, rights, the trace, cases and small values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from desktop.domain.audit_trace import check_trace
from desktop.domain.errors import StoreBusyError
from desktop.domain.ids import (
    BookingId,
    CaseId,
    DepartmentId,
    DoctorId,
    PatientId,
    SessionId,
    StaffId,
    TaskId,
)
from desktop.domain.operations import Right
from desktop.domain.schedules import Department, Doctor, SessionState
from desktop.ports.store import ConsentEvent, NoticeEvent, Store, StoredCase, StoredTask
from tests.fakes.clinic import HEART, MORNING, NOW, TODAY, booking, event, session

ONE = PatientId("p1")


def test_a_booking_comes_back_as_it_was_put_and_is_replaced(store: Store) -> None:
    first = booking(operation_id=None, staff_id=None, provisional=True, version=4)
    with store.write() as tx:
        tx.bookings.put(first)
    with store.read() as tx:
        assert tx.bookings.get(first.id) == first
        assert tx.bookings.get(BookingId("nothing")) is None
    with store.write() as tx:
        tx.bookings.put(replace(first, state="cancelled", prints=2))
    with store.read() as tx:
        assert tx.bookings.of_session(MORNING) == (replace(first, state="cancelled", prints=2),)


def test_a_persons_bookings_are_newest_day_first_and_a_sessions_by_number(store: Store) -> None:
    with store.write() as tx:
        tx.bookings.put(booking("b1", day=TODAY, number=9))
        tx.bookings.put(booking("b2", day=TODAY + timedelta(days=2), number=3))
        tx.bookings.put(booking("b3", day=TODAY - timedelta(days=2), number=5))
        tx.bookings.put(booking("b4", patient_id=PatientId("p2"), number=1, session_id=SessionId("other")))
    with store.read() as tx:
        assert [b.id for b in tx.bookings.of_patient(ONE, 2)] == ["b2", "b1"]
        assert [b.id for b in tx.bookings.of_session(MORNING)] == ["b2", "b3", "b1"]


def test_bookings_made_here_on_a_day_are_those_with_an_operation(store: Store) -> None:
    midnight = NOW.replace(hour=16, minute=0, second=0, microsecond=0)
    with store.write() as tx:
        tx.bookings.put(booking("b1"))
        tx.bookings.put(booking("b2", made_at=NOW + timedelta(minutes=1)))
        tx.bookings.put(booking("online", operation_id=None))
        tx.bookings.put(booking("last-of-day", made_at=midnight - timedelta(microseconds=1)))
        tx.bookings.put(booking("next-day", made_at=midnight))
    with store.read() as tx:
        assert [b.id for b in tx.bookings.made_here(TODAY, 9)] == ["last-of-day", "b2", "b1"]
        assert [b.id for b in tx.bookings.made_here(TODAY, 1)] == ["last-of-day"]
        assert [b.id for b in tx.bookings.made_here(TODAY + timedelta(days=1), 9)] == ["next-day"]


def test_reference_rows_come_back_in_display_order(store: Store) -> None:
    heart = Department(HEART, "心内科", "xnk", "3F", 2)
    bones = Department(DepartmentId("bones"), "骨科", "gk", "2F", 1)
    doctor = Doctor(DoctorId("d1"), HEART, "钱医生", "主任医师", "冠心病", "qys", 2500)
    with store.write() as tx:
        tx.schedules.put_department(heart)
        tx.schedules.put_department(bones)
        tx.schedules.put_doctor(doctor)
        tx.schedules.put_session(session())
        tx.schedules.put_session(session("early", starts=time(8, 0)))
        tx.schedules.put_session(session("tomorrow", day=TODAY + timedelta(days=1)))
    with store.read() as tx:
        assert tx.schedules.departments() == (bones, heart)
        assert tx.schedules.doctors(HEART) == (doctor,)
        assert tx.schedules.doctors(bones.id) == ()
        assert tx.schedules.doctor(doctor.id) == doctor
        assert tx.schedules.doctor(DoctorId("nobody")) is None
        assert tx.schedules.session(MORNING) == session()
        assert tx.schedules.session(SessionId("nothing")) is None
        assert [s.id for s in tx.schedules.sessions(HEART, TODAY)] == ["early", "session-1"]


def test_day_totals_count_what_is_left_in_open_sessions(store: Store) -> None:
    with store.write() as tx:
        tx.schedules.put_session(session())
        tx.schedules.put_session(session("s2", left=(1,), next_number=(1,)))
        tx.schedules.put_session(session("s3", state=SessionState.STOPPED))
        tx.schedules.put_session(session("s4", day=TODAY + timedelta(days=2), left=(4,), next_number=(1,)))
    with store.read() as tx:
        assert tx.schedules.day_totals(TODAY, 3) == (
            (TODAY, 6),
            (date(2026, 11, 25), 0),
            (date(2026, 11, 26), 4),
        )


@pytest.mark.rows("I4")
def test_a_right_is_spent_once(store: Store) -> None:
    one, two = Right(MORNING, 2, 17, 1), Right(MORNING, 1, 18, 1)
    other = Right(SessionId("other"), 0, 3, 1)
    with store.write() as tx:
        tx.rights.replace((two, other, one))
    with store.write() as tx:
        assert tx.rights.held() == tuple(sorted((one, two, other)))
        assert tx.rights.lowest(MORNING, None) == one
        assert tx.rights.lowest(MORNING, 1) == two
        assert tx.rights.lowest(MORNING, 7) is None
        assert tx.rights.spend(one) is True
        assert tx.rights.spend(one) is False
        assert tx.rights.spend(replace(two, epoch=2)) is False
    with store.write() as tx:
        assert tx.rights.held() == tuple(sorted((two, other)))
        tx.rights.replace(())
        assert tx.rights.held() == ()


@pytest.mark.rows("A1", "G68")
def test_the_trace_is_chained_without_gaps(store: Store) -> None:
    with store.write() as tx:
        assert tx.audit.next_seq() == 1
        for _ in range(5):
            tx.audit.append(event(tx.audit.next_seq()))
    with store.read() as tx:
        rows = tx.audit.rows(1, 100)
        assert [raw for raw, _hash in rows] == [event(n).to_bytes() for n in range(1, 6)]
        assert check_trace(rows).whole
        assert tx.audit.rows(4, 1) == rows[3:4]
        assert tx.audit.next_seq() == 6


def test_a_trace_event_out_of_order_is_a_mistake(store: Store) -> None:
    with pytest.raises(ValueError, match="does not follow"), store.write() as tx:
        tx.audit.append(event(2))


def test_cases_are_listed_by_state_oldest_first(store: Store) -> None:
    first = StoredCase(CaseId("c1"), ONE, 3, "filed", "s1", NOW, "own-wish", b"\x00effect")
    second = replace(
        first,
        id=CaseId("c2"),
        filed_at=NOW - timedelta(days=1),
        state="approved",
        approved_by=StaffId("s2"),
        destroy_after=NOW + timedelta(days=1),
        desks_pending=("desk-1", "desk-2"),
    )
    with store.write() as tx:
        tx.cases.put_case(first)
        tx.cases.put_case(second)
    with store.read() as tx:
        assert tx.cases.case(CaseId("c2")) == second
        assert tx.cases.case(CaseId("c9")) is None
        assert tx.cases.cases(("filed", "approved")) == (second, first)
        assert tx.cases.cases(("filed",)) == (first,)
        assert tx.cases.cases(()) == ()
    with store.write() as tx:
        tx.cases.put_case(replace(first, state="withdrawn"))
        assert tx.cases.cases(("filed",)) == ()


def test_tasks_are_listed_by_state_oldest_first(store: Store) -> None:
    late = StoredTask(TaskId("t1"), "mismatch", "open", NOW, ONE, BookingId("b1"), "name")
    early = StoredTask(TaskId("t2"), "duplicate", "open", NOW - timedelta(hours=1), None, None, "")
    with store.write() as tx:
        tx.cases.put_task(late)
        tx.cases.put_task(early)
        assert tx.cases.tasks("open") == (early, late)
        tx.cases.put_task(replace(late, state="resolved"))
    with store.read() as tx:
        assert tx.cases.tasks("open") == (early,)
        assert tx.cases.tasks("resolved") == (replace(late, state="resolved"),)


def test_consents_are_only_added_and_notices_remembered(store: Store) -> None:
    given = ConsentEvent("c1", ONE, "account", "v1", "second-screen", True, NOW)
    withdrawn = ConsentEvent("c2", ONE, "account", "v1", "paper", False, NOW + timedelta(days=1))
    with store.write() as tx:
        tx.cases.add_consent(withdrawn)
        tx.cases.add_consent(given)
        tx.cases.add_consent(replace(given, given=False))
        tx.cases.add_notice(NoticeEvent(ONE, "v2", "read", NOW))
        tx.cases.add_notice(NoticeEvent(ONE, "v1", "read", NOW - timedelta(days=9)))
    with store.read() as tx:
        assert tx.cases.consents(ONE) == (given, withdrawn)
        assert tx.cases.consents(PatientId("p2")) == ()
        assert tx.cases.last_notice(ONE) == NoticeEvent(ONE, "v2", "read", NOW)
        assert tx.cases.last_notice(PatientId("p2")) is None


def test_small_values_are_kept_by_name(store: Store) -> None:
    with store.write() as tx:
        for name in ("cursor/b", "cursor/a", "cursos", "draft/张"):
            tx.state.set(name, name.encode())
        tx.state.set("cursor/a", b"")
    with store.write() as tx:
        assert tx.state.get("cursor/a") == b""
        assert tx.state.get("nothing") is None
        assert tx.state.names("cursor/") == ("cursor/a", "cursor/b")
        assert tx.state.names("draft/") == ("draft/张",)
        tx.state.set("cursor/a", None)
        tx.state.set("nothing", None)
        assert tx.state.names("cursor/") == ("cursor/b",)


@pytest.mark.rows("A4")
def test_a_transaction_is_kept_whole_or_not_at_all(store: Store) -> None:
    class WrongTurnError(Exception):
        """Something went wrong half way."""

    def half_way() -> None:
        with store.write() as tx:
            tx.state.set("one", b"1")
            tx.bookings.put(booking())
            raise WrongTurnError

    with pytest.raises(WrongTurnError):
        half_way()
    with store.read() as tx:
        assert tx.state.names("") == ()
        assert tx.bookings.get(BookingId("b1")) is None


def test_a_read_does_not_see_what_is_not_committed(store: Store) -> None:
    with store.write() as tx:
        tx.state.set("one", b"1")
        with store.read() as other:
            assert other.state.get("one") is None
        assert tx.state.get("one") == b"1"


def test_a_write_inside_a_write_is_a_mistake(store: Store) -> None:
    with store.write(), pytest.raises(RuntimeError), store.write():
        pytest.fail("two writes at once")


def test_a_closed_store_answers_no_more(store: Store) -> None:
    store.close()
    with pytest.raises(StoreBusyError), store.write():
        pytest.fail("written after the end")
    with pytest.raises(StoreBusyError), store.read():
        pytest.fail("read after the end")


def test_a_whole_store_says_so(store: Store) -> None:
    with store.write() as tx:
        tx.state.set("one", b"1")
    assert store.check() is True
    assert store.scrub() is True
