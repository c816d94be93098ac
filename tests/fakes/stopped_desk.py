"""Nobody whom a stopped clinic concerns, for windows that are about something else."""

from __future__ import annotations

from desktop.domain.stopping import AffectedState
from desktop.services.stopping import AffectedLine, Place, SheetLine


class NobodyAffected:
    """presenters.stopped.Tends."""

    def board(self) -> tuple[AffectedLine, ...]:
        return ()

    def places(self, booking_id: str) -> tuple[Place, ...]:
        return ()

    def note(self, booking_id: str, state: AffectedState) -> None: ...

    def inform(self, booking_id: str) -> None: ...

    def offer(self, booking_id: str, place: Place) -> int:
        return 0

    def move(self, booking_id: str) -> int:
        return 0

    def call_sheet(self) -> tuple[SheetLine, ...]:
        return ()
