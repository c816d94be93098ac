"""The sealed draft of who signs in: read at once, shown when what was deleted meanwhile is known (DECISIONS 18)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from desktop.domain.errors import KnownError
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.runner import READ, Runner
from desktop.services.desk import Desk
from desktop.services.syncing import SyncService

ERASURE = "erasure"


class FirstExchange:
    """What waits until the first exchange after sign-in ended, answered or not; each act once."""

    def __init__(self, *acts: Callable[[], None]) -> None:
        self.acts = list(acts)

    def ended(self) -> None:
        """Do what has waited."""
        while self.acts:
            self.acts.pop(0)()


class HeldDraft:
    """An erasure empties all drafts: when the first exchange brought one, the draft that was read is let go."""

    def __init__(
        self, desk: Desk, runner: Runner, registration: RegistrationPresenter, sync: SyncService, name: str
    ) -> None:
        self._desk, self._registration, self._sync, self._name = desk, registration, sync, name
        self._raw: bytes | None = None
        self._read = self._wanted = False
        runner.run(READ, self._look, self._hold, _not_read)

    def put(self) -> None:
        """The first exchange ended: into the form with it."""
        self._wanted = True
        self._show()

    def _look(self) -> bytes | None:
        with self._desk.store.read() as tx:
            return tx.state.get(self._name)

    def _hold(self, raw: bytes | None) -> None:
        self._raw, self._read = raw, True
        self._show()

    def _show(self) -> None:
        if not (self._wanted and self._read):
            return
        raw, self._raw, self._read = self._raw, None, False
        if raw is not None and ERASURE not in self._sync.status().came:
            self._registration.restore(raw)


def _not_read(error: KnownError) -> None:
    logging.getLogger("desktop").warning("no draft was read: %s", error.code)
