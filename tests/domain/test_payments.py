"""Money of a booking: every state, and conservation over random days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.bookings import LIVE, BookingState
from desktop.domain.errors import KnownError, SessionStoppedError
from desktop.domain.payments import (
    MUST_BE_EMPTY,
    PAYABLE,
    REFUNDING,
    AmountDiffersError,
    Amounts,
    CashTooLittleError,
    Entry,
    EntryKind,
    LateRefundError,
    Ledger,
    NothingOwedError,
    NotPayableError,
    NotRefundableError,
    ReferenceInvalidError,
    Refunding,
    RefundTooMuchError,
    Second,
    check_payable,
    check_payment,
    check_refund,
    refundable_fen,
)
from desktop.domain.schedules import SessionState

S = BookingState
QR, YB = "QR20261127-01", "YB-0000001"


def paid(amounts: Amounts, name: str = "p1") -> Entry:
    return Entry(name, "b", EntryKind.PAY, amounts)


@pytest.mark.parametrize("state", list(BookingState))
@pytest.mark.parametrize("session", list(SessionState))
@pytest.mark.rows("G47", "G53")
def test_only_a_held_number_in_a_session_that_goes_on_takes_a_payment(
    state: BookingState, session: SessionState
) -> None:
    held = {
        S.BOOKED, S.COLLECTED, S.CHECKED_IN, S.WAITING, S.CALLED, S.IN_VISIT, S.DONE, S.MISSED, S.REQUEUED,
    }  # fmt: skip
    if session is SessionState.STOPPED:
        with pytest.raises(SessionStoppedError):
            check_payable(state, session)
    elif state in held:
        check_payable(state, session)
    else:
        with pytest.raises(NotPayableError):
            check_payable(state, session)
    assert PAYABLE < LIVE


# state: what goes back of 3000 paid for a visit of 2000, and who may give it: clerk, clerk alone, supervisor
BACK = {
    S.PENDING: (0, "---"), S.REFUSED: (3000, "yyy"), S.BOOKED: (1000, "yyy"), S.COLLECTED: (1000, "yyy"),
    S.CHECKED_IN: (1000, "yyy"), S.WAITING: (1000, "yyy"), S.CALLED: (1000, "yyy"), S.REQUEUED: (1000, "yyy"),
    S.CANCELLED: (3000, "yyy"), S.SUSPENDED: (3000, "yyy"), S.REBOOKED: (3000, "yyy"), S.REFUNDED: (3000, "yyy"),
    S.LAPSED: (3000, "yyy"),
    S.CANCELLED_LATE: (3000, "-2y"), S.MISSED: (3000, "-2y"), S.NO_SHOW: (3000, "-2y"), S.IN_VISIT: (0, "---"),
    S.DONE: (0, "---"),
}  # fmt: skip
WHO = {"clerk": (False, False), "alone": (False, True), "supervisor": (True, False)}


@pytest.mark.parametrize("state", list(BookingState))
@pytest.mark.parametrize("who", list(WHO))
@pytest.mark.rows("G44")
def test_who_may_give_how_much_back_in_every_state(state: BookingState, who: str) -> None:
    ledger = Ledger([paid(Amounts(3000))])
    most, cells = BACK[state]
    may_late, alone = WHO[who]
    cell = cells[list(WHO).index(who)]
    assert refundable_fen(state, ledger, 2000) == most
    assert (REFUNDING[state] is Refunding.NEVER) == (most == 0)

    def ask(fen: int) -> Second:
        return check_refund(state, ledger, 2000, fen, may_late=may_late, alone=alone)

    if most == 0:
        with pytest.raises(NotRefundableError):
            ask(1)
    elif cell == "-":
        with pytest.raises(LateRefundError):
            ask(most)
    else:
        assert ask(most) is (Second.WAITING if cell == "2" else Second.NOT_NEEDED)
        for wrong in (most + 1, 0, -1):
            with pytest.raises(RefundTooMuchError):
                ask(wrong)


@pytest.mark.rows("G53")
def test_cash_given_gives_change_to_the_fen() -> None:
    assert check_payment(2550, Amounts(2550), given_fen=5000, qr_ref="", insurance_ref="") == 2450
    assert check_payment(2550, Amounts(50, 500, 2000), given_fen=50, qr_ref=QR, insurance_ref=YB) == 0


@pytest.mark.parametrize(
    ("owed", "amounts", "given", "qr", "insurance", "error"),
    [
        (0, Amounts(), 0, "", "", NothingOwedError),
        (2550, Amounts(2500), 2500, "", "", AmountDiffersError),
        (2550, Amounts(2551), 3000, "", "", AmountDiffersError),
        (2550, Amounts(2550), 2549, "", "", CashTooLittleError),
        (2550, Amounts(0, 2550), 0, "", "", ReferenceInvalidError),
        (2550, Amounts(0, 0, 2550), 0, "", "短", ReferenceInvalidError),
        (2550, Amounts(2550), 2550, QR, "", ReferenceInvalidError),
    ],
)
@pytest.mark.rows("G53")
def test_a_payment_that_does_not_add_up_or_has_no_reference_is_refused(
    owed: int, amounts: Amounts, given: int, qr: str, insurance: str, error: type[KnownError]
) -> None:
    with pytest.raises(error):
        check_payment(owed, amounts, given_fen=given, qr_ref=qr, insurance_ref=insurance)


@pytest.mark.rows("G44")
def test_a_split_payment_goes_back_by_the_channels_it_came_by() -> None:
    ledger = Ledger([paid(Amounts(50, 500, 2000))])
    assert [back.amounts for back in ledger.plan_return(2550)] == [Amounts(50, 500, 2000)]
    assert [back.amounts for back in ledger.plan_return(300)] == [Amounts(50, 250)]


def test_these_are_the_states_whose_money_must_go_back() -> None:
    assert {S.CANCELLED, S.REBOOKED, S.REFUNDED, S.REFUSED} == MUST_BE_EMPTY


def test_an_amount_is_never_negative() -> None:
    with pytest.raises(ValueError, match="between"):
        Amounts(-1)


amounts = st.builds(Amounts, *[st.integers(0, 5000)] * 3)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("pay"), amounts),
        st.tuples(st.just("back"), st.integers(-5, 20_000)),
        st.tuples(st.just("forge"), st.tuples(st.integers(0, 5), amounts)),
    ),
    max_size=25,
)


@given(steps)
@pytest.mark.rows("G44", "G47")
def test_money_is_conserved_whatever_happens(days: list[tuple[str, object]]) -> None:
    ledger = Ledger()
    entries: list[Entry] = []
    for number, (what, value) in enumerate(days):
        name = f"e{number}"
        new: list[Entry] = []
        if what == "pay":
            assert isinstance(value, Amounts)
            new = [paid(value, name)]
        elif what == "back":
            assert isinstance(value, int)
            try:
                plan = ledger.plan_return(value)
            except RefundTooMuchError:
                assert not 0 < value <= ledger.settled_fen
                continue
            assert sum(part.amounts.total for part in plan) == value
            new = [
                Entry(f"{name}-{i}", "b", EntryKind.REFUND, p.amounts, p.payment_id)
                for i, p in enumerate(plan)
            ]
        else:
            assert isinstance(value, tuple)
            wish = Entry(name, "b", EntryKind.REFUND, value[1], f"e{value[0]}")
            before = ledger.settled_fen
            try:
                ledger.add(wish)
            except KnownError:
                assert ledger.settled_fen == before
                continue
            entries.append(wish)
        for entry in new:
            ledger.add(entry)
            entries.append(entry)
        came = sum(e.amounts.total for e in entries if e.kind is EntryKind.PAY)
        went = sum(e.amounts.total for e in entries if e.kind is EntryKind.REFUND)
        assert ledger.settled_fen == came - went >= 0
        for payment in (e for e in entries if e.kind is EntryKind.PAY):
            back = sum((e.amounts for e in entries if e.of == payment.id), Amounts())
            assert payment.amounts.covers(back)
            assert ledger.left_of(payment.id) == payment.amounts.without(back)
    assert Ledger(entries).settled_fen == ledger.settled_fen


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=5), st.randoms())
@pytest.mark.rows("G44", "G47")
def test_what_went_out_too_often_is_the_same_in_whatever_order_a_desk_hears_of_it(
    refunds: list[int], chance: object
) -> None:
    entries = [
        Entry(f"r{n}", "b", EntryKind.REFUND, Amounts(cash_fen=fen), "p1") for n, fen in enumerate(refunds)
    ]
    chance.shuffle(entries)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    ledger = Ledger([paid(Amounts(cash_fen=3000)), *entries])
    assert ledger.over.total == max(0, sum(refunds) - 3000)
    assert ledger.settled_fen == max(0, 3000 - sum(refunds))
    for entry in entries:
        ledger.keep(Entry("e-" + entry.id, "b", EntryKind.WRITTEN_OFF, entry.amounts, entry.id))
    assert ledger.over.total == 0
    with pytest.raises(RefundTooMuchError):
        ledger.add(Entry("r", "b", EntryKind.REFUND, Amounts(cash_fen=3001), "p1"))
