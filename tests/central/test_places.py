"""Departments, doctors and rooms at central: named twice, renamed, closed, on both engines (G31)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desktop.domain.operations import Operation, OperationKind
from desktop.domain.places import Room
from desktop.sync import wire
from tests.central.test_planning import TEMPLATE, act, make
from tests.fakes.central_world import TODAY, TOMORROW, World
from tests.fakes.headless_desk import HeadlessDesk

KINDS = OperationKind
DEPARTMENT = {"name": "骨科", "initials": "gk", "place": "二楼", "order": 2} | {
    "english": "Orthopaedics", "closed_from": "",
}  # fmt: skip
DOCTOR = {
    "department_id": "d-1", "name": "李某", "title": "主治医师", "skill": "", "initials": "lm", "fee_fen": 2500,
    "english": "Li Mou", "closed_from": "",
}  # fmt: skip
ROOM = Room("r-1", "d-1", "1 诊室", "Room 1")


@pytest.fixture
def desk(world: World) -> HeadlessDesk:
    return HeadlessDesk(world, outage=False)


def reason(desk: HeadlessDesk, kind: OperationKind, entity: str, facts: dict[str, Any]) -> str:
    """Return why central refused an act, "" when it was taken."""
    operation: Operation = act(desk, kind, entity, facts)
    return desk.answer_to(operation).reason


@pytest.mark.rows("G31")
def test_both_names_go_to_every_desk_and_a_new_name_replaces_them(desk: HeadlessDesk) -> None:
    assert reason(desk, KINDS.PUT_DEPARTMENT, "d-9", DEPARTMENT) == ""
    assert reason(desk, KINDS.PUT_DOCTOR, "dr-9", DOCTOR | {"department_id": "d-9"}) == ""
    assert reason(desk, KINDS.PUT_ROOM, "r-1", ROOM.to_facts()) == ""
    department, doctor = desk.rows["department"]["d-9"], desk.rows["doctor"]["dr-9"]
    assert isinstance(department, wire.DepartmentRow)
    assert isinstance(doctor, wire.DoctorRow)
    assert (department.english, department.closed_from) == ("Orthopaedics", None)
    assert doctor.english == "Li Mou"
    assert reason(desk, KINDS.PUT_DEPARTMENT, "d-9", DEPARTMENT | {"english": "Bones"}) == ""
    renamed = desk.rows["department"]["d-9"]
    assert isinstance(renamed, wire.DepartmentRow)
    assert renamed.english == "Bones"


@pytest.mark.rows("G31")
def test_an_act_of_a_desk_that_knows_no_english_names_is_taken(desk: HeadlessDesk) -> None:
    old = {name: value for name, value in DEPARTMENT.items() if name not in ("english", "closed_from")}
    assert reason(desk, KINDS.PUT_DEPARTMENT, "d-9", old) == ""


@pytest.mark.rows("G31")
@pytest.mark.parametrize("what", ["doctor", "department"])
def test_no_session_is_made_from_the_day_of_a_closing_on(desk: HeadlessDesk, what: str) -> None:
    act(desk, KINDS.PUT_TEMPLATE, "t-1", TEMPLATE.to_facts())
    daily = replace(TEMPLATE, id="t-0", weekday=TODAY.weekday())
    act(desk, KINDS.PUT_TEMPLATE, "t-0", daily.to_facts())
    closed = {"closed_from": TOMORROW.isoformat()}
    if what == "doctor":
        assert reason(desk, KINDS.PUT_DOCTOR, "dr-1", DOCTOR | closed) == ""
    else:
        assert reason(desk, KINDS.PUT_DEPARTMENT, "d-1", DEPARTMENT | closed) == ""
    assert desk.answer_to(make(desk)).number == 1


@pytest.mark.rows("G31")
def test_a_room_with_open_sessions_is_neither_closed_nor_renamed_and_no_two_have_one_name(
    desk: HeadlessDesk, world: World
) -> None:
    assert reason(desk, KINDS.PUT_ROOM, "r-1", ROOM.to_facts()) == ""
    assert reason(desk, KINDS.PUT_ROOM, "r-2", replace(ROOM, id="r-2").to_facts()) == "room-known"
    act(desk, KINDS.PUT_TEMPLATE, "t-1", replace(TEMPLATE, place=ROOM.name).to_facts())
    assert desk.answer_to(make(desk)).number == 1
    assert reason(desk, KINDS.PUT_ROOM, "r-1", replace(ROOM, closed_from=TODAY).to_facts()) == "place-in-use"
    assert reason(desk, KINDS.PUT_ROOM, "r-1", replace(ROOM, name="2 诊室").to_facts()) == "place-in-use"
    later = TOMORROW + timedelta(days=1)
    assert reason(desk, KINDS.PUT_ROOM, "r-1", replace(ROOM, closed_from=later).to_facts()) == ""
    assert reason(desk, KINDS.PUT_ROOM, "r-1", replace(ROOM, english="First room").to_facts()) == ""


@pytest.mark.rows("G31")
def test_nobody_takes_a_session_after_the_day_they_are_closed(desk: HeadlessDesk, world: World) -> None:
    world.add_session("s-1")
    assert reason(desk, KINDS.PUT_DOCTOR, "dr-2", DOCTOR | {"closed_from": TODAY.isoformat()}) == ""
    facts = {"doctor_id": "dr-2", "place": "三楼"}
    assert reason(desk, KINDS.CHANGE_SESSION, "s-1", facts) == "place-closed"
