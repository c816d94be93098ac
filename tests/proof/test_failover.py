"""The fail-over drill (`dev.py failover`) notices what it is there for; the drill itself needs Debian's PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import failover_clusters
import failover_command
import pytest
from demo_parts import DemoError
from failover_command import Outcome, Turn, stands
from failover_staff import Told

TOLD = Told("desk-left", "b-1", "s-1", 7, "central", 1.0)
TURNS = (Turn("left", 4, 0.2, 1.0, 3, 6.0), Turn("right", 9, 0.2, 1.0, 3, 6.0))
GOOD = Outcome("by hand", TURNS, 15, 2, {}, (), 0, 0, True)


@pytest.mark.rows("G113")
def test_a_booking_stands_only_with_the_number_that_the_clerk_was_told() -> None:
    row = {"id": "b-1", "session": "s-1", "number": 7, "live": True}
    assert stands(TOLD, row)
    for changed in ({"number": 8}, {"session": "s-2"}, {"live": False}):
        assert not stands(TOLD, row | changed)
    assert not stands(TOLD, None)


@pytest.mark.rows("G113")
def test_the_drill_is_good_only_when_nothing_is_lost_and_both_servers_came_back_and_were_needed() -> None:
    assert GOOD.good
    there, back = TURNS
    worse = (
        replace(GOOD, lost=("b-1",)), replace(GOOD, double_booked=1), replace(GOOD, left_at_desks=1),
        replace(GOOD, verified=False), replace(GOOD, turns=(there,)), replace(GOOD, turns=(there, there)),
        *(replace(GOOD, turns=(there, replace(back, **{name: 0})))
          for name in ("before", "by_central_after", "in_step_s")),
    )  # fmt: skip
    assert not any(outcome.good for outcome in worse)


@pytest.mark.rows("G113")
def test_central_is_told_both_servers_and_takes_only_the_one_that_writes(tmp_path: Path) -> None:
    clusters = failover_clusters.Plain(tmp_path, Path("/nowhere"))
    left, right = (clusters.ports[name] for name in failover_clusters.NAMES)
    address = clusters.address()
    assert f"host=127.0.0.1:{left}&host=127.0.0.1:{right}" in address
    assert "target_session_attrs=read-write" in address
    assert clusters.writer() == ""
    assert not clusters.in_step()


@pytest.mark.rows("G113")
def test_without_debians_postgresql_the_drill_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failover_command, "server_tools", lambda: None)
    with pytest.raises(DemoError, match=r"apt-get install .*postgresql patroni etcd-server"):
        failover_command.drill(tmp_path, seconds=1, by_hand=True)
