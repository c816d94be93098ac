"""Who stands on the waiting list as this desk knows it: central's rows, and what has not gone up yet (G29)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from desktop.domain.canonical import facts_from_bytes
from desktop.domain.ids import DepartmentId, DoctorId, PatientId, SessionId
from desktop.domain.masking import Surface, mask_name, mask_phone
from desktop.domain.operations import OperationKind
from desktop.domain.waiting import Wish, WishState, wish_from
from desktop.ports.store import Transaction

WAITING = "waiting"
MOST_ON_WAY = 10_000


@dataclass(frozen=True, slots=True)
class Held:
    """The number that is held: where and when, and until when it is (ISO text)."""

    doctor: str
    day: date
    at: time
    number: int
    until: str


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One wish, masked; `doctor` "" is any of the department. `on_way`: central has not heard of it yet."""

    wish: Wish
    name_masked: str
    phone_masked: str
    department: str
    doctor: str
    held: Held | None
    on_way: bool = False


def listed(tx: Transaction) -> list[tuple[Wish, bool]]:
    """Return the open wishes as central has them, less and plus what is on its way up (then with True)."""
    known = [wish_from(facts_from_bytes(raw)) for raw in tx.schedules.plans(WAITING)]
    put, dropped = _on_way(tx)
    there = {wish.wish_id for wish in known}
    listed = [(wish, False) for wish in known] + [(w, True) for w in put if w.wish_id not in there]
    return [(w, up) for w, up in listed if w.open and w.patient_id and w.wish_id not in dropped]


def _on_way(tx: Transaction) -> tuple[list[Wish], set[str]]:
    """Return the wishes that central has not heard of, and the ids of those that are taken off."""
    put: list[Wish] = []
    dropped: set[str] = set()
    for operation in (signed.operation for signed in tx.outbox.waiting(MOST_ON_WAY)):
        if operation.kind is OperationKind.DROP_WISH:
            dropped.add(operation.entity)
        elif operation.kind is OperationKind.PUT_WISH:
            said = facts_from_bytes(operation.facts)
            put.append(
                Wish(
                    operation.entity, operation.subject or "", said["department_id"], said["doctor_id"], said["first"],
                    said["last"], said["half_day"], WishState.WAITING.value, operation.happened_at.isoformat(),
                )
            )  # fmt: skip
    return put, dropped


def line_of(tx: Transaction, wish: Wish, names: Mapping[DepartmentId, str], *, on_way: bool) -> WaitingLine:
    patient = tx.patients.get(PatientId(wish.patient_id))
    phone = (patient.account.phone if patient and patient.account else None) or ""
    doctor = tx.schedules.doctor(DoctorId(wish.doctor_id)) if wish.doctor_id else None
    return WaitingLine(
        wish, mask_name(patient.record.name, Surface.LIST) if patient else "--",
        mask_phone(phone, Surface.LIST) if phone else "", names.get(DepartmentId(wish.department_id), ""),
        doctor.name if doctor else "", _held(tx, wish), on_way,
    )  # fmt: skip


def _held(tx: Transaction, wish: Wish) -> Held | None:
    session = tx.schedules.session(SessionId(wish.offer_session)) if wish.offer_session else None
    if session is None or wish.state != WishState.OFFERED.value:
        return None
    doctor = tx.schedules.doctor(session.doctor_id)
    at = session.half_hour_start(wish.offer_half_hour)
    return Held(doctor.name if doctor else "", session.day, at, wish.offer_number, wish.offer_until)
