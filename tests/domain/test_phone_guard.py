"""When a proved number must be proved again, and when it opens no account (N19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.phone_guard import USUAL, PhoneCrowdedError, refuse_crowd, silent
from desktop.domain.rule_book import RulesInvalidError, set_from_bytes, set_to_bytes

TODAY = date(2026, 11, 27)


@pytest.mark.rows("N19")
@pytest.mark.parametrize(
    ("verified", "seen", "months", "again"),
    [
        (date(2025, 11, 28), (), 12, False),
        (date(2025, 11, 27), (), 12, True),
        (date(2020, 1, 1), (date(2026, 1, 5),), 12, False),
        (date(2020, 1, 1), (date(2025, 1, 5),), 12, True),
        (date(2020, 1, 1), (date(2026, 12, 1),), 12, True),  # a visit to come proves nothing yet
        (date(2026, 8, 31), (), 3, False),
        (date(2026, 8, 27), (), 3, True),
        (date(1990, 1, 1), (), 0, False),
    ],
)
def test_a_code_is_asked_again_after_months_without_proof_and_visit(
    verified: date, seen: tuple[date, ...], months: int, again: bool
) -> None:
    rules = replace(USUAL, code_again_months=months)
    assert silent(verified, seen, TODAY, rules) is again


@pytest.mark.rows("N19")
@pytest.mark.parametrize(("others", "limit", "refused"), [(5, 6, False), (6, 6, True), (60, 0, False)])
def test_a_number_of_many_patients_opens_no_further_account(others: int, limit: int, refused: bool) -> None:
    rules = replace(USUAL, patients_per_phone=limit)
    if not refused:
        refuse_crowd(others, rules)
        return
    with pytest.raises(PhoneCrowdedError) as error:
        refuse_crowd(others, rules)
    assert error.value.facts == {"limit": limit}


@pytest.mark.rows("N19")
def test_both_rules_are_dated_data_of_the_hospital() -> None:
    rules = replace(USUAL, version="r-1", code_again_months=3, patients_per_phone=2)
    assert set_from_bytes(set_to_bytes(rules)) == rules
    with pytest.raises(RulesInvalidError):
        set_from_bytes(set_to_bytes(replace(rules, code_again_months=-1)))
    with pytest.raises(RulesInvalidError):
        set_from_bytes(set_to_bytes(replace(rules, patients_per_phone=5000)))
