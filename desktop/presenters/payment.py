"""The payment panel: what is owed, one field for cash or a scanned payment, insurance beside it (G44, G53).

Enter on an empty field takes the exact amount in cash; a short number is cash given, a long one is the reference number
of a QR payment. What insurance settles is taken off first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.errors import KnownError
from desktop.domain.ids import BookingId
from desktop.domain.money_papers import MoneyPaper
from desktop.domain.payments import Amounts
from desktop.domain.receipts import Receipt
from desktop.presenters.needs import PaysMoney, PrintsMoney
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, READ, STORE, Runner
from desktop.presenters.yuan import fen_of
from desktop.services.payments import Quote, Wish

# a scanned payment has at least so many characters, cash given never
REFERENCE_LEAST = 8


class PayField(StrEnum):
    """The fields of the panel."""

    TENDER = "tender"
    INSURANCE = "insurance"
    SETTLEMENT = "settlement"
    INVOICE = "invoice"


@dataclass(frozen=True, slots=True)
class PayState:
    """What the panel shows. `change_fen` is counted while one types; `receipt` is what was done last."""

    shown: bool = False
    quote: Quote | None = None
    texts: tuple[tuple[PayField, str], ...] = ()
    cash_fen: int = 0
    qr_fen: int = 0
    insurance_fen: int = 0
    change_fen: int = 0
    busy: bool = False
    receipt: Receipt | None = None
    note: Note = NOTHING

    def text(self, field: PayField) -> str:
        """Return what stands in a field."""
        return dict(self.texts).get(field, "")


class PaymentPresenter:
    """Publishes PayState; `changed` hears of money that moved."""

    def __init__(
        self, payments: PaysMoney, papers: PrintsMoney, runner: Runner, changed: Callable[[], None]
    ) -> None:
        self._payments = payments
        self._papers = papers
        self._runner = runner
        self._changed = changed
        self._wish: Wish | None = None
        self._out = Publisher(PayState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> PayState:
        """Return the newest state."""
        return self._out.state

    def open(self, booking_id: BookingId | None) -> None:
        """Show the panel for a booking; with none there is nothing to pay."""
        if booking_id is None or self.state.busy:
            return
        self._out.publish(PayState(shown=True))
        self._runner.run(READ, lambda: self._payments.quote(booking_id), self._quoted, self._failed)

    def follow(self, money: tuple[str, ...], owed_of: BookingId | None = None) -> None:
        """Print the receipts of money that moved with another act; what is still owed for a booking is asked for."""
        if money:
            self._runner.run(
                READ, lambda: tuple(map(self._payments.receipt, money)), self._print, self._not_printed
            )
        if owed_of is not None:
            self.open(owed_of)

    def close(self) -> None:
        """Esc: nothing is kept of what was typed; while an answer is on its way the panel stays."""
        if not self.state.busy:
            self._out.publish(PayState())

    def type(self, field: PayField, text: str) -> None:
        """Take what was typed into a field."""
        texts = dict(self.state.texts) | {field: text}
        self._show(replace(self.state, texts=tuple(texts.items()), note=NOTHING))

    def pay(self) -> None:
        """Enter: take the money; what is wrong stands in the note and nothing is saved."""
        state = self.state
        if state.busy or state.quote is None:
            return
        if state.receipt is not None:
            self.close()
            return
        if self._wish is None:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "amount-unreadable")))
            return
        wish, booking_id = self._wish, state.quote.booking_id
        self._out.publish(replace(state, busy=True, note=note(NoteKind.BUSY, "payment-saving")))
        self._runner.run(STORE, lambda: self._payments.pay(booking_id, wish), self._paid, self._failed)

    def refund(self) -> None:
        """Alt+R: give back what may go back now."""
        state = self.state
        if state.busy or state.quote is None:
            return
        booking_id = state.quote.booking_id
        self._out.publish(replace(state, busy=True))
        self._runner.run(
            STORE, lambda: self._payments.refund(booking_id, "patient-asked"), self._refunded, self._failed
        )

    def _quoted(self, quote: Quote) -> None:
        trouble = NOTHING
        if quote.stopped:
            trouble = note(NoteKind.ERROR, "session-stopped")
        elif not quote.owed_fen:
            trouble = note(NoteKind.OK, "paid-already" if quote.settled_fen else "nothing-owed")
        elif not quote.shift_open:
            trouble = note(NoteKind.WARN, "no-open-shift")
        self._show(replace(self.state, quote=quote, note=trouble))

    def _show(self, state: PayState) -> None:
        self._wish = None
        owed = state.quote.owed_fen if state.quote else 0
        insurance = fen_of(state.text(PayField.INSURANCE) or "0")
        tender = state.text(PayField.TENDER).strip()
        if insurance is None or insurance > owed:
            self._out.publish(replace(state, cash_fen=0, qr_fen=0, insurance_fen=0, change_fen=0))
            return
        rest = owed - insurance
        scanned = len(tender) >= REFERENCE_LEAST
        given = 0 if scanned else rest if not tender else fen_of(tender)
        amounts = Amounts(0 if scanned else rest, rest if scanned else 0, insurance)
        if given is not None:
            self._wish = Wish(
                amounts, given, tender if scanned and rest else "", state.text(PayField.SETTLEMENT).strip(),
                state.text(PayField.INVOICE).strip(),
            )  # fmt: skip
        change = max(0, (given or 0) - amounts.cash_fen)
        self._out.publish(
            replace(
                state, cash_fen=amounts.cash_fen, qr_fen=amounts.qr_fen, insurance_fen=insurance, change_fen=change
            )
        )  # fmt: skip

    def _paid(self, receipt: Receipt) -> None:
        done = note(NoteKind.OK, "payment-done")
        self._out.publish(
            replace(self.state, busy=False, receipt=receipt, change_fen=receipt.change_fen, note=done)
        )
        self._print((receipt,))

    def _refunded(self, receipts: tuple[Receipt, ...]) -> None:
        if not receipts:
            self._out.publish(replace(self.state, busy=False, note=note(NoteKind.ERROR, "not-refundable")))
            return
        done = note(NoteKind.OK, "refund-done")
        self._out.publish(replace(self.state, busy=False, receipt=receipts[-1], note=done))
        self._print(receipts)

    def _print(self, receipts: tuple[Receipt, ...]) -> None:
        self._changed()
        for receipt in receipts:
            self._runner.run(DEVICE, lambda r=receipt: self._send(r), lambda _: None, self._not_printed)  # type: ignore[misc]  # bound in the loop

    def _send(self, paper: MoneyPaper) -> None:
        self._papers.print_paper(paper)

    def _not_printed(self, error: KnownError) -> None:
        """A printer fault never touches the money; it is said where the receipt is."""
        if self.state.shown:
            self._out.publish(replace(self.state, note=error_note(error)))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, busy=False, note=error_note(error)))
