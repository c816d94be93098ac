"""Rows of sessions and bookings down: from the message to what the store keeps."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.quotas import ChannelLeft
from desktop.domain.schedules import ClinicSession, Department, Doctor, HalfDay, SessionPlan, SessionState
from desktop.ports.store import StoredBooking
from desktop.sync.wire import BookingRow, DepartmentRow, DoctorRow, SessionRow, WirePlan


def clinic_session(row: SessionRow) -> ClinicSession:
    """Return a session with what is left of it."""
    return ClinicSession(
        id=row.id, department_id=row.department_id, doctor_id=row.doctor_id, day=row.day,
        half_day=HalfDay(row.half_day), starts=row.starts, place=row.place, fee_fen=row.fee_fen,
        state=SessionState(row.state), left=row.left, next_number=row.next_number, version=row.version,
        plan=_plan(row.plan),
    )  # fmt: skip


def _plan(plan: WirePlan) -> SessionPlan:
    return SessionPlan(
        quota=tuple(ChannelLeft(q.channel, q.whole, q.left, q.by_half) for q in plan.quota), release_at=plan.release_at,
        released=plan.released, extra=plan.extra, extra_limit=plan.extra_limit, instead_of=plan.instead_of,
        stop_reason=plan.stop_reason,
    )  # fmt: skip


def department_of(row: DepartmentRow) -> Department:
    """Return a department in two languages."""
    return Department(row.id, row.name, row.initials, row.place, row.order, row.english, row.closed_from)


def doctor_of(row: DoctorRow) -> Doctor:
    """Return a doctor in two languages."""
    return Doctor(
        row.id, row.department_id, row.name, row.title, row.skill, row.initials, row.fee_fen, row.english,
        row.closed_from,
    )  # fmt: skip


def stored_booking(row: BookingRow, old: StoredBooking | None) -> StoredBooking:
    """Return a booking as central has it; who made it and its prints are known at this desk alone."""
    booking = StoredBooking(
        id=row.id, patient_id=row.patient_id, session_id=row.session_id, half_hour=row.half_hour, number=row.number,
        epoch=row.epoch, state=row.state, channel=row.channel, provisional=row.provisional, fee_fen=row.fee_fen,
        day=row.day, made_at=row.made_at, version=row.version,
    )  # fmt: skip
    if old is None:
        return booking
    return replace(booking, operation_id=old.operation_id, staff_id=old.staff_id, prints=old.prints)
