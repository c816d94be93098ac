"""A desk destroys under the end of the operation only what the order's own two signatures prove (P15, A3, I6, T10)."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec
import pytest

from desktop.domain.duties import DUTY, SIGNED_AS, Duty
from desktop.domain.ids import CaseId, StaffId
from desktop.domain.operations import KeyKind
from desktop.domain.wind_down import GROUND, HALF, ORDERED, order_bytes
from desktop.ports.store import DataKeys, PatientStatus
from desktop.sync.apply import UNPROVED_PREFIX, RowContext, apply_row
from desktop.sync.wire import ErasureRow, PlanRow, RosterRow
from tests.fakes.clinic import named
from tests.fakes.store import FakeStore
from tests.sync.test_erasure_proof import CLERK, NOW, OFFICER, PATIENT, SUPERVISOR, Hospital

DRAFT = Duty(
    "end-1", "wind-down", ORDERED, 3, OFFICER, NOW,
    {"last-day": "2026-11-24", "end-why": "合同期满", "end-contact": "021", "signatures": [], "announced_at": ""},
)  # fmt: skip
NEXT_DAY = NOW + timedelta(days=1)


class Desk:
    """A store with one person, and what central sends."""

    def __init__(self) -> None:
        self.store, self.hospital = FakeStore(), Hospital()
        with self.store.write() as tx:
            tx.patients.put(
                PATIENT, named("单雪"), None, DataKeys(b"r" * 32, b"a" * 32), PatientStatus(version=3)
            )
        self.receive(self.hospital.roster())

    def receive(self, row: ErasureRow | RosterRow | PlanRow) -> None:
        judge = self.hospital.judge
        with self.store.write() as tx:
            context = RowContext(
                keys=None, sealer=None, now=NOW, busy=frozenset(), roster_holds=judge.holds,  # type: ignore[arg-type]
                erasure_proved=judge.erasure_proved, wind_down_proved=judge.wind_down_proved,
            )  # fmt: skip  # nothing here is sealed
            apply_row(row, tx, context)

    def order(self, *people: StaffId, **facts: object) -> PlanRow:
        """Return the order with the signatures of these people; `facts` are changed after they signed."""
        signatures = [[who, NOW.isoformat(), self._signature(who)] for who in people]
        duty = replace(DRAFT, facts={**DRAFT.facts, "signatures": signatures, **facts})
        return PlanRow(DUTY, duty.id, duty.to_bytes())

    def _signature(self, who: StaffId) -> str:
        return base64.b64encode(self.hospital.keys[who].sign(SIGNED_AS, order_bytes(DRAFT))).decode()

    def erasure(self, at: datetime = NEXT_DAY) -> ErasureRow:
        return ErasureRow(
            ledger_id="ledger-1", case_id=CaseId("case-1"), patient_id=PATIENT, keys=(KeyKind.ACCOUNT, KeyKind.RECORD),
            at=at, patient_version=3, ground=GROUND, filed_by=OFFICER, filed_at=NOW, filed_signature=b"",
            approved_by=SUPERVISOR, approved_at=NOW, approved_signature=b"",
        )  # fmt: skip

    def held(self) -> bool:
        with self.store.read() as tx:
            return tx.patients.get(PATIENT) is not None

    def aside(self) -> tuple[str, ...]:
        with self.store.read() as tx:
            return tx.state.names(UNPROVED_PREFIX)


@pytest.mark.rows("P15", "N35", "I6", "A3")
def test_the_two_signatures_under_the_order_destroy_and_a_receipt_is_owed() -> None:
    desk = Desk()
    desk.receive(desk.order(OFFICER, SUPERVISOR))
    desk.receive(desk.erasure())
    assert not desk.held()
    with desk.store.read() as tx:
        assert tx.state.names("erasure/due/") == ("erasure/due/ledger-1",)


@pytest.mark.rows("P15", "I6")
def test_an_erasure_that_comes_before_its_order_waits_for_it() -> None:
    desk = Desk()
    desk.receive(desk.erasure())
    assert (desk.held(), desk.aside()) == (True, (UNPROVED_PREFIX + "ledger-1",))
    desk.receive(desk.order(OFFICER, SUPERVISOR))
    assert (desk.held(), desk.aside()) == (False, ())


@pytest.mark.rows("P15", "A3", "T10")
@pytest.mark.parametrize(
    "people",
    [(), (OFFICER,), (OFFICER, OFFICER), (SUPERVISOR, OFFICER), (OFFICER, CLERK), (CLERK, SUPERVISOR)],
)
def test_nobody_is_destroyed_without_the_officer_and_another_person_who_may(
    people: tuple[StaffId, ...],
) -> None:
    desk = Desk()
    desk.receive(desk.order(*people))
    desk.receive(desk.erasure())
    assert desk.held()


@pytest.mark.rows("P15", "T10")
def test_neither_before_the_last_day_is_over_nor_by_an_order_altered_after_the_signatures() -> None:
    desk = Desk()
    desk.receive(desk.order(OFFICER, SUPERVISOR))
    desk.receive(desk.erasure(at=NOW))
    assert desk.held(), "the last day is not over"
    desk.receive(desk.order(OFFICER, SUPERVISOR, **{"last-day": date(2026, 11, 1).isoformat()}))
    desk.receive(desk.erasure(at=NOW))
    assert desk.held(), "they signed another day"
    half = desk.order(OFFICER, SUPERVISOR)
    desk.receive(msgspec.structs.replace(half, body=half.body.replace(ORDERED.encode(), HALF.encode())))
    desk.receive(desk.erasure())
    assert desk.held(), "an order that is not complete"
