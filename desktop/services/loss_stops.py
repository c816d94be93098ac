"""What incidents stop, heard at this desk with the feed (P22, SECURITY §6)."""

from __future__ import annotations

from desktop.domain.duties import DUTY, duty_from
from desktop.domain.loss_stops import stopped_by
from desktop.services.desk import Desk


class LossStops:
    """A chore: what stands in the store holds from the next act on, and from the sign-in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self()

    def __call__(self) -> None:
        """Look again."""
        with self._desk.store.read() as tx:
            duties = tuple(duty_from(raw) for raw in tx.schedules.plans(DUTY))
        self._desk.stopped = stopped_by(duties)
