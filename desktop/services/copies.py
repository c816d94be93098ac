"""The copy of everything held about a person: gathered, traced, sealed, handed over, removed (P24, G99, N16)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.domain import personal_copies as parts_of
from desktop.domain.audit import AuditAct
from desktop.domain.ids import CaseId
from desktop.domain.personal_copies import PersonalCopy, check_copy
from desktop.domain.staff import Action
from desktop.ports.central import Copies
from desktop.ports.store import StoredPatient, Transaction
from desktop.services.desk import Desk
from desktop.services.requests import found_request

# Returns the sealed file and the passphrase that opens it.
SealFiles = Callable[[Mapping[str, bytes]], tuple[bytes, str]]
MOST_BOOKINGS = 1000
# How far back this desk looks for entries that central has not witnessed yet.
UNWITNESSED = 2000


@dataclass(frozen=True, slots=True, repr=False)
class SealedCopy:
    """A file ready for handing over; the passphrase is shown, never written down with it."""

    case_id: CaseId
    name: str
    content: bytes
    passphrase: str


class CopyService:
    """Makes copies on line, in cases that grant one, by whom the table permits; another person has acted before."""

    def __init__(self, desk: Desk, central: Copies, seal: SealFiles) -> None:
        self._desk = desk
        self._central = central
        self._seal = seal

    def gather(self, case_id: CaseId) -> PersonalCopy:
        """Return everything; its trace is committed before.

        Raises NotPermittedError, CopyNotDueError, CentralUnreachableError.
        """
        desk = self._desk
        desk.require(Action.MAKE_COPY)
        with desk.store.read() as tx:
            case = found_request(tx, case_id).case
            check_copy(case, desk.keys.staff.staff_id)
            patient = tx.patients.get(case.patient_id) if case.patient_id else None
        subjects = (patient.audit_id,) if patient else ()
        copy = self._central.copy(desk.keys.staff.staff_id, case_id, subjects)
        with desk.store.write() as tx:
            if patient is not None:
                copy = copy.joined(self._held_here(tx, copy, patient)).within(case)
            desk.trace(
                tx, AuditAct.COPY_MADE, subject=patient.audit_id if patient else None, object_id=case_id,
                facts={"bookings": len(copy.bookings), "looks": len(copy.looks)},
            )  # fmt: skip
        return copy

    def pack(self, copy: PersonalCopy, pdf: bytes) -> SealedCopy:
        """Return the copy as one sealed file with its readable and its machine-readable form."""
        short = copy.case_id[-12:]
        content, passphrase = self._seal({f"{short}.pdf": pdf, f"{short}.json": copy.to_json()})
        return SealedCopy(CaseId(copy.case_id), f"{copy.case_id}.zip", content, passphrase)

    def given(self, case_id: CaseId) -> None:
        """Note that the file was handed over, before it is removed here."""
        desk = self._desk
        desk.require(Action.MAKE_COPY)
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.COPY_GIVEN, object_id=case_id)

    def _held_here(self, tx: Transaction, copy: PersonalCopy, patient: StoredPatient) -> PersonalCopy:
        """Return what lies at this desk: most of it is central's too, the rest has not gone up yet."""
        bookings = tx.bookings.of_patient(patient.id, MOST_BOOKINGS)
        notice = tx.cases.last_notice(patient.id)
        return PersonalCopy(
            copy.case_id, copy.made_at, copy.hospital, copy.trace_until, copy.person,
            bookings=tuple(
                parts_of.CopyBooking(
                    b.id, b.day.isoformat(), b.half_hour, b.number, *_place(tx, b.session_id), b.state, b.fee_fen,
                    b.made_at.isoformat(), b.channel,
                )
                for b in bookings
            ),
            payments=tuple(
                parts_of.CopyPayment(
                    p.id, p.booking_id, p.kind.value, p.amounts.cash_fen, p.amounts.qr_fen, p.amounts.insurance_fen,
                    p.at.isoformat(),
                )
                for b in bookings
                for p in tx.money.of_booking(b.id)
            ),
            consents=tuple(
                parts_of.CopyConsent(c.id, c.purpose, c.notice_version, c.act, c.given, c.at.isoformat())
                for c in tx.cases.consents(patient.id)
            ),
            notices=(parts_of.CopyNotice(notice.version, notice.how, notice.at.isoformat()),) if notice else (),
            requests=tuple(
                parts_of.request_of_case(s.case, s.text) for s in tx.requests.of_patient(patient.id)
            ),
            looks=tuple(self._looks(tx, patient.audit_id)),
        )  # fmt: skip

    def _looks(self, tx: Transaction, subject: str) -> Iterable[parts_of.CopyLook]:
        first = max(1, tx.audit.next_seq() - UNWITNESSED)
        for raw, _link in tx.audit.rows(first, UNWITNESSED):
            said = json.loads(raw)
            if said["subj"] == subject:
                at = datetime.fromtimestamp(said["t"] / 1000, UTC).isoformat()
                yield parts_of.look_of_event(raw, self._desk.place.window, at)


def _place(tx: Transaction, session_id: str) -> tuple[str, str]:
    """Return names of department and doctor of a session."""
    session = tx.schedules.session(session_id)  # type: ignore[arg-type]  # a booking's session
    if session is None:
        return "", ""
    rooms = {d.id: d.name for d in tx.schedules.departments()}
    doctor = tx.schedules.doctor(session.doctor_id)
    return rooms.get(session.department_id, ""), doctor.name if doctor else ""
