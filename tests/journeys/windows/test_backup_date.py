"""A deletion stays "deleted, backups roll over by …" in the window until central's next backup was made (N10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from demo_parts import Central, command

from desktop.domain.made_up import MadeUpPerson
from desktop.domain.schedules import CHINA
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import SUPERVISOR
from tests.journeys.windows.test_legal_reading import deleted


@pytest.mark.rows("N10", "N9", "P25")
def test_a_deletion_waits_in_the_window_for_the_backup_and_says_until_when(
    open_window: OpenWindow, fresh_central: Central, people: Iterator[MadeUpPerson], tmp_path: Path
) -> None:
    def back_up(name: str) -> None:
        command("central", "backup", "--home", str(fresh_central.home), "--output", str(tmp_path / name))

    back_up("before.db")
    clerk = open_window("3 号窗", central=fresh_central)
    boss = open_window("5 号窗", SUPERVISOR, central=fresh_central)
    deleted(clerk, boss, next(people))
    clerk.front()
    clerk.to_page("rights")
    latest = clerk.desk.clock.now().astimezone(CHINA) + timedelta(days=35)
    clerk.sees(f"已删除，备份最迟 {latest:%Y-%m-%d} 更新", clerk.rights_page)
    clerk.picture("backup-date")
    back_up("after.db")
    clerk.sees("已办结", clerk.rights_page)
    assert "备份最迟" not in clerk.words(clerk.rights_page)
