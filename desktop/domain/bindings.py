"""The contexts (AAD, HPKE info) that desk and central must agree on, in one place."""

from __future__ import annotations

from desktop.domain.canonical import pack
from desktop.domain.ids import CaseId, DeskId, PatientId
from desktop.domain.operations import KeyKind


def central_row(table: str, row_id: str, version: int, key_kind: KeyKind) -> bytes:
    """Return the AAD of a row that central seals under a person's data key and sends down as it stands."""
    return pack("central-row", table, row_id, version, key_kind.value)


def keys_for_central(patient: PatientId) -> bytes:
    """Return the HPKE info of a new person's data keys on their way up (32 bytes record key | 32 bytes account key)."""
    return pack("patient-keys-up", patient)


def keys_for_desk(patient: PatientId, desk: DeskId) -> bytes:
    """Return the HPKE info of a person's data keys on their way down (JSON of base64 by key kind)."""
    return pack("patient-keys-down", patient, desk)


def case_key_for_central(case: CaseId) -> bytes:
    """Return the HPKE info of a new case's key (32 bytes) on its way up."""
    return pack("case-key-up", case)


def case_key_for_desk(case: CaseId, desk: DeskId) -> bytes:
    """Return the HPKE info of a case's key (32 bytes) on its way down."""
    return pack("case-key-down", case, desk)


def copy_for_desk(case: CaseId, desk: DeskId) -> bytes:
    """Return the HPKE info of a person's copy (JSON) on its way to the desk that hands it out."""
    return pack("copy-down", case, desk)


def case_file_for_desk(file_id: str, desk: DeskId) -> bytes:
    """Bind a file of a case that central seals to the desk that asked."""
    return pack("case-file", file_id, "desk", desk)


def asked_for_desk(case: CaseId, desk: DeskId) -> bytes:
    """Return the HPKE info of how a deletion was asked for, on its way to the desk that signs over it."""
    return pack("erasure-asked", case, "desk", desk)


def kept_for_desk(duty_id: str, desk: DeskId) -> bytes:
    """Return the HPKE info of what law keeps of deleted people (JSON) on its way to the desk that may read it."""
    return pack("kept-down", duty_id, desk)


def proof_for_desk(case: CaseId, desk: DeskId) -> bytes:
    """Return the HPKE info of a case's proof pack on its way to the desk that hands it to an inspector."""
    return pack("proof-down", case, desk)


def request(desk: DeskId, request_no: int, method: str, path: str, body_sha256: bytes) -> bytes:
    """Return what a desk signs for each request to central."""
    return pack("request", desk, request_no, method, path, body_sha256)
