"""Which number belongs to whom: a split never makes or loses a number (G22, G23)."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.quotas import Channel, Split, numbered, resplit

SIZES = st.tuples(st.integers(1, 8), st.integers(1, 8))


@st.composite
def split_of(draw: st.DrawFn, capacity: int) -> Split:
    left, counts = capacity, []
    for _ in range(4):
        counts.append(draw(st.integers(0, left)))
        left -= counts[-1]
    return Split(*counts)


@pytest.mark.rows("G22", "G23")
@given(SIZES, st.data())
def test_a_session_has_exactly_its_numbers_whatever_the_split(
    size: tuple[int, int], data: st.DataObject
) -> None:
    half_hours, each = size
    split = data.draw(split_of(half_hours * each))
    rows = numbered(half_hours, each, split)
    assert [number for number, _, _ in rows] == list(range(1, half_hours * each + 1))
    assert set(Counter(half for _, half, _ in rows).values()) == {each}
    counted = Counter(channel for _, _, channel in rows)
    assert {channel: counted[channel] for channel, _ in split.by_channel()} == dict(split.by_channel())


def test_what_is_set_apart_is_spread_and_takes_the_highest_numbers() -> None:
    rows = numbered(3, 4, Split(online=3, elder=1))
    assert [number for number, _, channel in rows if channel is Channel.ONLINE] == [4, 8, 12]
    assert [number for number, _, channel in rows if channel is Channel.ELDER] == [3]


def test_a_split_larger_than_the_session_does_not_fit() -> None:
    assert Split(3, 3, 3, 3).fits(12)
    assert not Split(3, 3, 3, 4).fits(12)
    assert not Split(-1).fits(12)


@given(SIZES, st.data())
def test_splitting_anew_moves_only_free_numbers_and_reaches_the_wanted_counts(
    size: tuple[int, int], data: st.DataObject
) -> None:
    capacity = size[0] * size[1]
    before, after = data.draw(split_of(capacity)), data.draw(split_of(capacity))
    slots = [
        (number, channel.value, data.draw(st.booleans())) for number, _, channel in numbered(*size, before)
    ]
    moved = resplit(slots, after)
    gone = Counter(channel for _, channel, free in slots if not free)
    if moved is None:
        short = any(count < gone[channel] for channel, count in after.by_channel())
        wanted = sum(count - gone[channel] for channel, count in after.by_channel())
        assert short or wanted > sum(free for _, _, free in slots)
        return
    assert set(moved) == {number for number, _, free in slots if free}
    now = Counter(moved.values()) + Counter({Channel(channel): n for channel, n in gone.items()})
    assert {channel: now[channel] for channel, _ in after.by_channel()} == dict(after.by_channel())
