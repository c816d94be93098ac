"""What central announces, read by whoever is signed in (P34)."""

from __future__ import annotations

from desktop.domain.announcements import Announcement, current
from desktop.domain.duties import DUTY, duty_from
from desktop.services.desk import Desk


class AnnouncementService:
    """Reads what came with the feed; the clock of this desk says what is shown now."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def current(self) -> tuple[Announcement, ...]:
        """Return what is shown now, the newest first."""
        with self._desk.store.read() as tx:
            duties = [duty_from(raw) for raw in tx.schedules.plans(DUTY)]
        return current(duties, self._desk.clock.now())
