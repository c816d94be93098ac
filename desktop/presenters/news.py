"""What the banner of every window says: announcements, and a version of the notice still to begin (P33, P34)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.domain.announcements import Announcement
from desktop.domain.errors import KnownError
from desktop.domain.wind_down import Ending
from desktop.presenters.notices import ReadsAnnouncements
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import READ, Runner
from desktop.services.notice import Notice

# rows of the exchange that can change it
NEWS_ROWS = frozenset({"plan", "notice", "roster"})


class ReadsUpcoming(Protocol):
    """services.notice.NoticeService."""

    def announced(self) -> tuple[Notice, ...]: ...


@dataclass(frozen=True, slots=True)
class NewsState:
    """The end of the operation; announcements, the newest first; versions not in force yet, the nearest first."""

    announcements: tuple[Announcement, ...] = ()
    upcoming: tuple[Notice, ...] = ()
    ending: Ending | None = None


class NewsPresenter:
    """Reads at sign-in, when rows came, and once a minute, because both begin and end by the clock."""

    def __init__(self, announcements: ReadsAnnouncements, notices: ReadsUpcoming, runner: Runner) -> None:
        self._announcements, self._notices, self._runner = announcements, notices, runner
        self._out = Publisher(NewsState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> NewsState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read again."""
        self._runner.run(READ, self._read, self._loaded, _busy)

    def _read(self) -> NewsState:
        return NewsState(
            self._announcements.current(), self._notices.announced(), self._announcements.ending()
        )

    def _loaded(self, state: NewsState) -> None:
        if state != self.state:
            self._out.publish(state)


def _busy(_error: KnownError) -> None:
    """The store was busy: what stands there stays until the next reading."""
