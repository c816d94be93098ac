"""The line and the outbox: what the status bar, the banner and the sync page show (G65, G68, G74)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from desktop.domain.errors import KnownError
from desktop.ports.clock import Clock
from desktop.presenters.needs import Syncs
from desktop.presenters.notes import NOTHING, Note, error_note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, READ, Runner
from desktop.services.syncing import OutboxLine, SyncStatus

OUTBOX_LINES = 200


class Headline(StrEnum):
    """The one big line of the sync page."""

    SYNCED = "synced"
    NEVER = "never"
    OFFLINE = "offline"
    QUARANTINED = "quarantined"
    CLOCK_WRONG = "clock-wrong"


@dataclass(frozen=True, slots=True)
class SyncState:
    """The line in words; `offline_minutes` counts since the line went, `skew_s` is our clock against central's."""

    headline: Headline = Headline.NEVER
    online: bool = False
    last_success: datetime | None = None
    offline_minutes: int = 0
    waiting: int = 0
    rights_left: int = 0
    skew_s: int = 0
    error_code: str = ""
    running: bool = False
    lines: tuple[OutboxLine, ...] = ()
    note: Note = NOTHING
    came: Mapping[str, int] = field(default_factory=dict)


class SyncPresenter:
    """Runs one exchange at a time; the view's timer calls `tick` every two seconds."""

    def __init__(self, service: Syncs, runner: Runner, clock: Clock, changed: Callable[[], None]) -> None:
        self._service = service
        self._runner = runner
        self._clock = clock
        self._changed = changed
        self._running = False
        self._watched = False
        self._out = Publisher(SyncState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> SyncState:
        """Return the newest state."""
        return self._out.state

    def tick(self) -> None:
        """Run an exchange unless one is under way."""
        if not self._running:
            self._running = True
            self._runner.run(NETWORK, self._service.run_once, self._ran, self._failed)
        self._publish(self._service.status())

    def retry(self) -> None:
        """The clerk asked: show that it runs."""
        self.tick()
        self._out.publish(replace(self.state, running=self._running))

    def watch(self, visible: bool) -> None:
        """Keep the outbox rows fresh while the page is open."""
        self._watched = visible
        if visible:
            self._load()

    def refresh(self) -> None:
        """Show the newest known status without asking anybody."""
        self._publish(self._service.status())

    def _ran(self, status: SyncStatus) -> None:
        self._running = False
        self._out.publish(replace(self.state, running=False, note=NOTHING))
        self._publish(status)
        if self._watched:
            self._load()
        self._changed()

    def _failed(self, error: KnownError) -> None:
        self._running = False
        self._out.publish(replace(self.state, running=False, note=error_note(error)))
        self._changed()

    def _load(self) -> None:
        self._runner.run(READ, lambda: self._service.outbox(OUTBOX_LINES), self._loaded, self._failed_load)

    def _loaded(self, lines: tuple[OutboxLine, ...]) -> None:
        self._out.publish(replace(self.state, lines=lines))

    def _failed_load(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, note=error_note(error)))

    def _publish(self, status: SyncStatus) -> None:
        minutes = 0 if status.online else int((self._clock.now() - status.since).total_seconds() // 60)
        self._out.publish(
            replace(
                self.state,
                headline=_headline(status),
                online=status.online,
                last_success=status.last_success,
                offline_minutes=max(0, minutes),
                waiting=status.waiting,
                rights_left=status.rights_left,
                skew_s=round(status.skew_s),
                error_code=status.error_code,
                came=status.came,
            )
        )


def _headline(status: SyncStatus) -> Headline:
    if status.quarantined:
        return Headline.QUARANTINED
    if status.clock_wrong:
        return Headline.CLOCK_WRONG
    if not status.online:
        return Headline.OFFLINE
    return Headline.SYNCED if status.last_success else Headline.NEVER
