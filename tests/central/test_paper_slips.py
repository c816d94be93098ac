"""Paper slips at central: a pack is told, each slip is keyed once over all desks and none is lost (N7, I2)."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from central.store import tables, tables_slips
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.ids import SessionId
from desktop.domain.operations import Operation, OperationKind, ResultStatus, Right
from desktop.domain.paper_slips import codes_of
from desktop.sync import wire
from tests.central.people import record
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk

PACK = "ABCDEF"


@dataclass
class Keying:
    """Keys slips in at a desk."""

    desk: HeadlessDesk

    def book(self, slip: str, right: Right) -> Operation:
        """Register somebody from a slip: a claim without a number, a promise with one."""
        desk = self.desk
        patient = desk.register(record())
        booking = desk.world.parts.new_id()
        kind = OperationKind.PROMISE_BOOKING if right.number else OperationKind.CLAIM_BOOKING
        facts: dict[str, object] = {
            "booking_id": booking, "patient_id": patient, "provisional": False, "fee_fen": 1900, "day": "2026-11-24",
            "paper_slip": slip,
        }  # fmt: skip
        return desk.record(kind, booking, subject=patient, facts=facts, right=right)

    def promised(self, slip: str) -> Operation:
        """Key a slip in off line, with a leased number."""
        held = self.desk.rights[0]
        self.desk.rights = self.desk.rights[1:]
        return self.book(slip, Right(held.session_id, held.half_hour, held.number, held.epoch))


@pytest.mark.rows("N7", "I2")
def test_a_slip_is_keyed_once_claims_are_refused_and_what_was_promised_twice_is_kept_and_told(
    world: World,
) -> None:
    world.add_session("s-1")
    desk, other = HeadlessDesk(world), HeadlessDesk(world, "desk-b")
    printed = desk.record(OperationKind.PRINT_PAPER_SLIPS, PACK, facts={"count": 10, "window": "3 号窗"})
    desk.catch_up()
    other.catch_up()
    assert desk.answer_to(printed).status is ResultStatus.ACCEPTED
    codes = codes_of(world.hospital, PACK, 10)
    rows = other.rows["plan"]
    slips = [row for row in rows.values() if isinstance(row, wire.PlanRow) and row.kind == "paper-slip"]
    assert sorted(row.id for row in slips) == list(codes)
    first = Keying(desk).book(codes[0], Right(SessionId("s-1"), 0))
    desk.catch_up()
    again = Keying(other).book(codes[0], Right(SessionId("s-1"), 0))
    foreign = Keying(other).book("YJABCDEF01AAAA", Right(SessionId("s-1"), 0))
    twice = Keying(other).promised(codes[0])
    other.catch_up()
    assert [other.answer_to(op).reason for op in (again, foreign, twice)] == [
        "paper-slip-keyed",
        "malformed",
        "",
    ]
    told = [row for row in world.rows(tables.tasks) if row["kind"] == "paper-slip-twice"]
    assert [(row["booking_id"], row["reason"]) for row in told] == [(twice.entity, codes[0])]
    kept = {row["slip"]: row["booking_id"] for row in world.rows(tables_slips.paper_slips)}
    assert kept == {code: first.entity if code == codes[0] else None for code in codes}
    row = other.rows["plan"][codes[0]]
    assert isinstance(row, wire.PlanRow)
    assert facts_from_bytes(row.body)["booking_id"] == first.entity
    # taken back within the minute, the slip may be keyed again; and one whose pack is not told yet is not lost
    desk.cancel(first.entity, str(first.subject))
    once_more = Keying(desk).book(codes[0], Right(SessionId("s-1"), 1))
    unknown = codes_of(world.hospital, "ZZZZZZ", 1)[0]
    early = Keying(desk).promised(unknown)
    desk.catch_up()
    assert [desk.answer_to(op).reason for op in (once_more, early)] == ["", ""]
    late = desk.record(OperationKind.PRINT_PAPER_SLIPS, "ZZZZZZ", facts={"count": 1, "window": "3 号窗"})
    desk.catch_up()
    assert desk.answer_to(late).status is ResultStatus.ACCEPTED
    kept = {row["slip"]: row["booking_id"] for row in world.rows(tables_slips.paper_slips)}
    assert (kept[codes[0]], kept[unknown]) == (once_more.entity, early.entity)
