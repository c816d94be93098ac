"""kill -9 between central's yes and the slip: after the next sign-in the number is free again (A4, I1, I2)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from demo_parts import Central

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import open_desk
from desktop.bootstrap.safes import open_safe, trace_anchor
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson
from desktop.domain.staff import Role
from desktop.services.session import SessionService
from desktop.settings import load
from tests.journeys.headless import HeadlessDesk

ROOT = Path(__file__).resolve().parents[2]
CLERK = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [{root!r}, {tools!r}]
from desktop.domain.made_up import person_of
from tests.journeys.headless import HeadlessDesk
desk = HeadlessDesk(Path({home!r}), {name!r}, None)
assert desk.sync()
def kill(*_said, **_more):
    os.kill(os.getpid(), signal.SIGKILL)
place = {place!r}
if place == "answered":
    send = desk.wire.send
    def answered(method, path, headers, body, timeout_s):
        send(method, path, headers, body, timeout_s)
        kill()
    desk.wire.send = answered
elif place == "saved":
    desk.cases.registration._claimed = lambda written: (desk.cases.registration._exchange.run(pull=False), kill())
else:
    desk.cases.registration._exchange.run = kill
desk.register(person_of({serial}), {department!r})
"""


def sign_in_again(home: Path) -> None:
    """Open and leave the desk by the real sign-in, which puts right what was cut off."""
    staff = next(s for s in DEMO_STAFF if s.role is Role.CLERK)
    settings, installation = load(home), Installation.load(home)
    session = SessionService(
        open_safe(home, settings, installation), partial(open_desk, home, installation, settings),
        trace_anchor(home, settings, installation),
    )  # fmt: skip
    session.sign_in(staff.staff_id, bytearray(staff.passphrase.encode()))
    session.sign_out()


@pytest.mark.rows("A4", "I1", "I2", "G72")
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the clerk is killed")
@pytest.mark.parametrize("place", ["written", "answered", "saved"])
def test_a_claim_killed_before_its_slip_leaves_no_number_without_a_person(
    place: str,
    make_desk: Callable[..., HeadlessDesk],
    central: Central,
    people: Iterator[MadeUpPerson],
) -> None:
    desk = make_desk(f"killed-{place}")
    before = {b["id"] for b in central.bookings()["bookings"]}
    cell = desk.free_cell("pfk")
    desk.close()
    person = next(people)
    words = {
        "root": str(ROOT), "tools": str(ROOT / "build" / "tasks"), "home": str(desk.home), "name": desk.name,
        "place": place, "serial": person.serial, "department": "pfk",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", CLERK.format(**words)], cwd=ROOT, env=dict(os.environ), capture_output=True,
        text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    made = [b for b in central.bookings()["bookings"] if b["id"] not in before and b["channel"] == "desk"]
    assert len([b for b in made if b["live"]]) == (0 if place == "written" else 1)
    sign_in_again(desk.home)
    desk.sign_in(Role.CLERK)
    assert desk.sync()
    assert desk.cases.sync.status().waiting == 0
    left = [b for b in central.bookings()["bookings"] if b["id"] not in before and b["channel"] == "desk"]
    assert [b["live"] for b in left] == [False]
    again = desk.register(person, cell=cell)
    assert again.slip.number > 0
    live = [b for b in central.bookings()["bookings"] if b["id"] not in before and b["live"]]
    assert [b["id"] for b in live if b["channel"] == "desk"] == [again.booking_id]
