"""The access review at central by hand-made calls: its counts, who signs it off, who is proposed to leave (P6, T11)."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest

from central.services import roster
from central.services.access_reviews import AccessReviewService, leaving
from central.store.tables_audit import access_leaves, access_reviews
from desktop.domain.access_review import (
    ACCESS_PURPOSE,
    LEAVE_PURPOSE,
    AccessLine,
    leave_bytes,
    month_of,
    next_month,
    review_bytes,
)
from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError, NotPermittedError, SelfApprovalError
from desktop.domain.ids import StaffId
from desktop.domain.trace_reading import TraceRangeError
from desktop.sync.wire import AccessAnswer, AccessLeave, AccessRequest, AccessRow, AccessSigned
from tests.central.test_audit_reading import add
from tests.central.test_witness import Tracing
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, TODAY, World

OFFICER = SUPERVISOR
MONTH = month_of(TODAY)


@pytest.fixture
def tracing(world: World) -> Tracing:
    return Tracing(world)


@pytest.fixture
def used(world: World, tracing: Tracing) -> World:
    """A month of work: the clerk signed in and looked, the officer signed in; then the next month's third day."""
    world.roster_with({CLERK: "clerk", OFFICER: "privacy-officer"})
    add(
        tracing, (CLERK, AuditAct.SIGN_IN), (CLERK, AuditAct.PATIENT_OPENED), (CLERK, AuditAct.PATIENT_OPENED),
        (CLERK, AuditAct.REVEAL), (CLERK, AuditAct.REVEAL), (CLERK, AuditAct.REVEAL), (CLERK, AuditAct.GLASS_BROKEN),
        (OFFICER, AuditAct.SIGN_IN),
    )  # fmt: skip
    world.clock.forward(days=(next_month(MONTH) - TODAY).days + 2)
    return world


def ask(world: World, author: StaffId = OFFICER, month: date | None = None) -> AccessAnswer:
    return AccessReviewService(world.parts).read("desk-a", AccessRequest(author, month))


def of(answer: AccessAnswer, person: StaffId) -> AccessRow:
    return next(row for row in answer.rows if row.staff == person)


def signed(
    world: World, answer: AccessAnswer, *, author: StaffId = OFFICER, by: StaffId = OFFICER
) -> AccessSigned:
    lines = [
        AccessLine(
            r.staff, r.name, r.role, r.windows, r.since, None, r.reveals, r.opened, r.unreviewed, r.glass
        )
        for r in answer.rows
    ]
    content = review_bytes(answer.month, lines)
    return AccessSigned(
        author, answer.month, hashlib.sha256(content).digest(), world.people[by].sign(ACCESS_PURPOSE, content)
    )


def leave(world: World, staff: StaffId, author: StaffId = OFFICER, by: StaffId | None = None) -> AccessLeave:
    version = ask(world).roster
    signature = world.people[by or author].sign(LEAVE_PURPOSE, leave_bytes(staff, version))
    return AccessLeave(author, staff, version, signature)


@pytest.mark.rows("P6", "G75", "T12")
def test_the_officer_reads_everybodys_access_a_supervisor_the_teams_others_nothing(used: World) -> None:
    answer = ask(used)
    assert (answer.month, answer.open_months, answer.signed_by) == (MONTH, (MONTH,), "")
    row = of(answer, CLERK)
    assert (row.role, row.reveals, row.opened, row.unreviewed, row.glass) == ("clerk", 3, 1, 1, 1)
    assert row.last_sign_in is not None
    assert not row.dormant
    for author in (CLERK, STRANGER):
        with pytest.raises(NotPermittedError):
            ask(used, author)
    with pytest.raises(TraceRangeError):
        ask(used, month=next_month(next_month(MONTH)))
    used.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor", STRANGER: "supervisor"})
    team = ask(used, SUPERVISOR)
    assert team.team_only
    assert {row.staff for row in team.rows} == {CLERK, SUPERVISOR}


