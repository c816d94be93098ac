"""Which version of the policy holds, which is announced, who is asked again (P30, P33)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.policies import (
    MOST_TEXT,
    PolicyInvalidError,
    PolicyTooSoonError,
    PolicyVersion,
    Weight,
    announced,
    asked_again,
    checked,
    in_force,
)

TODAY = date(2026, 11, 27)
FIRST = PolicyVersion("M1", date(2026, 11, 1), Weight.MINOR, "第一版", "全文", "")
NEXT = PolicyVersion("M2", TODAY + timedelta(days=1), Weight.MAJOR, "期限变了", "全文二", "")
BOTH = (FIRST, NEXT)


@pytest.mark.rows("P33")
def test_the_version_of_a_day_is_the_newest_that_has_begun_and_the_next_is_only_announced() -> None:
    assert in_force(BOTH, TODAY) is FIRST
    assert announced(BOTH, TODAY) == (NEXT,)
    assert in_force(BOTH, NEXT.effective) is NEXT
    assert announced(BOTH, NEXT.effective) == ()
    assert in_force(BOTH, date(2026, 10, 31)) is None


@pytest.mark.rows("P33")
def test_who_agreed_before_a_major_change_is_asked_from_its_day_on_and_once() -> None:
    assert not asked_again(BOTH, "M1", TODAY)
    assert asked_again(BOTH, "M1", NEXT.effective)
    assert not asked_again(BOTH, "M2", NEXT.effective)
    assert asked_again(BOTH, "nobody knows it any more", NEXT.effective)
    minor = replace(NEXT, weight=Weight.MINOR)
    assert not asked_again((FIRST, minor), "M1", NEXT.effective)
    after = PolicyVersion("M3", NEXT.effective + timedelta(days=9), Weight.MINOR, "错字", "三", "")
    assert asked_again((*BOTH, after), "M1", after.effective), "a minor one after it takes nothing back"


@pytest.mark.rows("P33")
@pytest.mark.parametrize("effective", [TODAY, TODAY - timedelta(days=1), FIRST.effective])
def test_a_version_takes_effect_tomorrow_at_the_earliest(effective: date) -> None:
    with pytest.raises(PolicyTooSoonError):
        checked(replace(NEXT, effective=effective), [FIRST], TODAY)
    checked(NEXT, [FIRST], TODAY)


@pytest.mark.rows("P33")
def test_versions_follow_one_another() -> None:
    third = replace(NEXT, version="M3")
    with pytest.raises(PolicyTooSoonError):
        checked(third, BOTH, TODAY)
    checked(replace(third, effective=NEXT.effective + timedelta(days=1)), BOTH, TODAY)


@pytest.mark.rows("P30")
@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("version", {"version": ""}), ("version", {"version": "M1"}), ("version", {"version": "a/b"}),
        ("version", {"version": "current"}), ("changes", {"changes": " "}), ("text", {"text": ""}),
        ("text", {"text": "长" * (MOST_TEXT + 1)}), ("text-en", {"text_en": "x" * (MOST_TEXT + 1)}),
    ],
)  # fmt: skip
def test_a_form_that_is_not_filled_names_its_field(field: str, change: dict[str, str]) -> None:
    with pytest.raises(PolicyInvalidError) as refused:
        checked(replace(NEXT, **change), [FIRST], TODAY)  # type: ignore[arg-type]  # texts only
    assert refused.value.facts["field"] == field


@pytest.mark.rows("P33")
def test_the_signature_covers_every_part() -> None:
    changes: list[dict[str, object]] = [
        {"version": "M9"}, {"effective": TODAY}, {"weight": Weight.MINOR}, {"changes": "x"}, {"text": "x"},
        {"text_en": "x"},
    ]  # fmt: skip
    signed = {NEXT.signed_bytes()} | {replace(NEXT, **change).signed_bytes() for change in changes}  # type: ignore[arg-type]
    assert len(signed) == 7
