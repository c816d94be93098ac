"""A phone in a file changes: held after a grant, put in the place of the old one, or taken back (T8, N19).

A number that a new owner proved leaves every other file; nobody is told whose it was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from central.services.batch import Batch
from central.services.holders import holders_of
from central.services.people import index_person, parts_of, reseal_person
from central.services.tokens import PHONE, phone_token
from central.store import erasures, feed, phone_holds, withdrawals
from desktop.domain.payloads import AccountRecord
from desktop.domain.people import PhoneStatus
from desktop.domain.request_cases import RequestCase

WAITING, DONE, STOPPED = phone_holds.WAITING, "done", "stopped"
REASSIGNED = "phone-reassigned"


def hold(batch: Batch, case: RequestCase) -> RequestCase:
    """Begin the hold of a granted change; the number on file is told."""
    cooling = timedelta(seconds=erasures.cooling_s(batch.connection, batch.hospital))
    until = batch.now + cooling
    batch.held.add(
        request_id=case.id, patient_id=case.patient_id, due_at=until, state=WAITING, notice=WAITING, notice_reason="",
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "patient", str(case.patient_id))
    return replace(case, hold_until=until)


def put_phone(batch: Batch, patient_id: str, phone: str) -> None:
    """Put a proved phone in the place of the old one; an account goes with it."""
    found = parts_of(batch, patient_id)
    assert found is not None
    record, before = found
    is_account = bool(before and before.is_account)
    withdrawals.leave_accounts(batch.connection, batch.hospital, patient_id, batch.now)
    account = AccountRecord(phone, PhoneStatus.VERIFIED.value, batch.now.isoformat(), is_account)
    reseal_person(batch, patient_id, "", record, account)
    batch.patients.change(patient_id, phone_verified=True)
    index_person(batch, patient_id, None, account)
    if is_account:
        batch.account_wishes[patient_id] = phone_token(batch.parts.keys, phone)


def unlink_others(batch: Batch, patient_id: str, phone: str) -> None:
    """Take a number out of every other file: a new owner has proved it (N19)."""
    token = phone_token(batch.parts.keys, phone)
    for other in holders_of(batch, PHONE, [token]):
        found = parts_of(batch, other) if other != patient_id else None
        if found is None or found[1] is None or found[1].phone != phone:
            continue
        withdrawals.leave_accounts(batch.connection, batch.hospital, other, batch.now)
        empty = AccountRecord(None, PhoneStatus.CODE_LATER.value, reason=REASSIGNED)
        reseal_person(batch, other, "", found[0], empty)
        batch.patients.change(other, phone_verified=False)
        index_person(batch, other, None, empty)
