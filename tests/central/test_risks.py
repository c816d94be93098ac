"""The review list at central, by hand-made calls: whose it is, and that nobody reviews themselves (P6, A3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central.services.risks import RiskService
from central.store.tables_audit import risk_reviews
from desktop.domain.audit import AuditAct, AuditEvent
from desktop.domain.errors import CentralRefusedError, NotPermittedError, SelfApprovalError
from desktop.domain.ids import StaffId
from desktop.domain.risk_rules import REVIEW_PURPOSE, ReviewOutcome, review_bytes
from desktop.domain.trace_reading import TraceRangeError
from desktop.sync.wire import AlertRow, RiskAnswer, RiskRequest, RiskReview
from tests.central.test_witness import Tracing
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, TODAY, World


@pytest.fixture
def snooped(world: World) -> World:
    """A clerk and a supervisor walked through records that nobody was served for."""
    tracing = Tracing(world)
    begin = world.clock.now()
    for who in (CLERK, SUPERVISOR):
        events = tuple(
            AuditEvent(
                tracing.size + n, begin + timedelta(seconds=tracing.size * 60 + n), tracing.desk.desk, who, "clerk",
                AuditAct.PATIENT_OPENED, subject=f"{tracing.size + n:032x}",
            ).to_bytes()
            for n in range(1, 14)
        )  # fmt: skip
        tracing.take(tracing.message(events))
    return world


def ask(world: World, author: StaffId = SUPERVISOR) -> RiskAnswer:
    return RiskService(world.parts).read("desk-a", RiskRequest(author, TODAY, TODAY))


def signed(
    world: World, alert: AlertRow, author: StaffId, *, outcome: str = "explained", by: StaffId | None = None
) -> RiskReview:
    signature = world.people[by or author].sign(
        REVIEW_PURPOSE, review_bytes(alert.key, ReviewOutcome.EXPLAINED)
    )
    return RiskReview(author, alert.key, TODAY, outcome, signature)


def walked(world: World, who: StaffId) -> AlertRow:
    return next(alert for alert in ask(world).alerts if (alert.rule, alert.staff) == ("R8", who))


@pytest.mark.rows("P6", "G75")
def test_a_supervisor_sees_the_teams_alerts_and_a_clerk_none(snooped: World) -> None:
    found = ask(snooped)
    assert found.team_only
    assert {(a.rule, a.staff) for a in found.alerts} >= {("R2", CLERK), ("R8", CLERK), ("R8", SUPERVISOR)}
    for author in (CLERK, STRANGER):
        with pytest.raises(NotPermittedError):
            ask(snooped, author)
    with pytest.raises(TraceRangeError):
        RiskService(snooped.parts).read("d", RiskRequest(SUPERVISOR, TODAY - timedelta(days=60), TODAY))


@pytest.mark.rows("P6", "A3", "G84")
def test_an_alert_is_reviewed_once_under_the_reviewers_own_signature_and_never_by_whom_it_is_about(
    snooped: World,
) -> None:
    service = RiskService(snooped.parts)
    alert = walked(snooped, CLERK)
    with pytest.raises(SelfApprovalError):
        service.review("desk-a", signed(snooped, walked(snooped, SUPERVISOR), SUPERVISOR))
    for wrong, error in (
        (signed(snooped, alert, SUPERVISOR, by=CLERK), CentralRefusedError),
        (signed(snooped, alert, SUPERVISOR, outcome="incident"), CentralRefusedError),
        (signed(snooped, alert, SUPERVISOR, outcome="fine"), CentralRefusedError),
        (signed(snooped, alert, CLERK), NotPermittedError),
    ):
        with pytest.raises(error):
            service.review("desk-a", wrong)
    assert snooped.rows(risk_reviews) == []
    service.review("desk-a", signed(snooped, alert, SUPERVISOR))
    assert (walked(snooped, CLERK).outcome, walked(snooped, CLERK).reviewed_by) == ("explained", SUPERVISOR)
    with pytest.raises(CentralRefusedError):
        service.review("desk-a", signed(snooped, alert, SUPERVISOR))


def test_an_alert_that_nobody_made_cannot_be_reviewed(snooped: World) -> None:
    service = RiskService(snooped.parts)
    alert = walked(snooped, CLERK)
    signature = snooped.people[SUPERVISOR].sign(
        REVIEW_PURPOSE, review_bytes("R1/x/1", ReviewOutcome.EXPLAINED)
    )
    with pytest.raises(NotPermittedError):
        service.review("desk-a", RiskReview(SUPERVISOR, "R1/x/1", TODAY, "explained", signature))
    assert walked(snooped, CLERK) == alert
