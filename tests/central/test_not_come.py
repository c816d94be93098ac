"""Uncollected numbers and no-shows by the half-hour, at central and at two desks, on line and off (N22, G38)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from central.services.batch import Batch
from central.services.pool import Wish, claim_number
from central.store import changed, feed, orders, tables
from desktop.domain.booking_rules import BookingWindow, RuleSet
from desktop.domain.bookings import BookingState
from desktop.domain.changes import NumberGoneError
from desktop.domain.errors import KnownError, SlotTakenError
from desktop.domain.ids import BookingId
from desktop.domain.no_show_rules import CountWindow, NoShowRule
from desktop.domain.not_come import CameTooLateError, CollectLateError, RegainNeedsLineError
from desktop.domain.operations import OperationKind
from desktop.domain.pick_up import Shown
from desktop.domain.queue_rules import QueueRules
from desktop.domain.queueing import CheckInBy, ExcuseReason
from desktop.domain.queueing import QueueStep as Q
from desktop.domain.rule_book import RULES, RuleBook
from tests.central.people import record
from tests.central.test_queue_two_desks import Counter, counters, sync
from tests.central.test_with_desk_services import draft
from tests.fakes.central_world import CLERK, SUPERVISOR, TOMORROW, World
from tests.fakes.headless_desk import HeadlessDesk

__all__ = ["counters"]
S = BookingState
NINE = 2  # the session begins at eight; it is ten past eight
COLLECT = RuleSet("r-1", date(2026, 1, 1), BookingWindow(0, 14), collect_minutes_before=30)
HALF_HOURS = replace(COLLECT, collect_minutes_before=0, queue=QueueRules(half_hour_no_show=1))
ILL = ExcuseReason.ILLNESS
# what does not depend on the database
SQLITE = pytest.mark.parametrize("central_database", ["sqlite"], indirect=True)


def in_force(world: World, rules: RuleSet, *desks: Counter) -> None:
    """Put rules that hold already, at central and at the desks."""
    raw = RuleBook((rules,)).to_bytes()
    with world.database.begin() as connection:
        orders.put_setting(connection, world.hospital, changed.RULES, raw.decode())
    for each in desks:
        with each.window.store.write() as tx:
            tx.state.set(RULES, raw)


def book(world: World, patient: str, half_hour: int = NINE, session: str = "s-7") -> BookingId:
    """Book on line; raises SlotTakenError and the error of a rule."""

    def make(connection: object) -> BookingId:
        batch = Batch(world.parts, connection, "")  # type: ignore[arg-type]  # run gives a connection
        made = world.parts.new_id()
        claim_number(batch, Wish(made, patient, session, half_hour, "online", "public", world.clock.now()))
        batch.finish()
        feed.move(batch.connection, world.hospital, batch.touched)
        return BookingId(made)

    return world.database.run(make)


def state(world: World, booking: str) -> str:
    return str(world.rows(tables.bookings, booking_id=booking)[0]["state"])


def number(world: World, booking: str) -> int:
    return int(str(world.rows(tables.bookings, booking_id=booking)[0]["number"]))


def person_with_a_number_at_nine(
    world: World, rules: RuleSet, a: Counter, b: Counter
) -> tuple[str, BookingId]:
    world.add_session("s-7", per_half_hour=2)
    in_force(world, rules, a, b)
    patient = a.window.registration.confirm(draft()).patient_id
    booking = book(world, patient)
    sync(world, a, b)
    return patient, booking


def give_all_numbers_of_nine(world: World, patient: str) -> set[int]:
    given = set()
    with suppress(SlotTakenError):
        while True:
            given.add(number(world, book(world, patient)))
    return given


def refused(world: World, patient: str) -> str:
    """Book for tomorrow and give it back a day later than the grace; return the rule that said no."""
    try:
        booking = book(world, patient, 0, "s-9")
    except KnownError as error:
        return error.code
    table = tables.bookings
    given_back = {"state": "cancelled", "cancel_reason": "cannot-come", "cancelled_at": world.clock.now()}
    with world.database.begin() as connection:
        made = world.clock.now() - timedelta(hours=1)
        connection.execute(
            sa.update(table).where(table.c.booking_id == booking).values(made_at=made, **given_back)
        )
    return ""


@pytest.mark.rows("N21", "N22", "G38", "G39")
def test_a_number_not_collected_in_time_goes_to_others_and_a_supervisor_brings_it_back_while_it_is_free(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    _, booking = person_with_a_number_at_nine(world, COLLECT, a, b)
    world.clock.forward(minutes=19)  # 08:29
    assert world.due.run_due().absent == 0
    world.clock.forward(minutes=1)
    assert world.due.run_due().absent == 1
    assert (state(world, booking), world.due.run_due().absent) == ("lapsed", 0)
    with pytest.raises(CollectLateError) as raised:
        a.queue.check_in(booking, CheckInBy.LIST)  # not heard of it yet: its own clock says the same
    assert raised.value.facts == {"until": "08:30"}
    b.window.line.cut = True
    b.window.sync.run_once()
    assert b.queue.close_ended() == 1
    with pytest.raises(RegainNeedsLineError):
        b.queue.step(booking, Q.EXCUSE, reason=ILL)
    sync(world, a, b)
    b.queue.step(booking, Q.EXCUSE, reason=ILL)
    sync(world, a, b)
    entry = a.held([booking])[booking][1]
    assert (state(world, booking), entry.excuse if entry else "") == ("booked", "illness")
    world.clock.forward(minutes=2)
    assert (world.due.run_due().absent, a.queue.close_ended()) == (0, 0)
    a.queue.check_in(booking, CheckInBy.CARD, shown=Shown(draft().person.number))
    sync(world, a)
    assert state(world, booking) == "waiting"


@pytest.mark.rows("N21", "G24", "G47")
def test_a_lapsed_number_that_somebody_else_has_by_now_stays_theirs(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    patient, booking = person_with_a_number_at_nine(world, COLLECT, a, b)
    world.clock.forward(minutes=20)
    b.window.line.cut = True
    world.due.run_due()
    assert world.due.run_due().numbers_freed == 0  # it rests for a minute, as what is cancelled does
    world.clock.forward(minutes=2)
    assert world.due.run_due().numbers_freed == 1
    assert number(world, booking) in give_all_numbers_of_nine(world, patient)
    sync(world, a, b)
    with pytest.raises(NumberGoneError):
        b.queue.step(booking, Q.EXCUSE, reason=ILL)
    assert state(world, booking) == "lapsed"


@SQLITE
@pytest.mark.rows("N22", "I2", "G45")
@pytest.mark.parametrize("gone", [False, True])
def test_who_was_checked_in_before_the_deadline_by_a_desk_off_line_came(
    counters: tuple[Counter, Counter], world: World, *, gone: bool
) -> None:
    a, b = counters
    patient, booking = person_with_a_number_at_nine(world, COLLECT, a, b)
    a.window.line.cut = True
    a.queue.check_in(booking, CheckInBy.CARD, shown=Shown(draft().person.number))
    world.clock.forward(minutes=20)
    world.due.run_due()
    assert state(world, booking) == "lapsed"
    if gone:
        world.clock.forward(minutes=2)
        world.due.run_due()
        give_all_numbers_of_nine(world, patient)
    sync(world, a)
    told = [task["kind"] for task in world.rows(tables.tasks)]
    assert (state(world, booking), told) == (("lapsed", ["collect-number-gone"]) if gone else ("waiting", []))


@SQLITE
@pytest.mark.rows("N21", "N22", "I2")
def test_a_desk_without_the_newest_rules_is_believed_and_a_supervisor_is_told(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    _, booking = person_with_a_number_at_nine(world, replace(COLLECT, collect_minutes_before=0), a, b)
    a.window.line.cut = True
    in_force(world, COLLECT)
    world.clock.forward(minutes=21)
    a.queue.check_in(booking, CheckInBy.CARD, shown=Shown(draft().person.number))
    world.due.run_due()
    sync(world, a)
    assert state(world, booking) == "waiting"
    assert [(t["kind"], t["booking_id"]) for t in world.rows(tables.tasks)] == [("collected-late", booking)]


@SQLITE
@pytest.mark.rows("N22", "G38", "G39")
def test_where_the_rules_say_so_each_half_hour_has_its_no_shows_and_the_excused_may_still_come(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    patient, booking = person_with_a_number_at_nine(world, HALF_HOURS, a, b)
    later = book(world, patient, NINE + 1)
    sync(world, a, b)
    for each in counters:
        each.window.line.cut = True
    world.clock.forward(minutes=80)  # 09:30
    with pytest.raises(CameTooLateError):
        a.queue.check_in(booking, CheckInBy.LIST)
    assert (a.queue.close_ended(), a.held([booking])[booking][0], a.held([later])[later][0]) == (
        1, "no-show", "booked",
    )  # fmt: skip
    b.queue.step(booking, Q.EXCUSE, reason=ILL)  # off line too
    assert world.due.run_due().absent == 1
    assert [state(world, each) for each in (booking, later)] == ["no-show", "booked"]
    sync(world, a, b)
    assert state(world, booking) == "booked"
    a.queue.check_in(booking, CheckInBy.CARD, shown=Shown(draft().person.number))
    sync(world, a, b)
    assert state(world, booking) == "waiting"


@SQLITE
@pytest.mark.rows("N21", "N22")
def test_numbers_given_back_and_uncollected_count_where_the_rules_name_them(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    one = NoShowRule(1, CountWindow.ROLLING, 30, 30)
    lapsed_counts = replace(COLLECT, no_show=replace(one, also=("uncollected",)), grace_minutes=0)
    patient, booking = person_with_a_number_at_nine(world, lapsed_counts, a, b)
    world.clock.forward(minutes=20)
    world.due.run_due()
    world.add_session("s-9", TOMORROW)
    assert refused(world, patient) == "barred-by-no-shows"
    in_force(world, replace(lapsed_counts, no_show=one))
    assert refused(world, patient) == ""  # and gives it back
    cancels = replace(one, kind="cancel")
    in_force(world, replace(COLLECT, further=(cancels,)))
    assert refused(world, patient) == "barred-by-cancels"
    in_force(world, replace(COLLECT, further=(replace(cancels, kind="same-day-refund"),)))
    assert (refused(world, patient), state(world, booking)) == ("", "lapsed")


@SQLITE
@pytest.mark.rows("N22", "I7")
def test_an_appeal_is_filed_once_and_settled_by_another_person(world: World) -> None:
    world.add_session("s-7")
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    booking = desk.claim(patient, "s-7").entity
    desk.exchange(pull=False)

    def said(kind: OperationKind, entity: str, author: str = SUPERVISOR, **facts: object) -> str:
        subject = patient if kind is OperationKind.APPEAL_NO_SHOW else None
        sent = desk.record(kind, entity, subject=subject, facts=facts, author=author)  # type: ignore[arg-type]
        desk.exchange(pull=False)
        return desk.answer_to(sent).reason

    appeal = OperationKind.APPEAL_NO_SHOW
    assert said(appeal, "a-1", booking_id=booking, reason="because") == "malformed"
    assert said(appeal, "a-1", booking_id="nothing", reason="illness") == "booking-gone"
    assert said(appeal, "a-1", booking_id=booking, reason="illness") == ""
    assert said(appeal, "a-1", booking_id=booking, reason="illness") == "case-exists"
    resolve, fine = OperationKind.RESOLVE_TASK, {"task_id": "a-1", "outcome": "confirmed"}
    assert said(resolve, "a-1", **fine) == "self-approval"
    assert said(resolve, "a-1", CLERK, **fine) == "not-permitted"
