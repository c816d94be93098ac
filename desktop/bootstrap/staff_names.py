"""Staff numbers as names, by the newest roster that this desk holds."""

from __future__ import annotations

import logging

from desktop.domain.errors import KnownError
from desktop.presenters.runner import READ, Runner
from desktop.services.desk import Desk
from desktop.sync.apply import ROSTER
from desktop.sync.roster import read_roster


class StaffNames:
    """How a staff number becomes a name, by the newest roster this desk holds; read on a lane, asked anywhere."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self._names: dict[str, str] = {}
        self.refresh()

    def __call__(self, staff_id: str) -> str:
        """Return the name, or the number while the roster does not tell it."""
        return self._names.get(staff_id, staff_id)

    def refresh(self) -> None:
        """Read the roster again."""
        self._runner.run(READ, self._read, self._take, _no_roster)

    def _read(self) -> dict[str, str]:
        with self._desk.store.read() as tx:
            roster = read_roster(tx.state.get(ROSTER))
        return {e.person: e.name for e in roster.entries} if roster else {}

    def _take(self, names: dict[str, str]) -> None:
        self._names = names


def _no_roster(error: KnownError) -> None:
    logging.getLogger("desktop").warning("the roster was not read: %s", error.code)
