"""What of the proofs of a request this desk can look at itself, and does before anything is filed or verified."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.ids import PatientId
from desktop.domain.request_proofs import NUMBERED, PAPERS, ProofUncheckedError, same_number
from desktop.domain.requests import Evidence
from desktop.ports.store import Transaction
from desktop.services.desk import Desk


def check_seen(
    desk: Desk, tx: Transaction, patient_id: PatientId | None, seen: Iterable[Evidence], document: str
) -> None:
    """Raise ProofUncheckedError for a proof that the program can look at and does not find so (SECURITY §4.4).

    The card that was read last at this window is the person's; the number on the document is the one on file; a paper
    comes with its scan, a call with its note. Who has no file here has nothing to compare with.
    """
    seen = frozenset(seen)
    if Evidence.CHIP_READ in seen and not desk.card_lies(patient_id):
        raise ProofUncheckedError("card")
    if seen & NUMBERED and not same_number(document, number_on_file(tx, patient_id)):
        raise ProofUncheckedError("number")
    if seen & PAPERS:
        raise ProofUncheckedError("paper")
    if Evidence.CALL_BACK in seen:
        raise ProofUncheckedError("call")


def number_on_file(tx: Transaction, patient_id: PatientId | None) -> str | None:
    """Return the number of the person's document as it stands in their record, None where there is none."""
    patient = tx.patients.get(patient_id) if patient_id else None
    return patient.record.document_number if patient else None
