"""Opening a person's sealed parts at central, for an exact look-up or a name check; the plain values leave no trace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from central.services.parts import CentralParts, key_context
from desktop.domain import bindings
from desktop.domain.operations import KeyKind
from desktop.domain.payloads import AccountRecord, PatientRecord

Wrapped = Mapping[tuple[str, str], bytes]


def record_of(parts: CentralParts, row: Mapping[str, Any], wrapped: Wrapped) -> PatientRecord | None:
    """Return a person's record, None when its key is gone."""
    plain = _opened(parts, row, wrapped, KeyKind.RECORD, row["sealed_record"])
    return None if plain is None else PatientRecord.from_bytes(plain)


def account_of(parts: CentralParts, row: Mapping[str, Any], wrapped: Wrapped) -> AccountRecord | None:
    """Return a person's phone and account, None when there is none or its key is gone."""
    plain = _opened(parts, row, wrapped, KeyKind.ACCOUNT, row["sealed_account"])
    return None if plain is None else AccountRecord.from_bytes(plain)


def signatures_of(
    parts: CentralParts, signed: Mapping[str, tuple[str, bytes]], wrapped: Wrapped
) -> dict[str, str]:
    """Return the strokes under consents as text; `signed`: central.store.consent_signatures.of."""
    drawn = {}
    for consent_id, (patient_id, sealed) in signed.items():
        held = wrapped.get((patient_id, KeyKind.ACCOUNT.value))
        if held is not None:
            key = parts.keys.unwrap(held, key_context(parts.hospital_id, patient_id, KeyKind.ACCOUNT.value))
            context = bindings.central_row("consent", consent_id, 0, KeyKind.ACCOUNT)
            drawn[consent_id] = parts.keys.unseal(key, sealed, context).decode()
    return drawn


def _opened(
    parts: CentralParts, row: Mapping[str, Any], wrapped: Wrapped, kind: KeyKind, sealed: bytes | None
) -> bytes | None:
    patient_id = row["patient_id"]
    held = wrapped.get((patient_id, kind.value))
    if held is None or sealed is None:
        return None
    key = parts.keys.unwrap(held, key_context(parts.hospital_id, patient_id, kind.value))
    return parts.keys.unseal(
        key, bytes(sealed), bindings.central_row("patient", patient_id, row["version"], kind)
    )
