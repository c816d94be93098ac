"""The waiting list at the desk: who waits, for whom a number is held, and the acts that central decides (G29)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.documents import DocumentType
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import DepartmentId, DoctorId, PatientId, SessionId
from desktop.domain.masking import Surface, mask_name, mask_phone
from desktop.domain.operations import OperationKind, OperationResult
from desktop.domain.people import EvidenceLevel
from desktop.domain.schedules import Department, Doctor
from desktop.domain.staff import Action
from desktop.domain.verification import NameCheck, is_provisional
from desktop.domain.waiting import Wanted, Wish, WishState, check_wanted, wish_from
from desktop.ports.store import StoredPatient, Transaction
from desktop.services import slot_acts
from desktop.services.desk import Desk
from desktop.services.pushing import Pushes

WAITING = "waiting"


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
    """One wish, masked; `doctor` "" is any of the department."""

    wish: Wish
    name_masked: str
    phone_masked: str
    department: str
    doctor: str
    held: Held | None


class WaitingService:
    """Reads the list; every act needs the line, because only central knows who comes first."""

    def __init__(self, desk: Desk, pushing: Pushes) -> None:
        self._desk = desk
        self._pushing = pushing

    def lines(self) -> tuple[WaitingLine, ...]:
        """Return who waits: first for whom a number is held, then in the order of the list."""
        self._desk.require(Action.BOOK)
        now = self._desk.clock.now()
        with self._desk.store.read() as tx:
            wishes = [wish_from(facts_from_bytes(raw)) for raw in tx.schedules.plans(WAITING)]
            names = {d.id: d.name for d in tx.schedules.departments()}
            found = [_line(tx, wish, names) for wish in wishes if wish.open and wish.patient_id]
        return tuple(
            sorted(found, key=lambda x: (not x.wish.offered(now), x.wish.lapses, x.wish.at, x.wish.wish_id))
        )

    def clinics(self) -> tuple[tuple[Department, tuple[Doctor, ...]], ...]:
        """Return every department with its doctors."""
        with self._desk.store.read() as tx:
            return tuple((d, tuple(tx.schedules.doctors(d.id))) for d in tx.schedules.departments())

    def put(self, patient_id: PatientId, wanted: Wanted) -> None:
        """Put a person on the list; raises WaitingInvalidError, CentralRefusedError, CentralUnreachableError."""
        desk = self._desk
        check_wanted(wanted, desk.today())
        facts = {
            "department_id": wanted.department_id, "doctor_id": wanted.doctor_id, "half_day": wanted.half_day,
            "first": wanted.first.isoformat(), "last": wanted.last.isoformat(),
        }  # fmt: skip
        with desk.store.read() as tx:
            person = slot_acts.person_of(tx, patient_id)
        self._act(OperationKind.PUT_WISH, desk.new_id(), person, facts)

    def drop(self, wish_id: str) -> None:
        """Take somebody off the list; a held number goes back."""
        with self._desk.store.read() as tx:
            person = _person(tx, _wish(tx, wish_id))
        self._act(OperationKind.DROP_WISH, wish_id, person, {})

    def book(self, wish_id: str) -> int:
        """Take the held number for whom it is held; returns it."""
        with self._desk.store.read() as tx:
            person = _person(tx, _wish(tx, wish_id))
        facts = {"new_booking_id": self._desk.new_id(), "provisional": _provisional(person)}
        return self._act(OperationKind.BOOK_OFFER, wish_id, person, facts).number

    def _act(
        self, kind: OperationKind, wish_id: str, person: StoredPatient, facts: Mapping[str, object]
    ) -> OperationResult:
        desk = self._desk
        desk.require(Action.BOOK)
        self._pushing.ready()
        with desk.store.write() as tx:
            operation = desk.record(tx, kind, wish_id, subject=person.id, facts=facts)
            told = {"kind": kind.value}
            desk.trace(tx, AuditAct.WAITING, subject=person.audit_id, object_id=wish_id, facts=told)
        return self._pushing.answer(operation.id)


def _wish(tx: Transaction, wish_id: str) -> Wish:
    raw = tx.schedules.plan(WAITING, wish_id)
    if raw is None:
        raise CentralRefusedError(reason="not-waiting")
    return wish_from(facts_from_bytes(raw))


def _person(tx: Transaction, wish: Wish) -> StoredPatient:
    return slot_acts.person_of(tx, PatientId(wish.patient_id))


def _provisional(person: StoredPatient) -> bool:
    kind, status = DocumentType(person.record.document_type), person.status
    return is_provisional(NameCheck(status.name_check), kind, EvidenceLevel(status.evidence))


def _line(tx: Transaction, wish: Wish, names: Mapping[DepartmentId, str]) -> WaitingLine:
    patient = tx.patients.get(PatientId(wish.patient_id))
    phone = (patient.account.phone if patient and patient.account else None) or ""
    doctor = tx.schedules.doctor(DoctorId(wish.doctor_id)) if wish.doctor_id else None
    return WaitingLine(
        wish, mask_name(patient.record.name, Surface.LIST) if patient else "--",
        mask_phone(phone, Surface.LIST) if phone else "", names.get(DepartmentId(wish.department_id), ""),
        doctor.name if doctor else "", _held(tx, wish),
    )  # fmt: skip


def _held(tx: Transaction, wish: Wish) -> Held | None:
    session = tx.schedules.session(SessionId(wish.offer_session)) if wish.offer_session else None
    if session is None or wish.state != WishState.OFFERED.value:
        return None
    doctor = tx.schedules.doctor(session.doctor_id)
    at = session.half_hour_start(wish.offer_half_hour)
    return Held(doctor.name if doctor else "", session.day, at, wish.offer_number, wish.offer_until)
