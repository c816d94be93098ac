"""What the risk rules hear besides the traces: relatives, colleagues, leavers, days off, experts (SECURITY §4.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy.engine import Connection

from central.services.parts import CentralParts, key_context
from central.services.roster import People
from central.store import marks, own_people, people, risk_rows, rosters
from desktop.domain.audit import subject_id
from desktop.domain.fees import Grade, grade_of
from desktop.domain.ids import PatientId
from desktop.domain.marks import Mark
from desktop.domain.operations import KeyKind
from desktop.domain.own_people import Relation
from desktop.domain.risk_rules import Surroundings, day_number
from desktop.domain.staff import Role

AHEAD = timedelta(days=14)


def surroundings(
    parts: CentralParts, connection: Connection, roster: People, first: date, last: date
) -> Surroundings:
    """Return what central knows of these days."""
    hospital = parts.hospital_id
    until = last + AHEAD
    slots, payers = risk_rows.slots_and_payers(connection, hospital, first, until)
    listed = own_people.pairs(connection, hospital)
    sealed = marks.marked(connection, hospital, Mark.SEALED)
    traced = _traced_ids(parts, connection, {*sealed, *(patient for _, patient, _ in listed)})
    known = [(staff, traced[patient], relation) for staff, patient, relation in listed if patient in traced]
    titles = risk_rows.titles_of(connection, hospital, first, until)
    return Surroundings(
        related=frozenset((staff, subject) for staff, subject, _ in known),
        colleagues=frozenset(subject for _, subject, relation in known if relation == Relation.SELF),
        flagged=frozenset(traced[patient] for patient in sealed if patient in traced),
        may_see_flagged=frozenset(e.person for e in roster.entries if e.role == Role.PRIVACY_OFFICER),
        leavers=rosters.noted_people(connection, hospital) - {e.person for e in roster.entries},
        holidays=frozenset(map(day_number, risk_rows.holidays(connection, hospital))),
        slots=slots,
        payers=payers,
        experts={
            booking: doctor
            for booking, (doctor, title) in titles.items()
            if grade_of(title) is not Grade.ORDINARY
        },
    )


def _traced_ids(parts: CentralParts, connection: Connection, patients: Iterable[str]) -> dict[str, str]:
    """Return under which id the traces name each person; who has no record key any more is left out."""
    wrapped = people.wrapped_keys(connection, parts.hospital_id, sorted(patients))
    return {
        patient: subject_id(
            parts.keys.unwrap(sealed, key_context(parts.hospital_id, patient, kind)), PatientId(patient)
        )
        for (patient, kind), sealed in wrapped.items()
        if kind == KeyKind.RECORD.value
    }
