"""A changed threshold counts only under the founding key's and the officer's signature, from its day on (P6, A3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central.services import thresholds
from central.services.roster import RosterNotHeldError
from desktop.domain.ids import StaffId
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.risk_rules import Thresholds
from desktop.domain.thresholds import PURPOSE, Change, in_force
from tests.fakes.central_world import CLERK, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

OFFICER = SUPERVISOR
FROM = TODAY + timedelta(days=1)


def reveals(world: World) -> list[int]:
    """Return the threshold of reveals today and from the change's day on."""
    with world.database.read() as connection:
        known = thresholds.changes(world.parts, connection)
    return [in_force(known, day).reveals_a_day for day in (TODAY, FROM)]


@pytest.mark.rows("P6", "A3", "I7")
def test_a_threshold_changes_by_two_signatures_over_the_same_text_from_its_day_on(world: World) -> None:
    world.roster_with({CLERK: "clerk", OFFICER: "privacy-officer"})
    desk, usual = HeadlessDesk(world), Thresholds().reveals_a_day
    change = thresholds.new_change(world.parts, f"reveals_a_day=60@{FROM.isoformat()}")
    with pytest.raises(RosterNotHeldError):
        thresholds.propose(world.parts, change, world.people[CLERK].sign(PURPOSE, change.signed_bytes()))

    def sign(person: StaffId, over: Change) -> str:
        signature = world.people[person].sign(PURPOSE, over.signed_bytes())
        operation = desk.record(
            OperationKind.SIGN_THRESHOLD, change.ask_id, author=person, approvals=(Approval(person, signature),),
            facts={"change": over.text()},
        )  # fmt: skip
        desk.exchange()
        return desk.answer_to(operation).reason

    assert sign(OFFICER, change) == "task-unknown"
    thresholds.propose(world.parts, change, world.founding.sign(PURPOSE, change.signed_bytes()))
    assert reveals(world) == [usual, usual], "one signature changes nothing"
    assert sign(CLERK, change) == "not-permitted"
    assert sign(OFFICER, Change(change.ask_id, change.name, 999, change.effective)) == "signature-wrong"
    assert reveals(world) == [usual, usual]
    assert sign(OFFICER, change) == ""
    assert reveals(world) == [usual, 60]
