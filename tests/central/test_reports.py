"""The report at central: its own rows, sums to the fen, names by permission, totals that outlive an erasure."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from central.services.reports import ReportService
from central.store import tables
from central.store.tables_queue import queue
from desktop.domain.errors import NotPermittedError
from desktop.domain.reports import GroupBy, ReportRangeError
from desktop.sync.wire import ReportAnswer, ReportRequest
from tests.central.people import record
from tests.central.test_money import FEE, Till, set_booking
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, TODAY, World


def ask(world: World, by: GroupBy = GroupBy.DAY, author: str = SUPERVISOR) -> ReportAnswer:
    request = ReportRequest(author, TODAY, TODAY, by.value)  # type: ignore[arg-type]  # a staff id
    return ReportService(world.parts).run("desk-a", request)


@pytest.fixture
def day(world: World) -> Till:
    """One paid, one cancelled with its refund, one absent, one who waited ten minutes."""
    world.add_session("s-1")
    till = Till(world)
    till.pay()
    second = till.desk.register(record())
    booking = till.desk.claim(second, "s-1").entity
    third = till.desk.claim(second, "s-1", 1).entity
    fourth = till.desk.claim(second, "s-1", 2).entity
    till.send()
    till.pay("pay-2", booking_id=booking)
    till.desk.cancel(booking, second)
    till.refund("back-2", booking_id=booking, of="pay-2")
    till.send()
    set_booking(world, third, "no-show")
    set_booking(world, fourth, "completed")
    with world.database.begin() as connection:
        came = world.clock.now()
        connection.execute(
            sa.insert(queue).values(
                hospital_id=world.hospital, booking_id=fourth, session_id="s-1", entry=b"", checked_in_at=came,
                called_at=came + timedelta(minutes=10), started_at=None, finished_at=None,
            )
        )  # fmt: skip
    return till


@pytest.mark.parametrize("by", list(GroupBy))
@pytest.mark.rows("G108", "G109", "G53")
def test_every_grouping_has_the_same_sums(day: Till, by: GroupBy) -> None:
    answer = ask(day.world, by)
    (line,) = answer.lines
    assert (line.booked, line.cancelled, line.no_shows, line.seen) == (4, 1, 1, 1)
    assert (line.waits, line.wait_s) == (1, 600)
    assert (line.cash_fen, line.refunded_fen) == (2 * FEE, FEE)
    labels = {
        GroupBy.DAY: TODAY.isoformat(), GroupBy.DEPARTMENT: "心血管内科", GroupBy.DOCTOR: "李某",
        GroupBy.CLERK: "某某", GroupBy.CHANNEL: "desk",
    }  # fmt: skip
    assert line.label == labels[by]
    assert answer.owed_back_fen == 0
    assert [(s.state, s.difference_fen) for s in answer.shifts] == [("open", 0)]
    assert [(row.department, row.number) for row in answer.absent] == [("心血管内科", 6)]


@pytest.mark.rows("G108", "G55")
def test_a_clerk_and_a_stranger_get_no_report_and_an_officer_no_names(day: Till) -> None:
    for author in (CLERK, STRANGER):
        with pytest.raises(NotPermittedError):
            ask(day.world, author=author)
    day.world.roster_with({CLERK: "privacy-officer", SUPERVISOR: "supervisor"})
    answer = ask(day.world, GroupBy.CLERK, CLERK)
    assert not answer.with_names
    assert {line.label for line in answer.lines} == {CLERK}
    assert {shift.clerk for shift in answer.shifts} == {CLERK}
    assert [(row.number, row.patient_id) for row in answer.absent] == [(6, "")]


@pytest.mark.rows("G47", "G53")
def test_money_still_held_for_a_cancelled_booking_is_named(day: Till) -> None:
    set_booking(day.world, day.booking, "cancelled")
    assert ask(day.world).owed_back_fen == FEE


@pytest.mark.rows("G110", "P25")
def test_totals_outlive_the_person(day: Till) -> None:
    before = [ask(day.world, by).lines for by in GroupBy]
    with day.world.database.begin() as connection:
        here = tables.bookings.c.hospital_id == day.world.hospital
        connection.execute(sa.update(tables.bookings).where(here).values(patient_id=""))
        connection.execute(
            sa.delete(tables.patients).where(tables.patients.c.hospital_id == day.world.hospital)
        )
    assert [ask(day.world, by).lines for by in GroupBy] == before


def test_a_range_too_long_and_a_grouping_nobody_knows_are_refused(world: World) -> None:
    service = ReportService(world.parts)
    for request in (
        ReportRequest(SUPERVISOR, TODAY, TODAY + timedelta(days=100), "day"),
        ReportRequest(SUPERVISOR, TODAY, TODAY - timedelta(days=1), "day"),
        ReportRequest(SUPERVISOR, TODAY, TODAY, "patient"),
    ):
        with pytest.raises(ReportRangeError):
            service.run("desk-a", request)
