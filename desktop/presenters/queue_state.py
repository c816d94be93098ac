"""What the queue page shows, and what it needs of the services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.domain.bookings import BookingState
from desktop.domain.ids import BookingId, DepartmentId, PatientId, SessionId
from desktop.domain.lines import Peak
from desktop.domain.pick_up import Shown
from desktop.domain.queue_entry import PriorityClass
from desktop.domain.queueing import CheckInBy, QueueStep, steps_from
from desktop.domain.schedules import Department, Doctor
from desktop.domain.slips import SlipCode
from desktop.presenters.notes import NOTHING, Note
from desktop.presenters.pick_up import PickUpAsked
from desktop.services.lines import Choice, QueueLine, QueueView, Target
from desktop.services.queueing import Stepped

EVERYBODY = Choice()
NO_PEAK = Peak(0, 0, None, None, False)


class Steps(Protocol):
    """services.queueing.QueueService."""

    def check_in(
        self, booking_id: BookingId, how: CheckInBy, priority: PriorityClass | None = None,
        shown: Shown | None = None,
    ) -> Stepped: ...  # fmt: skip
    def step(
        self,
        booking_id: BookingId,
        step: QueueStep,
        *,
        priority: PriorityClass | None = None,
        to_session: SessionId | None = None,
    ) -> Stepped: ...
    def undo(self, done: Stepped) -> Stepped: ...
    def of_patient_today(self, patient_id: PatientId) -> BookingId: ...
    def of_slip(self, code: SlipCode) -> BookingId: ...
    def close_ended(self) -> int: ...


class Lines(Protocol):
    """services.lines.LinesService."""

    def begin(self) -> None: ...
    def departments(self) -> tuple[Department, ...]: ...
    def doctors(self, department_id: DepartmentId) -> tuple[Doctor, ...]: ...
    def targets(self, session_id: SessionId) -> tuple[Target, ...]: ...
    def view(self, choice: Choice) -> QueueView: ...


@dataclass(frozen=True, slots=True)
class QueueState:
    """What the page shows. `state_filter` None: everybody; `targets` is the open list of a transfer, else empty."""

    departments: tuple[Department, ...] = ()
    doctors: tuple[Doctor, ...] = ()
    choice: Choice = EVERYBODY
    state_filter: BookingState | None = None
    lines: tuple[QueueLine, ...] = ()
    counts: tuple[tuple[BookingState, int], ...] = ()
    everybody: int = 0
    peak: Peak = NO_PEAK
    selected: int = -1
    targets: tuple[Target, ...] = ()
    target: int = 0
    loaded: bool = False
    can_undo: bool = False
    pick_up: PickUpAsked | None = None
    note: Note = NOTHING

    @property
    def current(self) -> QueueLine | None:
        """Return the row in hand."""
        return self.lines[self.selected] if 0 <= self.selected < len(self.lines) else None

    @property
    def steps(self) -> frozenset[QueueStep]:
        """Return what can be done with the row in hand."""
        return steps_from(self.current.state) if self.current else frozenset()
