"""The stage of the tour: central, two desks, a card reader and a screen; keys in, pictures out (DECISIONS 32)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from demo_cable import Cable
from demo_parts import Central, Desk, Reader, wait_until
from x_screen import XScreen

from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson, person_of
from desktop.domain.staff import Role

FIRST_STRANGER = 500_001
WINDOW_END = "门诊挂号"
WIDTH, HEIGHT = 1440, 900
# a deletion that every desk has confirmed, backups or not
CONFIRMED = {"backup", "done"}
# the X names of the rail's keys, in their order (desktop/ui/shell/rail.KEYS)
X_KEYS = (*"1234567890", "minus", "equal", "bracketleft", "bracketright", "backslash", "semicolon")


class Stage:
    """Two desks at one central; a part of the tour plays on it."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home = home
        self.folder = folder
        self.screen = XScreen(home / "screen")
        self.central = Central(home)
        self.reader = Reader(home, "reader-a")
        self.cable = Cable(home, self.central)
        self.desk_a = Desk(home, "desk-a", "3 号窗", self.reader.port)
        self.desk_b = Desk(home, "desk-b", "5 号窗", "")
        self.windows: dict[str, str] = {}
        self.pictures = 0
        self.notes: list[str] = []
        self._strangers = iter(tour_strangers())
        self._met = 0

    # ------------------------------------------------------------ set-up and end
    def set_up(self) -> None:
        """Make the demo and enrol both desks; no window yet."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.screen.start()
        self.central.prepare()
        self.central.start()
        self.cable.plug_in()
        self.reader.start()
        self.desk_a.enroll(self.central.enroll_code(self.desk_a.window, self.cable.port))
        self.desk_b.enroll(self.central.enroll_code(self.desk_b.window))
        self.central.sign_roster()
        # One patient screen is enough; a second one would lie over it.
        settings = self.desk_b.home / "desk.json"
        settings.write_text(json.dumps({**json.loads(settings.read_text()), "patient_screen": False}))

    def stop(self) -> None:
        """Stop everything that was started."""
        for desk in (self.desk_a, self.desk_b):
            desk.stop()
        self.reader.process.stop()
        self.cable.pull()
        self.central.stop()
        self.screen.stop()

    def open(self, desk: Desk, *options: str) -> None:
        """Open a desk's window at its place on the screen."""
        desk.start(*options)
        desk.wait("sign-in page", 90, page="sign-in")
        window = self.screen.window(self._pids(desk), WINDOW_END)
        self.screen.place(window, 0 if desk is self.desk_a else WIDTH + 20, 0, WIDTH, HEIGHT)
        self.windows[desk.name] = window

    def close(self, desk: Desk) -> None:
        """Close a desk's window."""
        desk.stop()
        self.windows.pop(desk.name, None)
        if desk is self.desk_a:
            self.windows.pop("patient", None)

    def sign_in(self, desk: Desk, role: Role, *, board: bool = True) -> None:
        """Sign in by keys and wait for the first exchange, and for the `board` where there are sessions."""
        staff = next(s for s in DEMO_STAFF if s.role is role)
        self.at(desk)
        self.screen.text(staff.initials)
        self.screen.keys("Return")
        desk.wait("passphrase field", focus="passphrase")
        self.screen.text(staff.passphrase)
        self.screen.keys("Return")
        wait_until(lambda: desk.status().get("rail"), f"{desk.name}: main window", 90)
        desk.wait("first exchange", 120, online=True)
        if board and "registration" in desk.status()["rail"]:
            desk.wait("the board", 120, page="registration", board=True)

    def both(self, *options: str, role_b: Role = Role.SUPERVISOR) -> None:
        """Open both windows anew: a clerk at desk A, a second person at desk B."""
        for desk, role in ((self.desk_a, Role.CLERK), (self.desk_b, role_b)):
            self.close(desk)
            self.open(desk, *options)
            self.sign_in(desk, role)

    def _pids(self, desk: Desk) -> Callable[[], list[int]]:
        """The window belongs to a child of what was started (desktop/bootstrap/parent.py)."""
        assert desk.process is not None
        return desk.process.family

    # ------------------------------------------------------------ people
    def stranger(self) -> MadeUpPerson:
        """Return the next made-up person whom nobody knows."""
        self._met += 1
        return next(self._strangers)

    @property
    def met(self) -> int:
        """Return how many of tour_strangers() were used."""
        return self._met

    # ------------------------------------------------------------ keys and pictures
    def at(self, desk: Desk) -> None:
        """Give a desk's window the keyboard."""
        self.screen.activate(self.windows[desk.name])

    def keys(self, desk: Desk, *names: str) -> None:
        """Press keys at a desk."""
        self.at(desk)
        self.screen.keys(*names)

    def type(self, desk: Desk, text: str) -> None:
        """Type plain text at a desk."""
        self.at(desk)
        self.screen.text(text)

    def until(
        self, desk: Desk, what: str, holds: Callable[[dict[str, Any]], Any], timeout_s: float = 120
    ) -> Any:
        """Wait until what a desk says of itself fulfils a condition; returns its answer."""
        return wait_until(lambda: holds(desk.status()), f"{desk.name}: {what}", timeout_s)

    def rail(self, desk: Desk, page: str) -> None:
        """Open a page by Alt and its key."""
        self.keys(desk, f"alt+{X_KEYS[desk.status()['rail'].index(page)]}")
        desk.wait(f"page {page}", page=page)

    def go_down(self, desk: Desk, at: str, wanted: int) -> None:
        """Go to a row of a list by the arrow keys; `at` is the status key of the row in hand."""
        for _ in range(200):
            here = int(desk.status()[at])
            if here == wanted:
                return
            self.keys(desk, "Down" if here < wanted else "Up")
            self.until(desk, "another row", lambda now, here=here: now.get(at) != here)  # type: ignore[misc]
        raise AssertionError(f"{desk.name}: row {wanted} was not reached")

    def tab_to(self, desk: Desk, focus: str, *, key: str = "Tab", most: int = 40) -> None:
        """Press Tab until a control has the caret."""
        self.at(desk)
        for _ in range(most):
            here = desk.status().get("focus")
            if here == focus:
                return
            self.screen.keys(key)
            try:
                self.until(desk, "the caret moves", lambda now, here=here: now.get("focus") != here, 2)  # type: ignore[misc]
            except RuntimeError:
                continue  # two controls in a row may bear the same name
        raise AssertionError(
            f"{desk.name}: {focus} was not reached, the caret is at {desk.status()['focus']}"
        )

    def picture(self, desk: Desk, name: str) -> None:
        """Save a desk's window as the next numbered picture."""
        self.save(self.windows[desk.name], name)

    def save(self, window: str, name: str) -> None:
        """Save any window as the next numbered picture."""
        self.pictures += 1
        self.screen.picture(window, self.folder / f"{self.pictures:02d}-{name}.png")


def tour_strangers() -> list[MadeUpPerson]:
    """Return the people whom the tour registers, in order: adults with an own phone."""
    people = (person_of(serial) for serial in range(FIRST_STRANGER, FIRST_STRANGER + 400))
    return [p for p in people if p.birth.year < 2000 and "·" not in p.name and len(p.phone) == 11]
