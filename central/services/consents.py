"""Consents at central: given or refused by the patient, and what ends with a refusal (P33, P37)."""

from __future__ import annotations

from dataclasses import replace

from central.services.aliases import follow
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.people import parts_of, reseal_person, subject
from central.store import bodies, consent_signatures, feed, withdrawals
from desktop.domain import bindings
from desktop.domain.consent import ConsentAct, Purpose
from desktop.domain.drawn import DrawnSignature, SignatureDrawnError
from desktop.domain.effects import PURPOSE_OF
from desktop.domain.errors import SealBrokenError
from desktop.domain.operations import KeyKind, Operation

SIGNATURE_MOST = 16_384


def record_consent(batch: Batch, op: Operation) -> None:
    """Append a consent event; the same one again changes nothing.

    Who says no when a major change is asked again leaves the account; the phone stays, for care alone (P33, P37).
    """
    facts = Facts(op)
    consent_id = facts.text("id")
    if facts.text("act") == ConsentAct.SPOKEN and facts.flag("given"):
        raise OperationRefusedError("malformed")
    if batch.consents.get(consent_id) is None:
        batch.consents.add(
            consent_id=consent_id, patient_id=follow(batch, subject(op), "consents", consent_id),
            purpose=facts.text("purpose"), notice_version=facts.text("notice_version"), act=facts.text("act"),
            given=facts.flag("given"), at=op.happened_at, desk_id=op.desk,
        )  # fmt: skip
        batch.touched.add(feed.CLINIC, "consent", consent_id)
        _keep_signature(batch, op, consent_id)
        if not facts.flag("given") and facts.text("purpose") == Purpose.ACCOUNT:
            close_account(batch, op.desk, subject(op))


def _keep_signature(batch: Batch, op: Operation, consent_id: str) -> None:
    """Keep what was drawn under a consent, sealed as before; a signed consent without a signature is refused."""
    facts, patient_id = Facts(op), subject(op)
    signed = facts.text("act") == ConsentAct.SIGNATURE and facts.flag("given")
    if signed is not bool(op.sealed) or len(op.sealed) > SIGNATURE_MOST:
        raise OperationRefusedError("malformed")
    key = batch.data_key(patient_id, KeyKind.ACCOUNT) if signed else None
    if key is None:
        return  # nothing was drawn, or the person is gone and the key with them
    try:
        drawn = batch.parts.keys.unseal(key, op.sealed, op.seal_context())
        DrawnSignature.from_text(drawn.decode("ascii"))
    except (SealBrokenError, SignatureDrawnError, UnicodeDecodeError) as error:
        raise OperationRefusedError("payload-unreadable") from error
    sealed = batch.parts.keys.seal(key, drawn, signature_context(consent_id))
    consent_signatures.add(batch.connection, batch.hospital, consent_id, patient_id, sealed)


def signature_context(consent_id: str) -> bytes:
    """Return the AAD of a drawn signature at central."""
    return bindings.central_row("consent", consent_id, 0, KeyKind.ACCOUNT)


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
