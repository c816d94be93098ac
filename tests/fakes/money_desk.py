"""Payments and shifts of the made-up clinic, in memory and by the domain's rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from desktop.domain.errors import KnownError
from desktop.domain.fees import Fee
from desktop.domain.ids import BookingId
from desktop.domain.money_papers import MoneyPaper, ShiftPaper
from desktop.domain.payments import EntryKind, check_payment
from desktop.domain.receipts import Receipt
from desktop.domain.reports import Absent, GroupBy, Report, ReportLine, ReportShift, ReportView
from desktop.domain.schedules import clinic_day
from desktop.domain.shifts import Count, Difference, Shift, Takings, expected_fen, settle
from desktop.ports.ticket_printer import PrinterState
from desktop.services.payments import Quote, Wish
from desktop.services.shifts import ShiftView

FEE = 2500


class FakePayments:
    """One booking that costs 25 yuan; `fails` lays up an error for the next call."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.settled = 0
        self.wishes: list[Wish] = []
        self.fails: list[KnownError] = []
        self.shift_open = True
        self.stopped = False

    def quote(self, booking_id: BookingId) -> Quote:
        return Quote(
            booking_id, "张*强", "心血管内科", "李建国", 14, "booked", self.stopped, Fee(FEE, FEE), self.settled,
            FEE - self.settled, 0, self.shift_open,
        )  # fmt: skip

    def pay(self, booking_id: BookingId, wish: Wish) -> Receipt:
        if self.fails:
            raise self.fails.pop(0)
        change = check_payment(
            FEE - self.settled, wish.amounts, given_fen=wish.given_fen, qr_ref=wish.qr_ref,
            insurance_ref=wish.insurance_ref,
        )  # fmt: skip
        self.wishes.append(wish)
        self.settled += wish.amounts.total
        return self._receipt(wish, EntryKind.PAY, change)

    def refund(self, booking_id: BookingId, reason: str, fen: int | None = None) -> tuple[Receipt, ...]:
        if self.fails:
            raise self.fails.pop(0)
        if not self.settled:
            return ()
        self.settled = 0
        return (self._receipt(replace(self.wishes[-1], given_fen=0), EntryKind.REFUND, 0),)

    def receipt(self, payment_id: str, reprint: int = 0) -> Receipt:
        return self._receipt(self.wishes[-1], EntryKind.PAY, 0)

    def _receipt(self, wish: Wish, kind: EntryKind, change: int) -> Receipt:
        return Receipt(
            "pay-1", kind, "样例市第一人民医院", "心血管内科", "李建国", 14, "张**", FEE, wish.amounts, wish.given_fen,
            change, wish.qr_ref, wish.insurance_ref, wish.invoice_no, "3 号窗", "王晓敏", self._now(),
        )  # fmt: skip


class FakeShifts:
    """One drawer; `took` is what came in."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.shift: Shift | None = None
        self.took = Takings()
        self.left = 0
        self.closed: list[ShiftPaper] = []

    def view(self) -> ShiftView:
        if self.shift is None:
            return ShiftView(None, Takings(), 0, self.left)
        return ShiftView(self.shift, self.took, expected_fen(self.shift.float_fen, self.took), 0)

    def open(self, float_fen: int) -> Shift:
        self.shift = Shift("shift-1", "desk", "2001", self._now(), float_fen)
        return self.shift

    def close(
        self, count: Count, reason: Difference = Difference.NONE, *, left_fen: int = 0, handed_to: str = ""
    ) -> ShiftPaper:
        assert self.shift is not None
        done = settle(self.shift.float_fen, self.took, count, reason, left_fen)
        paper = ShiftPaper(
            "shift-1",
            "样例市第一人民医院",
            "3 号窗",
            "王晓敏",
            self.shift.opened_at,
            self._now(),
            done,
            handed_to,
        )
        self.closed.append(paper)
        self.shift, self.left = None, left_fen
        return paper


class FakeReports:
    """Two clinics' figures; remembers what was asked and exported."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.asked: list[tuple[date, date, GroupBy]] = []
        self.exports: list[str] = []
        self.fails: list[KnownError] = []

    def today(self) -> date:
        return clinic_day(self._now())

    def read(self, first: date, last: date, by: GroupBy) -> Report:
        if self.fails:
            raise self.fails.pop(0)
        self.asked.append((first, last, by))
        lines = (
            ReportLine("d-1", "心血管内科", 40, 3, 0, 2, 30, 30, 30 * 900, 50_000, 25_000, 10_000, 7_500),
            ReportLine("d-2", "骨科", 25, 1, 4, 0, 20, 20, 20 * 600, 30_000, 0, 0, 0),
        )
        shifts = (ReportShift("3 号窗", "王晓敏", "settled", 50_000, -500),)
        absent = (Absent("b-9", "p-9", first, "骨科", "李某", 7, "张*强"),)
        return Report(first, last, by, lines, shifts, absent, 2500, with_names=True)

    def exported(self, report: Report, form: str, view: ReportView) -> None:
        self.exports.append(form)


class FakeMoneyPapers:
    """Remembers what was sent to the printer."""

    def __init__(self) -> None:
        self.papers: list[MoneyPaper] = []

    def print_paper(self, paper: MoneyPaper) -> PrinterState:
        self.papers.append(paper)
        return PrinterState.READY
