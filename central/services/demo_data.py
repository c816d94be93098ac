"""Demonstration data: a made-up hospital with sessions from today on, made-up people, some with bookings (N41).

Only a hospital that `init` made as a demonstration takes it, and only once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.engine import Connection

from central.services.batch import Batch
from central.services.demo_clinic import CLINICS, GRADES, NIGHT_DOCTOR, hours_of
from central.services.errors import DemoOnlyError
from central.services.notices import MODEL_VERSION, model_policy
from central.services.online import ended
from central.services.parts import CentralParts
from central.services.people import new_person
from central.services.pool import Wish, claim_number
from central.services.tokens import PHONE, phone_token
from central.store import enrolments, feed, hospitals, orders, places, tables
from desktop.domain import bindings
from desktop.domain.consent import ConsentAct, Purpose
from desktop.domain.document_kinds import DocumentType
from desktop.domain.errors import KnownError, SessionStoppedError, SlotTakenError
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson, person_of
from desktop.domain.operations import KeyKind
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.people import EvidenceLevel, PhoneStatus
from desktop.domain.schedules import SessionState, clinic_day
from desktop.domain.verification import NameCheck

DAYS = 14
PEOPLE_AT_ONCE = 250
BOOKED_EACH = 8
NO_ACCOUNT_EACH = 4
KEY_BYTES = 32
OPERATOR = "示例健康科技有限公司（演示）"
CONTACT = "400-000-0000（演示）"
# half-hours at the end of a day that made-up people leave alone once it comes to them
LEFT_FREE = 4
# how many days ahead a booking lies, in turn: most are for today and the next days
AHEAD = (0, 0, 1, 0, 2, 1, 3, 5, 0, 8, 1, 12)


class DemoDataThereError(KnownError):
    """The demonstration data are there already."""

    code = "demo-data-there"


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What was made."""

    departments: int
    doctors: int
    sessions: int
    numbers: int
    people: int
    accounts: int
    bookings: int


def make_demo_data(parts: CentralParts, people: int, days: int = DAYS) -> DemoReport:
    """Fill a demonstration hospital; raises DemoOnlyError, DemoDataThereError."""
    counts = parts.database.run(lambda c: _clinic(parts, c, days))
    ids: list[str] = []
    accounts = 0
    for first in range(1, people + 1, PEOPLE_AT_ONCE):
        serials = range(first, min(first + PEOPLE_AT_ONCE, people + 1))
        made, opened = parts.database.run(lambda c, serials=serials: _people(parts, c, serials))  # type: ignore[misc]  # bound in the loop
        ids += made
        accounts += opened
    bookings = parts.database.run(lambda c: _bookings(parts, c, ids[::BOOKED_EACH]))
    return DemoReport(**counts, people=len(ids), accounts=accounts, bookings=bookings)


# ---------------------------------------------------------------- clinic
def _clinic(parts: CentralParts, connection: Connection, days: int) -> dict[str, int]:
    hospital = places.hospital(connection, parts.hospital_id)
    if hospital is None or not hospital["demo"]:
        raise DemoOnlyError
    if hospitals.has_departments(connection, parts.hospital_id):
        raise DemoDataThereError
    rows = ClinicRows(parts, days)
    for table, values in rows.by_table():
        hospitals.add_rows(connection, parts.hospital_id, table, values)
    staff = [(s.staff_id, s.name, s.initials, s.role.value) for s in DEMO_STAFF]
    enrolments.put_staff(connection, parts.hospital_id, staff)
    notice = model_policy()
    hospitals.add_rows(
        connection, parts.hospital_id, tables.notices,
        [
            {
                "version": notice.version, "effective": notice.effective, "text": notice.text,
                "text_en": notice.text_en, "operator": OPERATOR, "contact": CONTACT, "hospital": hospital["name"],
            }
        ],
    )  # fmt: skip
    touched = feed.Touched()
    touched.add(feed.REFERENCE, "department", *(row["department_id"] for row in rows.departments))
    touched.add(feed.REFERENCE, "doctor", *(row["doctor_id"] for row in rows.doctors))
    touched.add(feed.REFERENCE, "notice", notice.version)
    touched.add(feed.CLINIC, "session", *(row["session_id"] for row in rows.sessions))
    feed.move(connection, parts.hospital_id, touched)
    return {
        "departments": len(rows.departments),
        "doctors": len(rows.doctors),
        "sessions": len(rows.sessions),
        "numbers": len(rows.slots),
    }


