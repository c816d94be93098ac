"""Policy versions at central: signed by the officer, ahead of their day, at every desk in time; refusals (P30, P33)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central.store import tables, tables_policies
from desktop.domain.ids import StaffId
from desktop.domain.operations import Approval, Operation, OperationKind
from desktop.domain.payloads import AccountRecord
from desktop.domain.policies import PURPOSE, PolicyVersion, Weight
from desktop.sync.wire import NoticeRow
from tests.central.people import FIRST, record
from tests.fakes.central_world import CLERK, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

OFFICER = SUPERVISOR
NEXT = PolicyVersion("M2", TODAY + timedelta(days=1), Weight.MAJOR, "期限变了", "全文", "text")


class Office:
    """A desk with a privacy officer at it."""

    def __init__(self, world: World) -> None:
        world.roster_with({CLERK: "clerk", OFFICER: "privacy-officer"})
        self.world, self.desk = world, HeadlessDesk(world)

    def publish(
        self, policy: PolicyVersion = NEXT, *, person: StaffId = OFFICER, signer: StaffId | None = None,
        sent: PolicyVersion | None = None,
    ) -> str:  # fmt: skip
        """Return central's reason; `sent` goes up in place of what was signed."""
        up = sent or policy
        signature = self.world.people[signer or person].sign(PURPOSE, policy.signed_bytes())
        operation: Operation = self.desk.record(
            OperationKind.PUBLISH_POLICY, up.version, author=person, approvals=(Approval(person, signature),),
            facts={
                "effective": up.effective.isoformat(), "weight": up.weight.value, "changes": up.changes,
                "text": up.text, "text_en": up.text_en,
            },
        )  # fmt: skip
        self.desk.exchange()
        return self.desk.answer_to(operation).reason


@pytest.mark.rows("P30", "P33", "I7")
def test_only_what_the_officer_signed_ahead_of_its_day_is_published_and_reaches_every_desk(
    world: World,
) -> None:
    office, other = Office(world), HeadlessDesk(world, "desk-b")
    assert office.publish(person=CLERK) == "not-permitted"
    assert office.publish(signer=CLERK) == "signature-wrong"
    altered = PolicyVersion("M2", NEXT.effective, Weight.MINOR, NEXT.changes, NEXT.text, NEXT.text_en)
    assert office.publish(sent=altered) == "signature-wrong"
    today = PolicyVersion("M2", TODAY, Weight.MAJOR, "期限变了", "全文", "text")
    assert office.publish(today) == "policy-too-soon"
    assert world.rows(tables_policies.policy_versions) == []
    assert office.publish() == ""
    assert office.publish() == "policy-invalid", "a version is published once"
    other.catch_up()
    row = other.rows["notice"]["M2"]
    assert isinstance(row, NoticeRow)
    assert (row.effective, row.weight, row.changes, row.signed_by) == (
        NEXT.effective,
        "major",
        "期限变了",
        OFFICER,
    )
    assert (row.text, row.text_en, len(row.signature)) == ("全文", "text", 64)


@pytest.mark.rows("P33", "P37", "G86")
def test_who_says_no_when_asked_again_leaves_the_account_and_keeps_the_phone_for_care(world: World) -> None:
    desk = HeadlessDesk(world)
    patient = desk.register(record(FIRST))
    desk.put_account(patient, AccountRecord("15400138000", "verified", is_account=True))
    desk.exchange()

    def answer(given: bool) -> None:
        consent = world.parts.new_id()
        act = "paper" if given else "spoken"
        facts = {"id": consent, "purpose": "account", "notice_version": "M2", "act": act, "given": given}
        desk.record(OperationKind.RECORD_CONSENT, consent, subject=patient, facts=facts)
        desk.exchange()

    def members() -> int:
        return len(world.rows(tables.account_members, patient_id=patient))

    before = members()
    answer(True)
    assert members() == before == 1
    answer(False)
    assert members() == 0
    assert sorted(row["given"] for row in world.rows(tables.consents, patient_id=patient)) == [False, True]
