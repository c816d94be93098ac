"""What every reader of staff badges does, and what tells a reader that is a keyboard from a hand (DECISIONS 18)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from desktop.devices.wedge_badge_reader import WedgeBadgeReader
from desktop.domain.badges import GAP_MS, MOST
from desktop.ports.badge_reader import BadgeReader
from tests.fakes.badge_reader import FakeBadgeReader

NUMBER = "0012847563"
Lay = Callable[[str], None]
AT = count(1_000_000, 10_000)


def burst(reader: WedgeBadgeReader, text: str, gap_ms: int = 5) -> None:
    """Type as the device does, Enter at the end."""
    start = next(AT)
    for at, key in enumerate(text + "\r"):
        reader.heard(key, start + at * gap_ms)


def wedge() -> tuple[BadgeReader, Lay]:
    reader = WedgeBadgeReader()
    return reader, lambda number: burst(reader, number)


def fake() -> tuple[BadgeReader, Lay]:
    reader = FakeBadgeReader()
    return reader, reader.lay


@pytest.fixture(params=[wedge, fake])
def laid(request: pytest.FixtureRequest) -> tuple[BadgeReader, Lay]:
    made: tuple[BadgeReader, Lay] = request.param()
    return made


@pytest.mark.rows("G80")
def test_a_badge_that_was_presented_is_told_once_and_the_newest_counts(laid: tuple[BadgeReader, Lay]) -> None:
    reader, lay = laid
    assert reader.presented() is None
    lay(NUMBER)
    assert reader.presented() == NUMBER.encode()
    assert reader.presented() is None
    lay("A1B2C3D4")
    lay(NUMBER)
    assert reader.presented() == NUMBER.encode()


@pytest.mark.rows("G80", "T16")
@pytest.mark.parametrize(
    "text", ["", "12345", "1" * (MOST + 1), "1" * 100_000, "12 34567", "工卡一二三四", "1234-5678"]
)
def test_what_is_no_badge_is_not_told(laid: tuple[BadgeReader, Lay], text: str) -> None:
    reader, lay = laid
    lay(NUMBER)
    lay(text)
    assert reader.presented() is None


@pytest.mark.rows("G80")
def test_a_hand_is_no_badge_and_a_badge_after_a_hand_is_one() -> None:
    reader = WedgeBadgeReader()
    burst(reader, NUMBER, GAP_MS + 1)
    assert reader.presented() is None
    start = next(AT)
    for at, key in enumerate("295381"):
        reader.heard(key, start + at * 200)
    burst(reader, NUMBER)
    assert reader.presented() == NUMBER.encode()
    for at, key in enumerate(NUMBER):
        reader.heard(key, start + at)
    reader.heard("\r", start + 5000)
    assert reader.presented() is None, "Enter by hand ends no burst"
