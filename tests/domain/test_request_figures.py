"""Requests of some days counted by kind: one walk for the desk's report and for the auditor's file (G110, P42)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.domain.ids import CaseId, StaffId
from desktop.domain.mainland_days import MAINLAND
from desktop.domain.request_cases import RequestCase
from desktop.domain.request_figures import KindFigures, figures_of
from desktop.domain.requests import Asker, Channel, Outcome, RefusalGround, RequestKind, RequestState

FILED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def asked(name: str, *, days: int | None = None, filed: datetime = FILED) -> RequestCase:
    """Return an access request, granted after so many days or still open."""
    case = RequestCase(
        CaseId(name), None, RequestKind.ACCESS, Asker.SELF, Channel.WINDOW, StaffId("1001"), filed,
        phone_on_file=True,
    )  # fmt: skip
    case = replace(case, verified_at=filed)
    if days is None:
        return case
    done = filed + timedelta(days=days)
    return replace(case, state=RequestState.DECIDED, outcome=Outcome.APPROVED, decided_at=done)


@pytest.mark.rows("G110", "P42")
def test_requests_of_the_days_are_counted_by_kind_and_what_became_of_them() -> None:
    refused = replace(asked("r", days=3), outcome=Outcome.REFUSED, ground=RefusalGround.GROUNDLESS)
    fresh = asked("f", filed=FILED + timedelta(days=25))
    before = asked("b", filed=FILED - timedelta(days=40))
    cases = [asked("a", days=15), asked("l", days=16), asked("o"), refused, fresh, before]
    (found,) = figures_of(cases, MAINLAND, FIRST, LAST, LAST)
    assert found == KindFigures(
        "access",
        filed=5,
        in_time=2,
        late=1,
        open=1,
        overdue=1,
        refused=((RefusalGround.GROUNDLESS.value, 1),),
    )
    assert figures_of([], MAINLAND, FIRST, LAST, LAST) == ()
