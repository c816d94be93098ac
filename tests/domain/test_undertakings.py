"""The undertaking: which version is in force, who owes it, and for how long an acceptance holds (P19)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.domain.ids import StaffId
from desktop.domain.undertakings import (
    UNCONFIRMED,
    Acceptance,
    Undertaking,
    UndertakingBook,
    UndertakingInvalidError,
    counted,
    owed,
)

DAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 2, tzinfo=UTC)
FIRST, SECOND = (
    Undertaking("2026", DAY, "不外传"),
    Undertaking("2027", DAY + timedelta(days=30), "不外传，不拍照", "tell nobody"),
)
BOOK = UndertakingBook().with_version(FIRST, DAY).with_version(SECOND, DAY)
ME = StaffId("1001")


@pytest.mark.rows("P19")
def test_an_acceptance_holds_for_a_year_and_for_its_own_version_only() -> None:
    mine = Acceptance(ME, "2026", NOW)
    assert owed(UndertakingBook(), None, DAY) is None, "nothing published: nobody is asked"
    assert owed(BOOK, None, DAY - timedelta(days=1)) is None
    assert owed(BOOK, None, DAY) == FIRST
    assert owed(BOOK, mine, DAY + timedelta(days=29)) is None
    assert owed(BOOK, mine, SECOND.effective) == SECOND
    one = UndertakingBook((FIRST,))
    assert owed(one, mine, mine.until()) is None
    assert owed(one, mine, mine.until() + timedelta(days=1)) == FIRST
    assert mine.until() == DAY + timedelta(days=365)


@pytest.mark.rows("P19")
def test_what_central_has_not_confirmed_counts_no_longer_than_a_desk_may_be_off_line() -> None:
    here, confirmed = Acceptance(ME, "2026", NOW), Acceptance(ME, "2026", NOW - timedelta(days=3))
    assert counted(None, here, NOW + UNCONFIRMED) == here
    assert counted(None, here, NOW + UNCONFIRMED + timedelta(seconds=1)) is None
    assert counted(confirmed, here, NOW + UNCONFIRMED + timedelta(seconds=1)) == confirmed
    assert counted(None, None, NOW) is None


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (Undertaking("2026", DAY + timedelta(days=60), "x"), "version"),
        (Undertaking("", DAY + timedelta(days=60), "x"), "version"),
        (Undertaking("3", SECOND.effective, "x"), "effective"),
        (Undertaking("3", DAY - timedelta(days=1), "x"), "effective"),
        (Undertaking("3", DAY + timedelta(days=60), " \n"), "text"),
    ],
)
def test_a_version_follows_all_before_it_and_says_something(new: Undertaking, field: str) -> None:
    with pytest.raises(UndertakingInvalidError) as refused:
        BOOK.with_version(new, DAY)
    assert refused.value.facts == {"field": field}


def test_a_book_reads_back_and_an_altered_text_is_another_signature() -> None:
    assert UndertakingBook.from_bytes(BOOK.to_bytes()) == BOOK
    mine = Acceptance(ME, "2026", NOW)
    assert Acceptance.from_bytes(mine.to_bytes()) == mine
    other = Undertaking("2026", DAY, "不外传。")
    assert mine.signed_bytes(FIRST) != mine.signed_bytes(other)
