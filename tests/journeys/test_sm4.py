"""A desk of suite 2 (SM4-GCM, SM3) end to end: it registers, central takes it, a desk of suite 1 knows the person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from demo_parts import Central, command

from desktop.crypto.formats import SUITE_SM4
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.people import Match
from desktop.domain.staff import Role
from desktop.store import tables
from tests.journeys.headless import HeadlessDesk

MakeDesk = Callable[..., HeadlessDesk]


@pytest.mark.rows("T3", "T10")
def test_a_desk_of_suite_2_registers_and_a_desk_of_suite_1_knows_the_person(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson], tmp_path: Path
) -> None:
    code = central.enroll_code("sm4")
    command(
        "desktop", "enroll", "--home", str(tmp_path / "sm4"), "--code", code, "--demo-staff", "--vault", "file",
        "--suite", "sm4",
    )  # fmt: skip
    central.sign_roster()
    desk, person = make_desk("sm4"), next(people)
    confirmed = desk.register(person, "gk")
    assert suites_of(desk) == {SUITE_SM4}
    assert desk.sync()
    desk.close()
    desk.sign_in(Role.SUPERVISOR)
    with desk.desk.store.read() as tx:
        found = tx.patients.get(confirmed.patient_id)
    assert found is not None
    assert found.record.document_number == person.number
    assert desk.cases.rotation.rotate(lambda _done, _total: None) == 2
    assert suites_of(desk) == {SUITE_SM4}

    other = make_desk("aes")
    answer = other.identify(person)
    assert answer.match is Match.KNOWN
    again = desk.identify(person)
    assert again.match is Match.KNOWN


def suites_of(desk: HeadlessDesk) -> set[int]:
    """Return the suite bytes of what lies in the store: wrapped keys and sealed rows."""
    found = set()
    with desk.desk.store.read() as tx:
        connection = tx.wrapped_keys._connection  # type: ignore[attr-defined]  # a look under the repository
        for column in (tables.data_keys.c.wrapped, tables.patient_records.c.sealed):
            found |= {bytes(raw)[0] for raw in connection.execute(sa.select(column)).scalars()}
    return found
