"""Lines that stand still: some people of today in one department, and what was asked of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop.domain.bookings import BookingState
from desktop.domain.ids import BookingId, DepartmentId, PatientId, SessionId, TaskId
from desktop.domain.lines import Alarm, Peak
from desktop.domain.queueing import CheckInBy, QueueStep, state_after
from desktop.domain.schedules import Department, Doctor
from desktop.domain.slips import SlipCode
from desktop.services.lines import Choice, QueueLine, QueueView, Target
from desktop.services.queueing import Stepped


@dataclass
class FakeLines:
    """Implements presenters.queue_state.Lines."""

    now: Any
    rows: list[QueueLine] = field(default_factory=list)

    def __post_init__(self) -> None:
        states = (BookingState.CALLED, BookingState.WAITING, BookingState.WAITING, BookingState.BOOKED)
        alarms = (Alarm.NONE, Alarm.RED, Alarm.AMBER, Alarm.NONE)
        self.rows = [
            QueueLine(
                BookingId(f"b{at}"), SessionId("s1"), f"{at + 1:03d}", "张*强", "李建国", "3 诊室", self.now(), state,
                "elder" if at == 1 else "ordinary", at == 2, max(0, at) if state is BookingState.WAITING else 0,
                70 - at * 20 if state is BookingState.WAITING else None, alarm, int(at == 0),
            )
            for at, (state, alarm) in enumerate(zip(states, alarms, strict=True))
        ]  # fmt: skip

    def begin(self) -> None: ...

    def departments(self) -> tuple[Department, ...]:
        return (Department(DepartmentId("heart"), "心血管内科", "xxgnk", "3 层"),)

    def doctors(self, department_id: DepartmentId) -> tuple[Doctor, ...]:
        return ()

    def targets(self, session_id: SessionId) -> tuple[Target, ...]:
        return (Target(SessionId("s2"), "王明", "4 诊室"),)

    def view(self, choice: Choice) -> QueueView:
        now: datetime = self.now()
        counts = {state: sum(r.state is state for r in self.rows) for state in BookingState}
        peak = Peak(2, 1, 6, 66, True)
        return QueueView(tuple(self.rows), tuple((s, n) for s, n in counts.items() if n), peak, now)


@dataclass
class FakeSteps:
    """Implements presenters.queue_state.Steps; `asked` is what was asked."""

    lines: FakeLines
    asked: list[tuple[str, QueueStep]] = field(default_factory=list)

    def check_in(
        self, booking_id: BookingId, how: CheckInBy, priority: object = None, shown: object = None
    ) -> Stepped:
        return self.step(booking_id, QueueStep.CHECK_IN)

    def step(self, booking_id: BookingId, step: QueueStep, **_more: object) -> Stepped:
        row = next(r for r in self.lines.rows if r.booking_id == booking_id)
        self.asked.append((booking_id, step))
        return Stepped(booking_id, state_after(step, row.state), step, "op")

    def undo(self, done: Stepped) -> Stepped:
        return Stepped(done.booking_id, done.state, QueueStep.UNDO, "op-2")

    def of_patient_today(self, patient_id: PatientId) -> BookingId:
        return self.lines.rows[0].booking_id

    def of_slip(self, code: SlipCode) -> BookingId:
        return self.lines.rows[0].booking_id

    def close_ended(self) -> int:
        return 0

    def family_allowed(self) -> bool:
        return True

    def ask(self, booking_id: BookingId, shown: object) -> TaskId:
        return TaskId("ask")
