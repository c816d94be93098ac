"""Phones: every usual way to write one, no refusal by segment, regions with numbers of their own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.errors import PhoneInvalidError
from desktop.domain.phones import normalise_phone


@pytest.mark.rows("P1")
@given(st.integers(3, 9), st.integers(0, 10**9 - 1))
@settings(max_examples=80, deadline=None)
def test_no_segment_is_refused(second: int, rest: int) -> None:
    number = f"1{second}{rest:09d}"
    assert normalise_phone(number) == number


@pytest.mark.parametrize(
    "typed",
    [
        "15400138000", "154 0013 8000", "154-0013-8000", "+86 154 0013 8000", "0086 15400138000", "8615400138000",
        "１５４００１３８０００", "(+86)15400138000", " 154\u30000013\u20118000 ",
    ],
)  # fmt: skip
def test_a_mainland_number_is_the_same_in_every_writing(typed: str) -> None:
    assert normalise_phone(typed) == "15400138000"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+852 6900 0001", "+85269000001"),
        ("0085269000001", "+85269000001"),
        ("85269000001", "+85269000001"),
        ("+853 6900 0001", "+85369000001"),
        ("+886 900 000 001", "+886900000001"),
        ("+886 0900 000 001", "+886900000001"),
    ],
)
def test_numbers_of_hong_kong_macao_and_taiwan_keep_their_area(typed: str, number: str) -> None:
    assert normalise_phone(typed) == number
    assert normalise_phone(number) == number


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("154", 3), ("", 0), ("12400138000", 11), ("154001380000", 12), ("1540013800O", 10), ("+86 154", 3),
        ("+1 2025550100", 11), ("+85269", 5), ("abc", 0),
    ],
)  # fmt: skip
def test_what_cannot_receive_a_code_is_refused_with_its_digits_counted(typed: str, digits: int) -> None:
    with pytest.raises(PhoneInvalidError) as caught:
        normalise_phone(typed)
    assert caught.value.facts == {"digits": digits}


@given(st.text(max_size=20) | st.text(st.sampled_from("+0123456789 -8652"), max_size=16))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_number_or_a_known_error(text: str) -> None:
    try:
        number = normalise_phone(text)
    except PhoneInvalidError:
        return
    assert normalise_phone(number) == number
