"""What central believes of the proofs that a desk says it saw (SECURITY §4.4).

A code counts only with its proof, a paper only with its scan; card and number the desk alone has before it.
"""

from __future__ import annotations

from central.services.batch import Batch, Facts
from central.services.people import parts_of, spend_proof
from desktop.domain.request_proofs import attested
from desktop.domain.requests import Evidence


def proved(
    batch: Batch, facts: Facts, patient_id: str | None, seen: tuple[Evidence, ...], paper: str = ""
) -> tuple[Evidence, ...]:
    """Return the evidence without a code that was not sent to the number which is on file now, and without papers
    other than `paper`, whose scan came along.

    Not a refusal: the number may have changed while the operation was on its way; the case waits for other proof.
    """
    seen = attested(seen, paper)
    if Evidence.CODE_ON_FILE not in seen:
        return seen
    held = parts_of(batch, patient_id) if patient_id and facts.has("proof") else None
    phone = held[1].phone if held and held[1] else None
    if phone and spend_proof(batch, facts.text("proof", most=512), phone):
        return seen
    return tuple(one for one in seen if one is not Evidence.CODE_ON_FILE)
