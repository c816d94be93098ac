"""停诊 at the desk: stop, and look after everybody whom it concerns until each ends somewhere (G48-G52, N23)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.ids import DoctorId, PatientId, SessionId
from desktop.domain.masking import Surface, mask_name, mask_phone
from desktop.domain.operations import OperationKind, OperationResult
from desktop.domain.schedules import CHINA, HALF_HOUR, ClinicSession, Doctor, SessionState
from desktop.domain.staff import Action
from desktop.domain.stopping import Affected, AffectedState, StopReason, affected_from, same_grade
from desktop.ports.store import StoredPatient, Transaction
from desktop.services.desk import Desk
from desktop.services.pushing import Pushes

AFFECTED = "affected"
DAYS_AHEAD = 14
MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class AffectedLine:
    """One person of the board, masked; no name when this desk no longer holds them.

    `day` and what follows are of the stopped session.
    """

    row: Affected
    name_masked: str
    phone_masked: str
    doctor: str
    day: date
    at: time
    new_place: str


@dataclass(frozen=True, slots=True)
class Place:
    """A half-hour that may be offered: same department and title, so for no higher fee."""

    session_id: SessionId
    half_hour: int
    doctor: str
    day: date
    at: time
    left: int


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the call sheet, in clear: it is printed to telephone from."""

    name: str
    phone: str
    doctor: str
    when: str
    state: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a stop did."""

    people: int
    sessions: int


class StoppingService:
    """Stops sessions and tends the people concerned; every act is decided by central."""

    def __init__(self, desk: Desk, pushing: Pushes) -> None:
        self._desk = desk
        self._pushing = pushing

    # ------------------------------------------------------------ stopping
    def stop_session(self, session_id: SessionId, reason: StopReason) -> Stopped:
        """Stop one session and inform everybody booked into it."""
        today = self._desk.today()
        return self._stop(session_id, "", today, today, "", reason)

    def stop_range(
        self, doctor_id: DoctorId, first: date, last: date, half_day: str, reason: StopReason
    ) -> Stopped:
        """Stop a doctor's sessions of some days (half_day "": whole days) and inform everybody."""
        return self._stop("", doctor_id, first, last, half_day, reason)

    def _stop(
        self, session_id: str, doctor_id: str, first: date, last: date, half_day: str, reason: StopReason
    ) -> Stopped:
        facts = {
            "session_id": session_id, "doctor_id": doctor_id, "first": first.isoformat(), "last": last.isoformat(),
            "half_day": half_day, "reason": reason.value, "inform": True,
        }  # fmt: skip
        desk = self._desk
        desk.require(Action.STOP_CLINIC)
        self._pushing.ready()
        stop_id = desk.new_id()
        with desk.store.write() as tx:
            operation = desk.record(tx, OperationKind.STOP_SESSIONS, stop_id, facts=facts)
            told = {"reason": reason.value}
            desk.trace(tx, AuditAct.STOP_CLINIC, object_id=session_id or doctor_id, facts=told)
        result = self._pushing.answer(operation.id)
        return Stopped(result.number, result.epoch)

    # ------------------------------------------------------------ the board
    def board(self) -> tuple[AffectedLine, ...]:
        """Return everybody whom a stop still concerns, then who has moved or got the fee back, by day and time."""
        self._desk.require(Action.TEND_AFFECTED)
        today = self._desk.today()
        with self._desk.store.read() as tx:
            lines = lines_of(tx)
        shown = [line for line in lines if line.row.open or line.day >= today]
        return tuple(sorted(shown, key=lambda line: (not line.row.open, line.day, line.at, line.row.number)))

    def places(self, booking_id: str) -> tuple[Place, ...]:
        """Return the next half-hours that may be offered to somebody, the earliest first."""
        now = self._desk.clock.now()
        today = self._desk.today()
        with self._desk.store.read() as tx:
            row = _row(tx, booking_id)
            stopped = tx.schedules.session(SessionId(row.session_id))
            own = None if stopped is None else _own_doctor(tx, stopped)
            if own is None:
                return ()
            doctors = {d.id: d for d in tx.schedules.doctors(own.department_id) if same_grade(own, d)}
            sessions = tx.schedules.between(today, today + timedelta(days=DAYS_AHEAD))
        found = [
            Place(s.id, index, doctors[s.doctor_id].name, s.day, s.half_hour_start(index), left)
            for s in sessions
            if s.doctor_id in doctors and s.state is SessionState.OPEN
            for index, left in enumerate(s.left)
            if left > 0 and datetime.combine(s.day, s.starts, CHINA) + HALF_HOUR * index > now
        ]
        return tuple(sorted(found, key=lambda p: (p.day, p.at, p.session_id))[:MOST_PLACES])

    # ------------------------------------------------------------ tending
    def note(self, booking_id: str, state: AffectedState) -> None:
        """Note that somebody was called, was not reached, or gets the fee back."""
        self._act(OperationKind.NOTE_AFFECTED, booking_id, {"state": state.value})

    def inform(self, booking_id: str) -> None:
        """Send the message again."""
        self._act(OperationKind.INFORM_AFFECTED, booking_id, {})

    def offer(self, booking_id: str, place: Place) -> int:
        """Hold a number for some minutes; returns it."""
        facts = {"session_id": place.session_id, "half_hour": place.half_hour}
        return self._act(OperationKind.OFFER_PLACE, booking_id, facts).number

    def move(self, booking_id: str) -> int:
        """Give the held number; returns it."""
        facts = {"new_booking_id": self._desk.new_id()}
        return self._act(OperationKind.MOVE_AFFECTED, booking_id, facts).number

    def _act(self, kind: OperationKind, booking_id: str, facts: Mapping[str, object]) -> OperationResult:
        desk = self._desk
        desk.require(Action.TEND_AFFECTED)
        self._pushing.ready()
        with desk.store.write() as tx:
            row = _row(tx, booking_id)
            patient = tx.patients.get(PatientId(row.patient_id))
            operation = desk.record(tx, kind, booking_id, subject=PatientId(row.patient_id), facts=facts)
            desk.trace(
                tx, AuditAct.TEND_AFFECTED, subject=patient.audit_id if patient else None, object_id=booking_id,
                facts={"kind": kind.value},
            )  # fmt: skip
        return self._pushing.answer(operation.id)

    # ------------------------------------------------------------ the call sheet
    def call_sheet(self) -> tuple[SheetLine, ...]:
        """Return name and phone of everybody still to be called, in clear; each opening is traced first (A2)."""
        desk = self._desk
        desk.require(Action.TEND_AFFECTED)
        lines = []
        with desk.store.write() as tx:
            planned = _Planned(tx)
            for raw in tx.schedules.plans(AFFECTED):
                row = affected_from(facts_from_bytes(raw))
                line, patient = _line(tx, planned, row), tx.patients.get(PatientId(row.patient_id))
                if line is None or patient is None or not row.open:
                    continue
                desk.trace(tx, AuditAct.CALL_SHEET, subject=patient.audit_id, object_id=row.booking_id)
                when = f"{line.day:%m-%d} {line.at:%H:%M}"
                lines.append(SheetLine(patient.record.name, _phone(patient), line.doctor, when, row.state))
        return tuple(sorted(lines, key=lambda one: (one.when, one.name)))


