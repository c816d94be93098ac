"""A row that comes down never writes over what this desk has on its way up, however long the queue is (I2, G69)."""

from __future__ import annotations

import pytest

from desktop.domain.ids import PatientId
from desktop.domain.operations import OperationKind
from desktop.sync.wire import MAX_OPERATIONS
from tests.central.test_with_desk_services import Window
from tests.contracts.store_contract.test_outbox import put
from tests.fakes.central_world import World


@pytest.mark.rows("I2", "G69")
def test_a_person_behind_the_first_full_push_is_kept_as_this_desk_has_them(world: World) -> None:
    desk = Window(world, "desk-a")
    put(desk.store, MAX_OPERATIONS + 20, kind=OperationKind.CORRECT_PATIENT, subject=PatientId("early"))
    put(desk.store, 1, kind=OperationKind.CORRECT_PATIENT, subject=PatientId("late"))
    with desk.store.read() as tx:
        assert {"early", "late"} <= desk.exchange.row_context(tx).busy
