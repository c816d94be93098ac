"""A PC that is a desk stays that desk: new keys would lock its store, and what waits in it, for ever (I2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from crash_desk import CLERK, unlocked

from desktop.bootstrap.enrolment import AlreadyEnrolledError, enrol_desk
from desktop.bootstrap.installation import FILE, Installation
from desktop.bootstrap.window import DemoOptionRefusedError, open_window
from desktop.domain.errors import StoreDamagedError
from desktop.settings import Settings
from tests.desk.window import Window


@pytest.mark.rows("T12")
@pytest.mark.parametrize("lost", ["", FILE], ids=["a whole desk", "its installation file was lost"])
def test_enrolling_again_is_refused_and_what_waits_for_central_is_still_there(
    window: Window, lost: str
) -> None:
    window.confirm()
    waiting = len(window.operations())
    if lost:
        (window.home / lost).rename(window.home / "kept")
    with pytest.raises(AlreadyEnrolledError):
        enrol_desk(window.home, Settings(window.home, vault="file"), "CFD1.any", "PC", [], made_up=True)
    if lost:
        (window.home / "kept").rename(window.home / lost)
    window.sign_in(CLERK)
    assert len(window.operations()) == waiting > 0


@pytest.mark.rows("T12")
@pytest.mark.parametrize(
    "change", [{"demo": False}, {"ca_pem": "another authority"}], ids=["demo mark", "authority"]
)
def test_a_demo_mark_or_authority_altered_in_the_public_file_opens_nothing(
    window: Window, change: dict[str, object]
) -> None:
    replace(Installation.load(window.home), **change).save(window.home)  # type: ignore[arg-type]  # one field each
    with pytest.raises(StoreDamagedError):
        unlocked(window.home)


@pytest.mark.rows("I7")
@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=16)], ids=["status file", "another day"])
def test_no_option_of_the_demonstration_works_at_a_desk_for_real_people(
    window: Window, later: timedelta
) -> None:
    replace(Installation.load(window.home), demo=False).save(window.home)
    told = "" if later else str(window.home / "status")
    settings = Settings(window.home, vault="file", status_file=told)
    with pytest.raises(DemoOptionRefusedError):
        open_window(settings, demo_reader=None, later=later)
