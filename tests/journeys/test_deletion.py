"""A deletion filed at one desk, approved at another, gone on both and at central (P25, plain form)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from demo_parts import Central, wait_until

from desktop.domain.drawn import SignedHow
from desktop.domain.errors import NotPermittedError, SelfApprovalError
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.offline_lease import CatchingUpError
from desktop.domain.people import Match
from desktop.domain.rights import CaseState
from desktop.domain.staff import Role
from tests.journeys.headless import HeadlessDesk, calls

MakeDesk = Callable[..., HeadlessDesk]


@pytest.fixture
def central(fresh_central: Central) -> Central:
    """A case is done only when every desk there is has confirmed, so each test has its own."""
    return fresh_central


def state_of(desk: HeadlessDesk, case_id: str) -> str:
    """Return a case's state as this desk knows it after an exchange."""
    desk.sync()
    return next(line.state for line in desk.cases.rights.cases() if line.case_id == case_id)


@pytest.mark.rows("P25", "P9", "N8", "N9", "A3", "I6", "G84")
def test_a_deletion_needs_two_people_and_reaches_every_desk_also_one_that_was_away(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson]
) -> None:
    window, supervisor = make_desk("window"), make_desk("office", Role.SUPERVISOR)
    person = next(people)
    window.close()
    with calls() as called:
        window.sign_in(Role.CLERK)
        confirmed = window.register(person, "ek")
        window.sync()
    assert called == {("127.0.0.1", central.port)}, "a desk speaks with its central and with nobody else"
    supervisor.sync()
    case_id = window.cases.rights.file_deletion(confirmed.patient_id, "person-asks", SignedHow.PAPER)
    with pytest.raises(NotPermittedError):
        window.cases.rights.approve(case_id)
    window.sync()
    assert state_of(supervisor, case_id) == CaseState.FILED
    supervisor.cases.rights.approve(case_id)
    supervisor.sync()
    window.close()
    wait_until(lambda: state_of(supervisor, case_id) in (CaseState.DESTROYED, CaseState.DONE), "destruction")
    window.sign_in(Role.CLERK)
    window.cases.gate.catch_up()
    for look in (window.cases.search.begin, lambda: window.identify(person)):
        with pytest.raises(CatchingUpError):
            look()
    assert state_of(window, case_id) in (CaseState.DESTROYED, CaseState.DONE)
    wait_until(lambda: state_of(window, case_id) == CaseState.DONE, "every desk's receipt")
    for desk in (window, supervisor):
        with desk.desk.store.read() as tx:
            assert tx.patients.get(confirmed.patient_id) is None
            assert tx.patients.keys(confirmed.patient_id).record is None
    with closing(sqlite3.connect(central.home / "central.db")) as database, database:
        keys = database.execute(
            "select count(*) from patient_keys where patient_id = ? and key_kind in ('account', 'record')",
            (confirmed.patient_id,),
        ).fetchone()[0]
        index = database.execute(
            "select count(*) from patient_index where patient_id = ?", (confirmed.patient_id,)
        ).fetchone()[0]
    assert (keys, index) == (0, 0)
    again = window.identify(person)
    assert again.match is Match.NEW, "the same person may come back as somebody new"
    assert window.cases.identify.identify_at_central(again.draft) is None


@pytest.mark.rows("A3")
def test_nobody_approves_their_own_request(make_desk: MakeDesk, people: Iterator[MadeUpPerson]) -> None:
    desk = make_desk("alone", Role.SUPERVISOR)
    confirmed = desk.register(next(people), "ek")
    desk.sync()
    case_id = desk.cases.rights.file_deletion(confirmed.patient_id, "person-asks", SignedHow.PAPER)
    desk.sync()
    with pytest.raises(SelfApprovalError):
        desk.cases.rights.approve(case_id)


@pytest.mark.rows("N8", "I6")
def test_a_desk_that_was_away_deletes_when_it_comes_back_and_the_case_waits_for_it(
    make_desk: MakeDesk, people: Iterator[MadeUpPerson]
) -> None:
    window, supervisor = make_desk("here"), make_desk("desk-office", Role.SUPERVISOR)
    confirmed = window.register(next(people), "ek")
    window.sync()
    case_id = window.cases.rights.file_deletion(confirmed.patient_id, "person-asks", SignedHow.PAPER)
    window.sync()
    window.wire.cut = True
    supervisor.sync()
    supervisor.cases.rights.approve(case_id)
    wait_until(lambda: state_of(supervisor, case_id) == CaseState.DESTROYED, "destruction")
    line = next(c for c in supervisor.cases.rights.cases() if c.case_id == case_id)
    assert line.desks_pending, "the case names the desk that has not confirmed"
    window.wire.cut = False
    wait_until(lambda: state_of(window, case_id) == CaseState.DONE, "the receipt of the desk that was away")
    with window.desk.store.read() as tx:
        assert tx.patients.get(confirmed.patient_id) is None
