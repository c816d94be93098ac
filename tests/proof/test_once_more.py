"""Which failed tests of a whole run are looked at once more, alone."""

from __future__ import annotations

import pytest
from test_command import looked_at_again

LINE, QUEUE, THIRD = (
    f"tests/journeys/windows/test_{name}.py::test_it" for name in ("line", "queue", "third")
)


@pytest.mark.parametrize(
    ("failed", "again"),
    [
        ([], []),
        ([LINE], [LINE]),
        ([QUEUE, LINE], [LINE, QUEUE]),
        ([LINE, QUEUE, THIRD], []),
        (["tests/store/test_key.py::test_it"], []),
        ([LINE, "tests/store/test_key.py::test_it"], []),
    ],
)
def test_only_one_or_two_journeys_are_looked_at_once_more_and_nothing_else(
    failed: list[str], again: list[str]
) -> None:
    assert looked_at_again(failed) == again
