"""Who may not book ahead, until when, and what goes on all the same (G40, N22)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.domain.blocks import (
    Block,
    BlockInvalidError,
    BlockReason,
    PersonBlockedError,
    block_of,
    in_force,
    refuse_blocked,
)

TODAY = date(2026, 11, 24)
BLOCK = Block(BlockReason.RESALE, TODAY + timedelta(days=30))


@pytest.mark.rows("G40")
@pytest.mark.parametrize(
    ("reason", "until"),
    [
        ("", TODAY + timedelta(days=1)),
        ("dislike", TODAY + timedelta(days=1)),
        ("resale", None),
        ("resale", TODAY),
        ("resale", TODAY + timedelta(days=366)),
    ],
)
def test_a_block_has_a_reason_from_the_list_and_ends_within_a_year(reason: str, until: date | None) -> None:
    with pytest.raises(BlockInvalidError):
        block_of(reason, until, TODAY)
    assert block_of("resale", TODAY + timedelta(days=365), TODAY).reason is BlockReason.RESALE


@pytest.mark.rows("G40", "N22")
def test_a_blocked_person_books_nothing_ahead_but_is_served_today_and_in_an_emergency() -> None:
    with pytest.raises(PersonBlockedError) as refusal:
        refuse_blocked(BLOCK, TODAY, walk_in=False)
    assert refusal.value.facts == {"until": "2026-12-24"}
    refuse_blocked(BLOCK, TODAY, walk_in=True)
    refuse_blocked(BLOCK, TODAY, walk_in=False, emergency=True)
    refuse_blocked(None, TODAY, walk_in=False)


@pytest.mark.rows("G40")
def test_a_block_ends_by_itself_after_its_last_day_and_the_longest_of_several_counts() -> None:
    with pytest.raises(PersonBlockedError):
        refuse_blocked(BLOCK, BLOCK.until, walk_in=False)
    refuse_blocked(BLOCK, BLOCK.until + timedelta(days=1), walk_in=False)
    longer = Block(BlockReason.DISORDER, TODAY + timedelta(days=60))
    assert in_force([longer, BLOCK], TODAY) is longer
    assert in_force([longer, BLOCK], TODAY + timedelta(days=61)) is None
