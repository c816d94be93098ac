"""Fees by grade and day, reductions by age as dated data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.fees import (
    FeeRow,
    Grade,
    ReductionRow,
    Tariff,
    TariffInvalidError,
    grade_of,
)

D = date
TARIFF = Tariff(
    fees=(
        FeeRow(Grade.CHIEF, 4000, D(2020, 1, 1), D(2026, 6, 30)),
        FeeRow(Grade.CHIEF, 5000, D(2026, 7, 1)),
        FeeRow(Grade.ORDINARY, 2500, D(2020, 1, 1)),
    ),
    reductions=(
        ReductionRow("elder-65", 65, 50, D(2026, 1, 1), None, (Grade.ORDINARY,)),
        ReductionRow("elder-80", 80, 100, D(2026, 1, 1)),
    ),
    alone_from=time(20),
    alone_until=time(6),
    version=3,
)


@pytest.mark.parametrize(
    ("title", "grade"),
    [
        ("主任医师", Grade.CHIEF),
        ("副主任医师", Grade.ASSOCIATE),
        ("主治医师", Grade.ORDINARY),
        ("夜门诊 · 副主任医师", Grade.ASSOCIATE),
        ("", Grade.ORDINARY),
    ],
)
@pytest.mark.rows("G53")
def test_the_grade_is_read_from_the_title(title: str, grade: Grade) -> None:
    assert grade_of(title) is grade


@pytest.mark.rows("G53")
def test_the_fee_is_the_one_in_force_on_the_day_of_the_visit() -> None:
    days = [D(2019, 12, 31), D(2026, 6, 30), D(2026, 7, 1)]
    assert [TARIFF.base_fen(Grade.CHIEF, day) for day in days] == [None, 4000, 5000]
    assert TARIFF.base_fen(Grade.ASSOCIATE, D(2026, 7, 1)) is None


@pytest.mark.parametrize(
    ("grade", "day", "age", "due"),
    [
        (Grade.ORDINARY, D(2026, 7, 1), 64, 2500),
        (Grade.ORDINARY, D(2026, 7, 1), 65, 1250),
        (Grade.CHIEF, D(2026, 7, 1), 79, 2500),
        (Grade.CHIEF, D(2026, 7, 1), 80, 0),
        (Grade.ORDINARY, D(2026, 7, 1), 90, 0),
        (Grade.ORDINARY, D(2025, 7, 1), 90, 2500),
        (Grade.ORDINARY, D(2026, 7, 1), None, 2500),
    ],
)
@pytest.mark.rows("G53")
def test_an_elder_pays_what_the_reduction_in_force_leaves(
    grade: Grade, day: date, age: int | None, due: int
) -> None:
    fee = TARIFF.fee(2500, grade, day, age)
    assert fee.due_fen == due
    assert bool(fee.reduction) == (due < 2500)
    assert due in TARIFF.possible(2500, grade, day)


@given(st.integers(0, 10_000_000), st.integers(1, 100))
def test_a_reduction_is_whole_fen_and_never_more_than_the_fee(base: int, percent: int) -> None:
    left = ReductionRow("x", 60, percent, D(2026, 1, 1)).reduced(base)
    assert 0 <= left <= base
    assert left == -(-base * (100 - percent) // 100)


def test_a_clerk_is_alone_over_midnight() -> None:
    assert [TARIFF.alone_at(time(h)) for h in (19, 20, 23, 0, 5, 6, 12)] == [
        False, True, True, True, True, False, False,
    ]  # fmt: skip
    assert not Tariff().alone_at(time(0))
    assert Tariff(alone_from=time(1), alone_until=time(5)).alone_at(time(4))


def test_a_tariff_comes_back_from_its_bytes() -> None:
    assert Tariff.from_bytes(TARIFF.to_bytes()) == TARIFF


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b'{"fees":[{"grade":"chief","fee_fen":1.5,"first":"2026-01-01"}]}',
        b'{"fees":[{"grade":"chief","fee_fen":-1,"first":"2026-01-01"}]}',
        b'{"fees":[{"grade":"boss","fee_fen":1,"first":"2026-01-01"}]}',
        b'{"fees":[{"grade":"chief","fee_fen":1,"first":"2026-01-02","last":"2026-01-01"}]}',
        b'{"reductions":[{"code":"x","min_age":60,"percent":101,"first":"2026-01-01"}]}',
    ],
)
def test_a_wrong_tariff_is_refused(raw: bytes) -> None:
    with pytest.raises(TariffInvalidError):
        Tariff.from_bytes(raw)


def test_two_fees_for_one_grade_on_one_day_are_refused() -> None:
    with pytest.raises(TariffInvalidError):
        replace(TARIFF, fees=(*TARIFF.fees, FeeRow(Grade.CHIEF, 1, D(2026, 6, 30), D(2026, 6, 30))))
