"""Money of a left booking: every fen stays or goes back, nothing is made (G42, G44, G47)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.carrying import CARRIED, carried_fits, plan_carry
from desktop.domain.payments import Amounts, Entry, EntryKind, Ledger, Return

PARTS = st.builds(Amounts, st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))


def paid(*amounts: Amounts) -> Ledger:
    entries = [Entry(f"p-{i}", "b-1", EntryKind.PAY, one) for i, one in enumerate(amounts)]
    return Ledger(entries)


@pytest.mark.rows("G47", "G42")
@given(st.lists(PARTS, max_size=4), st.integers(0, 20_000))
def test_whatever_was_paid_and_whatever_is_due_each_fen_stays_or_goes_back_by_its_own_channel(
    amounts: list[Amounts], due: int
) -> None:
    ledger = paid(*amounts)
    plan = plan_carry(ledger, due)
    total = sum((one.amounts for one in plan.kept + plan.back), Amounts())
    assert total == sum(amounts, Amounts())
    kept = sum(one.amounts.total for one in plan.kept)
    assert kept <= due
    for part in plan.kept + plan.back:
        assert ledger.left_of(part.payment_id).covers(part.amounts)
    entries = [
        Entry(f"r-{i}", "b-1", EntryKind.REFUND, one.amounts, one.payment_id)
        for i, one in enumerate(plan.kept)
    ]
    told = [(entry, CARRIED) for entry in entries]
    assert all(carried_fits(told, (), one.payment_id, one.amounts) for one in plan.kept)


@pytest.mark.rows("G42", "G44")
def test_too_much_goes_back_in_cash_first_and_an_insurance_settlement_of_another_fee_is_made_anew() -> None:
    dear = plan_carry(paid(Amounts(3000, 2000)), 2500)
    assert (dear.kept, dear.back) == ((Return("p-0", Amounts(500, 2000)),), (Return("p-0", Amounts(2500)),))
    same = plan_carry(paid(Amounts(1000, 0, 1500)), 2500)
    assert (same.kept, same.back) == ((Return("p-0", Amounts(1000, 0, 1500)),), ())
    other = plan_carry(paid(Amounts(1000, 0, 1500)), 5000)
    assert (other.kept, other.back) == (
        (Return("p-0", Amounts(1000)),),
        (Return("p-0", Amounts(0, 0, 1500)),),
    )
    assert plan_carry(paid(), 2500).kept == ()


@pytest.mark.rows("G47")
def test_what_did_not_leave_the_old_booking_or_came_over_already_is_not_carried() -> None:
    left = [(Entry("r-1", "b-1", EntryKind.REFUND, Amounts(1500), "p-0"), CARRIED)]
    given_out = [(left[0][0], "moved")]
    came = [Entry("k-1", "b-2", EntryKind.PAY, Amounts(1000), "p-0")]
    assert carried_fits(left, (), "p-0", Amounts(1500))
    assert carried_fits(left, came, "p-0", Amounts(500))
    assert not carried_fits(left, came, "p-0", Amounts(501))
    assert not carried_fits(left, (), "p-1", Amounts(1))
    assert not carried_fits(given_out, (), "p-0", Amounts(1))
