"""Data moved to another body at central: only to a named one with a right to it, with its entry (P10, P24, N44)."""

from __future__ import annotations

import pytest

from central.services.disclosures import opened
from central.store import disclosures
from desktop.domain.disclosures import DisclosureKind, DisclosureState
from desktop.domain.ids import CaseId
from desktop.domain.operations import OperationKind, ResultStatus
from desktop.domain.registers import RegisterKind
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Evidence, RequestKind, RequestStep
from desktop.sync import wire
from tests.central.people import record
from tests.central.test_copies import asked, refusal
from tests.central.test_registers import ASSESSMENT, OFFICER, RECIPIENT, Officer
from tests.central.test_requests import Case
from tests.fakes.central_world import CLERK, World

BODY = "邻市第二医院"
AUTHORISED = (Evidence.AUTHORISATION, Evidence.CHIP_READ)
AGREED = (Evidence.AGREEMENT, Evidence.CHIP_READ)


class Transfer(Case):
    """A request to move a person's data to another body."""

    recipient = BODY

    def act(
        self, kind: OperationKind, facts: dict[str, object], text: RequestText | None, **more: object
    ) -> wire.WireResult:
        if kind is OperationKind.FILE_REQUEST:
            text = RequestText("move my data", "", recipient=self.recipient)
        return super().act(kind, facts, text, **more)

    def asked(self, evidence: tuple[Evidence, ...]) -> wire.WireResult:
        ticked = " ".join(e.value for e in evidence if e is not Evidence.AUTHORISATION)
        filed = self.file(RequestKind.TRANSFER, evidence=ticked)
        if Evidence.AUTHORISATION in evidence:
            self.paper(Evidence.AUTHORISATION)
            self.step(RequestStep.VERIFY)
        return filed

    def again(self) -> None:
        """Begin another request of the same person."""
        self.key = self.world.randomness.bytes(32)
        self.id = CaseId(self.world.parts.new_id())

    def book(self) -> list[tuple[str, str, str]]:
        with self.world.parts.database.read() as connection:
            rows = disclosures.book(connection, self.world.hospital, self.patient)
            found = [opened(self.world.parts, row)[0] for row in rows]
        return [(one.kind, one.state, one.recipient) for one in found]


@pytest.fixture
def transfer(world: World) -> Transfer:
    return Transfer(world)


@pytest.mark.rows("P10", "P24", "N44", "A3")
def test_an_authorised_transfer_leaves_with_its_entry_in_the_book_and_holds_no_word_about_who_looked(
    transfer: Transfer,
) -> None:
    assert transfer.asked(AUTHORISED).status is ResultStatus.ACCEPTED
    assert refusal(transfer) == "copy-not-due"
    assert transfer.book() == []
    assert transfer.decide(evidence=AUTHORISED).status is ResultStatus.ACCEPTED
    for _ in range(2):
        copy = asked(transfer)
    assert copy.person.name == record().name
    assert (copy.looks, copy.requests, copy.consents) == ((), (), ())
    assert transfer.book() == [(DisclosureKind.CONSENT, DisclosureState.HANDED, BODY)], "entered once"


@pytest.mark.rows("P10", "N44")
def test_a_live_agreement_is_enough_and_the_entry_says_that_it_is_a_share(
    transfer: Transfer, world: World
) -> None:
    officer = Officer.__new__(Officer)
    world.roster_with({CLERK: "clerk", OFFICER: "privacy-officer"})
    officer.world, officer.desk = world, transfer.desk
    put = (
        officer.put("a-1", RegisterKind.ASSESSMENT, ASSESSMENT),
        officer.put("r-1", RegisterKind.RECIPIENT, RECIPIENT),
    )
    assert officer.answers(*put) == ["", ""]
    transfer.recipient = RECIPIENT["name"]
    transfer.asked(AGREED)
    assert transfer.decide(evidence=AGREED).status is ResultStatus.ACCEPTED
    asked(transfer)
    assert transfer.book() == [(DisclosureKind.SHARE, DisclosureState.HANDED, RECIPIENT["name"])]


@pytest.mark.rows("P10", "N44", "I7")
def test_hand_made_grants_without_agreement_authorisation_recipient_or_second_person_are_refused(
    transfer: Transfer,
) -> None:
    transfer.asked((Evidence.CHIP_READ,))
    assert transfer.decide().reason == "evidence-missing"
    transfer.again()
    transfer.asked(AGREED)
    assert transfer.decide(evidence=AGREED).reason == "no-live-agreement"
    transfer.again()
    transfer.recipient = " "
    transfer.asked(AUTHORISED)
    assert transfer.decide().reason == "evidence-missing", "an authorisation of nobody in particular"
    transfer.again()
    transfer.asked(AGREED)
    assert transfer.decide(evidence=AGREED).reason == "disclosure-incomplete"
    transfer.again()
    transfer.recipient = BODY
    transfer.asked(AUTHORISED)
    assert transfer.decide(person=CLERK, evidence=AUTHORISED).reason == "not-permitted"
    assert refusal(transfer) == "copy-not-due"
    assert transfer.book() == []
