"""The smaller repositories in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from desktop.domain.audit import GENESIS as AUDIT_GENESIS
from desktop.domain.audit import AuditEvent, link
from desktop.domain.audit_segments import Row, Segment, digest_of, to_plain
from desktop.domain.audit_trace import Anchor
from desktop.domain.ids import BookingId, CaseId, DepartmentId, DoctorId, PatientId, SessionId
from desktop.domain.operations import (
    KeyKind,
    Right,
)
from desktop.domain.schedules import ClinicSession, Department, Doctor, SessionState, clinic_day
from desktop.ports.repositories import Turned
from desktop.ports.requests import StoredRequest
from desktop.ports.store import (
    ConsentEvent,
    NoticeEvent,
    StoredBooking,
    StoredCase,
    StoredTask,
)
from desktop.ports.trace import StoredHead
from tests.fakes.store_rows import Rows


class FakeBookings:
    """Implements ports.store.BookingRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put(self, booking: StoredBooking) -> None:
        if (booking.patient_id, KeyKind.RECORD) in self._rows.erased:
            booking = replace(booking, patient_id=PatientId(""))
        self._rows.bookings[booking.id] = booking

    def get(self, booking_id: BookingId) -> StoredBooking | None:
        return self._rows.bookings.get(booking_id)

    def of_patient(self, patient_id: PatientId, limit: int) -> tuple[StoredBooking, ...]:
        own = [b for b in self._rows.bookings.values() if b.patient_id == patient_id]
        return tuple(sorted(own, key=lambda b: (b.day, b.made_at, b.id), reverse=True)[:limit])

    def of_session(self, session_id: SessionId) -> tuple[StoredBooking, ...]:
        own = [b for b in self._rows.bookings.values() if b.session_id == session_id]
        return tuple(sorted(own, key=lambda b: (b.number, b.made_at, b.id)))

    def made_here(self, day: date, limit: int) -> tuple[StoredBooking, ...]:
        own = [
            b
            for b in self._rows.bookings.values()
            if b.operation_id is not None and clinic_day(b.made_at) == day
        ]
        return tuple(sorted(own, key=lambda b: (b.made_at, b.id), reverse=True)[:limit])


class FakeSchedules:
    """Implements ports.store.ScheduleRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put_department(self, department: Department) -> None:
        self._rows.departments[department.id] = department

    def put_doctor(self, doctor: Doctor) -> None:
        self._rows.doctors[doctor.id] = doctor

    def put_session(self, session: ClinicSession) -> None:
        self._rows.sessions[session.id] = session

    def departments(self) -> tuple[Department, ...]:
        return tuple(sorted(self._rows.departments.values(), key=lambda d: (d.order, d.id)))

    def doctors(self, department_id: DepartmentId) -> tuple[Doctor, ...]:
        own = [d for d in self._rows.doctors.values() if d.department_id == department_id]
        return tuple(sorted(own, key=lambda d: d.id))

    def all_doctors(self) -> tuple[Doctor, ...]:
        return tuple(sorted(self._rows.doctors.values(), key=lambda d: d.id))

    def doctor(self, doctor_id: DoctorId) -> Doctor | None:
        return self._rows.doctors.get(doctor_id)

    def sessions(self, department_id: DepartmentId, day: date) -> tuple[ClinicSession, ...]:
        own = [s for s in self._rows.sessions.values() if s.department_id == department_id and s.day == day]
        return tuple(sorted(own, key=lambda s: (s.starts, s.doctor_id, s.id)))

    def session(self, session_id: SessionId) -> ClinicSession | None:
        return self._rows.sessions.get(session_id)

    def day_totals(self, first: date, days: int) -> tuple[tuple[date, int], ...]:
        wanted = [first + timedelta(days=offset) for offset in range(days)]
        open_ones = [s for s in self._rows.sessions.values() if s.state is SessionState.OPEN]
        return tuple((day, sum(sum(s.left) for s in open_ones if s.day == day)) for day in wanted)

    def between(self, first: date, last: date) -> tuple[ClinicSession, ...]:
        own = [s for s in self._rows.sessions.values() if first <= s.day <= last]
        return tuple(sorted(own, key=lambda s: (s.day, s.starts, s.doctor_id, s.id)))

    def put_plan(self, kind: str, entity: str, body: bytes) -> None:
        self._rows.plans[kind, entity] = body

    def plans(self, kind: str) -> tuple[bytes, ...]:
        return tuple(body for (its, _), body in sorted(self._rows.plans.items()) if its == kind)

    def plan(self, kind: str, entity: str) -> bytes | None:
        return self._rows.plans.get((kind, entity))


class FakeRights:
    """Implements ports.store.RightRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def held(self) -> tuple[Right, ...]:
        return tuple(sorted(self._rows.rights))

    def replace(self, rights: Iterable[Right]) -> None:
        self._rows.rights = set(rights)

    def spend(self, right: Right) -> bool:
        if right not in self._rows.rights:
            return False
        self._rows.rights.remove(right)
        return True

    def lowest(self, session_id: SessionId, half_hour: int | None) -> Right | None:
        own = [
            r for r in self._rows.rights
            if r.session_id == session_id and half_hour in (None, r.half_hour)
        ]  # fmt: skip
        return min(own, key=lambda r: (r.number, -r.epoch), default=None)


