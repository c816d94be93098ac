"""Why there is no number, in one sentence for the patient (N25)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desktop.domain.ids import DepartmentId
from desktop.domain.quotas import ChannelLeft
from desktop.domain.schedules import Department
from desktop.services.board import Board
from desktop.ui.texts.quotas import quota_sentence

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def board(*quota: ChannelLeft, returns_at: datetime | None = None) -> Board:
    """Return a department's day with this quota."""
    department = Department(DepartmentId("d"), "骨科", "gk", "三楼")
    return Board(department, date(2026, 11, 24), (), (), "pool", NOW, quota, returns_at)


@pytest.mark.rows("N25")
@pytest.mark.parametrize(
    ("quota", "returns_at", "expected"),
    [
        ((), None, ""),
        ((ChannelLeft("shared", 20, 3),), None, ""),
        (
            (ChannelLeft("online", 10, 8), ChannelLeft("window", 6, 0), ChannelLeft("elder", 2, 1)),
            datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
            "窗口号已满：线上余 8（11-24 17:00 归还窗口），长者余 1",
        ),
        (
            (ChannelLeft("online", 10, 0), ChannelLeft("window", 6, 2), ChannelLeft("extra", 1, 1)),
            datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
            "窗口余 3，线上余 0",
        ),
    ],
)
def test_the_board_says_what_each_channel_has_left(
    quota: tuple[ChannelLeft, ...], returns_at: datetime | None, expected: str
) -> None:
    assert quota_sentence(board(*quota, returns_at=returns_at)) == expected
