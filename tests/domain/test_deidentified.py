"""No record of a de-identified export is unique, whatever is known of a person beside it (P13)."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from desktop.domain.deidentified import ANY, LEAST, Cell, Visit, figures, wide


def planted(count: int) -> list[Visit]:
    """Return made-up visits, many of them unique on birth year, sex, area and month."""
    chance = random.Random(20261127)  # a repeatable table, no secret
    return [
        Visit(
            date(1930, 1, 1) + timedelta(days=chance.randrange(33_000)), chance.choice("12"),
            f"{chance.randrange(11, 66)}0101", date(2026, 1, 1) + timedelta(days=chance.randrange(365)),
            chance.choice(("骨科", "儿科", "罕见病")),
        )
        for _ in range(count)
    ]  # fmt: skip


def fits(cell: Cell, visit: Visit) -> bool:
    exact = wide(visit)
    return all(
        getattr(cell, name) in (ANY, getattr(exact, name))
        for name in ("decade", "sex", "province", "quarter")
    )


@pytest.mark.rows("P13")
def test_no_record_of_a_planted_table_is_unique_on_birth_year_sex_area_and_month() -> None:
    visits = planted(3000)
    key = Counter((v.birth.year if v.birth else 0, v.sex, v.region, v.day.month) for v in visits)
    alone = [v for v in visits if key[v.birth.year if v.birth else 0, v.sex, v.region, v.day.month] == 1]
    assert len(alone) > 1000, "the table is planted with records that stand alone"
    found = figures(visits)
    assert min(count for _, count in found.cells) >= LEAST
    assert sum(count for _, count in found.cells) + found.left_out == len(visits)
    for visit in alone:
        assert sum(count for cell, count in found.cells if fits(cell, visit)) >= LEAST


@pytest.mark.rows("P13")
def test_fewer_than_five_are_told_nowhere_and_large_cells_keep_their_detail() -> None:
    visit = Visit(date(1985, 5, 5), "1", "330106", date(2026, 11, 27), "骨科")
    assert figures([visit] * (LEAST - 1)).cells == ()
    assert figures([visit] * (LEAST - 1)).left_out == LEAST - 1
    assert figures([visit] * LEAST).cells == ((Cell("1980s", "1", "33", "2026-Q4", "骨科"), LEAST),)
