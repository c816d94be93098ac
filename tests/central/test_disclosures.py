"""Disclosures at central: no agreement no share, no self-approval, nothing out before approval (P10, P12, N44)."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import timedelta

import pytest

from central.services.copies import disclosed_to
from central.services.disclosures import DisclosureService
from desktop.crypto.formats import seal_to
from desktop.domain import bindings
from desktop.domain.disclosures import (
    PURPOSE,
    Disclosure,
    DisclosureKind,
    DisclosureState,
    DisclosureText,
    Scope,
)
from desktop.domain.errors import NotPermittedError
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.operations import Approval, KeyKind, Operation, OperationKind
from desktop.domain.registers import RegisterKind
from desktop.sync.wire import DisclosuresRequest
from tests.central.people import record
from tests.central.test_registers import ASSESSMENT, OFFICER, RECIPIENT, Officer
from tests.fakes.central_world import CLERK, STRANGER, TODAY, World

PAPER = b"a made-up paper"
TEXT = DisclosureText("样例法院", "法调 115 号", "诈骗案", base64.b64encode(PAPER).decode(), "调取证据通知书")
KEY = bytes(range(32))


class Desk(Officer):
    """An officer's desk with one patient; STRANGER is a supervisor here."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        world.roster_with({CLERK: "clerk", OFFICER: "privacy-officer", STRANGER: "supervisor"})
        self.patient = self.desk.register(record())

    def file(
        self, case: str, kind: DisclosureKind, text: DisclosureText = TEXT, *, author: StaffId = OFFICER
    ) -> Operation:
        up = seal_to(
            self.world.keys.opening.public,
            KEY,
            bindings.case_key_for_central(CaseId(case)),
        )
        facts: dict[str, object] = {
            "kind": kind.value, "scope": Scope.PHONE.value, "key": base64.b64encode(up).decode(),
        }  # fmt: skip
        return self.desk.record(
            OperationKind.FILE_DISCLOSURE, case, subject=self.patient, facts=facts, author=author,
            sealing=(KEY, KeyKind.CASE, text.to_bytes()),
        )  # fmt: skip

    def approve(
        self, case: str, person: StaffId, text: DisclosureText = TEXT, paper: bytes = PAPER
    ) -> Operation:
        asked = Disclosure(
            CaseId(case), PatientId(self.patient), DisclosureKind.OFFICIAL, DisclosureState.FILED, (Scope.PHONE,),
            OFFICER, self.world.clock.now(), text.recipient, text.number, text.why,
            paper=text.paper,
        )  # fmt: skip
        signature = self.world.people[person].sign(PURPOSE, asked.signed_bytes(paper))
        return self.desk.record(
            OperationKind.APPROVE_DISCLOSURE, case, subject=self.patient, author=person,
            approvals=(Approval(person, signature),),
        )  # fmt: skip

    def hand_over(self, case: str) -> Operation:
        return self.desk.record(
            OperationKind.HAND_OVER_DISCLOSURE, case, subject=self.patient, author=OFFICER
        )


@pytest.mark.rows("P12", "N33", "A3")
def test_an_official_request_is_handed_over_only_after_anothers_signature_over_paper_and_scope(
    world: World,
) -> None:
    desk = Desk(world)
    answers = desk.answers(
        desk.file("d-0", DisclosureKind.OFFICIAL, replace(TEXT, scan="")),
        desk.file("d-0", DisclosureKind.OFFICIAL, replace(TEXT, paper=" ")),
        desk.file("d-0", DisclosureKind.OFFICIAL, author=CLERK),
        desk.file("d-1", DisclosureKind.OFFICIAL),
        desk.hand_over("d-1"),
        desk.approve("d-1", OFFICER),
        desk.approve("d-1", CLERK),
        desk.approve("d-1", STRANGER, paper=b"another paper"),
        desk.approve("d-1", STRANGER, text=replace(TEXT, why="别的案")),
        desk.approve("d-1", STRANGER),
        desk.hand_over("d-1"),
        desk.hand_over("d-1"),
    )
    assert answers == [
        "disclosure-incomplete", "disclosure-incomplete", "not-permitted", "", "case-not-open", "self-approval",
        "not-permitted",
        "signature-wrong", "signature-wrong", "", "", "case-not-open",
    ]  # fmt: skip


@pytest.mark.rows("P10", "N44")
def test_a_share_needs_an_agreement_that_is_live_today_and_stands_in_the_persons_book_only(
    world: World,
) -> None:
    desk = Desk(world)
    other = desk.desk.register(record(1))
    text = DisclosureText(RECIPIENT["name"], "XY-7", "疫情")
    ended = {**RECIPIENT, "from": "2020-01-01", "until": (TODAY - timedelta(days=1)).isoformat()}
    answers = desk.answers(
        desk.file("s-1", DisclosureKind.SHARE, text),
        desk.put("a-1", RegisterKind.ASSESSMENT, ASSESSMENT),
        desk.put("r-1", RegisterKind.RECIPIENT, ended),
        desk.file("s-1", DisclosureKind.SHARE, text),
        desk.put("r-1", RegisterKind.RECIPIENT, RECIPIENT, version=2),
        desk.file("s-1", DisclosureKind.SHARE, text),
    )
    assert answers == ["no-live-agreement", "", "", "no-live-agreement", "", ""]
    service = DisclosureService(world.parts)
    (row,) = service.run("desk-a", DisclosuresRequest(OFFICER, desk.patient)).rows
    assert (row.recipient, row.why, row.scope, row.state) == (RECIPIENT["name"], "疫情", "phone", "handed")
    assert service.run("desk-a", DisclosuresRequest(OFFICER, other)).rows == ()
    with pytest.raises(NotPermittedError):
        service.run("desk-a", DisclosuresRequest(CLERK, desk.patient))


@pytest.mark.rows("N44", "P24")
def test_a_persons_copy_tells_what_was_handed_to_others_and_nothing_of_what_was_only_asked_for(
    world: World,
) -> None:
    desk = Desk(world)
    other = desk.desk.register(record(1))
    assert desk.answers(desk.file("d-1", DisclosureKind.OFFICIAL), desk.approve("d-1", STRANGER)) == ["", ""]

    def told(patient: str) -> list[tuple[str, str, str]]:
        with world.database.read() as connection:
            found = disclosed_to(world.parts, connection, [patient])
        return [(one.recipient, one.number, one.scope) for one in found]

    assert told(desk.patient) == []
    assert desk.answers(desk.hand_over("d-1")) == [""]
    assert told(desk.patient) == [("样例法院", "法调 115 号", "phone")]
    assert told(other) == []
