"""A signed-in window's presenters over the made-up clinic, for tests of the pages."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.ids import StaffId
from desktop.domain.staff import Role
from desktop.ports.keys import SlotInfo
from desktop.presenters.workplace import FrameInfo, Workplace
from tests.fakes.clerk import Clerk
from tests.fakes.front_desk import FakeDesk
from tests.fakes.runner import InlineRunner
from tests.fakes.workplace import fake_workplace

HOSPITAL = "市第一人民医院"
PAGES = (
    "registration",
    "bookings",
    "rights",
    "requests",
    "approvals",
    "people",
    "shift",
    "printing",
    "report",
    "rules",
    "registers",
    "audit",
    "sync",
)


@dataclass
class FakeWorkplace:
    """The presenters, and the stand-ins behind them."""

    desk: FakeDesk
    clerk: Clerk
    workplace: Workplace


def a_workplace(desk: FakeDesk | None = None, runner: InlineRunner | None = None) -> FakeWorkplace:
    """Return a supervisor's workplace at window 3."""
    desk = desk or FakeDesk()
    runner = runner or InlineRunner()
    clerk = Clerk(desk, runner)
    form = clerk.form
    staff = SlotInfo(StaffId("s-1"), "王晓敏", "wxm", Role.SUPERVISOR.value)
    workplace = fake_workplace(
        desk,
        form,
        clerk.reader,
        runner,
        FrameInfo(HOSPITAL, "3 号窗", staff, demo=True, vault="file"),
        PAGES,
        today_count=lambda: 86,
        close=lambda: None,
    )
    workplace.sync.refresh()
    return FakeWorkplace(desk, clerk, workplace)
