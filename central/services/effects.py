"""Carrying out a granted request: a withdrawal ends the service here too, a restriction takes the person out of use."""

from __future__ import annotations

from dataclasses import replace

from central.services.batch import Batch, Facts
from central.services.consents import close_account, withdraw
from central.services.errors import OperationRefusedError
from central.services.requests import case_in_hand, keep_case
from central.store import bodies, feed, withdrawals
from central.store.people import LIVE
from desktop.domain.consent import Purpose
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


def _restrict(batch: Batch, patient_id: str, *, restricted: bool) -> None:
    """Take the person out of search, lists and the public channel, or bring them back; an alias or a deletion stays."""
    row = batch.patients.get(patient_id)
    assert row is not None
    alias = row["same_as"] is not None and row["restricted"]
    if alias or withdrawals.being_erased(batch.connection, batch.hospital, patient_id):
        raise OperationRefusedError("effect-not-due")
    batch.patients.change(patient_id, restricted=restricted)
    batch.touched.add(feed.CLINIC, "patient", patient_id)
