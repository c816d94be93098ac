"""The schedule office at central: applied, judged again, published, on both engines (G19-G26, N25)."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from central.services.online import OnlineService
from central.store import tables, tables_planning
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.ids import PatientId, SessionId
from desktop.domain.operations import Operation, OperationKind, ResultStatus, Right
from desktop.domain.places import Room
from desktop.domain.planning import Absence, Template
from desktop.domain.quotas import Split
from desktop.domain.schedules import CHINA
from desktop.sync import wire
from desktop.sync.wire import OnlineBooking
from tests.central.people import ELDER, record
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, TODAY, TOMORROW, World
from tests.fakes.headless_desk import HeadlessDesk

KINDS = OperationKind
TEMPLATE = Template(
    "t-1", "dr-1", TOMORROW.weekday(), "am", time(8), 4, 5, "二楼 3 诊室",
    Split(online=8, elder=2, referral=1, staff=1), 1, time(17), 2, date(2026, 11, 1),
)  # fmt: skip


@pytest.fixture
def desk(world: World) -> HeadlessDesk:
    return HeadlessDesk(world, outage=False)


def act(
    desk: HeadlessDesk, kind: OperationKind, entity: str, facts: dict[str, Any], **more: Any
) -> Operation:
    """Send one act of the schedule office."""
    operation = desk.record(kind, entity, facts=facts, **({"author": SUPERVISOR} | more))
    desk.catch_up()
    return operation


def made(desk: HeadlessDesk, template: Template = TEMPLATE) -> str:
    """Put a template, make tomorrow's sessions, return the one made."""
    act(desk, KINDS.PUT_TEMPLATE, template.id, template.to_facts())
    answer = desk.answer_to(make(desk))
    assert answer.number == 1
    (row,) = (r for r in desk.rows["session"].values() if isinstance(r, wire.SessionRow))
    return row.id


def make(desk: HeadlessDesk, first: date = TODAY, last: date = TOMORROW) -> Operation:
    """Ask for the sessions of some days."""
    facts = {"first": first.isoformat(), "last": last.isoformat(), "department_id": ""}
    return act(desk, KINDS.MAKE_SESSIONS, f"make-{desk.seq}", facts)


def quota(desk: HeadlessDesk, session: str) -> dict[str, tuple[int, int]]:
    """Return the quota picture as it came down."""
    return {c.channel: (c.whole, c.left) for c in desk.session(session).plan.quota}


@pytest.mark.rows("G19", "G22", "G23", "N25")
def test_sessions_are_made_from_the_template_once_and_come_down_with_their_quota(
    desk: HeadlessDesk, world: World
) -> None:
    session = made(desk)
    row = desk.session(session)
    assert (row.day, row.starts, row.place, row.fee_fen) == (TOMORROW, time(8), "二楼 3 诊室", 1900)
    assert quota(desk, session) == {
        "online": (8, 8), "elder": (2, 2), "referral": (1, 1), "staff": (1, 1), "window": (8, 8),
    }  # fmt: skip
    assert sum(row.left) == 8
    assert (desk.answer_to(make(desk)).number, desk.answer_to(make(desk)).epoch) == (0, 1)
    assert len(world.rows(tables.slots)) == 20
    (template,) = (r for r in desk.rows["plan"].values() if isinstance(r, wire.PlanRow))
    assert facts_from_bytes(template.body) == TEMPLATE.to_facts()


@pytest.mark.rows("G20")
def test_a_day_off_makes_no_session_and_a_substitute_takes_it_for_no_higher_fee(
    desk: HeadlessDesk, world: World
) -> None:
    doctor = {
        "department_id": "d-1", "name": "周某", "title": "主任医师", "skill": "", "initials": "zm", "fee_fen": 8000,
    }  # fmt: skip
    act(desk, KINDS.PUT_DOCTOR, "dr-2", doctor)
    act(desk, KINDS.PUT_TEMPLATE, "t-1", TEMPLATE.to_facts())
    away = Absence("a-1", "dr-1", TODAY, TOMORROW, "", "leave")
    act(desk, KINDS.PUT_ABSENCE, "a-1", away.to_facts())
    assert desk.answer_to(make(desk)).number == 0
    act(desk, KINDS.PUT_ABSENCE, "a-1", replace(away, substitute_id="dr-2").to_facts())
    assert desk.answer_to(make(desk)).number == 1
    (row,) = world.rows(tables.sessions)
    assert (row["doctor_id"], row["fee_fen"]) == ("dr-2", 1900)
    assert desk.session(str(row["session_id"])).plan.instead_of == "dr-1"


