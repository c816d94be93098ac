"""The model behind "in under two minutes at the counter": its operators, and what it says of counted acts (N12)."""

from __future__ import annotations

import pytest
from keystroke_model import COUNTER_S, SIGN_S, Acts, in_time


@pytest.mark.rows("N12")
def test_a_clerks_time_is_the_sum_of_what_was_counted_and_more_than_two_minutes_are_too_many() -> None:
    nothing = Acts(0)
    assert (nothing.seconds, COUNTER_S) == (0, 120)
    each = [
        (Acts(100), 28.0), (Acts(0, pointer_moves=10), 11.0), (Acts(0, homings=10), 4.0),
        (Acts(0, thoughts=10), 13.5), (Acts(0, signatures=1), SIGN_S), (Acts(0, system_s=2.5), 2.5),
    ]  # fmt: skip
    for acts, seconds in each:
        assert acts.seconds == pytest.approx(seconds)
    whole = Acts(100, 10, 10, 10, 1, 2.5)
    assert whole.seconds == pytest.approx(sum(seconds for _, seconds in each))
    figures = whole.figures()
    assert (figures["keys"], figures["keys_s"], figures["seconds"]) == (100, 28.0, 69.0)
    assert in_time({"access": figures})
    assert not in_time({})
    assert not in_time({"access": figures, "copy": Acts(430).figures()})
