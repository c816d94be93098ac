"""Consents at central: given or refused by the patient, and what ends with a refusal (P33, P37)."""

from __future__ import annotations

from dataclasses import replace

from central.services.aliases import follow
from central.services.batch import Batch, Facts
from central.services.people import ACCOUNT, RECORD, opened, reseal, subject
from central.store import feed, withdrawals
from desktop.domain.consent import Purpose
from desktop.domain.operations import KeyKind, Operation
from desktop.domain.payloads import AccountRecord, PatientRecord


def record_consent(batch: Batch, op: Operation) -> None:
    """Append a consent event; the same one again changes nothing.

    Who says no when a major change is asked again leaves the account; the phone stays, for care alone (P33, P37).
    """
    facts = Facts(op)
    consent_id = facts.text("id")
    if batch.consents.get(consent_id) is None:
        batch.consents.add(
            consent_id=consent_id, patient_id=follow(batch, subject(op), "consents", consent_id),
            purpose=facts.text("purpose"), notice_version=facts.text("notice_version"), act=facts.text("act"),
            given=facts.flag("given"), at=op.happened_at, desk_id=op.desk,
        )  # fmt: skip
        batch.touched.add(feed.CLINIC, "consent", consent_id)
        if not facts.flag("given") and facts.text("purpose") == Purpose.ACCOUNT:
            close_account(batch, op, subject(op))


def close_account(batch: Batch, op: Operation, patient_id: str) -> None:
    """The person leaves the account; one that nobody is left in is closed. The phone stays, for care alone."""
    batch.account_wishes.pop(patient_id, None)
    withdrawals.leave_accounts(batch.connection, batch.hospital, patient_id, batch.now)
    row = batch.patients.get(patient_id)
    record_key, account_key = batch.data_key(patient_id, RECORD), batch.data_key(patient_id, ACCOUNT)
    if row is None or record_key is None or account_key is None or row["sealed_account"] is None:
        return
    account = AccountRecord.from_bytes(opened(batch, row, "sealed_account", KeyKind.ACCOUNT, account_key))
    record = PatientRecord.from_bytes(opened(batch, row, "sealed_record", KeyKind.RECORD, record_key))
    reseal(batch, op, record, replace(account, is_account=False))
