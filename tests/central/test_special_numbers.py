"""A group's number and an extra one by a clerk's key: the desk's service over central's rules (G22, G23)."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from central.store import feed, tables, tables_planning
from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.errors import CentralRefusedError, SlotTakenError
from desktop.domain.ids import DepartmentId
from desktop.domain.operations import OperationKind, Right
from desktop.domain.quotas import ExtraLimitError, NotOfGroupError, SpecialNeedsLineError
from desktop.services.board import Board, BoardService
from desktop.services.drafts import RegistrationDraft
from tests.central.people import ELDER, GROWN_UP, record
from tests.central.test_with_desk_services import Window, draft
from tests.fakes.central_world import CLERK, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

EXTRA = "extra"


@pytest.fixture
def windows(world: World) -> tuple[Window, Window]:
    """A clerk's and a supervisor's window; of the session's first half-hour only a group's number is left."""
    world.add_session("s-1", half_hours=8, per_half_hour=1)
    table = tables.slots
    with world.database.begin() as connection:
        for number, channel in ((1, "elder"), (2, "referral")):
            connection.execute(
                sa.update(table)
                .where(table.c.session_id == "s-1", table.c.number == number)
                .values(channel=channel)
            )
        feed.move(connection, world.hospital, feed.touch(feed.CLINIC, "session", ["s-1"]))
    return Window(world, "desk-a"), Window(world, "desk-b", SUPERVISOR, "supervisor")


def special(serial: int, quota: str, half_hour: int = 0) -> RegistrationDraft:
    reason = "doctor-asked" if quota == EXTRA else ""
    return replace(draft(serial), quota=quota, extra_reason=reason, half_hour=half_hour)


def board(window: Window, kind: str = "") -> Board:
    service = BoardService(window.rights._desk, window.sync)
    return service.board(DepartmentId("d-1"), TODAY, kind)


def left(window: Window, kind: str = "") -> list[int]:
    return [cell.left for cell in board(window, kind).rows[0].cells]


@pytest.mark.rows("G22", "G23", "N25")
def test_a_groups_number_is_given_to_who_the_claim_names_and_shown_by_half_hour(
    windows: tuple[Window, Window], world: World
) -> None:
    a, _ = windows
    assert left(a)[:2] == [0, 0]
    assert left(a, "elder")[:2] == [1, 0]
    assert left(a, "referral")[:2] == [0, 1]
    with pytest.raises(SlotTakenError):
        a.registration.confirm(draft(GROWN_UP))
    with pytest.raises(NotOfGroupError) as refused:
        a.registration.confirm(special(GROWN_UP, "elder"))
    assert refused.value.facts == {"least": 65}
    done = a.registration.confirm(special(ELDER, "elder"))
    assert done.slip.number == 1
    assert a.registration.confirm(special(GROWN_UP + 1, "referral", 1)).slip.number == 2
    a.quiet()
    assert left(a, "elder")[:2] == [0, 0]
    with a.store.read() as tx:
        rows = [facts_from_bytes(raw) for raw, _ in tx.audit.rows(1, 1000)]
    given = [
        row["facts"].get("quota")
        for row in rows
        if row["act"] == AuditAct.BOOK and row["result"] == "accepted"
    ]
    assert given == ["elder", "referral"]


@pytest.mark.rows("G22", "G23", "I7")
def test_central_asks_for_the_age_itself(world: World) -> None:
    world.add_session("s-1", per_half_hour=1)
    with world.database.begin() as connection:
        connection.execute(sa.update(tables.slots).values(channel="elder"))
    desk = HeadlessDesk(world, outage=False)
    answers = []
    for serial in (GROWN_UP, ELDER):
        patient = desk.register(record(serial))
        facts = {
            "booking_id": "", "patient_id": patient, "provisional": False, "fee_fen": 1900, "day": TODAY.isoformat(),
            "quota": "elder",
        }  # fmt: skip
        claim = desk.record(
            OperationKind.CLAIM_BOOKING, world.parts.new_id(), subject=patient, facts=facts, right=Right("s-1", 0),  # type: ignore[arg-type]
        )  # fmt: skip
        desk.exchange(pull=False)
        answers.append(desk.answer_to(claim).reason)
    assert answers == ["not-of-group", ""]


@pytest.mark.rows("G22", "G21")
def test_a_clerk_adds_a_number_with_a_reason_up_to_the_limit_and_only_a_supervisor_above_it(
    windows: tuple[Window, Window], world: World
) -> None:
    a, b = windows
    a.quiet()
    assert left(a, EXTRA) == [2] * 8
    first, second = (a.registration.confirm(special(GROWN_UP + n, EXTRA)) for n in range(2))
    assert (first.slip.number, second.slip.number) == (9, 10)
    a.quiet()
    assert left(a, EXTRA) == [0] * 8
    with pytest.raises(ExtraLimitError) as refused:
        a.registration.confirm(special(GROWN_UP + 2, EXTRA))
    assert refused.value.facts == {"limit": 2}
    b.quiet()
    assert left(b, EXTRA) == [1] * 8
    assert b.registration.confirm(special(GROWN_UP + 3, EXTRA)).slip.number == 11
    kept = [
        (r["number"], r["reason"], r["added_by"], r["over_limit"])
        for r in world.rows(tables_planning.extra_slots)
    ]
    asked = "doctor-asked"
    assert kept == [(9, asked, CLERK, False), (10, asked, CLERK, False), (11, asked, SUPERVISOR, True)]
    assert sorted(world.live_by_slot()) == [("s-1", 9), ("s-1", 10), ("s-1", 11)]


@pytest.mark.rows("G22")
def test_a_clerk_whose_desk_has_not_heard_of_the_limit_is_told_by_central(
    windows: tuple[Window, Window], world: World
) -> None:
    a, b = windows
    for n in range(2):
        b.registration.confirm(special(GROWN_UP + n, EXTRA))
    with pytest.raises(CentralRefusedError) as refused:
        a.registration.confirm(special(GROWN_UP + 2, EXTRA))
    assert refused.value.facts == {"reason": "extra-limit"}
    assert len(world.live_by_slot()) == 2


@pytest.mark.rows("G22", "I2")
def test_while_the_line_is_down_nobody_is_given_a_special_number(
    windows: tuple[Window, Window], world: World
) -> None:
    a, _ = windows
    a.line.cut = True
    with pytest.raises(SpecialNeedsLineError):
        a.registration.confirm(special(ELDER, "elder"))
    assert board(a, "elder").kind == ""
    with pytest.raises(SpecialNeedsLineError):
        a.registration.confirm(special(ELDER, "elder"))
    a.line.cut = False
    a.quiet()
    assert world.live_by_slot() == {}
    assert a.registration.confirm(special(ELDER, "elder")).slip.number == 1
