"""What central announces, read by whoever is signed in (P34)."""

from __future__ import annotations

from desktop.domain.announcements import Announcement, current
from desktop.domain.duties import DUTY, Duty, duty_from
from desktop.domain.wind_down import Ending, in_force, last_day
from desktop.services.desk import Desk


class AnnouncementService:
    """Reads what came with the feed; the clock of this desk says what is shown now."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def current(self) -> tuple[Announcement, ...]:
        """Return what is shown now, the newest first."""
        return current(self._duties(), self._desk.clock.now())

    def ending(self) -> Ending | None:
        """Return the signed end of the operation, None while there is none (P29)."""
        order = in_force(self._duties())
        return None if order is None else Ending(last_day(order), str(order.facts["end-why"]))

    def _duties(self) -> tuple[Duty, ...]:
        with self._desk.store.read() as tx:
            return tuple(duty_from(raw) for raw in tx.schedules.plans(DUTY))
