"""A shift is settled to the fen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.payments import Amounts, Entry, EntryKind, Second
from desktop.domain.shifts import (
    DENOMINATIONS,
    Count,
    CountInvalidError,
    Difference,
    DifferenceUnexplainedError,
    LeftTooMuchError,
    expected_fen,
    settle,
    takings,
)

ENTRIES = [
    Entry("1", "b1", EntryKind.PAY, Amounts(2500)),
    Entry("2", "b2", EntryKind.PAY, Amounts(550, 0, 2000)),
    Entry("3", "b3", EntryKind.PAY, Amounts(0, 5000)),
    Entry("4", "b1", EntryKind.REFUND, Amounts(2500), "1", second=Second.WAITING),
    Entry("5", "b3", EntryKind.REFUND, Amounts(0, 5000), "3"),
]


@pytest.mark.rows("G54")
def test_what_must_lie_in_the_drawer_follows_from_the_entries() -> None:
    took = takings(ENTRIES)
    assert (took.cash_in_fen, took.cash_out_fen, took.qr_in_fen, took.qr_out_fen) == (3050, 2500, 5000, 5000)
    assert (took.insurance_in_fen, took.payments, took.refunds, took.unsigned) == (2000, 3, 2, 1)
    assert took.net_fen == 2550
    assert expected_fen(20_000, took) == 20_550


@pytest.mark.rows("G54")
def test_a_shortage_is_named_and_needs_a_reason() -> None:
    count = Count.of({10_000: 2, 500: 1})
    with pytest.raises(DifferenceUnexplainedError) as raised:
        settle(20_000, takings(ENTRIES), count, Difference.NONE)
    assert raised.value.facts == {"difference_fen": -50}
    done = settle(20_000, takings(ENTRIES), count, Difference.CHANGE_WRONG, left_fen=20_000)
    assert (done.expected_fen, done.difference_fen, done.paid_in_fen) == (20_550, -50, 500)


@pytest.mark.rows("G54")
def test_without_a_difference_no_reason_is_kept_and_not_more_is_left_than_counted() -> None:
    count = Count.of({10_000: 2, 500: 1, 50: 1})
    assert settle(20_000, takings(ENTRIES), count, Difference.UNKNOWN).reason is Difference.NONE
    for left in (-1, 20_551):
        with pytest.raises(LeftTooMuchError):
            settle(20_000, takings(ENTRIES), count, Difference.NONE, left_fen=left)


@pytest.mark.parametrize("pieces", [{300: 1}, {100: -1}, {100: 10_000}])
def test_notes_that_do_not_exist_are_not_counted(pieces: dict[int, int]) -> None:
    with pytest.raises(CountInvalidError):
        Count.of(pieces)


@pytest.mark.parametrize("text", ["x", "100", "100:1:2", "100:x", "7:1"])
def test_a_count_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(CountInvalidError):
        Count.decode(text)


@given(st.dictionaries(st.sampled_from(DENOMINATIONS), st.integers(0, 9_999)))
def test_a_count_adds_up_and_comes_back(pieces: dict[int, int]) -> None:
    count = Count.of(pieces)
    assert count.total_fen == sum(fen * number for fen, number in pieces.items())
    assert Count.decode(count.encode()) == count
