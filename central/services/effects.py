"""Carrying out a granted request: a withdrawal ends the service here too, a restriction takes the person out of use."""

from __future__ import annotations

from dataclasses import replace

from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.people import parts_of, reseal_person
from central.services.requests import case_in_hand, keep_case
from central.store import bodies, feed, withdrawals
from central.store.people import LIVE
from desktop.domain.consent import ConsentAct, Purpose
from desktop.domain.effects import PURPOSE_OF, Effect, check_effect
from desktop.domain.errors import KnownError
from desktop.domain.operations import Operation


def carry_out(batch: Batch, op: Operation) -> None:
    """Do what a case grants, once; refused when it is not due."""
    facts = Facts(op)
    case, text, key = case_in_hand(batch, op)
    try:
        effect = Effect(facts.text("effect"))
    except ValueError as error:
        raise OperationRefusedError("malformed") from error
    patient = batch.patients.get(case.patient_id) if case.patient_id else None
    if patient is None or patient["state"] != LIVE or op.subject != case.patient_id:
        raise OperationRefusedError("person-unknown")
    if op.base_version != case.version:
        raise OperationRefusedError("version-conflict")
    patient_id = str(patient["patient_id"])
    consents = bodies.consents_of(batch.connection, batch.hospital, [patient_id]).get(patient_id, ())
    try:
        check_effect(case, effect, consents, restricted=patient["restricted"])
    except KnownError as error:
        raise OperationRefusedError(error.code) from error
    if effect in PURPOSE_OF:
        withdraw(batch, op.id, op.desk, patient_id, PURPOSE_OF[effect], facts.text("notice_version"))
        if PURPOSE_OF[effect] is Purpose.ACCOUNT:
            close_account(batch, op.desk, patient_id)
    else:
        _restrict(batch, patient_id, restricted=effect is Effect.RESTRICT)
    keep_case(batch, replace(case, version=case.version + 1, effected_at=batch.now), text, key)
    batch.touched.add(feed.CLINIC, "request", op.entity)


def withdraw(
    batch: Batch, consent_id: str, desk_id: str, patient_id: str, purpose: Purpose, notice_version: str
) -> None:
    """Add a row that says no; what was said before stays as it was (G86)."""
    batch.consents.add(
        consent_id=consent_id, patient_id=patient_id, purpose=purpose.value, notice_version=notice_version,
        act=ConsentAct.SIGNATURE.value, given=False, at=batch.now, desk_id=desk_id,
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "consent", consent_id)


def close_account(batch: Batch, desk_id: str, patient_id: str) -> None:
    """The person leaves the account; one that nobody is left in is closed. The phone stays, for care alone."""
    batch.account_wishes.pop(patient_id, None)
    withdrawals.leave_accounts(batch.connection, batch.hospital, patient_id, batch.now)
    held = parts_of(batch, patient_id)
    if held is not None and held[1] is not None:
        reseal_person(batch, patient_id, desk_id, held[0], replace(held[1], is_account=False))


def end_uses(batch: Batch, desk_id: str, patient_id: str) -> None:
    """End every use that rests on consent or may be objected to, at once (P2): account, online channel, messages."""
    consents = bodies.consents_of(batch.connection, batch.hospital, [patient_id]).get(patient_id, ())
    for purpose in PURPOSE_OF.values():
        newest = max((c for c in consents if c.purpose == purpose.value), key=lambda c: c.at, default=None)
        if newest is None or newest.given:
            version = newest.notice_version if newest else ""
            withdraw(batch, batch.parts.new_id(), desk_id, patient_id, purpose, version)
    batch.account_wishes.pop(patient_id, None)
    withdrawals.leave_accounts(batch.connection, batch.hospital, patient_id, batch.now)


def _restrict(batch: Batch, patient_id: str, *, restricted: bool) -> None:
    """Take the person out of search, lists and the public channel, or bring them back; an alias or a deletion stays."""
    row = batch.patients.get(patient_id)
    assert row is not None
    alias = row["same_as"] is not None and row["restricted"]
    if alias or withdrawals.being_erased(batch.connection, batch.hospital, patient_id):
        raise OperationRefusedError("effect-not-due")
    batch.patients.change(patient_id, restricted=restricted)
    batch.touched.add(feed.CLINIC, "patient", patient_id)
