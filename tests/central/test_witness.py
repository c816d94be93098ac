"""Central signs a desk's trace only as it grows; another past is refused, kept and named (SECURITY §3, T10, N29)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from central.services.trace_checks import check_traces
from central.services.witness import TraceRefusedError, WitnessService
from central.store import tables
from desktop.domain.audit import GENESIS, AuditAct, AuditEvent
from desktop.domain.audit_trace import HEAD_PURPOSE, WITNESS_PURPOSE, Fault, TraceHead, grown
from desktop.domain.errors import TraceForkedError
from desktop.domain.ids import StaffId
from desktop.sync.wire import TraceGrown, TraceWitnessed
from tests.fakes.central_api import RawDesk
from tests.fakes.central_world import World


class Tracing:
    """A desk's trace by hand."""

    def __init__(self, world: World) -> None:
        self.world, self.desk = world, RawDesk(world)
        self.service = WitnessService(world.parts)
        self.size, self.head, self.incarnation, self.base = 0, GENESIS, 1, 1

    def events(self, count: int, act: AuditAct = AuditAct.REVEAL) -> tuple[bytes, ...]:
        at, who = self.world.clock.now(), StaffId("wxm")
        return tuple(
            AuditEvent(self.size + n, at + timedelta(seconds=n), self.desk.desk, who, "clerk", act).to_bytes()
            for n in range(1, count + 1)
        )

    def message(self, events: tuple[bytes, ...], *, head: bytes | None = None) -> TraceGrown:
        at = self.world.clock.now()
        made = TraceHead(
            self.desk.desk, self.incarnation, self.base, self.size, self.size + len(events),
            head or grown(self.head, events), at,
        )  # fmt: skip
        signature = self.desk.sign(HEAD_PURPOSE, made.to_bytes())
        return TraceGrown(
            made.incarnation, made.base_incarnation, made.start, made.size, made.head, at, signature, events
        )

    def take(self, message: TraceGrown) -> TraceWitnessed:
        answer = self.service.take(self.desk.desk, message)
        self.size, self.head, self.base = message.size, message.head, message.incarnation
        return answer

    def faults(self) -> list[Fault]:
        return [item.verdict.fault for item in check_traces(self.world.parts)]


@pytest.fixture
def tracing(world: World) -> Tracing:
    return Tracing(world)


@pytest.mark.rows("N29", "G78")
def test_a_growing_trace_is_signed_and_a_repeat_has_the_first_answer(tracing: Tracing) -> None:
    first = tracing.message(tracing.events(3))
    answer = tracing.take(first)
    signed = TraceHead(tracing.desk.desk, 1, 1, 0, 3, first.head, first.at).witnessed_bytes(answer.at)
    keys = tracing.world.keys
    assert keys.verify(keys.sign_public, answer.signature, WITNESS_PURPOSE, signed)
    tracing.world.clock.forward(minutes=1)
    assert tracing.service.take(tracing.desk.desk, first) == answer
    tracing.take(tracing.message(tracing.events(100)))
    assert tracing.faults() == [Fault.NONE]
    assert len(tracing.world.rows(tables.trace_events)) == 103


@pytest.mark.rows("N29", "G78", "T12")
def test_another_past_is_refused_kept_and_named_by_the_check(tracing: Tracing) -> None:
    tracing.take(tracing.message(tracing.events(5)))
    tracing.size, tracing.head = 3, GENESIS
    other = tracing.message(tracing.events(4, AuditAct.PRINT))
    for _again in range(2):
        with pytest.raises(TraceForkedError):
            tracing.take(other)
    assert len(tracing.world.rows(tables.trace_forks)) == 1
    assert tracing.faults() == [Fault.NONE, Fault.FORK]


@pytest.mark.rows("N29", "T10")
def test_a_put_back_desk_goes_on_in_a_new_incarnation_from_a_head_that_central_signed(
    tracing: Tracing,
) -> None:
    tracing.take(tracing.message(tracing.events(5)))
    kept = tracing.size, tracing.head
    tracing.take(tracing.message(tracing.events(5)))
    (tracing.size, tracing.head), tracing.incarnation, tracing.base = kept, 2, 1
    tracing.take(tracing.message(tracing.events(7, AuditAct.SIGN_IN)))
    assert tracing.faults() == [Fault.NONE, Fault.NONE]
    tracing.size, tracing.head, tracing.incarnation = 4, bytes(32), 3
    with pytest.raises(TraceForkedError):
        tracing.take(tracing.message(tracing.events(2)))


@pytest.mark.rows("I7", "T9")
def test_what_the_desk_did_not_sign_or_is_no_trace_is_refused(tracing: Tracing) -> None:
    good = tracing.message(tracing.events(2))
    unsigned = TraceGrown(1, 1, 0, 2, good.head, good.at, bytes(64), good.events)
    with pytest.raises(TraceRefusedError):
        tracing.take(unsigned)
    for events in ((), (b"{}", b"{}"), tuple([good.events[0]] * 2), good.events * 60):
        with pytest.raises(TraceRefusedError):
            tracing.take(tracing.message(events))
    with pytest.raises(TraceForkedError):
        tracing.take(tracing.message(good.events, head=bytes(32)))
    assert tracing.world.rows(tables.trace_heads) == []


@pytest.mark.rows("G78", "N29")
@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda t: sa.delete(t.trace_events).where(t.trace_events.c.seq == 2), Fault.GAP),
        (lambda t: sa.delete(t.trace_events).where(t.trace_events.c.seq == 5), Fault.FORK),
        (lambda t: sa.update(t.trace_events).where(t.trace_events.c.seq == 2).values(hash=bytes(9)), Fault.BROKEN_LINK),
        (lambda t: sa.update(t.trace_heads).values(signature=bytes(64)), Fault.BAD_SIGNATURE),
        (lambda t: sa.update(t.trace_heads).values(desk_signature=bytes(64)), Fault.BAD_SIGNATURE),
    ],
)  # fmt: skip
def test_central_finds_what_was_changed_in_its_own_copy(
    tracing: Tracing, spoil: object, fault: Fault
) -> None:
    tracing.take(tracing.message(tracing.events(5)))
    statement = spoil(tables)  # type: ignore[operator]  # one of the lambdas above
    with tracing.world.database.begin() as connection:
        connection.execute(statement.where(sa.text(f"hospital_id = '{tracing.world.hospital}'")))
    assert tracing.faults() == [fault]
