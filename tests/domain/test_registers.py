"""Registers: training stops nobody before there is a register, then warns, then stops; agreements end (P38, P43)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.domain.ids import StaffId
from desktop.domain.registers import RegisterEntry, RegisterKind, Term, Training, term_of, training_of

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


@pytest.mark.rows("P43", "P10", "P41")
@pytest.mark.parametrize(
    ("days", "term"),
    [(-1, Term.OVER), (0, Term.SOON), (30, Term.SOON), (31, Term.FAR)],
)
def test_an_agreement_is_marked_a_month_before_its_end_and_when_it_is_over(days: int, term: Term) -> None:
    until = (BEGAN + timedelta(days=days)).isoformat()
    entry = RegisterEntry("p-1", RegisterKind.PROCESSOR, 1, {"until": until}, StaffId("3001"), BEGAN)
    assert term_of(entry, BEGAN) is term
    assert term_of(trained(WHO, BEGAN), BEGAN) is Term.FAR, "a training is no agreement"
