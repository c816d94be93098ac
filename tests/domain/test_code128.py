"""Code 128: known answers, and read back by a reader written apart (G57)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code128 import _PATTERNS, LONGEST, modules, symbols

ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=LONGEST)


def read_back(bars: tuple[bool, ...]) -> str:
    """Read modules as a scanner does: runs to widths, widths to values, check the sum, follow the sets."""
    widths, at = [], 0
    while at < len(bars):
        end = at
        while end < len(bars) and bars[end] is bars[at]:
            end += 1
        widths.append(end - at)
        at = end
    assert "".join(map(str, widths[-7:])) == "2331112", "stop"
    groups = ["".join(map(str, widths[i : i + 6])) for i in range(0, len(widths) - 7, 6)]
    values = [_PATTERNS.index(group) for group in groups]
    start, *data, check = values
    assert check == (start + sum(place * value for place, value in enumerate(data, start=1))) % 103
    in_c, text = {104: False, 105: True}[start], ""
    for value in data:
        if value == (100 if in_c else 99):
            in_c = not in_c
        else:
            text += f"{value:02}" if in_c else chr(value + 32)
    return text


@pytest.mark.rows("G57")
def test_known_answers() -> None:
    assert symbols("PJJ123C") == (104, 48, 42, 42, 17, 18, 19, 35, 55)
    assert symbols("123456") == (105, 12, 34, 56, (105 + 12 + 68 + 168) % 103)
    assert len(modules("12")) == 11 * 4 + 13, "start, two symbols of set B, check and stop"


@pytest.mark.rows("G57")
def test_each_symbol_is_its_own_and_eleven_modules_wide() -> None:
    assert len(set(_PATTERNS)) == 106
    assert all(sum(map(int, pattern)) == 11 for pattern in _PATTERNS)
    assert all(sum(map(int, pattern[::2])) % 2 == 0 for pattern in _PATTERNS), "bars of even width in all"


@pytest.mark.rows("G57")
@given(ASCII)
def test_what_is_written_is_read_back(text: str) -> None:
    assert read_back(modules(text)) == text


@pytest.mark.parametrize("text", ["", "条码", "a\n", "x" * (LONGEST + 1)])
def test_what_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="bar code"):
        symbols(text)
