"""What central believes of the proofs that a desk says it saw (SECURITY §4.4).

A code counts only with its proof, a paper only with its scan, a call only to the number that is on file here; card and
number the desk alone has before it.
"""

from __future__ import annotations

from central.services.batch import Batch, Facts
from central.services.people import parts_of, spend_proof
from desktop.domain.payloads import AccountRecord
from desktop.domain.people import PhoneStatus
from desktop.domain.request_cases import RequestCase
from desktop.domain.request_proofs import attested, recorded_by
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Evidence


def proved(
    batch: Batch, facts: Facts, patient_id: str | None, seen: tuple[Evidence, ...], recorded: str = ""
) -> tuple[Evidence, ...]:
    """Return the evidence without a code that was not sent to the number which is on file now, and without papers and
    calls other than `recorded`, which came along.

    Not a refusal: the number may have changed while the operation was on its way; the case waits for other proof.
    """
    seen = attested(seen, recorded)
    if Evidence.CODE_ON_FILE not in seen:
        return seen
    account = _account(batch, patient_id) if facts.has("proof") else None
    phone = account.phone if account else None
    if phone and spend_proof(batch, facts.text("proof", most=512), phone):
        return seen
    return tuple(one for one in seen if one is not Evidence.CODE_ON_FILE)


def recorded(batch: Batch, case: RequestCase, text: RequestText, brought: RequestText | None) -> str:
    """Return the proof that the note of a step brings to its case, "" for none."""
    if brought is None or len(brought.notes) != 1:
        return ""
    account = _account(batch, case.patient_id)
    verified = account is not None and account.phone_status == PhoneStatus.VERIFIED
    phone = account.phone if account and verified else None
    return recorded_by(brought.notes[0], text.recipient, phone, case.filed_at)


def _account(batch: Batch, patient_id: str | None) -> AccountRecord | None:
    held = parts_of(batch, patient_id) if patient_id else None
    return held[1] if held else None
