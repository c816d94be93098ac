"""The payment panel: what a typed line means, what is said when nothing may be paid."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import BookingId
from desktop.domain.payments import Amounts
from desktop.domain.shifts import NoOpenShiftError
from desktop.presenters.payment import PayField, PaymentPresenter
from desktop.presenters.runner import STORE
from desktop.presenters.yuan import fen_of, yuan_of
from tests.fakes.money_desk import FEE, FakeMoneyPapers, FakePayments
from tests.fakes.runner import HeldRunner, InlineRunner

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


@dataclass
class Panel:
    payments: FakePayments = field(default_factory=lambda: FakePayments(lambda: NOW))
    papers: FakeMoneyPapers = field(default_factory=FakeMoneyPapers)
    changed: list[int] = field(default_factory=list)

    def open(self, runner: InlineRunner | None = None) -> PaymentPresenter:
        made = PaymentPresenter(
            self.payments, self.papers, runner or InlineRunner(), lambda: self.changed.append(1)
        )
        made.open(BookingId("b1"))
        return made


@pytest.mark.parametrize(
    ("typed", "amounts", "given", "change"),
    [
        ({}, Amounts(FEE), FEE, 0),
        ({PayField.TENDER: "100"}, Amounts(FEE), 10_000, 7500),
        ({PayField.TENDER: "25.5"}, Amounts(FEE), 2550, 50),
        ({PayField.TENDER: "QR12345678"}, Amounts(0, FEE), 0, 0),
        ({PayField.INSURANCE: "20", PayField.SETTLEMENT: "YB-000001"}, Amounts(500, 0, 2000), 500, 0),
        ({PayField.INSURANCE: "25", PayField.SETTLEMENT: "YB-000001"}, Amounts(0, 0, FEE), 0, 0),
        (
            {PayField.INSURANCE: "20", PayField.SETTLEMENT: "YB-000001", PayField.TENDER: "QR12345678"},
            Amounts(0, 500, 2000),
            0,
            0,
        ),
    ],
)
@pytest.mark.rows("G53")
def test_what_is_typed_means_cash_a_scanned_payment_or_insurance(
    typed: dict[PayField, str], amounts: Amounts, given: int, change: int
) -> None:
    panel = Panel()
    presenter = panel.open()
    for name, text in typed.items():
        presenter.type(name, text)
    assert presenter.state.change_fen == change
    presenter.pay()
    (wish,) = panel.payments.wishes
    assert (wish.amounts, wish.given_fen) == (amounts, given)
    assert presenter.state.note.code == "payment-done"
    assert panel.papers.papers == [presenter.state.receipt]
    assert panel.changed == [1]
    presenter.pay()
    assert not presenter.state.shown, "Enter goes back"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({PayField.TENDER: "2x"}, "amount-unreadable"),
        ({PayField.TENDER: "24"}, "cash-too-little"),
        ({PayField.INSURANCE: "26"}, "amount-unreadable"),
        ({PayField.INSURANCE: "-1"}, "amount-unreadable"),
        ({PayField.INSURANCE: "20"}, "reference-invalid"),
        ({PayField.TENDER: "QR 1234567"}, "reference-invalid"),
    ],
)
@pytest.mark.rows("G53")
def test_what_cannot_be_right_is_said_and_nothing_is_taken(typed: dict[PayField, str], code: str) -> None:
    panel = Panel()
    presenter = panel.open()
    for name, text in typed.items():
        presenter.type(name, text)
    presenter.pay()
    assert presenter.state.note.code == code
    assert panel.payments.wishes == []


def test_why_nothing_is_to_pay_stands_there_at_once() -> None:
    for change, code in (
        ({"settled": FEE}, "paid-already"),
        ({"shift_open": False}, "no-open-shift"),
        ({"stopped": True}, "session-stopped"),
    ):
        panel = Panel()
        for name, value in change.items():
            setattr(panel.payments, name, value)
        assert panel.open().state.note.code == code


def test_enter_twice_pays_once_and_the_panel_stays_until_the_answer() -> None:
    panel, runner = Panel(), HeldRunner(at_once=("read", "device"))
    presenter = panel.open(runner)
    presenter.pay()
    presenter.pay()
    presenter.close()
    assert presenter.state.shown
    runner.release(STORE)
    assert len(panel.payments.wishes) == 1


def test_an_error_leaves_what_was_typed() -> None:
    panel = Panel()
    panel.payments.fails.append(NoOpenShiftError())
    presenter = panel.open()
    presenter.type(PayField.TENDER, "50")
    presenter.pay()
    assert presenter.state.note.code == "no-open-shift"
    assert presenter.state.text(PayField.TENDER) == "50"
    presenter.pay()
    assert presenter.state.change_fen == 2500


@pytest.mark.rows("G44")
def test_a_refund_gives_back_and_prints_and_with_nothing_to_give_says_so() -> None:
    panel = Panel()
    presenter = panel.open()
    presenter.refund()
    assert presenter.state.note.code == "not-refundable"
    presenter.pay()
    presenter.close()
    presenter.open(BookingId("b1"))
    presenter.refund()
    assert presenter.state.note.code == "refund-done"
    assert len(panel.papers.papers) == 2


def test_without_a_booking_no_panel_opens() -> None:
    presenter = PaymentPresenter(FakePayments(lambda: NOW), FakeMoneyPapers(), InlineRunner(), lambda: None)
    presenter.open(None)
    presenter.pay()
    presenter.refund()
    assert not presenter.state.shown


@given(st.integers(0, 99_999_999))
def test_yuan_as_typed_are_the_same_fen(fen: int) -> None:
    assert fen_of(yuan_of(fen)) == fen
    assert fen_of(f"{fen // 100}.{fen % 100:02d}") == fen


@pytest.mark.parametrize("text", ["", "x", "1.234", ".5", "-1", "1e3", "1 000", "1234567"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert fen_of(text) is None
