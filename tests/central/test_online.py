"""The public channel: one pool with the desks, one answer an order, a share of each session (G22, G30, I1, I3)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import msgspec
import pytest

from central.services.errors import DemoOnlyError
from central.services.online import (
    DAYS_AHEAD,
    SHARE,
    ChannelClosedError,
    OnlineService,
)
from central.services.online_orders import OrderKeyError, OrderReusedError
from central.services.simulated_channel import SimulatedChannel
from central.store import tables
from desktop.domain.ids import PatientId, SessionId
from desktop.sync.wire import OnlineBooked, OnlineBooking, Refusal
from tests.central.people import FIRST, record
from tests.fakes.central_world import HALF_HOURS, PER_HALF_HOUR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk


@pytest.fixture
def desk(world: World) -> HeadlessDesk:
    world.add_session("s-1")
    with world.database.begin() as connection:
        world.add_settings(connection, SHARE, "100")
    return HeadlessDesk(world, outage=False)


@pytest.fixture
def patient(desk: HeadlessDesk) -> PatientId:
    made = desk.register(record())
    desk.exchange()
    return made


@pytest.fixture
def online(world: World) -> OnlineService:
    return OnlineService(world.parts)


def order(patient: PatientId, half_hour: int = 0) -> OnlineBooking:
    return OnlineBooking(patient, SessionId("s-1"), half_hour)


@pytest.mark.rows("G30", "I1")
def test_desk_and_platform_take_from_one_pool(
    world: World, online: OnlineService, desk: HeadlessDesk, patient: PatientId
) -> None:
    given = [online.book(f"o-{n}", order(patient)) for n in range(PER_HALF_HOUR - 1)]
    assert [msgspec.json.decode(g.body, type=OnlineBooked).number for g in given] == [1, 2, 3, 4]
    claimed = desk.claim(patient, "s-1")
    desk.catch_up()
    assert desk.answer_to(claimed).number == 5
    full = online.book("o-last", order(patient))
    assert (full.status, msgspec.json.decode(full.body, type=Refusal).code) == (409, "slot-taken")
    assert set(world.live_by_slot().values()) == {1}
    assert desk.session("s-1").left[0] == 0


@pytest.mark.rows("G30", "I3")
def test_the_same_order_again_gets_the_first_answer_and_no_second_number(
    world: World, online: OnlineService, patient: PatientId
) -> None:
    first = online.book("o-1", order(patient))
    assert online.book("o-1", order(patient)) == first
    assert len(world.rows(tables.bookings)) == 1


@pytest.mark.rows("I3")
def test_a_refusal_is_repeated_like_any_answer(
    world: World, online: OnlineService, patient: PatientId
) -> None:
    world.set_session_state("s-1", "stopped")
    first = online.book("o-1", order(patient))
    assert msgspec.json.decode(first.body, type=Refusal).code == "session-stopped"
    world.set_session_state("s-1", "open")
    assert online.book("o-1", order(patient)) == first
    assert world.rows(tables.bookings) == []


@pytest.mark.rows("I3")
def test_a_key_is_not_taken_for_another_order(online: OnlineService, patient: PatientId) -> None:
    online.book("o-1", order(patient))
    with pytest.raises(OrderReusedError):
        online.book("o-1", order(patient, 1))


@pytest.mark.parametrize("key", ["", "x" * 129, "schlüssel", "a\nb"])
def test_an_order_needs_a_key(online: OnlineService, patient: PatientId, key: str) -> None:
    with pytest.raises(OrderKeyError):
        online.book(key, order(patient))


@pytest.mark.rows("I1", "I3")
def test_the_same_order_sent_many_times_at_once_books_once(
    world: World, online: OnlineService, patient: PatientId
) -> None:
    with ThreadPoolExecutor(6) as lanes:
        answers = set(lanes.map(lambda _: online.book("o-1", order(patient)), range(12)))
    assert len(answers) == 1
    assert len(world.rows(tables.bookings)) == 1


@pytest.mark.rows("I1")
def test_many_orders_at_once_never_share_a_number(
    world: World, online: OnlineService, patient: PatientId
) -> None:
    with ThreadPoolExecutor(6) as lanes:
        answers = list(lanes.map(lambda n: online.book(f"o-{n}", order(patient)), range(12)))
    assert sorted(a.status for a in answers) == [200] * PER_HALF_HOUR + [409] * (12 - PER_HALF_HOUR)
    assert set(world.live_by_slot().values()) == {1}


@pytest.mark.rows("G22")
def test_what_is_beyond_the_online_share_belongs_to_the_windows(
    world: World, desk: HeadlessDesk, patient: PatientId
) -> None:
    with world.database.begin() as connection:
        connection.execute(
            tables.settings.update().where(tables.settings.c.hospital_id == world.hospital).values(value="10")
        )
    online = OnlineService(world.parts)
    share = HALF_HOURS * PER_HALF_HOUR // 10
    answers = [online.book(f"o-{n}", order(patient, n)) for n in range(share + 1)]
    assert [a.status for a in answers] == [200] * share + [409]
    assert msgspec.json.decode(answers[-1].body, type=Refusal).code == "online-share-used"
    claimed = desk.claim(patient, "s-1", share)
    desk.exchange()
    assert desk.answer_to(claimed).number > 0


def test_nobody_is_booked_for_who_is_not_there(online: OnlineService, desk: HeadlessDesk) -> None:
    answer = online.book("o-1", order(PatientId("nobody")))
    assert answer.status == 422


def test_the_list_of_sessions_counts_what_is_left_and_names_nobody(
    world: World, online: OnlineService, patient: PatientId
) -> None:
    online.book("o-1", order(patient, 2))
    (session,) = online.sessions(TODAY).sessions
    assert (session.id, session.starts) == ("s-1", "08:00")
    assert session.left == (5, 5, 4, 5, 5, 5)
    world.clock.forward(minutes=21)  # 08:31: the first half-hour is over
    (session,) = online.sessions(TODAY).sessions
    assert session.left[0] == 0


@pytest.mark.rows("I7")
def test_the_channel_opens_by_its_newest_key_only(online: OnlineService) -> None:
    with pytest.raises(ChannelClosedError):
        online.admit("")
    old = online.new_channel_key()
    online.admit(old)
    new = online.new_channel_key()
    online.admit(new)
    for key in (old, "", new + "x"):
        with pytest.raises(ChannelClosedError):
            online.admit(key)


# ---------------------------------------------------------------- the demonstration's own channel
@pytest.mark.rows("G30")
def test_the_simulated_channel_books_through_the_real_service(
    world: World, online: OnlineService, desk: HeadlessDesk
) -> None:
    for serial in range(FIRST, FIRST + 3):
        desk.register(record(serial))
    desk.exchange()
    channel = SimulatedChannel(world.parts)
    steps = [channel.step() for _ in range(10)]
    assert all(step is not None and step.answer.status == 200 for step in steps)
    assert [step.repeated for step in steps if step] == [False, False, False, False, True] * 2
    bookings = world.rows(tables.bookings)
    assert len(bookings) == 10
    assert {(row["channel"], row["made_by"]) for row in bookings} == {("online", "public")}
    assert set(world.live_by_slot().values()) == {1}


def test_the_simulated_channel_rests_when_nothing_is_there(world: World) -> None:
    assert SimulatedChannel(world.parts).step() is None


def test_the_simulated_channel_is_for_demonstrations_only(world: World) -> None:
    with world.database.begin() as connection:
        hospitals = tables.hospitals
        connection.execute(
            hospitals.update().where(hospitals.c.hospital_id == world.hospital).values(demo=False)
        )
    with pytest.raises(DemoOnlyError):
        SimulatedChannel(world.parts)


@pytest.mark.rows("G22")
def test_neither_a_half_hour_that_is_over_nor_a_day_beyond_the_window_is_booked_online(
    world: World, online: OnlineService, patient: PatientId
) -> None:
    world.add_session("s-far", day=TODAY + timedelta(days=DAYS_AHEAD))
    far = OnlineBooking(patient, SessionId("s-far"), 0)
    assert online.book("far", far).status == 409
    world.clock.forward(minutes=25)  # 08:35
    assert online.book("over", order(patient, 0)).status == 409
    assert online.book("next", order(patient, 1)).status == 200
    assert len(world.rows(tables.bookings)) == 1