def lines_of(tx: Transaction) -> list[AffectedLine]:
    """Return everybody on the list, in no order."""
    rows, planned = (
        [affected_from(facts_from_bytes(raw)) for raw in tx.schedules.plans(AFFECTED)],
        _Planned(tx),
    )
    return [line for row in rows if (line := _line(tx, planned, row)) is not None]


class _Planned:
    """Sessions with their doctors, each read once however many people of the list it concerns."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._known: dict[str, tuple[ClinicSession, Doctor | None] | None] = {}

    def of(self, session_id: str) -> tuple[ClinicSession, Doctor | None] | None:
        """Return a session and its doctor, None where this desk does not have it."""
        if session_id not in self._known:
            session = self._tx.schedules.session(SessionId(session_id)) if session_id else None
            self._known[session_id] = None if session is None else (session, _own_doctor(self._tx, session))
        return self._known[session_id]


def _row(tx: Transaction, booking_id: str) -> Affected:
    raw = tx.schedules.plan(AFFECTED, booking_id)
    if raw is None:
        raise LookupError(booking_id)
    return affected_from(facts_from_bytes(raw))


def _line(tx: Transaction, planned: _Planned, row: Affected) -> AffectedLine | None:
    found = planned.of(row.session_id)
    if found is None:
        return None
    session, own = found
    patient = tx.patients.get(PatientId(row.patient_id))
    phone = _phone(patient) if patient else ""
    return AffectedLine(
        row, mask_name(patient.record.name, Surface.LIST) if patient else "",
        mask_phone(phone, Surface.LIST) if phone else "", own.name if own else "", session.day,
        session.half_hour_start(row.half_hour), _new_place(planned, row),
    )  # fmt: skip


def _new_place(planned: _Planned, row: Affected) -> str:
    found = planned.of(row.offer_session)
    if found is None:
        return ""
    session, doctor = found
    return f"{session.day:%m-%d} {doctor.name if doctor else ''} {row.offer_number}"


def _own_doctor(tx: Transaction, session: ClinicSession) -> Doctor | None:
    return tx.schedules.doctor(session.doctor_id)


def _phone(patient: StoredPatient) -> str:
    return (patient.account.phone if patient.account else None) or ""
