"""One number of many patients opens no further account, whatever a desk sends (N19)."""

from __future__ import annotations

from itertools import count

import pytest

from central.store import tables
from desktop.domain.made_up import person_of
from desktop.domain.operations import ResultStatus
from desktop.domain.payloads import AccountRecord
from tests.central.people import FIRST, record
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk

PHONE = "16500138077"
USUAL_LIMIT = 6


@pytest.mark.rows("N19", "I7")
def test_the_seventh_patient_of_a_number_gets_no_account_the_number_stays_for_contact_and_a_supervisor_looks(
    world: World,
) -> None:
    desk = HeadlessDesk(world)
    grown_up = (n for n in count(FIRST) if person_of(n).birth.year < 2000)
    people = [desk.register(record(next(grown_up))) for _ in range(USUAL_LIMIT + 1)]
    desk.exchange()
    sent = [desk.put_account(one, AccountRecord(PHONE, "verified", is_account=True)) for one in people]
    desk.catch_up()
    answers = [desk.answer_to(op) for op in sent]
    assert {a.status for a in answers} == {ResultStatus.ACCEPTED}
    assert [a.reason for a in answers] == [""] * USUAL_LIMIT + ["phone-crowded"]
    assert len(world.rows(tables.account_members)) == USUAL_LIMIT
    last = desk.account_of(people[-1])
    assert (last.phone, last.is_account) == (PHONE, False)
    assert [t["kind"] for t in world.rows(tables.tasks, patient_id=people[-1])] == ["phone-crowded"]
