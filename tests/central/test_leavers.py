"""Numbers of later days go with a deletion wherever they were booked, and come back when it is taken back (N14)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from central.services import leavers
from central.store import tables
from desktop.domain.bookings import BookingState
from desktop.domain.changes import LEAVES
from desktop.domain.errors import CentralRefusedError, NotPermittedError
from desktop.domain.ids import CaseId
from desktop.sync import wire
from tests.central.people import record
from tests.central.test_changes import restored
from tests.central.test_money import Till
from tests.fakes.central_world import CLERK, STRANGER, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

SQLITE = pytest.mark.parametrize("central_database", ["sqlite"], indirect=True)
LATER = TODAY + timedelta(days=4)


class Leaver:
    """Somebody booked today here, and of later days at another window, which this desk never heard of."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.add_session("s-1")
        for name in ("s-free", "s-paid"):
            world.add_session(name, day=LATER)
        self.till = Till(world)
        self.other = HeadlessDesk(world, "desk-b", False)
        self.other.catch_up()
        self.free, self.paid = (
            self.other.claim(self.till.patient, one).entity for one in ("s-free", "s-paid")
        )
        self.other.catch_up()
        self.till.pay(booking_id=self.paid)
        self.till.send()

    def booking(self, booking: str) -> dict[str, object]:
        (row,) = self.world.rows(tables.bookings, booking_id=booking)
        return row

    def states(self) -> list[object]:
        return [self.booking(one)["state"] for one in (self.till.booking, self.free, self.paid)]

    def file(self) -> str:
        case = self.till.desk.file_deletion(self.till.patient, 1, signed="paper")
        self.till.send()
        self.other.catch_up()
        return case

    def refunds(self) -> list[tuple[object, object]]:
        rows = self.world.rows(tables.tasks, kind=leavers.REFUND)
        return [(row["booking_id"], row["patient_id"]) for row in rows]


@SQLITE
@pytest.mark.rows("N14", "P25", "G43")
def test_what_another_window_booked_of_later_days_is_given_back_with_the_request_and_its_fee_is_a_task(
    world: World,
) -> None:
    leaver = Leaver(world)
    case = leaver.file()
    booked, cancelled = BookingState.BOOKED.value, BookingState.CANCELLED.value
    assert leaver.states() == [booked, cancelled, cancelled], "today's number is care under way"
    assert leaver.booking(leaver.free)["cancel_reason"] == LEAVES
    assert world.rows(tables.slots, booking_id=leaver.free)[0]["state"] == "resting"
    assert leaver.refunds() == [(leaver.paid, leaver.till.patient)]
    assert leaver.other.rows["booking"][leaver.free].state == cancelled  # type: ignore[attr-defined]  # a row

    world.add_session("s-last", day=LATER)
    last = leaver.other.claim(leaver.till.patient, "s-last").entity
    leaver.other.catch_up()
    leaver.other.approve_deletion(case)
    leaver.other.catch_up()
    assert leaver.booking(last)["state"] == booked
    world.due.run_due()
    assert world.rows(tables.cases, case_id=case)[0]["state"] == "destroyed"
    assert leaver.booking(last)["state"] == cancelled, "nobody is there who could come"
    assert len(leaver.refunds()) == 1


@SQLITE
@pytest.mark.rows("P25", "N14", "I6")
def test_who_was_only_booked_for_a_later_day_leaves_nothing_that_law_keeps(world: World) -> None:
    world.add_session("s-late", day=LATER)
    desk, other = HeadlessDesk(world, "desk-a", False), HeadlessDesk(world, "desk-b", False)
    patient = desk.register(record())
    desk.exchange()
    other.catch_up()
    case = desk.file_deletion(patient, 1, signed="paper")
    desk.catch_up()
    booking = desk.claim(patient, "s-late").entity
    desk.catch_up()
    other.catch_up()
    other.approve_deletion(case)
    other.catch_up()
    world.due.run_due()
    assert world.rows(tables.bookings, booking_id=booking)[0]["state"] == BookingState.CANCELLED.value
    assert world.rows(tables.patients, patient_id=patient)[0]["state"] == "erased"


@SQLITE
@pytest.mark.rows("N14", "P25")
def test_who_takes_the_request_back_gets_the_same_numbers_at_any_window_unless_somebody_has_them(
    world: World,
) -> None:
    leaver = Leaver(world)
    case, service = leaver.file(), leavers.LeftService(world.parts)
    asked = wire.GivenBackRequest(CLERK, CaseId(case))
    with pytest.raises(CentralRefusedError):
        service.read("desk-b", asked)
    too_early = restored(leaver.other, leaver.free, leaver.till.patient)
    leaver.other.catch_up()
    assert leaver.other.answer_to(too_early).reason == "undo-too-late"
    leaver.other.take_back(case)
    leaver.other.catch_up()
    with pytest.raises(NotPermittedError):
        service.read("desk-b", wire.GivenBackRequest(STRANGER, CaseId(case)))
    world.clock.forward(minutes=30)
    world.due.run_due()  # the rest of both numbers is over
    slot = tables.slots.c
    with world.database.begin() as connection:
        connection.execute(
            sa.update(tables.slots).where(slot.session_id == "s-paid").values(epoch=slot.epoch + 1)
        )
    told = {one.id: (one.day, one.free) for one in service.read("desk-b", asked).bookings}
    assert told == {leaver.free: (LATER, True), leaver.paid: (LATER, False)}
    back = [restored(leaver.other, one, leaver.till.patient) for one in (leaver.free, leaver.paid)]
    leaver.other.catch_up()
    assert [leaver.other.answer_to(one).reason for one in back] == ["", "number-gone"]
    assert leaver.booking(leaver.free)["state"] == BookingState.BOOKED.value
    assert [one.id for one in service.read("desk-b", asked).bookings] == [leaver.paid]
    assert world.rows(tables.tasks, kind="undo-number-gone") == [], "the window tells the person at once"
