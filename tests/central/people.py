"""Made-up people as records."""

from __future__ import annotations

from desktop.domain.made_up import person_of
from desktop.domain.payloads import AccountRecord, PatientRecord

FIRST = 700_001


def record(serial: int = FIRST) -> PatientRecord:
    """Return a person's record as a desk would send it."""
    person = person_of(serial)
    return PatientRecord(
        name=person.name, sex=person.sex.value, birth=person.birth.isoformat(), document_type="resident-card",
        document_number=person.number, evidence="chip-read",
    )  # fmt: skip


def account(serial: int = FIRST, *, is_account: bool = True) -> AccountRecord:
    """Return a person's phone."""
    return AccountRecord(phone=person_of(serial).phone, phone_status="verified", is_account=is_account)
