"""What every Store keeps about payments and shifts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desktop.domain.ids import BookingId
from desktop.domain.payments import Amounts, EntryKind, Second
from desktop.domain.shifts import Count, Difference, Shift, ShiftState
from desktop.ports.money import StoredPayment
from desktop.ports.store import Store
from tests.fakes.clinic import NOW, TODAY

PAID = StoredPayment(
    "p1", BookingId("b1"), EntryKind.PAY, Amounts(1000, 500, 2000), 3500, "s1", "staff", NOW, TODAY,
    qr_ref="QR-123456", insurance_ref="YB-123456", invoice_no="E1", given_fen=2000,
)  # fmt: skip
BACK = replace(
    PAID, id="r1", kind=EntryKind.REFUND, amounts=Amounts(1000), of="p1", at=NOW + timedelta(minutes=1),
    second=Second.WAITING, reason="late",
)  # fmt: skip
SHIFT = Shift("s1", "desk", "staff", NOW, 20_000)


def test_payments_come_back_in_order_and_refused_ones_do_not_count(store: Store) -> None:
    with store.write() as tx:
        tx.money.put(BACK)
        tx.money.put(PAID)
        tx.money.put(replace(PAID, id="x", state="refused"))
        tx.money.put(replace(PAID, id="other", booking_id=BookingId("b2"), shift_id="s2"))
    with store.read() as tx:
        assert tx.money.of_booking(BookingId("b1")) == (PAID, BACK)
        assert tx.money.of_shift("s1") == (PAID, BACK)
        assert tx.money.get("x") is not None
        assert tx.money.get("nothing") is None


def test_a_clerks_open_shift_is_found_until_it_is_settled_and_then_is_the_last(store: Store) -> None:
    with store.write() as tx:
        tx.money.put_shift(SHIFT)
        tx.money.put_shift(replace(SHIFT, id="s2", staff_id="other"))
    with store.read() as tx:
        assert tx.money.open_shift("desk", "staff") == SHIFT
        assert tx.money.open_shift("desk", "nobody") is None
        assert tx.money.last_closed("desk") is None
        assert [s.id for s in tx.money.shifts(TODAY)] == ["s1", "s2"]
        assert tx.money.shifts(TODAY + timedelta(days=1)) == ()
    ended = replace(
        SHIFT, state=ShiftState.HANDED_OVER, closed_at=NOW + timedelta(hours=8), count=Count.of({10_000: 2}),
        expected_fen=20_500, difference_fen=-500, reason=Difference.UNKNOWN, left_fen=20_000, handed_to="other",
        version=3,
    )  # fmt: skip
    with store.write() as tx:
        tx.money.put_shift(ended)
    with store.read() as tx:
        assert tx.money.open_shift("desk", "staff") is None
        assert tx.money.last_closed("desk") == ended
        assert tx.money.shift("s1") == ended
        assert tx.money.shift("nothing") is None
