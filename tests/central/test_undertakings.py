"""The undertaking at central: one's own signature over the published text, at every desk, and who owes it (P19)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central.services.undertakings import put_undertaking, standings
from desktop.domain.ids import StaffId
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.undertakings import NAME, PURPOSE, Acceptance, Undertaking
from desktop.sync.wire import UndertakingRow
from tests.fakes.central_world import CLERK, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

TEXT = Undertaking("2026", TODAY, "不外传", "tell nobody")


class Signer:
    """A desk at which people sign what they like."""

    def __init__(self, world: World) -> None:
        self.world, self.desk = world, HeadlessDesk(world)

    def accept(
        self,
        text: Undertaking = TEXT,
        *,
        person: StaffId = CLERK,
        signer: StaffId | None = None,
        ahead: int = 0,
    ) -> str:
        """Return central's reason."""
        said = Acceptance(person, text.version, self.world.parts.now() + timedelta(days=ahead))
        signature = self.world.people[signer or person].sign(PURPOSE, said.signed_bytes(text))
        operation = self.desk.record(
            OperationKind.ACCEPT_UNDERTAKING, self.world.parts.new_id(), author=person,
            facts={"version": text.version, "at": said.at.isoformat()}, approvals=(Approval(person, signature),),
        )  # fmt: skip
        self.desk.exchange()
        return self.desk.answer_to(operation).reason


def owing(world: World) -> set[str]:
    return {one.staff for one in standings(world.parts) if one.owes}


@pytest.mark.rows("P19", "I7")
def test_only_ones_own_signature_over_the_published_text_counts_and_every_desk_hears_of_it(
    world: World,
) -> None:
    signer, other = Signer(world), HeadlessDesk(world, "desk-b")
    assert signer.accept() == "undertaking-unknown"
    assert owing(world) == set(), "while nothing is published nobody owes anything"
    put_undertaking(world.parts, TEXT)
    assert owing(world) == {CLERK, SUPERVISOR}
    assert signer.accept(signer=SUPERVISOR) == "signature-wrong"
    assert signer.accept(Undertaking("2026", TODAY, "可以外传", "tell everybody")) == "signature-wrong"
    assert signer.accept(ahead=2) == "clock-wrong", "nobody signs for the years to come"
    assert owing(world) == {CLERK, SUPERVISOR}
    assert signer.accept() == ""
    assert owing(world) == {SUPERVISOR}
    other.exchange()
    row = other.rows[NAME][CLERK]
    assert isinstance(row, UndertakingRow)
    assert Acceptance.from_bytes(row.body).version == "2026"


@pytest.mark.rows("P19")
def test_a_new_version_is_owed_from_its_day_on(world: World) -> None:
    signer = Signer(world)
    put_undertaking(world.parts, TEXT)
    assert signer.accept() == ""
    new = Undertaking("2027", TODAY + timedelta(days=10), "不外传，不拍照")
    put_undertaking(world.parts, new)
    assert owing(world) == {SUPERVISOR}
    world.clock.at += timedelta(days=10)
    assert owing(world) == {CLERK, SUPERVISOR}
    assert signer.accept(new) == ""
