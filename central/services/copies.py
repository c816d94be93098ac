"""The copy of everything central holds about a person, for one granted case, sealed to the desk that hands it out.

Refused unless the case stands decided here, its maker may make copies by the newest roster, and another person acted
in the case (SECURITY §4.1). Staff are not named; other people in the data are masked (domain.personal_copies).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from central.services import roster, transfers
from central.services.case_keys import check_spent
from central.services.disclosures import book_of
from central.services.opening import account_of, record_of, signatures_of
from central.services.parts import CentralParts, key_context
from central.services.trace_segments import found
from central.store import bodies, chains, consent_signatures, copies, money, pairs, people, reports
from central.store.trace_log import EventQuery
from desktop.domain import bindings
from desktop.domain import personal_copies as parts_of
from desktop.domain.audit import subject_id
from desktop.domain.disclosures import DisclosureState, words
from desktop.domain.errors import NotPermittedError
from desktop.domain.ids import CaseId, DeskId, PatientId, StaffId
from desktop.domain.operations import KeyKind
from desktop.domain.request_cases import RequestCase, case_of
from desktop.domain.request_texts import RequestText
from desktop.domain.staff import Action
from desktop.sync.wire import CopyAnswer, CopyRequest

MOST_LOOKS = 5000


class CopyService:
    """Answers a desk that makes a copy."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def make(self, desk_id: str, request: CopyRequest) -> CopyAnswer:
        """Return the sealed copy; raises NotPermittedError, CopyNotDueError."""
        parts, hospital = self._parts, self._parts.hospital_id
        with parts.database.read() as connection:
            if not roster.current(parts, connection).may(request.author, Action.MAKE_COPY, parts.now()):
                raise NotPermittedError(action=Action.MAKE_COPY.value)
            row = copies.request(connection, hospital, request.case_id)
            if row is None:
                check_spent(connection, hospital, request.case_id)
                raise parts_of.CopyNotDueError(what="decision")
            case, text = self._opened(row)
            parts_of.check_copy(case, request.author)
            desk = chains.desk(connection, hospital, desk_id)
            assert desk is not None  # its signature was checked against this row
            copy = self._copy(connection, case, request.subjects).within(case)
        # before anything leaves here: no package without its entry in the book
        parts.database.run(lambda c: transfers.enter(parts, c, case, text))
        plain, info = msgspec.json.encode(copy), bindings.copy_for_desk(request.case_id, DeskId(desk_id))
        return CopyAnswer(parts.keys.seal_to_desk(bytes(desk["seal_public"]), plain, info))

    def _copy(
        self, connection: Connection, case: RequestCase, subjects: Sequence[str]
    ) -> parts_of.PersonalCopy:
        hospital = self._parts.hospital_id
        assert case.patient_id is not None
        row = people.people(connection, hospital, [case.patient_id]).get(case.patient_id)
        ids = [
            case.patient_id,
            *pairs.aliases(connection, hospital, [case.patient_id]).get(case.patient_id, ()),
        ]
        wrapped = people.wrapped_keys(connection, hospital, ids)
        record = record_of(self._parts, row, wrapped) if row else None
        if row is None or record is None or row["state"] != people.LIVE:
            raise parts_of.CopyNotDueError(what="decision")
        account = account_of(self._parts, row, wrapped)
        traced = {*subjects, *self._subjects(ids, wrapped)}
        looks = self._looks(connection, sorted(traced))
        drawn = signatures_of(self._parts, consent_signatures.of(connection, hospital, ids), wrapped)
        return parts_of.PersonalCopy(
            case_id=case.id, made_at=self._parts.now().isoformat(), hospital=copies.hospital_name(connection, hospital),
            trace_until=_iso(copies.trace_until(connection, hospital)),
            person=parts_of.person_of_record(record, row["name_check"], row["basis"], restricted=row["restricted"]),
            account=parts_of.account_of_record(account) if account else None,
            bookings=bookings_of(connection, hospital, ids), payments=payments_of(connection, hospital, ids),
            consents=tuple(
                parts_of.CopyConsent(
                    c.id, c.purpose, c.notice_version, c.act, c.given, _iso(c.at), drawn.get(c.id, "")
                )
                for c in _flat(bodies.consents_of(connection, hospital, ids).values())
            ),
            notices=tuple(
                parts_of.CopyNotice(n["version"], n["how"], _iso(n["at"]))
                for n in copies.notices_shown(connection, hospital, ids)
            ),
            requests=self._requests(connection, ids), looks=looks,
            disclosures=disclosed_to(self._parts, connection, ids),
        )  # fmt: skip

    def _requests(self, connection: Connection, ids: Sequence[str]) -> tuple[parts_of.CopyRequest, ...]:
        hospital = self._parts.hospital_id
        asked = [self._opened(row) for row in copies.requests_of(connection, hospital, ids)]
        deleted = tuple(
            parts_of.CopyRequest(r["case_id"], "delete", "self", r["state"], _iso(r["filed_at"]))
            for r in copies.erasures_of(connection, hospital, ids)
        )
        return (*(parts_of.request_of_case(case, text) for case, text in asked), *deleted)

    def _looks(self, connection: Connection, subjects: Iterable[str]) -> tuple[parts_of.CopyLook, ...]:
        hospital = self._parts.hospital_id
        windows = copies.windows(connection, hospital)
        looks = []
        for subject in subjects:
            for raw in found(self._parts, connection, EventQuery(subject=subject), MOST_LOOKS):
                said = json.loads(raw)
                at = datetime.fromtimestamp(said["t"] / 1000, UTC)
                looks.append(parts_of.look_of_event(raw, windows.get(said["desk"], ""), _iso(at)))
        return tuple(sorted(looks, key=lambda look: look.at, reverse=True))

    def _subjects(self, ids: Iterable[str], wrapped: dict[tuple[str, str], bytes]) -> list[str]:
        """Return by which ids the desks' traces name these people."""
        named = []
        for patient_id in ids:
            held = wrapped.get((patient_id, KeyKind.RECORD.value))
            if held is not None:
                context = key_context(self._parts.hospital_id, patient_id, KeyKind.RECORD.value)
                named.append(subject_id(self._parts.keys.unwrap(held, context), PatientId(patient_id)))
        return named

    def _opened(self, row: dict[str, Any]) -> tuple[RequestCase, RequestText]:
        context = key_context(self._parts.hospital_id, row["request_id"], KeyKind.CASE.value)
        text = RequestText("", "")  # of a case whose key was destroyed
        if row["wrapped"] is not None:
            key = self._parts.keys.unwrap(bytes(row["wrapped"]), context)
            sealed_as = bindings.central_row("request", row["request_id"], row["version"], KeyKind.CASE)
            text = RequestText.from_bytes(self._parts.keys.unseal(key, bytes(row["sealed"]), sealed_as))
        case = case_of(
            CaseId(row["request_id"]), PatientId(row["patient_id"]) if row["patient_id"] else None, row["kind"],
            row["asker"], row["state"], row["version"], StaffId(row["filed_by"]), row["filed_at"], bytes(row["facts"]),
        )  # fmt: skip
        return case, text


