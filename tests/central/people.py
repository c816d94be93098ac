"""Made-up people as records."""

from __future__ import annotations

from desktop.domain.made_up import person_of
from desktop.domain.payloads import AccountRecord, PatientRecord

FIRST = 700_001
# a person over 70 in 2026, and one well under 65
ELDER = next(n for n in range(FIRST, FIRST + 5000) if person_of(n).birth.year < 1955)
GROWN_UP = next(n for n in range(FIRST, FIRST + 5000) if 1970 < person_of(n).birth.year < 2000)


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
