"""What a desk holds for hours without a line goes back by its own signed return, others book it (I4, DECISIONS 24)."""

from __future__ import annotations

import pytest

from central.store import tables
from desktop.domain.audit import AuditAct
from desktop.domain.errors import NotPermittedError
from desktop.domain.ids import StaffId
from desktop.services.giving_back import GivingBackService
from tests.central.people import FIRST
from tests.central.test_with_desk_services import Window, draft
from tests.fakes.central_world import TOMORROW, World


def numbers_of(world: World, state: str, session: str) -> set[int]:
    return {int(str(row["number"])) for row in world.rows(tables.slots, state=state, session_id=session)}


@pytest.mark.rows("I4", "G24")
def test_numbers_given_back_are_promised_here_no_more_and_can_be_booked_elsewhere(world: World) -> None:
    world.add_session("s-1", half_hours=1, per_half_hour=10)
    world.add_session("s-2", day=TOMORROW)
    desk = Window(world, "desk-a")
    desk.quiet()
    leased, tomorrow = numbers_of(world, "leased", "s-1"), numbers_of(world, "leased", "s-2")
    assert leased
    assert tomorrow
    giving = GivingBackService(desk.registration._desk)
    desk.line.cut = True
    desk.sync.run_once()
    assert giving.give_back() == len(leased)
    assert giving.give_back() == 0
    with desk.store.read() as tx:
        assert {right.session_id for right in tx.rights.held()} == {"s-2"}, "tomorrow's stay"
    assert numbers_of(world, "leased", "s-1") == leased, "central has not heard yet"
    desk.line.cut = False
    desk.quiet()
    desk.quiet()
    assert numbers_of(world, "leased", "s-1") == set()
    assert leased <= numbers_of(world, "pool", "s-1")
    assert numbers_of(world, "leased", "s-2") == tomorrow
    given = [desk.registration.confirm(draft(FIRST + place)).slip.number for place in range(10)]
    assert sorted(given) == list(range(1, 11))
    assert max(world.live_by_slot().values()) == 1
    traced = [one for one in desk.store._rows.audit if AuditAct.RETURN_NUMBERS.value in repr(one)]
    assert len(traced) == 1


@pytest.mark.rows("G75")
def test_who_may_not_book_gives_no_numbers_back(world: World) -> None:
    desk = Window(world, "desk-a", StaffId("staff-auditor"), "auditor")
    with pytest.raises(NotPermittedError):
        GivingBackService(desk.registration._desk).give_back()
