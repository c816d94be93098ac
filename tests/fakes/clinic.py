"""Made-up people, bookings and operations for tests of the store and of what stands on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from desktop.domain.audit import AuditAct, AuditEvent
from desktop.domain.ids import (
    BookingId,
    DepartmentId,
    DeskId,
    DoctorId,
    OperationId,
    PatientId,
    SessionId,
    StaffId,
)
from desktop.domain.operations import Operation, OperationKind, SignedOperation
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.schedules import ClinicSession, HalfDay, SessionState
from desktop.ports.store import ChainHead, DataKeys, PatientStatus, StoredBooking, Transaction

NOW = datetime(2026, 11, 24, 2, 42, 18, 123456, tzinfo=UTC)
TODAY = date(2026, 11, 24)
RESIDENT = "resident-card"
KEYS = DataKeys(b"r" * 32, b"a" * 32)
HEART = DepartmentId("heart")
MORNING = SessionId("session-1")
RECORD = PatientRecord("单雪", "2", "1990-03-07", RESIDENT, "890000199003070028", card_number="0088120461")
ACCOUNT = AccountRecord("15400138000", "verified", verified_at="2026-11-24T02:42:18+00:00", is_account=True)
STATUS = PatientStatus(
    version=3, name_check="match", evidence="chip-read", phone_verified=True, served_at=NOW
)


def keep(
    tx: Transaction,
    patient_id: str = "p1",
    record: PatientRecord = RECORD,
    account: AccountRecord | None = ACCOUNT,
    status: PatientStatus = STATUS,
    keys: DataKeys = KEYS,
) -> PatientId:
    """Put a person into the store."""
    tx.patients.put(PatientId(patient_id), record, account, keys, status)
    return PatientId(patient_id)


def named(name: str, number: str | None = None, **fields: str) -> PatientRecord:
    """Return a record with this name."""
    return replace(RECORD, name=name, document_number=number, card_number=None, **fields)


def booking(booking_id: str = "b1", **fields: object) -> StoredBooking:
    """Return a booking of `p1` in the morning session."""
    made = StoredBooking(
        id=BookingId(booking_id),
        patient_id=PatientId("p1"),
        session_id=MORNING,
        half_hour=2,
        number=17,
        epoch=1,
        state="booked",
        channel="desk",
        provisional=False,
        fee_fen=2500,
        day=TODAY,
        made_at=NOW,
        operation_id="op-1",
        staff_id="s1",
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # the test names the fields


def session(session_id: str = "session-1", **fields: object) -> ClinicSession:
    """Return an open morning session."""
    made = ClinicSession(
        id=SessionId(session_id),
        department_id=HEART,
        doctor_id=DoctorId("d1"),
        day=TODAY,
        half_day=HalfDay.MORNING,
        starts=time(8, 30),
        place="3F 12",
        fee_fen=2500,
        state=SessionState.OPEN,
        left=(2, 0, 3),
        next_number=(4, 0, 9),
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # the test names the fields


def operation(head: ChainHead, **fields: object) -> SignedOperation:
    """Return the operation that follows a head."""
    made = Operation(
        desk=DeskId("desk-1"),
        incarnation=head.incarnation,
        seq=head.seq + 1,
        prev_hash=head.hash,
        id=OperationId(f"op-{head.incarnation}-{head.seq + 1}"),
        kind=OperationKind.SHOW_NOTICE,
        entity=f"entity-{head.seq + 1}",
        author=StaffId("s1"),
        happened_at=NOW + timedelta(seconds=head.seq),
        facts=b'{"how":"read"}',
    )
    return SignedOperation(replace(made, **fields), b"\x07" * 64)  # type: ignore[arg-type]  # the test names the fields


def event(seq: int, act: AuditAct = AuditAct.PATIENT_OPENED) -> AuditEvent:
    """Return an audit event with this number."""
    return AuditEvent(seq, NOW, DeskId("desk-1"), StaffId("s1"), "clerk", act, subject="ab" * 16)