@pytest.mark.rows("P6", "A3", "G84")
def test_a_month_is_signed_off_once_by_the_officer_when_it_is_over_and_as_it_still_stands(
    used: World,
) -> None:
    service = AccessReviewService(used.parts)
    answer = ask(used)
    running = ask(used, month=next_month(MONTH))
    for wrong, reason in (
        (signed(used, running), "month-running"),
        (signed(used, answer, by=CLERK), "signature-wrong"),
        (signed(used, AccessAnswer(MONTH, answer.rows[:1], answer.roster)), "access-changed"),
    ):
        with pytest.raises(CentralRefusedError) as refused:
            service.sign_off("desk-a", wrong)
        assert refused.value.facts["reason"] == reason
    with pytest.raises(NotPermittedError):
        service.sign_off("desk-a", signed(used, answer, author=CLERK, by=CLERK))
    service.sign_off("desk-a", signed(used, answer))
    (kept,) = used.rows(access_reviews)
    assert (kept["month"], kept["by"]) == (MONTH, OFFICER)
    assert used.keys.verify(
        used.people[OFFICER].public, bytes(kept["signature"]), ACCESS_PURPOSE, bytes(kept["content"])
    )
    after = ask(used, month=MONTH)
    assert (after.signed_by, after.open_months) == (OFFICER, ())
    with pytest.raises(CentralRefusedError):
        service.sign_off("desk-a", signed(used, after))


@pytest.mark.rows("P6", "A3", "T11")
def test_only_who_did_not_sign_in_for_thirty_days_is_proposed_to_leave_and_a_sign_in_takes_it_back(
    used: World, tracing: Tracing
) -> None:
    service = AccessReviewService(used.parts)
    with pytest.raises(CentralRefusedError) as early:
        service.propose_leave("desk-a", leave(used, CLERK))
    assert early.value.facts["reason"] == "not-dormant"
    used.clock.forward(days=30)
    assert of(ask(used), CLERK).dormant
    with pytest.raises(SelfApprovalError):
        service.propose_leave("desk-a", leave(used, OFFICER))
    with pytest.raises(NotPermittedError):
        service.propose_leave("desk-a", leave(used, OFFICER, CLERK))
    with pytest.raises(CentralRefusedError):
        service.propose_leave("desk-a", leave(used, CLERK, by=CLERK))
    assert used.rows(access_leaves) == []
    service.propose_leave("desk-a", leave(used, CLERK))
    assert of(ask(used), CLERK).leaving
    assert standing(used) == [CLERK]
    used.clock.forward(hours=1)
    add(tracing, (CLERK, AuditAct.SIGN_IN))
    assert standing(used) == []
    assert not of(ask(used), CLERK).dormant


@pytest.mark.rows("T11")
def test_who_is_off_the_signed_roster_is_proposed_no_more(used: World) -> None:
    used.clock.forward(days=30)
    AccessReviewService(used.parts).propose_leave("desk-a", leave(used, CLERK))
    used.roster_with({OFFICER: "privacy-officer"})
    assert standing(used) == []
    assert [row.staff for row in ask(used).rows] == [OFFICER]


def standing(world: World) -> list[str]:
    with world.database.read() as connection:
        people = roster.current(world.parts, connection)
        return [one.staff for one in leaving(world.parts, connection, people)]


def test_who_never_signed_in_counts_from_the_first_day_of_their_key(used: World) -> None:
    used.roster_with({CLERK: "clerk", OFFICER: "privacy-officer", STRANGER: "clerk"})
    first = of(ask(used), STRANGER)
    assert first.last_sign_in is None
    used.clock.at = first.since + timedelta(days=29)
    assert not of(ask(used), STRANGER).dormant
    used.clock.at = first.since + timedelta(days=30)
    answer = ask(used)
    assert answer.rows[0].dormant
    assert of(answer, STRANGER).dormant
