"""A request's row cannot leave central's database, on either engine; an erasure takes its keys only (G105)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from central.store import tables
from central.store.tables_requests import requests
from central.store.undeletable import REFUSAL
from desktop.domain.rights import CaseState
from tests.central.test_erasure import Deletion
from tests.central.test_requests import Case
from tests.fakes.central_world import World

Statement = Callable[[sa.Table], str]


def refused(world: World, statement: str) -> bool:
    try:
        with world.database.begin() as connection:
            connection.execute(sa.text(statement))
    except DBAPIError as error:
        return REFUSAL in str(error.orig)
    return False


def everything(world: World, table: sa.Table) -> list[dict[str, object]]:
    return world.rows(table, hospital_id=world.hospital)


@pytest.mark.rows("G105")
@pytest.mark.parametrize(
    "statement",
    [
        lambda table: f"DELETE FROM {table.name}",
        lambda table: f"UPDATE {table.name} SET {list(table.primary_key)[1].name} = 'gone'",
        lambda table: f"UPDATE {table.name} SET hospital_id = 'elsewhere'",
    ],
    ids=["delete", "other-id", "other-hospital"],
)
@pytest.mark.parametrize("table", [requests, tables.cases, tables.erasure_ledger], ids=lambda t: t.name)
def test_the_database_refuses_to_lose_a_request(world: World, table: sa.Table, statement: Statement) -> None:
    if table is requests:
        Case(world).file()
    else:
        Deletion(world).destroyed()
    before = everything(world, table)
    assert before
    assert refused(world, statement(table))
    assert everything(world, table) == before


@pytest.mark.rows("G105")
def test_postgresql_refuses_to_empty_the_table_too(world: World) -> None:
    if not world.database.postgres:
        pytest.skip("SQLite knows no TRUNCATE")
    Case(world).file()
    assert refused(world, "TRUNCATE requests")
    assert everything(world, requests)


@pytest.mark.rows("G105", "P25")
def test_after_an_erasure_the_keys_are_gone_and_the_row_of_the_case_stays(world: World) -> None:
    deletion = Deletion(world)
    case = deletion.destroyed()
    assert world.rows(tables.patient_keys, patient_id=deletion.patient) == []
    assert deletion.case(case)["state"] == CaseState.DESTROYED.value