class FakeAudit:
    """Implements ports.store.AuditRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def append(self, event: AuditEvent) -> None:
        if event.seq != self.next_seq():
            raise ValueError(f"audit event {event.seq} does not follow {self.next_seq() - 1}")
        previous = self._rows.audit[-1][1] if self._rows.audit else AUDIT_GENESIS
        raw = event.to_bytes()
        self._rows.audit.append((raw, link(previous, raw)))

    def next_seq(self) -> int:
        return len(self._rows.audit) + FakeTraceSegments(self._rows).end().size + 1

    def rows(self, first: int, limit: int) -> tuple[tuple[bytes, bytes], ...]:
        start = max(first - 1 - FakeTraceSegments(self._rows).end().size, 0)
        return tuple(self._rows.audit[start : start + limit])


class FakeCases:
    """Implements ports.store.CaseRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put_case(self, case: StoredCase) -> None:
        self._rows.cases[case.id] = case

    def case(self, case_id: CaseId) -> StoredCase | None:
        return self._rows.cases.get(case_id)

    def cases(self, states: Iterable[str]) -> tuple[StoredCase, ...]:
        wanted = set(states)
        own = [c for c in self._rows.cases.values() if c.state in wanted]
        return tuple(sorted(own, key=lambda c: (c.filed_at, c.id)))

    def put_task(self, task: StoredTask) -> None:
        self._rows.tasks[task.id] = task

    def tasks(self, state: str) -> tuple[StoredTask, ...]:
        own = [t for t in self._rows.tasks.values() if t.state == state]
        return tuple(sorted(own, key=lambda t: (t.at, t.id)))

    def add_consent(self, event: ConsentEvent) -> None:
        self._rows.consents.setdefault(event.id, event)

    def consents(self, patient_id: PatientId) -> tuple[ConsentEvent, ...]:
        own = [e for e in self._rows.consents.values() if e.patient_id == patient_id]
        return tuple(sorted(own, key=lambda e: (e.at, e.id)))

    def add_notice(self, event: NoticeEvent) -> None:
        self._rows.notices.append(event)

    def last_notice(self, patient_id: PatientId) -> NoticeEvent | None:
        own: list[tuple[datetime, int, NoticeEvent]] = [
            (event.at, index, event)
            for index, event in enumerate(self._rows.notices)
            if event.patient_id == patient_id
        ]
        return max(own, key=lambda item: item[:2])[2] if own else None


class FakeState:
    """Implements ports.store.StateRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, name: str) -> bytes | None:
        return self._rows.state.get(name)

    def set(self, name: str, value: bytes | None) -> None:
        if value is None:
            self._rows.state.pop(name, None)
        else:
            self._rows.state[name] = value

    def names(self, prefix: str) -> tuple[str, ...]:
        return tuple(sorted(name for name in self._rows.state if name.startswith(prefix)))


class FakeTraceHeads:
    """Implements ports.trace.TraceHeadRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put(self, stored: StoredHead) -> None:
        self._rows.trace_heads[stored.head.size] = stored

    def last(self) -> StoredHead | None:
        return self.all()[-1] if self._rows.trace_heads else None

    def unwitnessed(self, limit: int) -> tuple[StoredHead, ...]:
        return tuple(stored for stored in self.all() if stored.witnessed_at is None)[:limit]

    def drop_unwitnessed(self) -> None:
        for stored in self.all():
            if stored.witnessed_at is None:
                del self._rows.trace_heads[stored.head.size]

    def all(self) -> tuple[StoredHead, ...]:
        return tuple(self._rows.trace_heads[size] for size in sorted(self._rows.trace_heads))

    def closable(self, before: datetime, most: int) -> StoredHead | None:
        end = FakeTraceSegments(self._rows).end().size
        ripe: list[StoredHead] = []
        for stored in self.all():
            if stored.head.size > end and (stored.witnessed_at is None or stored.head.at >= before):
                break
            if end < stored.head.size <= end + most and stored.head.size < end + len(self._rows.audit):
                ripe.append(stored)
        return ripe[-1] if ripe else None


class FakeTraceSegments:
    """Implements ports.trace.TraceSegmentRepository; what is closed lies here in clear."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def end(self) -> Anchor:
        if not self._rows.trace_segments:
            return Anchor(0, AUDIT_GENESIS)
        last = self._rows.trace_segments[max(self._rows.trace_segments)][0]
        return Anchor(last.last, last.head)

    def close(self, segment: Segment, rows: tuple[Row, ...], sign: Callable[[Segment], bytes]) -> None:
        made = replace(segment, digest=digest_of(to_plain(rows)))
        del self._rows.audit[: made.last - self.end().size]
        self._rows.trace_segments[made.first] = made, sign(made), rows

    def found(self) -> Iterator[tuple[Segment, bytes, tuple[Row, ...] | None]]:
        for first in sorted(self._rows.trace_segments):
            yield self._rows.trace_segments[first]


class FakeWrappedKeys:
    """Implements ports.repositories.WrappedKeyRepository: keys lie here unwrapped, so there is nothing to turn."""

    def count(self) -> int:
        return 0

    def turn(self, after: Turned, most: int) -> Turned:
        return Turned(ended=True)


class FakeRequests:
    """Implements ports.requests.RequestRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put(self, request: StoredRequest) -> None:
        self._rows.requests[request.case.id] = request

    def get(self, case_id: CaseId) -> StoredRequest | None:
        return self._rows.requests.get(case_id)

    def forget_sent(self, case_id: CaseId) -> None:
        self._rows.spent_cases.add(case_id)

    def all(self, limit: int) -> tuple[StoredRequest, ...]:
        newest = sorted(self._rows.requests.values(), key=lambda r: r.case.id)
        return tuple(sorted(newest, key=lambda r: r.case.filed_at, reverse=True))[:limit]

    def of_patient(self, patient_id: PatientId) -> tuple[StoredRequest, ...]:
        mine = [r for r in self._rows.requests.values() if r.case.patient_id == patient_id]
        return tuple(sorted(mine, key=lambda r: (r.case.filed_at, r.case.id)))