ALL_ACTS: dict[OperationKind, tuple[str, dict[str, Any]]] = {
    KINDS.PUT_DEPARTMENT: ("d-9", {"name": "骨科", "initials": "gk", "place": "", "order": 2}),
    KINDS.PUT_DOCTOR: ("dr-1", {"department_id": "d-1", "name": "李某", "title": "", "skill": "", "initials": "lm",
                                "fee_fen": 0}),
    KINDS.PUT_ROOM: ("r-1", Room("r-1", "d-1", "1 诊室", "Room 1").to_facts()),
    KINDS.PUT_TEMPLATE: ("t-1", TEMPLATE.to_facts()),
    KINDS.PUT_ABSENCE: ("a-1", Absence("a-1", "", TODAY, TODAY, "", "holiday").to_facts()),
    KINDS.MAKE_SESSIONS: ("m", {"first": TODAY.isoformat(), "last": TODAY.isoformat(), "department_id": ""}),
    KINDS.SPLIT_SESSION: ("s-1", asdict(Split(3))),
    KINDS.CHANGE_SESSION: ("s-1", {"doctor_id": "dr-1", "place": "三楼"}),
}  # fmt: skip


@pytest.mark.rows("G19", "I7")
@pytest.mark.parametrize("kind", ALL_ACTS)
@pytest.mark.parametrize("author", [CLERK, STRANGER, SUPERVISOR])
def test_central_takes_the_schedule_from_a_supervisor_only(
    desk: HeadlessDesk, world: World, kind: OperationKind, author: Any
) -> None:
    world.add_session("s-1")
    entity, facts = ALL_ACTS[kind]
    answer = desk.answer_to(act(desk, kind, entity, facts, author=author))
    expected = ResultStatus.ACCEPTED if author == SUPERVISOR else ResultStatus.REFUSED
    assert (answer.status, answer.reason) == (expected, "" if author == SUPERVISOR else "not-permitted")


