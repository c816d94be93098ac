"""Data that a person moves to another body: who may get it, and its entry in the disclosure book (P10, P24, N44)."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from central.services.batch import Batch
from central.services.disclosures import row_context
from central.services.errors import OperationRefusedError
from central.services.parts import CentralParts, key_context
from central.store import disclosures, registers
from desktop.domain.disclosures import (
    DisclosureKind,
    DisclosureState,
    DisclosureText,
    Scope,
    check_transfer,
    words,
)
from desktop.domain.errors import KnownError
from desktop.domain.operations import KeyKind
from desktop.domain.request_cases import RequestCase
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Evidence, Outcome, RequestKind
from desktop.domain.schedules import clinic_day

WHY = "本人请求转移个人信息（《个人信息保护法》第四十五条）"
KEY_BYTES = 32


def check(batch: Batch, case: RequestCase, text: RequestText) -> None:
    """Refuse a grant to a body without a live agreement or the person's authorisation."""
    if case.kind is not RequestKind.TRANSFER or case.outcome is Outcome.REFUSED:
        return
    entries = registers.newest(batch.connection, batch.hospital)
    try:
        check_transfer(case.evidence, text.recipient, entries, clinic_day(batch.now))
    except KnownError as error:
        raise OperationRefusedError(error.code) from error


def enter(parts: CentralParts, connection: Connection, case: RequestCase, text: RequestText) -> None:
    """Write a transfer into the person's book before its package leaves here; the same case is entered once."""
    if case.kind is not RequestKind.TRANSFER or disclosures.one(connection, parts.hospital_id, case.id):
        return
    kind = DisclosureKind.CONSENT if Evidence.AUTHORISATION in case.evidence else DisclosureKind.SHARE
    key, last = parts.randomness.bytes(KEY_BYTES), case.signed[-1]
    said = DisclosureText(text.recipient, case.id, WHY)
    disclosures.put(
        connection, parts.hospital_id, disclosure_id=case.id, patient_id=case.patient_id, kind=kind.value,
        state=DisclosureState.HANDED.value, scope=words(Scope), filed_by=case.filed_by, at=case.filed_at,
        approved_by=last.person, signature=last.signature, handed_at=parts.now(),
        sealed=parts.keys.seal(key, said.to_bytes(), row_context(case.id)),
        wrapped=parts.keys.wrap(key, key_context(parts.hospital_id, case.id, KeyKind.CASE.value)),
    )  # fmt: skip
