"""What central does by itself: provisional name checks and ends of sessions (N5, P3, I3)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.store import tables
from tests.central.people import FIRST, record
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk


@pytest.fixture
def desk(world: World) -> HeadlessDesk:
    world.add_session("s-1")
    made = HeadlessDesk(world)
    made.catch_up()
    return made


def offline_booking(
    desk: HeadlessDesk, serial: int = FIRST, document_type: str = "resident-card"
) -> tuple[str, str]:
    """Register and promise while the line is down; then it is back."""
    patient = desk.register(replace(record(serial), document_type=document_type), name_check="not-asked")
    booking = desk.promise(patient, desk.rights[0]).entity
    desk.exchange()
    return patient, booking


@pytest.mark.rows("N5", "P3")
def test_a_provisional_booking_is_checked_when_the_line_is_back_and_freed_by_a_match(
    desk: HeadlessDesk, world: World
) -> None:
    patient, booking = offline_booking(desk)
    assert world.due.run_due().checked == 1
    desk.catch_up()
    assert desk.patient(patient).name_check == "match"
    assert desk.patient(patient).name_checked_at == world.clock.now()
    assert not desk.rows["booking"][booking].provisional
    (row,) = world.rows(tables.bookings)
    assert row["checked_at"] == world.clock.now()
    assert world.rows(tables.tasks) == []


@pytest.mark.rows("N5", "G69")
@pytest.mark.parametrize(
    ("outcome", "kind"), [("mismatch", "name-mismatch"), ("no-record", "name-no-record")]
)
def test_a_mismatch_keeps_the_booking_provisional_and_goes_to_a_supervisor(
    desk: HeadlessDesk, world: World, outcome: str, kind: str
) -> None:
    patient, booking = offline_booking(desk)
    world.names.outcome = outcome
    assert world.due.run_due().checked == 1
    desk.catch_up()
    assert desk.patient(patient).name_check == outcome
    assert desk.rows["booking"][booking].provisional
    (task,) = desk.rows["task"].values()
    assert (task.kind, task.patient_id, task.booking_id) == (kind, patient, booking)


@pytest.mark.rows("I3", "N5")
def test_a_check_is_made_once_and_asked_again_only_while_the_service_is_away(
    desk: HeadlessDesk, world: World
) -> None:
    offline_booking(desk)
    world.names.outcome = "unavailable"
    assert world.due.run_due().checked == 0
    assert world.due.run_due().checked == 0
    assert world.names.asked == 1  # the next try waits
    world.clock.forward(seconds=31)
    world.names.outcome = "match"
    assert world.due.run_due().checked == 1
    assert world.due.run_due().checked == 0
    assert world.names.asked == 2


def test_a_document_that_no_authority_answers_for_stays_provisional_without_being_asked(
    desk: HeadlessDesk, world: World
) -> None:
    _, booking = offline_booking(desk, document_type="passport")
    assert world.due.run_due().checked == 1
    desk.catch_up()
    assert world.names.asked == 0
    assert desk.rows["booking"][booking].provisional
    assert [task.kind for task in desk.rows["task"].values()] == ["name-not-asked"]


def test_a_cancelled_booking_is_not_checked_any_more(desk: HeadlessDesk, world: World) -> None:
    patient, booking = offline_booking(desk)
    desk.cancel(booking, patient)
    desk.exchange()
    assert world.due.run_due().checked == 0
    assert world.names.asked == 0


@pytest.mark.rows("N5")
def test_several_people_are_checked_in_one_step(desk: HeadlessDesk, world: World) -> None:
    for serial in range(FIRST, FIRST + 4):
        offline_booking(desk, serial)
    assert world.due.run_due().checked == 4
    assert all(row["checked_at"] for row in world.rows(tables.bookings))


def test_a_session_that_ended_is_closed_and_every_desk_hears_of_it(desk: HeadlessDesk, world: World) -> None:
    world.clock.forward(hours=3)
    assert world.due.run_due().sessions_ended == 1
    desk.catch_up()
    assert desk.session("s-1").state == "closed"
    assert world.due.run_due().sessions_ended == 0
