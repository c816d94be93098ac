"""A central of its own and two desks without windows, with a file printer, letters and folders as a window has them."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from demo_parts import Central, wait_until

from desktop.bootstrap.copy_folder import CopyFolder
from desktop.bootstrap.devices import SPOOL
from desktop.bootstrap.handover import HandoverFolder
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import UseCases, line_to_central, use_cases
from desktop.bootstrap.safes import trace_anchor
from desktop.bootstrap.window_papers import COPIES, HANDOVER, LETTERS
from desktop.devices.ticket_printer import SpoolTicketPrinter
from desktop.domain.ids import BookingId, PatientId
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.staff import Role
from desktop.services.board import BoardCell
from desktop.services.letters import Letter
from desktop.settings import load
from desktop.ui.printing.letter_painter import letter_pdf
from desktop.ui.printing.slip_painter import slip_pdf, slip_raster
from tests.journeys.headless import HeadlessDesk, Wire, desk_of

DAYS_AHEAD = 13


class CanaryDesk(HeadlessDesk):
    """A desk that prints slips and letters into files, as the demo's window does."""

    def sign_in(self, role: Role) -> None:
        """Open the desk for the first made-up person of a role."""
        installation = Installation.load(self.home)
        spool = self.home / SPOOL
        spool.mkdir(mode=0o700, exist_ok=True)
        self.role = role
        self.desk = desk_of(self.home, role)
        self.wire = Wire(line_to_central(installation))
        anchor = trace_anchor(self.home, load(self.home), installation)
        self.cases: UseCases = use_cases(
            self.desk, installation, self.wire, SpoolTicketPrinter(spool), slip_raster, anchor
        )
        self.copies, self.handover = CopyFolder(self.home / COPIES), HandoverFolder(self.home / HANDOVER)

    def change_to(self, role: Role) -> None:
        """Sign out and let somebody else sit down; what waited goes up, what others did comes down."""
        self.close()
        self.sign_in(role)
        wait_until(self.sync, "central")

    def close(self) -> None:
        """Sign out: what lies in clear, or waits for somebody who came for it, goes (bootstrap/window_papers)."""
        self.handover.remove()
        self.copies.clear()
        super().close()

    def on_paper(self, letter: Letter) -> None:
        """Keep a letter as the window's print key does."""
        letter_pdf(letter, self.home / LETTERS)


@dataclass(slots=True)
class Met:
    """One canary as the hospital knows them."""

    person: MadeUpPerson
    patient_id: PatientId
    booking_id: BookingId
    offline: bool
    account: bool


@dataclass
class Stage:
    """Everything below one folder: homes, central, logs, temp, backups; `done` counts people per flow.

    Central is made anew, or begins as a copy of a `pattern` that nobody has served yet.
    """

    base: Path
    people: int
    pattern: Central | None = None
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    met: list[Met] = field(default_factory=list)
    deleted: set[int] = field(default_factory=set)
    new_phones: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.temp = self.base / "temp"
        self.temp.mkdir(parents=True, exist_ok=True)
        os.environ["TMPDIR"] = str(self.temp)
        self.central = Central(self.base / "hospital", people=40, days=14, online_channel=False)
        self._cells: Iterator[BoardCell] = iter(())

    def open(self) -> None:
        """Start central, enrol both desks."""
        if self.pattern is None:
            self.central.prepare()
        else:
            self.central.prepare_like(self.pattern)
        self.central.start()
        self.window = CanaryDesk(self.base / "window", "canary window", self.central)
        self.office = CanaryDesk(self.base / "office", "canary office", self.central, Role.SUPERVISOR)
        for desk in (self.office, self.window):
            wait_until(desk.sync, "central")

    def close(self) -> None:
        """End both desks and central."""
        for desk in (self.window, self.office):
            desk.close()
        self.central.stop()

    def say(self, words: str) -> None:
        """Tell how far it is; no personal data."""
        sys.stderr.write(words + "\n")

    def both(self) -> None:
        """Bring both desks up to date with each other."""
        for desk in (self.window, self.office, self.window):
            wait_until(desk.sync, "central")

    def free_cell(self, *, today: bool = False) -> BoardCell:
        """Return a half-hour with a free number, each as often as it has one; one of `today` while there is any."""
        here = self._free_on(0) if today else []
        if here:
            return here[0]
        for _ in range(2):
            found = next(self._cells, None)
            if found is not None:
                return found
            self._cells = iter(self._boards())
        raise AssertionError("no free number is left")

    def _boards(self) -> list[BoardCell]:
        found: list[BoardCell] = []
        for ahead in range(1, DAYS_AHEAD + 1):
            found += [cell for cell in self._free_on(ahead) for _ in range(cell.left)]
            if len(found) > self.people:
                break
        return found

    def _free_on(self, ahead: int) -> list[BoardCell]:
        board, day = self.window.cases.board, self.window.desk.today() + timedelta(days=ahead)
        lines = [line for department in board.departments() for line in board.board(department.id, day).rows]
        return [cell for line in lines for cell in line.cells if cell.kind == "free"]

    def keep_slip(self, slip: object, booking_id: str) -> None:
        """Keep a slip as PDF too, as the demo does (bootstrap/window_papers)."""
        slip_pdf(slip, self.window.home / SPOOL / f"{booking_id}.pdf")  # type: ignore[arg-type]  # services' own slip
