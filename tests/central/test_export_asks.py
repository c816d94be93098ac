"""Figures leave only after another person's own signature over exactly them, at central (SECURITY §4.1, A3, P13)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from central.services.deidentified import DeidentifiedService, refuse_unsigned
from desktop.domain.deidentified import Exemption
from desktop.domain.export_asks import PURPOSE, ExportEffect, ExportUnsignedError, figures_text
from desktop.domain.ids import StaffId, TaskId
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.registers import DEIDENTIFIED, RegisterKind
from desktop.sync.wire import DeidentifiedRequest
from tests.central.test_registers import ASSESSMENT, OFFICER, Officer
from tests.fakes.central_world import CLERK, STRANGER, TODAY, World

K = OperationKind
OTHER = STRANGER
EARLIER = TODAY - timedelta(days=1)


class Office:
    """The officer's desk, the export registered and assessed, a supervisor beside it."""

    def __init__(self, world: World) -> None:
        self.world, self.officer = world, Officer(world)
        world.roster_with({CLERK: "clerk", OFFICER: "privacy-officer", OTHER: "supervisor"})
        about = {**ASSESSMENT, "about": "export", "name": DEIDENTIFIED}
        values = {
            "name": DEIDENTIFIED, "why": "科研", "from": "2026-01-01", "until": "2030-01-01", "assessment": "PIA-1",
        }  # fmt: skip
        put = self.officer.put
        answers = self.officer.answers(
            put("a-1", RegisterKind.ASSESSMENT, about), put("x-1", RegisterKind.EXPORT, values)
        )
        assert answers == ["", ""]

    def send(
        self, kind: OperationKind, author: StaffId, ask_id: str = "e1", *, first: date = TODAY,
        signer: StaffId | None = None, asked_by: StaffId = OFFICER,
    ) -> str:  # fmt: skip
        effect = ExportEffect(TaskId(ask_id), asked_by, first, TODAY, Exemption.RESEARCH)
        signature = self.world.people[signer or author].sign(PURPOSE, effect.signed_bytes())
        operation = self.officer.desk.record(
            kind, ask_id, author=author, facts={"figures": effect.text()} if kind is K.ASK_EXPORT else {},
            approvals=(Approval(author, signature),),
        )  # fmt: skip
        return self.officer.answers(operation)[0]

    def resolved(self, author: StaffId, outcome: str, ask_id: str = "e1") -> str:
        operation = self.officer.desk.record(
            K.RESOLVE_TASK, ask_id, author=author, facts={"task_id": ask_id, "outcome": outcome}
        )
        return self.officer.answers(operation)[0]

    def carried_out(self, first: date = TODAY) -> bool:
        """Return whether IT may write it out at central."""
        try:
            refuse_unsigned(self.world.parts, figures_text(first, TODAY, Exemption.RESEARCH))
        except ExportUnsignedError:
            return False
        return True

    def leaves(self, first: date = TODAY, author: StaffId = OFFICER) -> bool:
        request = DeidentifiedRequest(author, first, TODAY, Exemption.RESEARCH.value)
        try:
            DeidentifiedService(self.world.parts).run(self.officer.desk.id, request)
        except ExportUnsignedError:
            return False
        return True


@pytest.mark.rows("P13", "A3", "I7")
def test_figures_leave_after_another_persons_own_signature_over_exactly_them_for_a_week(world: World) -> None:
    office = Office(world)
    assert not office.leaves()
    assert office.send(K.SIGN_EXPORT, OTHER) == "task-unknown"
    assert office.send(K.ASK_EXPORT, CLERK, asked_by=CLERK) == "not-permitted"
    assert office.send(K.ASK_EXPORT, OFFICER, signer=CLERK) == "signature-wrong"
    assert office.send(K.ASK_EXPORT, OFFICER) == ""
    assert not office.leaves(), "asked is not signed"
    assert not office.carried_out()
    assert office.send(K.SIGN_EXPORT, OFFICER) == "self-approval"
    assert office.send(K.SIGN_EXPORT, CLERK) == "not-permitted"
    assert office.send(K.SIGN_EXPORT, OTHER, signer=OFFICER) == "signature-wrong"
    assert office.send(K.SIGN_EXPORT, OTHER, first=EARLIER) == "signature-wrong"
    assert office.resolved(OTHER, "signed") == "malformed", "a task closed by a click is no signature"
    assert not office.leaves()
    assert office.send(K.SIGN_EXPORT, OTHER) == ""
    assert office.leaves()
    assert office.carried_out()
    assert not office.leaves(EARLIER), "other days were not signed for"
    assert not office.carried_out(EARLIER)
    world.clock.forward(days=8)
    assert not office.leaves()
    assert not office.carried_out()


@pytest.mark.rows("P13", "A3")
def test_a_refused_export_stays_here_and_nobody_closes_their_own_ask(world: World) -> None:
    office = Office(world)
    assert office.send(K.ASK_EXPORT, OFFICER) == ""
    assert office.resolved(OFFICER, "refused") == "self-approval"
    assert office.resolved(OTHER, "refused") == ""
    assert office.send(K.SIGN_EXPORT, OTHER) == ""
    assert not office.leaves()
