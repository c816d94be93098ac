"""The main job over two desks and a real central: claim, offline promise, replay, provisional checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from demo_parts import Central, wait_until

from desktop.domain.errors import SlotTakenError
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.people import Match
from desktop.domain.schedules import clinic_day
from tests.journeys.headless import HeadlessDesk, stopped

MakeDesk = Callable[..., HeadlessDesk]


def live_of(central: Central) -> set[tuple[str, int]]:
    """Return every (session, number) that central holds as a live booking; fails when one is there twice."""
    rows = [(b["session"], b["number"]) for b in central.bookings()["bookings"] if b["live"]]
    assert len(rows) == len(set(rows)), "a slot has two live bookings"
    return set(rows)


@pytest.mark.rows("G3", "G24", "G65", "G71", "I1", "A4")
def test_a_walk_in_gets_a_number_and_a_second_desk_sees_it_gone(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson]
) -> None:
    first, second = make_desk("one"), make_desk("two")
    first.sync()  # the second desk's leased numbers have left the pool
    person = next(people)
    assert first.identify(person).match is Match.NEW
    cell = first.free_cell("xxg")
    confirmed = first.register(person, cell=cell)
    assert confirmed.slip.number > 0
    assert not confirmed.offline
    assert (cell.session_id, confirmed.slip.number) in live_of(central)
    second.sync()
    left = next(
        c.left
        for line in second.cases.board.board(second.department("xxg").id, confirmed.slip.date).rows
        for c in line.cells
        if (c.session_id, c.half_hour) == (cell.session_id, cell.half_hour)
    )
    assert left == cell.left - 1
    assert first.identify(person).match is Match.KNOWN
    own = next(
        c.left
        for line in first.cases.board.board(first.department("xxg").id, confirmed.slip.date).rows
        for c in line.cells
        if (c.session_id, c.half_hour) == (cell.session_id, cell.half_hour)
    )
    assert own == cell.left - 1, "its own board counts at once, before the next exchange"


@pytest.mark.rows("G66", "G68", "G70", "N5", "N6", "I2", "I3", "I4")
def test_numbers_promised_while_the_line_is_down_arrive_once_and_are_checked(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson]
) -> None:
    desk = make_desk("out")
    before = central.bookings()["totals"]
    with stopped(central):
        assert not desk.sync()
        slips = [desk.register(next(people), initials) for initials in ("xxg", "gk", "pfk", "yk")]
        assert all(s.offline and s.provisional and s.slip.number > 0 for s in slips)
        waiting = desk.cases.sync.status().waiting
        assert not desk.sync()
        assert desk.cases.sync.status().waiting >= 4 >= 0 <= waiting
        oldest = desk.cases.sync.outbox(50)[-1]
        assert oldest.state == "accepted" or oldest.tries >= 1
    wait_until(desk.sync, "the line")
    assert desk.cases.sync.status().waiting == 0
    after = central.bookings()["totals"]
    assert after["promised"] - before["promised"] == 4
    assert after["double_booked"] == 0
    made = {b["id"]: b for b in central.bookings()["bookings"]}
    for slip in slips:
        assert made[slip.booking_id]["number"] == slip.slip.number
        assert clinic_day(desk.desk.clock.now()).isoformat() <= made[slip.booking_id]["day"]
    wait_until(
        lambda: central.bookings()["totals"]["provisional_checked"] - before["provisional_checked"] >= 4,
        "the checks",
    )


@pytest.mark.rows("G69", "N6", "I3")
def test_an_answer_lost_on_the_way_gives_a_leased_number_and_doubles_nothing(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson]
) -> None:
    desk = make_desk("lossy")
    cell = desk.leased_cell("gk")
    desk.wire.drop_answers = 1
    confirmed = desk.register(next(people), "gk", cell=cell)
    assert confirmed.offline
    desk.sync()
    rows = {b["id"]: b for b in central.bookings()["bookings"]}
    assert rows[confirmed.booking_id]["live"]
    assert rows[confirmed.booking_id]["number"] == confirmed.slip.number
    live_of(central)
    assert desk.cases.sync.status().waiting == 0


@pytest.mark.rows("G21", "G24")
def test_the_last_number_goes_to_one_of_two_desks_and_the_other_is_told(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson]
) -> None:
    first, second = make_desk("fast"), make_desk("slow")
    first.sync()  # the second desk's leased numbers have left the pool
    cell = first.free_cell("hx")
    for _ in range(cell.left):
        first.register(next(people), cell=cell)
    stale = replace(cell, left=1)
    with pytest.raises(SlotTakenError):
        second.register(next(people), cell=stale)
    live_of(central)
    again = second.register(next(people), "gk")
    assert again.slip.number > 0


@pytest.mark.rows("N30", "G43")
def test_undo_within_a_minute_gives_the_number_back_also_off_line(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson]
) -> None:
    desk = make_desk("undo")
    online = desk.register(next(people), "pfk")
    desk.cases.registration.undo(online.booking_id)
    with stopped(central):
        desk.sync()
        offline = desk.register(next(people), "gk")
        desk.cases.registration.undo(offline.booking_id)
    wait_until(desk.sync, "the line")
    rows = {b["id"]: b for b in central.bookings()["bookings"]}
    assert not rows[online.booking_id]["live"]
    assert not rows[offline.booking_id]["live"]


@pytest.mark.rows("I1", "I2", "I3", "I7", "I8")
def test_a_desk_put_back_from_an_old_copy_heals_itself_and_what_was_promised_in_it_arrives(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson]
) -> None:
    desk = make_desk("copied")
    desk.register(next(people), "gk")
    desk.close()
    copies = {path: path.read_bytes() for path in desk.home.glob("desk.db*")}
    desk.sign_in(desk.role)
    desk.sync()
    lost = desk.register(next(people), "gk")
    desk.close()
    for path in desk.home.glob("desk.db*"):
        path.unlink()
    for path, content in copies.items():
        path.write_bytes(content)
    desk.sign_in(desk.role)
    with desk.desk.store.read() as tx:
        void = set(tx.rights.held())
    desk.wire.cut = True
    assert not desk.sync()
    copied = desk.register(next(people), "pfk")
    assert copied.offline, "the copy has no word from central yet"
    desk.wire.cut = False
    assert desk.sync()
    desk.sync()
    with desk.desk.store.read() as tx:
        assert tx.outbox.head().incarnation == 2
        assert tx.outbox.waiting_count() == 0
        assert not void & set(tx.rights.held())
    confirmed = desk.register(next(people), "gk")
    rows = {b["id"]: b for b in central.bookings()["bookings"]}
    assert rows[lost.booking_id]["live"], "what central had stays"
    assert rows[copied.booking_id]["live"], "the slip of the copy is in somebody's hand"
    assert rows[copied.booking_id]["number"] == copied.slip.number
    assert rows[confirmed.booking_id]["live"]
    live_of(central)
