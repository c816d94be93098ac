"""Retention runs at central: a dry run, a second signature, exactly what was over goes (P14, G104, A3)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from central.store import tables, traces
from desktop.domain.operations import OperationKind
from desktop.domain.retention import RULES
from tests.central.test_duties import OFFICER, Clinic
from tests.fakes.central_world import SUPERVISOR, World


def lookup(world: World, name: str, at: datetime) -> None:
    with world.database.begin() as connection:
        traces.note(connection, world.hospital, traces.Lookup(name, "desk-a", at, "phone", 1))


def left(world: World) -> list[object]:
    return [row["lookup_id"] for row in world.rows(tables.lookups)]


@pytest.mark.rows("P14", "G104")
def test_only_what_is_over_goes_and_only_after_a_second_person_signed_the_dry_run(world: World) -> None:
    clinic = Clinic(world)
    days = {rule.code: timedelta(days=rule.days) for rule in RULES}
    now = world.clock.now()
    lookup(world, "over", now - days["lookups"] - timedelta(seconds=1))
    lookup(world, "just-kept", now - days["lookups"] + timedelta(minutes=5))
    run = clinic.desk.record(OperationKind.FILE_DUTY, "run-1", facts={"kind": "retention"}, author=OFFICER)
    clinic.desk.exchange(pull=False)
    assert clinic.desk.answer_to(run).reason == ""
    assert clinic.duty("run-1").facts["due"]["lookups"] == 1
    assert left(world) == ["just-kept", "over"], "a dry run deletes nothing"
    world.clock.forward(days=3)  # what comes due between asking and signing was not signed
    assert clinic.sign("run-1", OFFICER) == "self-approval"
    assert left(world) == ["just-kept", "over"]
    assert clinic.sign("run-1", SUPERVISOR) == ""
    assert left(world) == ["just-kept"]
    done = clinic.duty("run-1")
    assert (done.state, done.facts["deleted"]["lookups"], done.facts["approved_by"]) == (
        "done",
        1,
        SUPERVISOR,
    )
    assert clinic.sign("run-1", SUPERVISOR) == "not-open"


@pytest.mark.rows("P14")
def test_nothing_due_makes_no_run(world: World) -> None:
    clinic = Clinic(world)
    run = clinic.desk.record(OperationKind.FILE_DUTY, "run-1", facts={"kind": "retention"}, author=SUPERVISOR)
    clinic.desk.exchange(pull=False)
    assert clinic.desk.answer_to(run).reason == "nothing-due"


@pytest.mark.rows("G104")
def test_every_rule_has_a_table_and_another_hospitals_rows_stay(world: World) -> None:
    clinic = Clinic(world)
    other = World(world.database)
    old = world.clock.now() - timedelta(days=4000)
    lookup(world, "mine", old)
    lookup(other, "theirs", old)
    clinic.desk.record(OperationKind.FILE_DUTY, "run-1", facts={"kind": "retention"}, author=OFFICER)
    clinic.desk.exchange(pull=False)
    assert clinic.sign("run-1", SUPERVISOR) == ""
    assert set(clinic.duty("run-1").facts["deleted"]) == {rule.code for rule in RULES}
    assert (left(world), left(other)) == ([], ["theirs"])
    with world.database.begin() as connection:
        connection.execute(sa.delete(tables.lookups).where(tables.lookups.c.hospital_id == other.hospital))
