"""A new version of the policy, signed at the desk and taken by central before it begins (P30, P33)."""

from __future__ import annotations

from desktop.domain.audit import AuditAct
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.policies import PURPOSE, PolicyVersion, checked
from desktop.domain.staff import Action
from desktop.services.desk import Desk
from desktop.services.notice import notices_of
from desktop.services.pushing import Pushes


class PolicyService:
    """Publishes; what is published arrives as a notice at every desk."""

    def __init__(self, desk: Desk, pushing: Pushes) -> None:
        self._desk = desk
        self._pushing = pushing

    def publish(self, policy: PolicyVersion) -> None:
        """Sign a version and have central take it.

        Raises NotPermittedError, PolicyInvalidError, PolicyTooSoonError, CentralUnreachableError, CentralRefusedError.
        """
        desk, person = self._desk, self._desk.keys.person
        desk.require(Action.KEEP_REGISTERS)
        self._pushing.ready()
        with desk.store.write() as tx:
            checked(policy, notices_of(tx), desk.today())
            facts = {
                "effective": policy.effective.isoformat(), "weight": policy.weight.value, "changes": policy.changes,
                "text": policy.text, "text_en": policy.text_en,
            }  # fmt: skip
            operation = desk.record(
                tx, OperationKind.PUBLISH_POLICY, policy.version, facts=facts,
                approvals=(Approval(person.person, person.sign(PURPOSE, policy.signed_bytes())),),
            )  # fmt: skip
            told = {"effective": policy.effective.isoformat(), "weight": policy.weight.value}
            desk.trace(tx, AuditAct.POLICY_PUBLISHED, object_id=policy.version, facts=told)
        self._pushing.answer(operation.id)