class ClinicRows:
    """The rows of departments, doctors, sessions and slots from today on."""

    def __init__(self, parts: CentralParts, days: int) -> None:
        self.departments: list[dict[str, Any]] = []
        self.doctors: list[dict[str, Any]] = []
        self.sessions: list[dict[str, Any]] = []
        self.slots: list[dict[str, Any]] = []
        self._parts = parts
        self._days = days
        self._today = clinic_day(parts.now())
        for place in range(len(CLINICS)):
            self._add_department(place)

    def by_table(self) -> Iterator[tuple[Any, Sequence[dict[str, Any]]]]:
        """Yield each table with its rows."""
        yield tables.departments, self.departments
        yield tables.doctors, self.doctors
        yield tables.sessions, self.sessions
        yield tables.slots, self.slots

    def _add_department(self, place: int) -> None:
        clinic = CLINICS[place]
        department_id = self._parts.new_id()
        self.departments.append(
            {
                "department_id": department_id, "name": clinic.name, "initials": clinic.initials, "place": clinic.place,
                "sort_order": place,
            }
        )  # fmt: skip
        for rank, doctor in enumerate(clinic.doctors):
            doctor_id, grade = self._parts.new_id(), GRADES[rank]
            self.doctors.append(
                {
                    "doctor_id": doctor_id, "department_id": department_id, "name": doctor.name, "title": grade.title,
                    "skill": doctor.skill, "initials": doctor.initials, "fee_fen": grade.fee_fen,
                }
            )  # fmt: skip
            self._add_sessions(place, rank, department_id, doctor_id)

    def _add_sessions(self, place: int, rank: int, department_id: str, doctor_id: str) -> None:
        grade = GRADES[rank]
        room = f"{CLINICS[place].place} {rank + 1:02d} 诊室" + ("（夜）" if rank == NIGHT_DOCTOR else "")
        for ahead in range(self._days):
            for hours in hours_of(rank, place, ahead):
                session_id = self._parts.new_id()
                self.sessions.append(
                    {
                        "session_id": session_id, "version": 1, "department_id": department_id, "doctor_id": doctor_id,
                        "day": self._today + timedelta(days=ahead), "half_day": hours.half_day, "starts": hours.starts,
                        "half_hours": hours.half_hours, "place": room, "fee_fen": grade.fee_fen,
                        "state": SessionState.OPEN.value,
                    }
                )  # fmt: skip
                self.slots += hospitals.pool_rows(session_id, hours.half_hours, grade.each)


# ---------------------------------------------------------------- people
def _people(parts: CentralParts, connection: Connection, serials: Sequence[int]) -> tuple[list[str], int]:
    batch = Batch(parts, connection, "")
    ids = [parts.new_id() for _ in serials]
    batch.expect_new(ids)
    accounts = 0
    for serial, patient_id in zip(serials, ids, strict=True):
        person = person_of(serial)
        keys = parts.randomness.bytes(KEY_BYTES), parts.randomness.bytes(KEY_BYTES)
        new_person(batch, patient_id, record_of(person), *keys, NameCheck.MATCH.value, LegalBasis.CONTRACT)
        accounts += _account(batch, patient_id, person, keys[1])
    batch.finish()
    feed.move(connection, parts.hospital_id, batch.touched)
    return ids, accounts


def record_of(person: MadeUpPerson) -> PatientRecord:
    """Return a made-up person's record, a child's with its guardian."""
    child = person.guardian is not None
    guardian = person_of(person.guardian) if person.guardian is not None else None
    kind = DocumentType.HOUSEHOLD_BOOKLET if child else DocumentType.RESIDENT_CARD
    return PatientRecord(
        name=person.name,
        sex=person.sex.value,
        birth=person.birth.isoformat(),
        document_type=kind.value,
        document_number=person.number,
        evidence=(EvidenceLevel.TYPED if child else EvidenceLevel.CHIP_READ).value,
        address=person.address,
        card_number=f"0088{person.serial:06d}",
        guardian_name=guardian.name if guardian else None,
        guardian_relation="parent" if guardian else None,
        guardian_document=guardian.number if guardian else None,
        guardian_phone=guardian.phone if guardian else None,
    )