@pytest.mark.parametrize(
    ("kind", "entity", "facts", "reason"),
    [
        (KINDS.PUT_TEMPLATE, "t-1", TEMPLATE.to_facts() | {"online": 21}, "plan-invalid"),
        (KINDS.PUT_TEMPLATE, "other", TEMPLATE.to_facts(), "malformed"),
        (KINDS.PUT_TEMPLATE, "t-1", TEMPLATE.to_facts() | {"doctor_id": "nobody"}, "doctor-unknown"),
        (KINDS.PUT_ABSENCE, "a-1", {"id": "a-1"}, "plan-invalid"),
        (KINDS.MAKE_SESSIONS, "m", {"first": "2026-11-23", "last": "2026-11-24", "department_id": ""}, "day-past"),
        (KINDS.MAKE_SESSIONS, "m", {"first": "2026-11-24", "last": "2028-11-24", "department_id": ""}, "plan-invalid"),
        (KINDS.SPLIT_SESSION, "s-1", asdict(Split(31)), "split-too-large"),
        (KINDS.SPLIT_SESSION, "none", asdict(Split(1)), "session-stopped"),
        (KINDS.CHANGE_SESSION, "s-1", {"doctor_id": "nobody", "place": "x"}, "doctor-unknown"),
        (KINDS.ADD_EXTRA, "s-1", {"half_hour": 6, "reason": "doctor-asked"}, "malformed"),
        (KINDS.ADD_EXTRA, "s-1", {"half_hour": 0, "reason": ""}, "malformed"),
        (KINDS.PUT_DOCTOR, "dr-1", ALL_ACTS[KINDS.PUT_DOCTOR][1] | {"department_id": "none"}, "department-unknown"),
        (KINDS.PUT_DOCTOR, "dr-1", ALL_ACTS[KINDS.PUT_DOCTOR][1] | {"fee_fen": -1}, "malformed"),
        (KINDS.PUT_DOCTOR, "dr-1", ALL_ACTS[KINDS.PUT_DOCTOR][1] | {"closed_from": "soon"}, "plan-invalid"),
        (KINDS.PUT_DOCTOR, "dr-1", ALL_ACTS[KINDS.PUT_DOCTOR][1] | {"closed_from": "2026-11-24"}, "place-in-use"),
        (KINDS.PUT_DEPARTMENT, "d-1", ALL_ACTS[KINDS.PUT_DEPARTMENT][1] | {"closed_from": "2026-11-24"},
         "place-in-use"),
        (KINDS.PUT_ROOM, "other", ALL_ACTS[KINDS.PUT_ROOM][1], "malformed"),
        (KINDS.PUT_ROOM, "r-1", ALL_ACTS[KINDS.PUT_ROOM][1] | {"department_id": "none"}, "department-unknown"),
        (KINDS.PUT_ROOM, "r-1", ALL_ACTS[KINDS.PUT_ROOM][1] | {"name": ""}, "plan-invalid"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_reason(
    desk: HeadlessDesk, world: World, kind: OperationKind, entity: str, facts: dict[str, Any], reason: str
) -> None:
    world.add_session("s-1")
    assert desk.answer_to(act(desk, kind, entity, facts)).reason == reason


@pytest.mark.rows("G22", "G23", "G30")
def test_each_channel_takes_its_own_numbers_and_no_other(desk: HeadlessDesk, world: World) -> None:
    session = made(desk)
    patient = desk.register(record(ELDER))
    desk.exchange()
    online = OnlineService(world.parts)
    orders = [online.book(f"o-{n}", OnlineBooking(patient, SessionId(session), 0)) for n in range(3)]
    assert [order.status for order in orders] == [200, 200, 409]
    claims = [claim(desk, patient, session, "") for _ in range(3)]
    groups = [claim(desk, patient, session, name) for name in ("elder", "elder")]
    desk.catch_up()
    assert [desk.answer_to(op).status.value for op in claims] == ["accepted", "accepted", "refused"]
    assert [desk.answer_to(op).status.value for op in groups] == ["accepted", "refused"]
    assert desk.session(session).left[0] == 0


def claim(desk: HeadlessDesk, patient: PatientId, session: str, quota: str, half_hour: int = 0) -> Operation:
    """Ask for a number of a group ("" the window's own)."""
    facts: dict[str, Any] = {
        "booking_id": "", "patient_id": patient, "provisional": False, "fee_fen": 1900, "day": TOMORROW.isoformat(),
    }  # fmt: skip
    if quota:
        facts["quota"] = quota
    booking = desk.world.parts.new_id()
    return desk.record(
        KINDS.CLAIM_BOOKING, booking, subject=patient, facts=facts, right=Right(SessionId(session), half_hour)
    )


def test_a_claim_for_a_group_that_is_none_is_refused(desk: HeadlessDesk, world: World) -> None:
    session = made(desk)
    patient = desk.register(record())
    ops = [claim(desk, patient, session, name) for name in ("online", "window", "vip")]
    desk.catch_up()
    assert [desk.answer_to(op).reason for op in ops] == ["malformed"] * 3


def test_an_outage_desk_is_leased_window_numbers_only(world: World) -> None:
    desk = HeadlessDesk(world)
    made(desk, replace(TEMPLATE, split=Split(online=10, elder=10)))
    assert desk.rights == ()
    made_all = replace(TEMPLATE, id="t-2", starts=time(10), split=Split(online=10))
    act(desk, KINDS.PUT_TEMPLATE, "t-2", made_all.to_facts())
    make(desk)
    desk.catch_up()
    held = {(r.session_id, r.number) for r in desk.rights}
    channels = {
        row["channel"] for row in world.rows(tables.slots) if (row["session_id"], row["number"]) in held
    }
    assert channels == {"window"}


@pytest.mark.rows("G26", "N25")
def test_unclaimed_online_numbers_go_to_the_window_at_their_time_and_later_cancelled_ones_too(
    desk: HeadlessDesk, world: World
) -> None:
    session = made(desk)
    patient = desk.register(record())
    desk.exchange()
    online = OnlineService(world.parts)
    assert online.book("o-1", OnlineBooking(patient, SessionId(session), 0)).status == 200
    assert world.due.run_due().released == 0
    world.clock.at = datetime.combine(TODAY, time(17), CHINA)
    assert world.due.run_due().released == 1
    assert world.due.run_due().released == 0
    desk.catch_up()
    assert quota(desk, session)["window"] == (16, 15)
    assert desk.session(session).plan.released
    assert online.book("o-2", OnlineBooking(patient, SessionId(session), 1)).status == 409
    (booking,) = world.rows(tables.bookings)
    desk.cancel(str(booking["booking_id"]), patient)
    desk.catch_up()
    world.clock.forward(hours=1)  # it rests first
    world.due.run_due()
    desk.catch_up()
    assert quota(desk, session)["window"] == (16, 16)


@pytest.mark.rows("G22", "G23")
def test_splitting_anew_moves_free_numbers_only(desk: HeadlessDesk, world: World) -> None:
    session = made(desk)
    patient = desk.register(record(ELDER))
    op = claim(desk, patient, session, "elder")
    desk.catch_up()
    assert desk.answer_to(op).status is ResultStatus.ACCEPTED
    refused = act(desk, KINDS.SPLIT_SESSION, session, asdict(Split(online=2, elder=0)))
    assert desk.answer_to(refused).reason == "split-too-large"
    act(desk, KINDS.SPLIT_SESSION, session, asdict(Split(online=2, elder=3)))
    assert quota(desk, session) == {"online": (2, 2), "elder": (3, 2), "window": (15, 15)}


@pytest.mark.rows("G22")
def test_an_extra_number_has_a_reason_and_above_the_limit_needs_a_supervisor(
    desk: HeadlessDesk, world: World
) -> None:
    session = made(desk)
    facts = {"half_hour": 1, "reason": "doctor-asked"}
    ops = [act(desk, KINDS.ADD_EXTRA, session, facts, author=CLERK) for _ in range(3)]
    answers = [desk.answer_to(op) for op in ops]
    assert [(a.status.value, a.number, a.reason) for a in answers] == [
        ("accepted", 21, ""), ("accepted", 22, ""), ("refused", 0, "extra-limit"),
    ]  # fmt: skip
    assert desk.answer_to(act(desk, KINDS.ADD_EXTRA, session, facts)).number == 23
    traced = world.rows(tables_planning.extra_slots)
    assert [(r["number"], r["added_by"], r["over_limit"]) for r in traced] == [
        (21, CLERK, False), (22, CLERK, False), (23, SUPERVISOR, True),
    ]  # fmt: skip
    assert (desk.session(session).plan.extra, desk.session(session).left[1]) == (3, 5)


@pytest.mark.rows("G20")
def test_a_substitute_takes_an_open_session_unless_busy(desk: HeadlessDesk, world: World) -> None:
    world.add_session("s-1")
    act(desk, KINDS.PUT_DOCTOR, "dr-2", ALL_ACTS[KINDS.PUT_DOCTOR][1] | {"name": "周某"})
    facts = {"doctor_id": "dr-2", "place": "三楼 1 诊室"}
    act(desk, KINDS.CHANGE_SESSION, "s-1", facts)
    row = desk.session("s-1")
    assert (row.doctor_id, row.place, row.plan.instead_of) == ("dr-2", "三楼 1 诊室", "dr-1")
    world.add_session("s-2")
    assert desk.answer_to(act(desk, KINDS.CHANGE_SESSION, "s-2", facts)).reason == "doctor-busy"
    back = {"doctor_id": "dr-1", "place": "三楼 1 诊室"}
    assert desk.answer_to(act(desk, KINDS.CHANGE_SESSION, "s-1", back)).reason == "doctor-busy"
    world.add_session("s-3", half_day="pm")
    assert desk.answer_to(act(desk, KINDS.CHANGE_SESSION, "s-3", facts)).status is ResultStatus.ACCEPTED


STEP = st.tuples(
    st.sampled_from(
        ["online", "window", "elder", "referral", "staff", "cancel", "extra", "split", "release"]
    ),
    st.integers(0, 1),
    st.integers(0, 9),
)


@pytest.mark.rows("G22", "G23", "G24", "I1")
@settings(
    max_examples=15, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=st.lists(STEP, min_size=5, max_size=30))
def test_no_mix_of_channels_ever_gives_more_than_the_session_has(
    central_database: Any, steps: list[tuple[str, int, int]]
) -> None:
    world = World(central_database)
    desk = HeadlessDesk(world, outage=False)
    small = replace(TEMPLATE, half_hours=2, each=4, split=Split(online=3, elder=1, referral=1, staff=1))
    session = made(desk, small)
    patient = desk.register(record())
    desk.exchange()
    online = OnlineService(world.parts)
    for turn, (what, half_hour, pick) in enumerate(steps):
        if what == "online":
            online.book(f"o-{turn}", OnlineBooking(patient, SessionId(session), half_hour))
        elif what in ("window", "elder", "referral", "staff"):
            claim(desk, patient, session, "" if what == "window" else what, half_hour)
        elif what == "cancel":
            live = world.rows(tables.bookings, state="booked")
            if live:
                desk.cancel(str(live[pick % len(live)]["booking_id"]), patient)
        elif what == "extra":
            desk.record(
                KINDS.ADD_EXTRA,
                session,
                facts={"half_hour": half_hour, "reason": "doctor-asked"},
                author=CLERK,
            )
        elif what == "split":
            desk.record(
                KINDS.SPLIT_SESSION, session, facts=asdict(Split(pick % 4, pick % 3)), author=SUPERVISOR
            )
        else:
            world.clock.at = max(world.clock.at, datetime.combine(TODAY, time(17), CHINA))
            world.due.run_due()
        desk.exchange()
        extra = len(world.rows(tables_planning.extra_slots))
        slots = world.rows(tables.slots, session_id=session)
        assert extra <= small.extra_limit
        assert len(slots) == small.capacity + extra
        live_rows = world.rows(tables.bookings, state="booked")
        assert len(live_rows) == sum(slot["state"] == "spent" for slot in slots)
        assert set(world.live_by_slot().values()) <= {1}
    with world.database.read() as connection:
        count = connection.scalar(sa.select(sa.func.count()).select_from(tables.sessions).where(
            tables.sessions.c.hospital_id == world.hospital))  # fmt: skip
    assert count == 1
    assert world.clock.at - timedelta(days=1) < datetime.combine(TOMORROW, time(8), CHINA)
