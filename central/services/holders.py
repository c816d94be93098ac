"""Who is found under a keyed token, whatever their state; and whether a phone has too many patients (N19)."""

from __future__ import annotations

from collections.abc import Sequence

from central.services.batch import Batch
from central.services.tokens import PHONE, phone_token
from central.store.phone_holds import holders
from desktop.domain.phone_guard import PhoneCrowdedError, refuse_crowd


def holders_of(batch: Batch, field: str, tokens: Sequence[bytes]) -> list[str]:
    """Return every living person under these tokens, those of this very exchange too."""
    batch.patients.flush()
    batch.index.flush()
    return holders(batch.connection, batch.hospital, field, tokens)


def too_many(batch: Batch, patient_id: str, phone: str) -> bool:
    """Return whether so many other patients have the number that no account may be opened with it (N19)."""
    token = phone_token(batch.parts.keys, phone)
    others = set(holders_of(batch, PHONE, [token])) - {patient_id}
    try:
        refuse_crowd(len(others), batch.rules.at(batch.now))
    except PhoneCrowdedError:
        return True
    return False