def _account(batch: Batch, patient_id: str, person: MadeUpPerson, key: bytes) -> int:
    """Put the phone; three of four grown-ups with a phone of their own have an account. Returns 1 for an account."""
    opened = bool(person.phone) and person.guardian is None and person.serial % NO_ACCOUNT_EACH != 0
    account = AccountRecord(
        phone=person.phone or None,
        phone_status=_phone_status(person, opened=opened).value,
        verified_at=batch.now.isoformat() if opened else None,
        is_account=opened,
        reason=None if opened else "no-phone-owned" if not person.phone else "phone-elsewhere",
    )
    context = bindings.central_row("patient", patient_id, 1, KeyKind.ACCOUNT)
    sealed = batch.parts.keys.seal(key, account.to_bytes(), context)
    batch.patients.change(patient_id, sealed_account=sealed, phone_verified=opened)
    if person.phone:
        token = phone_token(batch.parts.keys, person.phone)
        batch.index.add(field=PHONE, token=token, patient_id=patient_id)
        if opened:
            batch.account_wishes[patient_id] = token
            _consent(batch, patient_id)
    return int(opened)


def _phone_status(person: MadeUpPerson, *, opened: bool) -> PhoneStatus:
    if opened:
        return PhoneStatus.VERIFIED
    if not person.phone:
        return PhoneStatus.NO_PHONE
    return PhoneStatus.RELATIVE if person.guardian is not None else PhoneStatus.CODE_LATER


def _consent(batch: Batch, patient_id: str) -> None:
    consent_id = batch.parts.new_id()
    batch.consents.add(
        consent_id=consent_id, patient_id=patient_id, purpose=Purpose.ACCOUNT.value, notice_version=MODEL_VERSION,
        act=ConsentAct.PATIENT_SCREEN.value, given=True, at=batch.now, desk_id="",
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "consent", consent_id)


# ---------------------------------------------------------------- bookings
def _bookings(parts: CentralParts, connection: Connection, patient_ids: Sequence[str]) -> int:
    """Book for some people, most of them in the next days, from the same pool by the same rule."""
    batch = Batch(parts, connection, "")
    today = clinic_day(batch.now)
    by_day: dict[date, list[dict[str, Any]]] = {}
    last = today + timedelta(days=DAYS - 1)
    for row in orders.sessions_between(connection, parts.hospital_id, today, last):
        by_day.setdefault(row["day"], []).append(row)
    made = 0
    for place, patient_id in enumerate(patient_ids):
        wanted = today + timedelta(days=AHEAD[place % len(AHEAD)])
        made += _book(batch, patient_id, _still_open(by_day, wanted, batch.now), place)
    batch.finish()
    feed.move(connection, parts.hospital_id, batch.touched)
    return made


def _still_open(
    by_day: Mapping[date, Sequence[dict[str, Any]]], wanted: date, now: datetime
) -> list[dict[str, Any]]:
    """Return the sessions of a day that go on for a while, or of the next day that has any: also in the evening.

    The last hours of a night stay free, so that there is something to book at any time.
    """
    for day in sorted(day for day in by_day if day >= wanted):
        rows = [row for row in by_day[day] if not ended(row, row["half_hours"] - LEFT_FREE, now)]
        if rows:
            return rows
    return []


def _book(batch: Batch, patient_id: str, rows: Sequence[dict[str, Any]], place: int) -> int:
    if not rows:
        return 0
    row = rows[place * 7 % len(rows)]
    free = [index for index in range(row["half_hours"]) if not ended(row, index, batch.now)]
    if not free:
        return 0
    half_hour = free[place * 3 % len(free)]
    wish = Wish(
        batch.parts.new_id(), patient_id, row["session_id"], half_hour, "online", "demo", batch.now
    )  # fmt: skip
    try:
        claim_number(batch, wish)
    except (SlotTakenError, SessionStoppedError):
        return 0
    return 1
