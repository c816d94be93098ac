"""The first week: staff, doctors, people, weekly templates; repeatable; a report names lines, never people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.services import duplicates, importing_templates
from central.services.batch import Batch
from central.services.csv_tables import LineFaultError
from central.services.importing_templates import TemplateLines, overlapping
from central.services.parts import CentralParts
from central.services.people import new_person
from central.services.tokens import CARD, DOCUMENT, card_token, document_token
from central.store import enrolments, feed, people, planning, tables
from desktop.domain.documents import DocumentType, Sex, check_document
from desktop.domain.ids import PatientId
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.payloads import PatientRecord
from desktop.domain.people import EvidenceLevel
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Role
from desktop.domain.verification import NameCheck

KEY_BYTES = 32
STAFF = ("id", "name", "initials", "role")
DOCTORS = ("department", "name", "title", "skill", "initials", "fee_yuan")
PEOPLE = ("name", "sex", "birth", "document_type", "document_number", "card_number", "address")
NEEDED = {
    "staff": ("id", "name", "initials", "role"),
    "doctors": ("department", "name", "title", "initials"),
    "people": ("name", "document_number"),
    "templates": importing_templates.NEEDED,
}
FIELDS = {
    "staff": STAFF, "doctors": DOCTORS, "people": PEOPLE, "templates": importing_templates.TEMPLATES,
}  # fmt: skip
SEXES = {"男": Sex.MALE, "女": Sex.FEMALE, "1": Sex.MALE, "2": Sex.FEMALE}


@dataclass
class ImportReport:
    """What became of the lines; `faults` are (line, code). Nothing of a line's content is kept."""

    made: int = 0
    known: int = 0
    changed: int = 0
    doubtful: list[int] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def facts(self) -> dict[str, Any]:
        """Return the report for a machine."""
        return {
            "made": self.made, "known": self.known, "changed": self.changed, "to_look_at": self.doubtful,
            "faults": [{"line": line, "why": why} for line, why in self.faults],
        }  # fmt: skip


Line = tuple[int, dict[str, str]]


