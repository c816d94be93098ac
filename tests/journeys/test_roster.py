"""A person leaves the hospital: one command with the founding key, and no desk opens for them again (DECISIONS 10)."""

from __future__ import annotations

from pathlib import Path

import pytest
from demo_parts import Central, command

from desktop.domain.errors import RemovedFromRosterError
from desktop.domain.made_up import DEMO_STAFF
from desktop.domain.staff import Role
from tests.journeys.headless import HeadlessDesk, strangers
from tests.journeys.test_killed_claim import sign_in_again


@pytest.mark.rows("I7", "P4")
def test_a_person_taken_off_the_roster_is_refused_at_the_desk_and_by_central(
    fresh_central: Central, tmp_path: Path
) -> None:
    desk = HeadlessDesk(tmp_path / "one", "one", fresh_central)
    try:
        assert desk.sync()
        people = strangers()
        assert not desk.register(next(people)).offline
        clerk = next(s for s in DEMO_STAFF if s.role is Role.CLERK)
        home = ("--home", str(fresh_central.home))
        founding = str(fresh_central.home / "founding.key")
        said = command(
            "central", "roster", "remove", *home, "--person", clerk.staff_id, "--founding-key", founding
        )
        assert "version 2: removed" in said
        assert command("central", "roster", "sign", *home, "--founding-key", founding).startswith(
            "no key waits"
        )
        desk.sync()
        assert desk.cases.sync.status().error_code == "removed-from-roster"
        with pytest.raises(RemovedFromRosterError):
            desk.register(next(people))
    finally:
        desk.close()
    with pytest.raises(RemovedFromRosterError):
        sign_in_again(desk.home)
