"""Identifier types and how they are made; time and randomness arrive as arguments."""

from __future__ import annotations

import uuid
from typing import NewType

HospitalId = NewType("HospitalId", str)
DeskId = NewType("DeskId", str)
StaffId = NewType("StaffId", str)
PatientId = NewType("PatientId", str)
BookingId = NewType("BookingId", str)
SessionId = NewType("SessionId", str)
DoctorId = NewType("DoctorId", str)
DepartmentId = NewType("DepartmentId", str)
OperationId = NewType("OperationId", str)
CaseId = NewType("CaseId", str)
TaskId = NewType("TaskId", str)
PairId = NewType("PairId", str)


def uuid7(unix_ms: int, random_bytes: bytes) -> str:
    """Return an RFC 9562 version 7 UUID in text form from milliseconds since 1970 and 10 random bytes."""
    if len(random_bytes) != 10:
        raise ValueError("uuid7 needs exactly 10 random bytes")
    value = (unix_ms & (2**48 - 1)) << 80 | int.from_bytes(random_bytes, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