class Importer:
    """Takes lines of one kind into one hospital, all in one transaction; a dry run rolls it back."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def run(self, kind: str, lines: list[Line], *, dry: bool) -> ImportReport:
        """Return what was made, or would be."""
        takers: dict[str, Callable[[Connection, list[Line], ImportReport], None]] = {
            "staff": self._staff, "doctors": self._doctors, "people": self._people,
            "templates": self._templates,
        }  # fmt: skip
        report = ImportReport()
        try:
            with self._parts.database.begin() as connection:
                takers[kind](connection, lines, report)
                if dry:
                    raise _DryRunError
        except _DryRunError:
            pass
        return report

    def _staff(self, connection: Connection, lines: list[Line], report: ImportReport) -> None:
        there = {row["staff_id"]: row for row in enrolments.staff_list(connection, self._parts.hospital_id)}
        for number, line in lines:
            if not (line["id"] and line["name"] and line["initials"]):
                report.faults.append((number, "incomplete"))
                continue
            if line["role"] not in {role.value for role in Role}:
                report.faults.append((number, "role"))
                continue
            person = (line["id"], line["name"], line["initials"], line["role"])
            before = there.get(line["id"])
            if before and (before["name"], before["initials"], before["role"]) == person[1:]:
                report.known += 1
                continue
            enrolments.put_staff(connection, self._parts.hospital_id, [person])
            report.changed += before is not None
            report.made += before is None

    def _doctors(self, connection: Connection, lines: list[Line], report: ImportReport) -> None:
        hospital = self._parts.hospital_id
        departments = enrolments.departments_by(connection, hospital)
        t = tables.doctors.c
        there = {
            (row.department_id, row.name): row
            for row in connection.execute(sa.select(tables.doctors).where(t.hospital_id == hospital))
        }
        touched = feed.Touched()
        for number, line in lines:
            department = departments.get(line["department"])
            try:
                values = _doctor(line, department)
            except LineFaultError as fault:
                report.faults.append((number, fault.code))
                continue
            before = there.get((values["department_id"], values["name"]))
            if before is not None and all(getattr(before, name) == value for name, value in values.items()):
                report.known += 1
                continue
            doctor_id = before.doctor_id if before is not None else self._parts.new_id()
            here = sa.and_(t.hospital_id == hospital, t.doctor_id == doctor_id)
            if before is not None:
                connection.execute(sa.update(tables.doctors).where(here).values(**values))
                report.changed += 1
            else:
                connection.execute(
                    sa.insert(tables.doctors).values(hospital_id=hospital, doctor_id=doctor_id, **values)
                )
                report.made += 1
            touched.add(feed.REFERENCE, "doctor", doctor_id)
        feed.move(connection, hospital, touched)

    def _templates(self, connection: Connection, lines: list[Line], report: ImportReport) -> None:
        hospital = self._parts.hospital_id
        reader = TemplateLines(connection, hospital, enrolments.departments_by(connection, hospital))
        there = {template.id: template for template in planning.all_templates(connection, hospital)}
        touched = feed.Touched()
        for number, line in lines:
            try:
                template = reader.read(line)
                if overlapping(template, list(there.values())):
                    raise LineFaultError("overlap")
            except LineFaultError as fault:
                report.faults.append((number, fault.code))
                continue
            before = there.get(template.id)
            if before == template:
                report.known += 1
                continue
            planning.put_template(connection, hospital, template)
            touched.add(feed.REFERENCE, "template", template.id)
            there[template.id] = template
            report.changed += before is not None
            report.made += before is None
        feed.move(connection, hospital, touched)

    def _people(self, connection: Connection, lines: list[Line], report: ImportReport) -> None:
        batch = Batch(self._parts, connection, "")
        fresh: list[tuple[str, PatientRecord]] = []
        seen: set[bytes] = set()
        for number, line in lines:
            try:
                record = self._record(line)
            except LineFaultError as fault:
                report.faults.append((number, fault.code))
                continue
            document = document_token(self._parts.keys, record.document_number or "")
            if document in seen or self._known(connection, DOCUMENT, document):
                report.known += 1
                continue
            seen.add(document)
            if record.card_number and self._known(
                connection, CARD, card_token(self._parts.keys, record.card_number)
            ):
                # the same hospital card under another document: made, and a person looks whether it is one human
                report.doubtful.append(number)
            fresh.append((self._parts.new_id(), record))
        batch.expect_new([patient_id for patient_id, _ in fresh])
        for patient_id, record in fresh:
            keys = self._parts.randomness.bytes(KEY_BYTES), self._parts.randomness.bytes(KEY_BYTES)
            new_person(
                batch, PatientId(patient_id), record, *keys, NameCheck.NOT_ASKED.value, LegalBasis.CONTRACT
            )
            report.made += 1
        if fresh:
            # whoever came twice is found against all who are here, and stands on the merge list
            duplicates.ask(batch)
        batch.finish()
        feed.move(connection, self._parts.hospital_id, batch.touched)

    def _known(self, connection: Connection, kind: str, token: bytes) -> bool:
        return bool(people.with_tokens(connection, self._parts.hospital_id, kind, [token]))

    def _record(self, line: dict[str, str]) -> PatientRecord:
        """Return the record; raises LineFaultError(code)."""
        if not line["name"]:
            raise LineFaultError("name")
        try:
            kind = DocumentType(line.get("document_type") or DocumentType.RESIDENT_CARD.value)
        except ValueError as error:
            raise LineFaultError("document-type") from error
        sex = SEXES.get(line.get("sex", ""))
        today = clinic_day(self._parts.now())
        check = check_document(kind, line["document_number"], today=today, sex=sex)
        birth = check.birth.isoformat() if check.birth else line.get("birth") or None
        found = check.sex or sex
        if check.rejected:
            raise LineFaultError(next(finding.code for finding in check.findings))
        if found is None:
            raise LineFaultError("sex")
        return PatientRecord(
            name=line["name"], sex=found.value, birth=birth, document_type=kind.value,
            document_number=check.number, evidence=EvidenceLevel.TYPED.value,
            address=line.get("address") or None, card_number=line.get("card_number") or None,
        )  # fmt: skip


class _DryRunError(Exception):
    """Ends the transaction of a dry run."""


def _doctor(line: dict[str, str], department: str | None) -> dict[str, Any]:
    if department is None:
        raise LineFaultError("department")
    if not (line["name"] and line["title"] and line["initials"]):
        raise LineFaultError("incomplete")
    yuan, _, jiao = (line.get("fee_yuan") or "0").partition(".")
    if not yuan.isdecimal() or not (jiao or "0").isdecimal() or len(jiao) > 2:
        raise LineFaultError("fee")
    return {
        "department_id": department, "name": line["name"], "title": line["title"], "skill": line.get("skill", ""),
        "initials": line["initials"],
        "fee_fen": int(yuan) * 100 + int((jiao + "00")[:2]),
    }  # fmt: skip
