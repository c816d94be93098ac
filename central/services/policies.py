"""Policy versions at central: judged again, signed by the officer, sent to every desk before they begin (P30, P33)."""

from __future__ import annotations

from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.published import in_force
from central.services.signatures import check_signature
from central.store import feed, policies
from desktop.domain.errors import KnownError
from desktop.domain.operations import Operation
from desktop.domain.operators import NAME, Operator
from desktop.domain.policies import MOST_CHANGES, MOST_TEXT, PURPOSE, PolicyVersion, Weight, checked
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action


def publish(batch: Batch, op: Operation) -> None:
    """Take a new version that begins later than every other."""
    facts = Facts(op)
    try:
        weight = Weight(facts.text("weight"))
    except ValueError as error:
        raise OperationRefusedError("malformed") from error
    policy = PolicyVersion(
        op.entity, facts.day("effective"), weight, facts.text("changes", most=MOST_CHANGES),
        facts.text("text", most=MOST_TEXT), facts.text("text_en", most=MOST_TEXT),
    )  # fmt: skip
    known = policies.versions(batch.connection, batch.hospital)
    try:
        checked(policy, known, clinic_day(batch.now))
    except KnownError as refusal:
        raise OperationRefusedError(refusal.code) from refusal
    check_signature(batch, op, policy.signed_bytes(), Action.KEEP_REGISTERS, purpose=PURPOSE)
    held = in_force(batch.connection, batch.hospital, NAME)
    operator = Operator.from_bytes(held) if held else None
    policies.add(
        batch.connection, batch.hospital, policy, op.author, op.approvals[0].signature, batch.now, operator
    )
    batch.touched.add(feed.REFERENCE, "notice", policy.version)
