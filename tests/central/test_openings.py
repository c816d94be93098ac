"""A record that opens with a second signature, at central: two people, each by their own key (§4.1, N39, A3)."""

from __future__ import annotations

import pytest

from desktop.domain.ids import PatientId, StaffId, TaskId
from desktop.domain.openings import OPEN_MINOR, OPEN_OWN, SIGNED_AS, OpeningEffect
from desktop.domain.operations import Approval, OperationKind
from desktop.sync.wire import TaskRow
from tests.central.people import record
from tests.central.test_guarding import listing
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, World
from tests.fakes.headless_desk import HeadlessDesk

OFFICER = STRANGER
K = OperationKind


class Window:
    """A desk where people ask and sign."""

    def __init__(self, world: World) -> None:
        world.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor", OFFICER: "privacy-officer"})
        self.world, self.desk = world, HeadlessDesk(world)
        self.person = PatientId(self.desk.register(record()))
        self.desk.exchange()

    def send(
        self, kind: OperationKind, ask_id: str, author: StaffId, *, asked_by: StaffId = CLERK, what: str = OPEN_MINOR,
        signer: StaffId | None = None, reason: str = "guardian-asks",
    ) -> str:  # fmt: skip
        effect = OpeningEffect(TaskId(ask_id), self.person, asked_by, what, reason)
        signature = self.world.people[signer or author].sign(SIGNED_AS, effect.to_bytes())
        operation = self.desk.record(
            kind, ask_id, subject=self.person, author=author, facts={"kind": what, "reason": reason},
            approvals=(Approval(author, signature),),
        )  # fmt: skip
        self.desk.exchange()
        return self.desk.answer_to(operation).reason


@pytest.mark.rows("P32", "A3", "N39")
def test_another_persons_own_signature_over_the_same_effect_opens_and_the_askers_desk_hears_of_it(
    world: World,
) -> None:
    window = Window(world)
    assert window.send(K.ASK_OPENING, "a1", CLERK, signer=SUPERVISOR) == "signature-wrong"
    assert window.send(K.ASK_OPENING, "a1", CLERK, reason="curious") == "malformed"
    assert window.send(K.GRANT_OPENING, "a1", SUPERVISOR) == "task-unknown"
    assert window.send(K.ASK_OPENING, "a1", CLERK) == ""
    assert window.send(K.GRANT_OPENING, "a1", CLERK) == "not-permitted"
    assert window.send(K.GRANT_OPENING, "a1", SUPERVISOR, signer=CLERK) == "signature-wrong"
    assert window.send(K.GRANT_OPENING, "a1", SUPERVISOR, asked_by=OFFICER) == "signature-wrong"
    assert window.send(K.GRANT_OPENING, "a1", SUPERVISOR) == ""
    window.desk.exchange()
    row = window.desk.rows["task"]["a1"]
    assert isinstance(row, TaskRow)
    assert (row.state, row.outcome, row.asked_by) == ("resolved", "confirmed", CLERK)
    assert row.resolved_at is not None
    assert window.send(K.ASK_OPENING, "a2", SUPERVISOR, asked_by=SUPERVISOR) == ""
    assert window.send(K.GRANT_OPENING, "a2", SUPERVISOR, asked_by=SUPERVISOR) == "self-approval"


@pytest.mark.rows("N39", "A3")
def test_only_the_officer_may_ask_for_an_own_record_and_somebody_else_signs(world: World) -> None:
    window = Window(world)
    for staff in (CLERK, OFFICER):
        listing(world, staff)
    assert window.send(K.ASK_OPENING, "b1", CLERK, what=OPEN_OWN) == "own-record"
    assert window.send(K.ASK_OPENING, "b1", CLERK) == "own-record"
    assert window.send(K.ASK_OPENING, "b1", OFFICER, asked_by=OFFICER, what=OPEN_OWN) == ""
    assert window.send(K.GRANT_OPENING, "b1", OFFICER, asked_by=OFFICER, what=OPEN_OWN) in (
        "own-record",
        "self-approval",
    )
    assert window.send(K.GRANT_OPENING, "b1", SUPERVISOR, asked_by=OFFICER, what=OPEN_OWN) == ""
