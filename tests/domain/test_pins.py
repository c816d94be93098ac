"""A PIN is short, so what is tried first is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.pins import PinCommonError, PinShapeError, check_pin, is_pin

DIGITS = "0123456789"


@pytest.mark.rows("G80")
@pytest.mark.parametrize("pin", ["295381", "7406193", "83920174", "604817259318"])
def test_a_pin_without_a_pattern_is_taken(pin: str) -> None:
    check_pin(pin.encode(), ("1001", "wxm"))


@pytest.mark.rows("G80")
@pytest.mark.parametrize("pin", ["", "12345", "2953817406193", "29538a", "29538１", " 295381"])
def test_a_pin_is_six_to_twelve_ascii_digits(pin: str) -> None:
    with pytest.raises(PinShapeError):
        check_pin(pin.encode())


@pytest.mark.rows("G80")
@pytest.mark.parametrize(
    "pin",
    [
        "123456", "987654", "890123", "135791", "000000", "121212", "123123", "112233", "123321", "919191",
        "19840317", "840317", "20010930", "100129", "291001",
    ],
)  # fmt: skip
def test_rows_repetitions_birthdays_and_the_own_number_are_refused(pin: str) -> None:
    with pytest.raises(PinCommonError):
        check_pin(pin.encode(), ("1001", "wxm"))


@given(st.text(alphabet=DIGITS, min_size=1, max_size=6), st.integers(min_value=2, max_value=6))
def test_no_repeated_part_is_ever_taken(part: str, times: int) -> None:
    whole = part * times
    if is_pin(whole.encode()):
        with pytest.raises(PinCommonError):
            check_pin(whole.encode())
