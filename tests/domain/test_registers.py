"""Training by the register: nobody is stopped before there is one, overdue warns, then stops (P38)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.domain.ids import StaffId
from desktop.domain.registers import RegisterEntry, RegisterKind, Training, training_of

BEGAN = date(2026, 11, 1)
WHO, OTHER = StaffId("1001"), StaffId("1002")


def trained(person: StaffId, due: date, result: str = "passed") -> RegisterEntry:
    values = {
        "person": person, "day": BEGAN.isoformat(), "material": "v1", "result": result, "next": due.isoformat(),
    }  # fmt: skip
    return RegisterEntry(f"t-{person}", RegisterKind.TRAINING, 1, values, StaffId("3001"), BEGAN)


@pytest.mark.rows("P38")
@pytest.mark.parametrize(
    ("entries", "day", "standing"),
    [
        ((), date(2030, 1, 1), Training.GOOD),
        ((trained(WHO, date(2027, 1, 1)),), date(2027, 1, 1), Training.GOOD),
        ((trained(WHO, date(2027, 1, 1)),), date(2027, 1, 2), Training.OVERDUE),
        ((trained(WHO, date(2027, 1, 1)),), date(2027, 1, 31), Training.OVERDUE),
        ((trained(WHO, date(2027, 1, 1)),), date(2027, 2, 1), Training.STOPPED),
        ((trained(WHO, date(2027, 1, 1), "failed"),), BEGAN, Training.OVERDUE),
        ((trained(OTHER, date(2027, 1, 1)),), BEGAN, Training.OVERDUE),
        ((trained(OTHER, date(2027, 1, 1)),), BEGAN + timedelta(days=30), Training.STOPPED),
    ],
)
def test_overdue_training_warns_for_a_month_and_then_stops(
    entries: tuple[RegisterEntry, ...], day: date, standing: Training
) -> None:
    assert training_of(entries, WHO, day) is standing
