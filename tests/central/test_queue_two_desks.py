"""Two desks with the product's services act on the same lines, on line and off: both end where central ends."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from central.services.batch import Batch
from central.services.pool import Wish, claim_number
from central.store import changed, feed, orders, tables
from central.store.tables_queue import queue
from desktop.domain.audit import AuditAct
from desktop.domain.booking_rules import BookingWindow, RuleSet
from desktop.domain.bookings import LIVE, BookingState
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.errors import KnownError, NotPermittedError
from desktop.domain.ids import BookingId, OperationId, SessionId
from desktop.domain.pick_up import Shown
from desktop.domain.queue_entry import PriorityClass, QueueEntry
from desktop.domain.queue_rules import QueueRules
from desktop.domain.queueing import CheckInBy, QueueStep, StepUndoLateError
from desktop.domain.rule_book import RuleBook
from desktop.domain.slips import SlipCode
from desktop.services.lines import Choice, LinesService
from desktop.services.pushing import Pushing
from desktop.services.queueing import NobodyBookedError, QueueService, Stepped, StepTooEarlyError
from tests.central.people import FIRST
from tests.central.test_with_desk_services import Window, draft
from tests.fakes.central_world import CLERK, SUPERVISOR, TODAY, World

S, Q = BookingState, QueueStep
BOOKINGS = 4


@dataclass
class Counter:
    """A desk with its lines."""

    window: Window

    def __post_init__(self) -> None:
        desk = self.window.rights._desk
        self.queue = QueueService(desk, Pushing(desk, self.window.exchange, self.window.sync))
        self.lines = LinesService(self.window.rights._desk)
        self.done: list[Stepped] = []

    def held(self, ids: list[str]) -> dict[str, tuple[str, QueueEntry | None]]:
        with self.window.store.read() as tx:
            found = {each: tx.bookings.get(BookingId(each)) for each in ids}
            return {k: (b.state, tx.queue.get(b.id)) for k, b in found.items() if b is not None}


@pytest.fixture
def counters(world: World) -> tuple[Counter, Counter]:
    world.add_session("s-1", half_hours=8, per_half_hour=400)
    world.add_session("s-2", half_hours=8)
    both = Window(world, "desk-a", CLERK), Window(world, "desk-b", SUPERVISOR, "supervisor")
    return Counter(both[0]), Counter(both[1])


def book(world: World, patient: str, count: int) -> list[str]:
    """Book online at central."""

    def make(connection: object) -> list[str]:
        batch = Batch(world.parts, connection, "")  # type: ignore[arg-type]  # run gives a connection
        ids = [world.parts.new_id() for _ in range(count)]
        for booking in ids:
            claim_number(batch, Wish(booking, patient, "s-1", 0, "online", "public", world.clock.now()))
        batch.finish()
        feed.move(batch.connection, world.hospital, batch.touched)
        return ids

    return world.database.run(make)


def sync(world: World, *counters: Counter) -> None:
    for _ in range(2):
        for each in counters:
            each.window.line.cut = False
            each.window.sync.run_once()
            each.window.sync.run_once()


ACTS = st.tuples(
    st.integers(0, 1), st.integers(0, BOOKINGS - 1), st.sampled_from([*Q, "sync", "late"]), st.integers(0, 9)
)


@pytest.mark.rows("G35", "G45", "G47", "N30", "I3")
def test_random_acts_of_two_desks_end_in_the_same_state_everywhere(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    patient = a.window.registration.confirm(draft()).patient_id
    own = Shown(draft().person.number)

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ACTS, max_size=25))
    def run(acts: list[tuple[int, int, QueueStep | str, int]]) -> None:
        ids = book(world, patient, BOOKINGS)
        sync(world, a, b)
        for who, which, what, chance in acts:
            one, booking = counters[who], BookingId(ids[which])
            if what == "sync":
                one.window.sync.run_once()
            elif what == "late":
                world.clock.forward(seconds=chance * 10)
            elif what is Q.UNDO:
                _try(lambda one=one, chance=chance: one.queue.undo(one.done[-1 - chance % 3]))
            elif what is Q.CHECK_IN:
                _try(
                    lambda one=one, booking=booking: one.done.append(
                        one.queue.check_in(booking, CheckInBy.CARD, shown=own)
                    )
                )
            elif isinstance(what, QueueStep):
                more = {
                    Q.TRANSFER: {"to_session": SessionId("s-2")},
                    Q.PRIORITY: {"priority": PriorityClass.URGENT},
                }
                _try(lambda one=one, booking=booking, what=what, more=more: one.done.append(
                    one.queue.step(booking, what, **more.get(what, {}))))  # fmt: skip
        sync(world, a, b)
        at_central = {
            str(row["booking_id"]): str(row["state"])
            for row in world.rows(tables.bookings)
            if row["booking_id"] in ids
        }
        places = {str(r["booking_id"]): QueueEntry.from_bytes(r["entry"]) for r in world.rows(queue)}  # type: ignore[arg-type]
        want = {each: (at_central[each], places.get(each)) for each in ids}
        assert a.held(ids) == want
        assert b.held(ids) == want
        assert all(S(state) in LIVE for state, _ in want.values())
        assert [r.booking_id for r in a.lines.view(Choice()).lines] == [
            r.booking_id for r in b.lines.view(Choice()).lines
        ]

    run()


def _try(act: object) -> None:
    with contextlib.suppress(KnownError, IndexError):
        act()  # type: ignore[operator]  # a lambda


@pytest.mark.rows("G41", "G32", "G34")
def test_a_walk_in_registered_off_line_is_checked_in_and_called_off_line_and_central_agrees(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    a.window.line.cut = True
    a.window.sync.run_once()
    made = a.window.registration.confirm(draft())
    assert made.offline
    booking = a.queue.of_patient_today(made.patient_id)
    assert booking == made.booking_id
    came = a.queue.check_in(booking, CheckInBy.CARD)
    assert came.state is S.WAITING
    (row,) = a.lines.view(Choice()).lines
    assert (row.walk_in, row.place, row.waited_min, row.number) == (True, 1, 0, f"{made.slip.number:03d}")
    assert "*" in row.masked_name
    a.queue.step(booking, Q.CALL)
    (called,) = a.lines.called(Choice())
    assert (called.number, called.room) == (row.number, "二楼 3 诊室")
    sync(world, a, b)
    assert b.held([booking])[booking][0] == "called"
    with pytest.raises(NobodyBookedError):
        a.queue.of_patient_today(made.patient_id)


@pytest.mark.rows("G45", "N30")
def test_undo_works_off_line_stays_in_the_log_and_ends_after_a_minute(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    made = a.window.registration.confirm(draft())
    a.window.line.cut = True
    came = a.queue.check_in(made.booking_id, CheckInBy.LIST)
    world.clock.forward(seconds=60)
    assert a.queue.undo(came).state is S.BOOKED
    with pytest.raises(StepUndoLateError):
        a.queue.undo(came)
    again = a.queue.check_in(made.booking_id, CheckInBy.LIST)
    world.clock.forward(seconds=61)
    with pytest.raises(StepUndoLateError):
        a.queue.undo(again)
    sync(world, a, b)
    assert b.held([made.booking_id])[made.booking_id][0] == "waiting"
    with a.window.store.read() as tx:
        acts = [facts_from_bytes(raw) for raw, _ in tx.audit.rows(1, 1000)]
    told = [
        (row["act"], row["facts"])
        for row in acts
        if row["obj"] == made.booking_id and "book.book" not in row["act"]
    ]
    assert (AuditAct.QUEUE_STEP.value, {"step": "undo", "undoes": "check-in"}) in told
    assert world.rows(tables.tasks, kind="queue-conflict") == []


@pytest.mark.rows("G35")
def test_somebody_is_transferred_to_another_doctor_and_keeps_a_number_of_their_own(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    made = a.window.registration.confirm(draft())
    a.queue.check_in(made.booking_id, CheckInBy.LIST)
    (target,) = a.lines.targets(SessionId("s-1"))
    a.queue.step(made.booking_id, Q.TRANSFER, to_session=target.session_id)
    sync(world, a, b)
    (row,) = b.lines.view(Choice()).lines
    assert (row.session_id, row.number) == ("s-2", f"LM{made.slip.number:03d}")


@pytest.mark.rows("G34", "G35")
def test_the_same_number_of_two_lines_with_the_same_initials_differs_in_a_third_line(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    world.add_session("s-3", half_hours=8)
    sync(world, a, b)
    drafts = [replace(draft(FIRST + n), session_id=SessionId(f"s-{n + 1}")) for n in range(2)]
    first, second = map(a.window.registration.confirm, drafts)
    assert first.slip.number == second.slip.number
    for made in (first, second):
        a.queue.check_in(made.booking_id, CheckInBy.LIST)
        a.queue.step(made.booking_id, Q.TRANSFER, to_session=SessionId("s-3"))
        a.queue.step(made.booking_id, Q.CALL)
    sync(world, a, b)
    for each in counters:
        shown = {row.number for row in each.lines.view(Choice()).lines}
        assert shown == {call.number for call in each.lines.called(Choice())}
        assert len(shown) == 2


@pytest.mark.rows("G35", "G46")
def test_desk_and_central_judge_the_line_by_the_rules_in_force_then(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    serial = next(n for n in range(FIRST, FIRST + 5000) if 1960 < draft(n).person.birth.year < 1970)  # type: ignore[union-attr]
    begun = RuleSet(
        "r-1",
        TODAY - timedelta(days=3),
        BookingWindow(0, 14),
        queue=QueueRules(passed_after=7, elder_from=55),
    )
    coming = replace(
        begun, version="r-2", effective_from=TODAY + timedelta(days=1), queue=QueueRules(passed_after=1)
    )
    with world.database.begin() as connection:
        orders.put_setting(
            connection, world.hospital, changed.RULES, RuleBook((begun, coming)).to_bytes().decode()
        )
        told = feed.Touched()
        told.add(feed.REFERENCE, "rules", "newest")
        feed.move(connection, world.hospital, told)
    sync(world, a, b)
    made = a.window.registration.confirm(draft(serial))
    a.queue.check_in(made.booking_id, CheckInBy.CARD)
    assert a.lines.view(Choice()).lines[0].priority == "elder"
    a.queue.step(made.booking_id, Q.MISS)
    a.queue.step(made.booking_id, Q.REQUEUE)
    entry = a.held([made.booking_id])[made.booking_id][1]
    assert entry is not None
    assert entry.return_at == 7
    sync(world, a, b)
    kept = QueueEntry.from_bytes(world.rows(queue, booking_id=made.booking_id)[0]["entry"])  # type: ignore[arg-type]
    assert kept.return_at == 7


@pytest.mark.rows("G38", "G39")
def test_the_clock_marks_no_shows_at_a_desk_off_line_too_and_only_a_supervisor_excuses_them(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    made = a.window.registration.confirm(draft())
    (online,) = book(world, made.patient_id, 1)
    sync(world, a, b)
    for each in counters:
        each.window.line.cut = True
    with pytest.raises(StepTooEarlyError):
        a.queue.step(BookingId(online), Q.NO_SHOW)
    assert a.queue.close_ended() == 0
    world.clock.forward(hours=5)
    assert a.queue.close_ended() == 1
    assert a.queue.close_ended() == 0
    state, entry = a.held([online])[online]
    assert (state, entry.last_by if entry else "") == ("no-show", "clock")
    assert a.held([made.booking_id])[made.booking_id][0] == "booked"  # was at the window: no no-show
    with pytest.raises(NotPermittedError):
        a.queue.step(BookingId(online), Q.EXCUSE)
    b.queue.step(BookingId(online), Q.EXCUSE)
    assert b.queue.close_ended() == 0
    world.due.run_due()
    sync(world, a, b)
    assert a.held([online])[online][0] == b.held([online])[online][0] == "booked"


@pytest.mark.rows("G46")
def test_somebody_over_65_gets_the_class_of_elders_by_their_birth_date(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, _ = counters
    serial = next(n for n in range(FIRST, FIRST + 5000) if draft(n).person.birth.year < 1960)  # type: ignore[union-attr]
    made = a.window.registration.confirm(draft(serial))
    a.queue.check_in(made.booking_id, CheckInBy.CARD)
    assert a.lines.view(Choice()).lines[0].priority == "elder"
    a.queue.step(made.booking_id, Q.PRIORITY, priority=PriorityClass.URGENT)
    assert a.lines.view(Choice()).lines[0].priority == "urgent"


@pytest.mark.rows("G32")
def test_a_slips_code_finds_its_booking_at_every_desk_and_an_older_or_invented_one_finds_nobody(
    counters: tuple[Counter, Counter], world: World
) -> None:
    a, b = counters
    made = a.window.registration.confirm(draft())
    sync(world, a, b)
    code = SlipCode.decode(made.slip.qr)
    assert a.queue.of_slip(code) == b.queue.of_slip(code) == made.booking_id
    invented = OperationId(world.parts.new_id())
    for wrong, desk in (
        (replace(code, epoch=code.epoch + 1), b), (replace(code, number=code.number + 1), b),
        (replace(code, operation_id=invented), a),
    ):  # fmt: skip
        with pytest.raises(NobodyBookedError):
            desk.queue.of_slip(wrong)
