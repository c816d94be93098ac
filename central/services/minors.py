"""Who turns out to be under 18 when a birth date comes to be known: their account goes, by two people (P32, N32).

An account is for grown-ups; being registered for care is another purpose and takes a guardian, whom the next visit asks
for. Both become tasks of the supervisor, once each; confirming the first files the closing of the account.
"""

from __future__ import annotations

from central.services.batch import Batch
from central.store import work
from desktop.domain.documents import age_on
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.people import ADULT
from desktop.domain.schedules import clinic_day
from desktop.domain.task_kinds import MINOR_ACCOUNT, MINOR_ALONE


def under_age(batch: Batch, record: PatientRecord) -> bool:
    """Return whether the record says somebody under 18 today; an unknown birth date says nothing."""
    birth = record.birth_date()
    return birth is not None and age_on(birth, clinic_day(batch.now)) < ADULT


def look(batch: Batch, patient_id: str, record: PatientRecord, account: AccountRecord | None) -> None:
    """Open what a supervisor must do about this person; nothing for grown-ups."""
    if not under_age(batch, record):
        return
    row = batch.patients.get(patient_id)
    emergency = row is not None and row["basis"] == LegalBasis.EMERGENCY.value
    if account is not None and account.is_account:
        _tell(batch, MINOR_ACCOUNT, patient_id)
    if not record.guardian_name and not emergency:
        _tell(batch, MINOR_ALONE, patient_id)


def _tell(batch: Batch, kind: str, patient_id: str) -> None:
    if (kind, patient_id) in batch.told:
        return
    batch.told.add((kind, patient_id))
    if not work.is_open_about(batch.connection, batch.hospital, kind, patient_id):
        batch.open_task(kind, patient_id=patient_id)
