"""Who may read the traces at central, and what they get: asked by hand-made calls (T12, G75, G77, G78, P5)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from central.services.audit_reading import AuditReadingService
from central.store import tables
from desktop.domain.audit import AuditAct, AuditEvent
from desktop.domain.errors import NotPermittedError
from desktop.domain.ids import StaffId
from desktop.domain.trace_reading import PAGE_LINES, TraceFilterError, TraceRangeError
from desktop.sync.wire import TraceAnswer, TraceCheckRequest, TraceRequest
from tests.central.test_witness import Tracing
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, TODAY, World

RECORD = "ab" * 16


@pytest.fixture
def tracing(world: World) -> Tracing:
    return Tracing(world)


def add(tracing: Tracing, *acts: tuple[StaffId, AuditAct]) -> None:
    """Let the desk's trace grow by these acts, the looks at one record."""
    at = tracing.world.clock.now()
    looks = (AuditAct.REVEAL, AuditAct.PATIENT_OPENED)
    events = tuple(
        AuditEvent(
            tracing.size + n, at + timedelta(seconds=n), tracing.desk.desk, who, "clerk", act,
            subject=RECORD if act in looks else None, address="10.1.2.3",
        ).to_bytes()
        for n, (who, act) in enumerate(acts, start=1)
    )  # fmt: skip
    tracing.take(tracing.message(events))


def ask(world: World, author: StaffId = SUPERVISOR, **filters: object) -> TraceAnswer:
    request = TraceRequest(author, TODAY, TODAY, **filters)  # type: ignore[arg-type]  # filters of the message
    return AuditReadingService(world.parts).read("desk-a", request)


@pytest.fixture
def read_world(tracing: Tracing) -> World:
    add(
        tracing, (CLERK, AuditAct.SIGN_IN), (CLERK, AuditAct.PATIENT_OPENED), (STRANGER, AuditAct.REVEAL),
        (SUPERVISOR, AuditAct.SIGN_IN),
    )  # fmt: skip
    return tracing.world


@pytest.mark.rows("G75", "G77", "T12")
def test_the_officer_and_the_auditor_read_all_a_supervisor_the_team_others_nothing(
    read_world: World,
) -> None:
    answer = ask(read_world)
    assert answer.team_only
    assert [line.staff for line in answer.lines] == [SUPERVISOR, CLERK, CLERK]
    assert ask(read_world, staff=str(CLERK)).lines == answer.lines[1:]
    for author in (CLERK, STRANGER):
        with pytest.raises(NotPermittedError):
            ask(read_world, author)
        with pytest.raises(NotPermittedError):
            AuditReadingService(read_world.parts).check("desk-a", TraceCheckRequest(author))
    for role in ("privacy-officer", "auditor"):
        read_world.roster_with({CLERK: "clerk", SUPERVISOR: role})
        whole = ask(read_world)
        assert not whole.team_only
        assert [line.staff for line in whole.lines] == [SUPERVISOR, STRANGER, CLERK, CLERK]
    for role in ("system-admin", "security-admin"):
        read_world.roster_with({CLERK: "clerk", SUPERVISOR: role})
        with pytest.raises(NotPermittedError):
            ask(read_world)


@pytest.mark.rows("G77", "P5")
def test_entries_are_found_by_record_kind_desk_and_day(read_world: World) -> None:
    read_world.roster_with({CLERK: "clerk", SUPERVISOR: "privacy-officer"})
    assert [line.act for line in ask(read_world, subject=RECORD).lines] == ["reveal", "patient.opened"]
    sign_ins = ask(read_world, kind="sign-in").lines
    assert {(line.act, line.address, line.staff) for line in sign_ins} == {
        ("sign-in", "10.1.2.3", CLERK),
        ("sign-in", "10.1.2.3", SUPERVISOR),
    }
    assert ask(read_world, kind="paper").lines == ()
    assert len(ask(read_world, desk=sign_ins[0].desk).lines) == 4
    request = TraceRequest(SUPERVISOR, TODAY - timedelta(days=3), TODAY - timedelta(days=1))
    assert AuditReadingService(read_world.parts).read("desk-a", request).lines == ()
    for filters, error in (
        ({"staff": "nobody"}, TraceFilterError), ({"desk": "99 号窗"}, TraceFilterError),
        ({"kind": "secrets"}, TraceRangeError), ({"skip": -1}, TraceRangeError),
    ):  # fmt: skip
        with pytest.raises(error):
            ask(read_world, **filters)


def test_entries_come_in_pages_that_neither_overlap_nor_leave_a_gap(tracing: Tracing) -> None:
    for _ in range(3):
        add(tracing, *[(CLERK, AuditAct.PRINT)] * 100)
        tracing.world.clock.forward(minutes=5)
    first = ask(tracing.world)
    second = ask(tracing.world, skip=PAGE_LINES)
    assert (first.more, second.more) == (True, False)
    assert [line.seq for line in first.lines + second.lines] == list(range(300, 0, -1))


@pytest.mark.rows("G78")
def test_the_walk_says_which_desk_and_which_entry(read_world: World) -> None:
    service = AuditReadingService(read_world.parts)
    (state,) = service.check("desk-a", TraceCheckRequest(SUPERVISOR)).states
    assert (state.entries, state.fault, state.first_bad) == (4, "", 0)
    with read_world.database.begin() as connection:
        here = tables.trace_events.c.hospital_id == read_world.hospital
        connection.execute(sa.delete(tables.trace_events).where(here, tables.trace_events.c.seq == 2))
    (state,) = service.check("desk-a", TraceCheckRequest(SUPERVISOR)).states
    assert (state.fault, state.first_bad) == ("gap", 2)
