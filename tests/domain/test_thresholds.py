"""Dated thresholds of the risk rules: what may be proposed, and by which a day goes (P6, SECURITY §4.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.ids import TaskId
from desktop.domain.risk_rules import Thresholds
from desktop.domain.thresholds import (
    Change,
    ThresholdInvalidError,
    change_of,
    in_force,
    proposed,
    stretches,
)

DAY = date(2026, 11, 27)
ONE = Change(TaskId("1"), "reveals_a_day", 60, DAY + timedelta(days=3))
TWO = Change(TaskId("2"), "pair_share", 0.7, DAY + timedelta(days=5))


@pytest.mark.rows("P6")
def test_each_day_goes_by_the_thresholds_of_that_day_and_what_was_never_changed_is_the_usual() -> None:
    usual = Thresholds()
    assert in_force([], DAY) == usual
    assert in_force([TWO, ONE], ONE.effective - timedelta(days=1)) == usual
    assert in_force([TWO, ONE], ONE.effective) == replace(usual, reveals_a_day=60)
    assert in_force([TWO, ONE], TWO.effective) == replace(usual, reveals_a_day=60, pair_share=0.7)
    parts = stretches([TWO, ONE], DAY, TWO.effective)
    assert [(a, b) for a, b, _ in parts] == [
        (DAY, DAY + timedelta(days=2)),
        (ONE.effective, DAY + timedelta(days=4)),
        (TWO.effective, TWO.effective),
    ]
    assert [limits for _, _, limits in parts] == [in_force([ONE, TWO], a) for a, _, _ in parts]
    assert stretches([ONE], DAY, DAY) == ((DAY, DAY, usual),)


@pytest.mark.rows("P6")
@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("nothing=3@2026-12-01", "threshold"), ("reveals_a_day=x@2026-12-01", "value"),
        ("reveals_a_day=0@2026-12-01", "value"), ("reveals_a_day=1.5@2026-12-01", "value"),
        ("pair_share=0@2026-12-01", "value"), ("pair_share=nan@2026-12-01", "value"),
        ("reveals_a_day=60@2026-11-27", "effective"), ("reveals_a_day=60", "value"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_threshold_is_refused_by_its_part(text: str, field: str) -> None:
    with pytest.raises(ThresholdInvalidError) as refused:
        proposed(TaskId("1"), text, DAY)
    assert refused.value.facts == {"field": field}


def test_a_change_reads_back_and_its_signature_covers_every_part() -> None:
    assert change_of(ONE.ask_id, ONE.text()) == ONE
    assert change_of(TWO.ask_id, TWO.text()) == TWO
    others = (
        replace(ONE, ask_id=TaskId("x")), replace(ONE, name="reveals_burst"), replace(ONE, value=61),
        replace(ONE, effective=DAY),
    )  # fmt: skip
    assert ONE.signed_bytes() not in {other.signed_bytes() for other in others}
