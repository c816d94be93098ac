"""A blocked person at central: refused ahead on every channel, served today, sent to every desk (G40, I2, I7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central.services.online import SHARE, OnlineService
from central.store import tables
from central.store.tables_people import person_blocks
from desktop.domain.ids import SessionId, StaffId
from desktop.domain.operations import Operation, OperationKind, ResultStatus
from desktop.sync.wire import OnlineBooking
from tests.central.people import record
from tests.fakes.central_world import CLERK, SUPERVISOR, TODAY, TOMORROW, World
from tests.fakes.headless_desk import HeadlessDesk

UNTIL = TODAY + timedelta(days=30)


def block(desk: HeadlessDesk, patient: str, *, author: StaffId = SUPERVISOR, **changes: object) -> Operation:
    facts: dict[str, object] = {"reason": "resale", "until": UNTIL.isoformat(), "booking_id": ""}
    block_id = desk.world.parts.new_id()
    return desk.record(
        OperationKind.BLOCK_PERSON, block_id, subject=patient, facts=facts | changes, author=author
    )


def lift(
    desk: HeadlessDesk, patient: str, *, author: StaffId = SUPERVISOR, reason: str = "appeal"
) -> Operation:
    return desk.record(
        OperationKind.UNBLOCK_PERSON, desk.world.parts.new_id(), subject=patient, facts={"reason": reason},
        author=author,
    )  # fmt: skip


def reasons(desk: HeadlessDesk, *operations: Operation) -> list[str]:
    return [desk.answer_to(op).reason for op in operations]


@pytest.fixture
def desk(world: World) -> HeadlessDesk:
    world.add_session("s-1")
    world.add_session("s-2", TOMORROW)
    with world.database.begin() as connection:
        world.add_settings(connection, SHARE, "100")
    return HeadlessDesk(world)


@pytest.mark.rows("G40", "I7", "N22")
def test_a_blocked_person_gets_no_number_ahead_on_any_channel_and_one_for_today_at_the_window(
    desk: HeadlessDesk, world: World
) -> None:
    patient, other = desk.register(record()), HeadlessDesk(world, "desk-b")
    clerks = block(desk, patient, author=CLERK)
    endless = block(desk, patient, until="2028-01-01")
    good = block(desk, patient)
    desk.exchange()
    assert reasons(desk, clerks, endless, good) == ["not-permitted", "block-invalid", ""]
    ahead, today = desk.claim(patient, "s-2"), desk.claim(patient, "s-1")
    urgent = desk.claim(patient, "s-2", 1, basis="emergency")
    desk.exchange()
    assert reasons(desk, ahead, today, urgent) == ["person-blocked", "", ""]
    online = OnlineService(world.parts)
    for session in ("s-1", "s-2"):
        answer = online.book(f"order-{session}", OnlineBooking(patient, SessionId(session), 2))
        assert answer.status == 422
        assert b"person-blocked" in answer.body
        assert b"until" in answer.body
    other.catch_up()
    row = other.patient(patient)
    assert (row.block_reason, row.blocked_until) == ("resale", UNTIL)


@pytest.mark.rows("G40")
def test_a_supervisor_takes_a_block_back_with_a_reason_and_it_ends_by_itself(
    desk: HeadlessDesk, world: World
) -> None:
    patient = desk.register(record())
    block(desk, patient)
    desk.exchange()
    refused = [
        lift(desk, patient, author=CLERK),
        lift(desk, patient, reason="because"),
        desk.claim(patient, "s-2"),
    ]
    lifted, claim = lift(desk, patient), desk.claim(patient, "s-2")
    desk.exchange()
    assert reasons(desk, *refused) == ["not-permitted", "malformed", "person-blocked"]
    assert reasons(desk, lifted, claim) == ["", ""]
    assert desk.patient(patient).blocked_until is None
    (kept,) = world.rows(person_blocks)
    assert (kept["lifted_by"], kept["lift_reason"]) == (SUPERVISOR, "appeal")
    block(desk, patient, until=TOMORROW.isoformat())
    desk.exchange()
    world.clock.forward(days=2)
    world.add_session("s-3", TODAY + timedelta(days=4))
    free = desk.claim(patient, "s-3")
    desk.exchange()
    assert reasons(desk, free) == [""]


@pytest.mark.rows("G40", "I2")
def test_a_promise_made_off_line_to_a_blocked_person_is_kept_and_becomes_a_supervisors_task(
    desk: HeadlessDesk, world: World
) -> None:
    patient, other = desk.register(record()), HeadlessDesk(world, "desk-b", outage=False)
    desk.exchange()
    other.catch_up()
    block(other, patient)
    other.exchange()
    ahead = next(right for right in desk.rights if right.session_id == "s-2")
    promise = desk.promise(patient, ahead)
    desk.exchange()
    assert desk.answer_to(promise).status is ResultStatus.ACCEPTED
    tasks = [(row["kind"], row["booking_id"]) for row in world.rows(tables.tasks)]
    assert tasks == [("blocked-promised", promise.entity)]


@pytest.mark.rows("G40", "I6")
def test_nothing_of_a_block_outlives_an_erasure(desk: HeadlessDesk, world: World) -> None:
    patient = desk.register(record())
    block(desk, patient)
    desk.catch_up()
    case = desk.file_deletion(patient, desk.patient(patient).version)
    desk.catch_up()
    desk.approve_deletion(case)
    desk.exchange()
    world.clock.forward(hours=25)
    world.due.run_due()
    assert world.rows(person_blocks) == []
