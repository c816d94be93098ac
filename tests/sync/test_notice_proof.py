"""A desk takes a version of the notice only with an officer's signature by the roster it holds (P33, T10)."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop.domain.policies import PURPOSE, PolicyVersion, Weight
from desktop.sync.apply import NOTICES, NOTICES_ASIDE, RowContext, apply_row
from desktop.sync.wire import NoticeRow, RosterRow
from tests.fakes.store import FakeStore
from tests.sync.test_erasure_proof import CLERK, NOW, OFFICER, Hospital

FIRST = NoticeRow("M1", date(2026, 11, 1), "全文", "", "", "", "")


class Desk:
    """A store that notices come down to."""

    def __init__(self) -> None:
        self.store, self.hospital = FakeStore(), Hospital()

    def receive(self, row: NoticeRow | RosterRow) -> None:
        judge = self.hospital.judge
        with self.store.write() as tx:
            context = RowContext(
                keys=None, sealer=None, now=NOW, busy=frozenset(), roster_holds=judge.holds,  # type: ignore[arg-type]
                erasure_proved=judge.erasure_proved, notice_proved=judge.notice_proved,
            )  # fmt: skip  # neither row opens anything sealed
            apply_row(row, tx, context)

    def signed(self, person: str, **changes: object) -> NoticeRow:
        version = PolicyVersion("M2", date(2026, 12, 1), Weight.MAJOR, "期限", "新全文", "")
        signature = self.hospital.keys[person].sign(PURPOSE, version.signed_bytes())  # type: ignore[index]
        row = NoticeRow(
            "M2", version.effective, "新全文", "", "", "", "", "major", "期限", person, signature  # type: ignore[arg-type]
        )  # fmt: skip
        return msgspec.structs.replace(row, **changes)

    def held(self) -> set[str]:
        with self.store.read() as tx:
            return {name.removeprefix(NOTICES) for name in tx.state.names(NOTICES)}

    def aside(self) -> tuple[str, ...]:
        with self.store.read() as tx:
            return tx.state.names(NOTICES_ASIDE)


@pytest.mark.rows("P33", "T10")
def test_after_the_first_version_none_comes_without_the_officers_own_signature() -> None:
    desk = Desk()
    desk.receive(FIRST)
    assert desk.held() == {"M1"}
    desk.receive(msgspec.structs.replace(FIRST, version="M0"))
    for row in (
        desk.signed(CLERK), desk.signed(OFFICER, text="另一全文"), desk.signed(OFFICER, weight="minor"),
        desk.signed(OFFICER, effective=date(2026, 11, 2)), desk.signed(OFFICER, signature=b"x" * 64),
    ):  # fmt: skip
        desk.receive(desk.hospital.roster())
        desk.receive(row)
        assert desk.held() == {"M1"}
    desk.receive(desk.signed(OFFICER))
    assert desk.held() == {"M1", "M2"}


@pytest.mark.rows("P33", "T10")
def test_a_version_that_comes_before_its_signers_roster_waits_for_it_and_a_signed_one_is_not_replaced() -> (
    None
):
    desk = Desk()
    desk.receive(FIRST)
    desk.receive(desk.signed(OFFICER))
    assert (desk.held(), desk.aside()) == ({"M1"}, (NOTICES_ASIDE + "M2",))
    desk.receive(desk.hospital.roster())
    assert (desk.held(), desk.aside()) == ({"M1", "M2"}, ())
    desk.receive(desk.signed(OFFICER, signed_by="", signature=b"", text="假的"))
    with desk.store.read() as tx:
        raw = tx.state.get(NOTICES + "M2")
    assert raw is not None
    assert "新全文" in raw.decode()
