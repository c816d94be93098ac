"""The export of bookings counts central's own rows, whatever a desk believes (DECISIONS 32)."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from central.services.export import export_bookings, totals_of
from central.services.online import OnlineService
from central.services.verifying import verify
from central.store import orders, tables
from desktop.domain.bookings import LIVE
from desktop.domain.ids import SessionId
from desktop.sync.wire import OnlineBooking
from tests.central.people import FIRST, record
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk


@pytest.mark.rows("G24", "I1")
def test_claims_promises_and_the_public_are_counted_apart(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.exchange()
    patient = desk.register(record())
    desk.claim(patient, "s-1")
    desk.promise(patient, desk.rights[0])
    undone = desk.claim(patient, "s-1", 1)
    desk.cancel(undone.entity, patient)
    withdrawn = desk.claim(patient, "s-1", 1)
    desk.cancel(withdrawn.entity, patient, "line-lost")
    desk.exchange()
    OnlineService(world.parts).book("o-1", OnlineBooking(patient, SessionId("s-1"), 0))
    world.due.run_due()
    answer = export_bookings(world.parts)
    assert answer["totals"] == {
        "all": 5, "desk": 3, "claimed": 2, "promised": 1, "withdrawn": 1, "public": 1, "demo": 0, "live": 3,
        "cancelled": 2, "provisional": 0, "provisional_checked": 1, "double_booked": 0,
    }  # fmt: skip
    live = [row for row in answer["bookings"] if row["live"] and row["channel"] == "desk"]
    assert {row["session"] for row in live} == {"s-1"}
    assert len({row["number"] for row in live}) == 2
    assert {row["desk"] for row in live} == {"desk-a"}


@pytest.mark.rows("G24", "I1", "G47")
@pytest.mark.parametrize("state", sorted(state.value for state in LIVE))
def test_whoever_was_called_or_seen_still_holds_the_number_for_export_check_and_share(
    world: World, state: str
) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.exchange()
    patient = desk.register(record())
    desk.claim(patient, "s-1")
    desk.exchange()
    OnlineService(world.parts).book("o-1", OnlineBooking(patient, SessionId("s-1"), 1))
    table = tables.bookings
    with world.database.begin() as connection:
        connection.execute(sa.update(table).where(table.c.hospital_id == world.hospital).values(state=state))
    assert (export_bookings(world.parts)["totals"]["live"], verify(world.parts).findings) == (2, ())
    with world.database.begin() as connection:
        assert orders.online_share(connection, world.hospital, "s-1")[0] == 1
        one_number = {"number": 1, "half_hour": 0}
        connection.execute(sa.update(table).where(table.c.hospital_id == world.hospital).values(**one_number))
    assert export_bookings(world.parts)["totals"]["double_booked"] == 1
    assert {"numbers-booked-once", "bookings-hold-their-number"} <= {
        f.rule for f in verify(world.parts).findings
    }


def test_the_export_names_nobody(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    person = record(FIRST)
    patient = desk.register(person)
    desk.claim(patient, "s-1")
    desk.exchange()
    said = json.dumps(export_bookings(world.parts), ensure_ascii=False)
    assert patient not in said
    assert person.name not in said


def test_a_number_with_two_live_bookings_would_show() -> None:
    row = {
        "session": "s", "number": 1, "live": True, "made_by": "claim", "withdrawn": False, "provisional": False,
        "checked": False,
    }  # fmt: skip
    assert totals_of([row, row])["double_booked"] == 1
    assert totals_of([row, {**row, "live": False}])["double_booked"] == 0
