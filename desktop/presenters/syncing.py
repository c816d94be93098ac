"""The line and the outbox: what the status bar, the banner and the sync page show (G65, G68, G74)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from desktop.domain.drills import DRILL_FOR
from desktop.domain.errors import KnownError
from desktop.domain.offline_lease import LEASE_OVER, Lease
from desktop.domain.schedules import CHINA
from desktop.ports.clock import Clock
from desktop.presenters.needs import ChangesKeys, ExtendsLease, GivesBack, LooksForUpdates, RunsDrills, Syncs
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, READ, STORE, Runner
from desktop.services.drill import DrillNews
from desktop.services.syncing import OutboxLine, SyncStatus
from desktop.services.updates import UpdateNews

OUTBOX_LINES = 200
LOOK_EVERY_S = 12 * 3600
NO_NEWS = UpdateNews()
NO_DRILL = DrillNews()
# what the clerk was just told stays until they leave the page or ask for something else
KEPT_NOTES = (
    "give-back-again",
    "numbers-returned",
    "lease-extended",
    "keys-changing",
    "keys-changed",
    "drill-again",
)


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
    give_back_armed: bool = False
    keys_busy: bool = False
    keys_done: int = 0
    keys_total: int = 0
    lines: tuple[OutboxLine, ...] = ()
    note: Note = NOTHING
    came: Mapping[str, int] = field(default_factory=dict)
    closed: str = ""
    file_owed: bool = False
    may_extend: bool = False
    update: UpdateNews = NO_NEWS
    drill: DrillNews = NO_DRILL
    drill_armed: bool = False


class SyncPresenter:
    """Runs one exchange at a time; the view's timer calls `tick` every two seconds."""

    def __init__(
        self,
        service: Syncs,
        runner: Runner,
        clock: Clock,
        changed: Callable[[], None],
        giving_back: GivesBack | None = None,
        lease: ExtendsLease | None = None,
        updates: LooksForUpdates | None = None,
        keys: ChangesKeys | None = None,
        drill: RunsDrills | None = None,
        *,
        may_drill: bool = False,
    ) -> None:
        self._drill = drill
        self.may_drill = drill is not None and may_drill
        self._updates = updates
        self._next_look: float | None = None
        self._lease = lease
        self._service = service
        self._giving_back = giving_back
        self._keys = keys
        self._runner = runner
        self._clock = clock
        self._changed = changed
        self._running = False
        self._watched = False
        self._progress = (0, 0)
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
        self._look_for_updates()

    def _look_for_updates(self) -> None:
        now = self._clock.monotonic()
        if self._updates is not None and (self._next_look is None or now >= self._next_look):
            self._next_look = now + LOOK_EVERY_S
            self._runner.run(NETWORK, self._updates.look, self._looked, self._failed_load)

    def _looked(self, news: UpdateNews) -> None:
        self._out.publish(replace(self.state, update=news))

    def retry(self) -> None:
        """The clerk asked: show that it runs."""
        self._out.publish(replace(self.state, give_back_armed=False, note=NOTHING))
        self.tick()
        self._out.publish(replace(self.state, running=self._running))

    @property
    def may_give_back(self) -> bool:
        """Return whether there is a way to give numbers back and there are any."""
        return self._giving_back is not None and self.state.rights_left > 0

    def give_back(self) -> None:
        """Asked once: say what it means. Asked again: return today's leased numbers, then tell central."""
        service = self._giving_back
        if service is None or not self.may_give_back:
            return
        if not self.state.give_back_armed:
            armed = note(NoteKind.WARN, "give-back-again")
            self._out.publish(replace(self.state, give_back_armed=True, note=armed))
            return
        self._out.publish(replace(self.state, give_back_armed=False))
        self._runner.run(STORE, service.give_back, self._given_back, self._failed_load)

    def run_drill(self) -> None:
        """D: asked once, say until when; asked again, begin. While a drill runs, end it."""
        drill = self._drill
        if drill is None or not self.may_drill:
            return
        if self.state.drill.until is not None:
            self._runner.run(STORE, drill.end, self._drill_changed, self._failed_load)
        elif self.state.drill_armed:
            self._runner.run(
                STORE, lambda: drill.start(self._service), self._drill_changed, self._failed_load
            )
        else:
            until = f"{(self._clock.now() + DRILL_FOR).astimezone(CHINA):%H:%M}"
            armed = note(NoteKind.WARN, "drill-again", until=until)
            self._out.publish(replace(self.state, drill_armed=True, note=armed))

    def _drill_changed(self, news: DrillNews) -> None:
        self._out.publish(replace(self.state, drill=news, drill_armed=False, note=NOTHING))
        self.tick()

    def _drilled(self, news: DrillNews) -> None:
        if news != self.state.drill:
            self._out.publish(replace(self.state, drill=news))

    def extend(self) -> None:
        """Keep what is stored readable for another 24 hours; for whom the permission table allows it."""
        if self._lease is not None and self.state.may_extend:
            self._runner.run(STORE, self._lease.extend, self._extended, self._failed_load)

    def _extended(self, lease: Lease) -> None:
        hours = int(lease.left.total_seconds() // 3600)
        self._out.publish(replace(self.state, note=note(NoteKind.OK, "lease-extended", h=hours)))
        self.tick()

    def _given_back(self, count: int) -> None:
        self._out.publish(replace(self.state, note=note(NoteKind.OK, "numbers-returned", n=count)))
        self.tick()

    @property
    def may_change_keys(self) -> bool:
        """Return whether this person may change the desk's keys."""
        return self._keys is not None

    def change_keys(self) -> None:
        """New keys for this desk now; how far it is stands in the state."""
        keys = self._keys
        if keys is None or self.state.keys_busy:
            return
        changing = note(NoteKind.BUSY, "keys-changing")
        self._out.publish(replace(self.state, keys_busy=True, keys_done=0, keys_total=0, note=changing))
        self._runner.run(STORE, lambda: keys.rotate(self._report_keys), self._keys_changed, self._keys_failed)

    def _report_keys(self, done: int, total: int) -> None:
        """Told on the store's lane: plain numbers that the view's timer shows."""
        self._progress = done, total

    def show_progress(self) -> None:
        """Show how far the change of keys is."""
        if self.state.keys_busy:
            done, total = self._progress
            self._out.publish(replace(self.state, keys_done=done, keys_total=total))

    def _keys_changed(self, epoch: int) -> None:
        said = note(NoteKind.OK, "keys-changed", epoch=epoch)
        self._out.publish(replace(self.state, keys_busy=False, note=said))

    def _keys_failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, keys_busy=False, note=error_note(error)))

    def watch(self, visible: bool) -> None:
        """Keep the outbox rows fresh while the page is open."""
        self._watched = visible
        if not visible and (self.state.give_back_armed or self.state.drill_armed):
            self._out.publish(replace(self.state, give_back_armed=False, drill_armed=False, note=NOTHING))
        if visible:
            self._load()

    def refresh(self) -> None:
        """Show the newest known status without asking anybody."""
        self._publish(self._service.status())

    def _ran(self, status: SyncStatus) -> None:
        self._running = False
        kept = self.state.note if self.state.note.code in KEPT_NOTES else NOTHING
        self._out.publish(replace(self.state, running=False, note=kept))
        self._publish(status)
        if self._watched:
            self._load()
        if self._drill is not None:
            self._runner.run(READ, self._drill.news, self._drilled, lambda _: None)
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
                closed=status.closed,
                file_owed=status.file_owed,
                may_extend=self._lease is not None and status.closed == LEASE_OVER,
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