def disclosed_to(
    parts: CentralParts, connection: Connection, ids: Iterable[str]
) -> tuple[parts_of.CopyDisclosure, ...]:
    """Return what was handed to others about people, newest first; what was only asked for is no disclosure."""
    book = [one for patient_id in ids for one in book_of(parts, connection, patient_id)]
    return tuple(
        parts_of.CopyDisclosure(
            one.id, one.kind.value, one.recipient, one.number, one.why, words(one.scope), _iso(one.handed_at)
        )
        for one in book
        if one.state is DisclosureState.HANDED
    )


def bookings_of(
    connection: Connection, hospital: str, ids: Sequence[str]
) -> tuple[parts_of.CopyBooking, ...]:
    """Return people's bookings in plain words, newest first."""
    rows = copies.bookings(connection, hospital, ids)
    rooms = reports.names(connection, hospital, "department", [r["department_id"] for r in rows])
    doctors = reports.names(connection, hospital, "doctor", [r["doctor_id"] for r in rows])
    return tuple(
        parts_of.CopyBooking(
            r["booking_id"], r["day"].isoformat(), r["half_hour"], r["number"], rooms.get(r["department_id"], ""),
            doctors.get(r["doctor_id"], ""), r["state"], r["fee_fen"], _iso(r["made_at"]), r["channel"], r["basis"],
        )
        for r in rows
    )  # fmt: skip


def payments_of(
    connection: Connection, hospital: str, ids: Sequence[str]
) -> tuple[parts_of.CopyPayment, ...]:
    """Return what was paid and given back for people's bookings."""
    rows = _flat(money.of_patients(connection, hospital, ids).values())
    return tuple(
        parts_of.CopyPayment(p.id, p.booking_id, p.kind, p.cash_fen, p.qr_fen, p.insurance_fen, _iso(p.at))
        for p in rows
    )


def _flat(groups: Iterable[Iterable[Any]]) -> list[Any]:
    return [one for group in groups for one in group]


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""
