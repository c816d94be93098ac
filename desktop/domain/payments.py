"""Money of one booking: what was paid by which channel, what went back, what is owed (G44, G47, G53).

Amounts are integer fen. Nothing is ever changed or taken out: a payment and each refund are entries of their own. A
refund names the payment it gives back and returns each part by the channel it came by. What is collected here is
recorded, not moved: cash by the clerk's hand, QR payment and medical insurance by their own terminals, whose reference
numbers stand in the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from desktop.domain.bookings import LIVE, BookingState
from desktop.domain.errors import KnownError, SessionStoppedError
from desktop.domain.schedules import SessionState

MOST_FEN = 100_000_000
_REFERENCE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{5,63}")


class NothingOwedError(KnownError):
    """The booking is paid already, or costs nothing."""

    code = "nothing-owed"


class AmountDiffersError(KnownError):
    """The parts do not add up to what is owed; facts: `owed_fen`."""

    code = "amount-differs"


class CashTooLittleError(KnownError):
    """Less cash was given than is to be paid in cash; facts: `missing_fen`."""

    code = "cash-too-little"


class ReferenceInvalidError(KnownError):
    """A QR payment or an insurance settlement needs its reference number; facts: `channel`."""

    code = "reference-invalid"


class NotPayableError(KnownError):
    """A booking in this state takes no payment; facts: `state`."""

    code = "not-payable"


class NotRefundableError(KnownError):
    """Nothing of this can be given back; facts: `state`."""

    code = "not-refundable"


class RefundTooMuchError(KnownError):
    """More would go back than came in by this channel."""

    code = "refund-too-much"


class LateRefundError(KnownError):
    """The visit was cancelled late or missed: a supervisor must give the money back."""

    code = "late-refund"


class Channel(StrEnum):
    """How money comes and goes back; the value is stored."""

    CASH = "cash"
    QR = "qr"
    INSURANCE = "insurance"


class EntryKind(StrEnum):
    """Money in or money out, and how a refund too many was settled (domain.twice); the value is stored."""

    PAY = "pay"
    REFUND = "refund"
    RECOVERED = "recovered"
    NOT_PAID = "not-paid"
    WRITTEN_OFF = "written-off"


# What ends a refund that was given once too often.
SETTLES = frozenset({EntryKind.RECOVERED, EntryKind.NOT_PAID, EntryKind.WRITTEN_OFF})


class Second(StrEnum):
    """Where a second signature stands that is given later (night shift with one clerk)."""

    NOT_NEEDED = ""
    WAITING = "waiting"
    SIGNED = "signed"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Amounts:
    """An amount by channel, in fen, never negative."""

    cash_fen: int = 0
    qr_fen: int = 0
    insurance_fen: int = 0

    def __post_init__(self) -> None:
        if any(not 0 <= getattr(self, f.name) <= MOST_FEN for f in fields(self)):
            raise ValueError("an amount is between 0 and a million yuan")

    @property
    def total(self) -> int:
        """Return the sum over all channels."""
        return self.cash_fen + self.qr_fen + self.insurance_fen

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(
            self.cash_fen + other.cash_fen,
            self.qr_fen + other.qr_fen,
            self.insurance_fen + other.insurance_fen,
        )

    def covers(self, other: Amounts) -> bool:
        """Return whether `other` could be taken away, channel by channel."""
        return (
            other.cash_fen <= self.cash_fen
            and other.qr_fen <= self.qr_fen
            and other.insurance_fen <= self.insurance_fen
        )

    def without(self, other: Amounts) -> Amounts:
        """Return the rest; raises RefundTooMuchError when a channel would fall below nothing."""
        if not self.covers(other):
            raise RefundTooMuchError
        return Amounts(
            self.cash_fen - other.cash_fen,
            self.qr_fen - other.qr_fen,
            self.insurance_fen - other.insurance_fen,
        )

    def common(self, other: Amounts) -> Amounts:
        """Return what both have of each channel."""
        return Amounts(
            min(self.cash_fen, other.cash_fen),
            min(self.qr_fen, other.qr_fen),
            min(self.insurance_fen, other.insurance_fen),
        )

    def first(self, fen: int) -> Amounts:
        """Return `fen` of it: cash before QR before insurance (a settlement is undone last)."""
        cash = min(fen, self.cash_fen)
        qr = min(fen - cash, self.qr_fen)
        return Amounts(cash, qr, min(fen - cash - qr, self.insurance_fen))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a booking's ledger. `of` names the payment that a refund gives back, or that was carried here."""

    id: str
    booking_id: str
    kind: EntryKind
    amounts: Amounts
    of: str | None = None
    qr_ref: str = ""
    insurance_ref: str = ""
    second: Second = Second.NOT_NEEDED


@dataclass(frozen=True, slots=True)
class Return:
    """A planned refund: so much of this payment."""

    payment_id: str
    amounts: Amounts


class Ledger:
    """The entries of one booking, in order; `add` refuses what would break the conservation of money.

    Two desks that did not hear of each other may both have given a payment back. What is kept must be told as it is:
    `keep` puts what went out too often beside the ledger until somebody has settled it.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._left: dict[str, Amounts] = {}
        self._received = self._returned = 0
        self._over = Amounts()
        for entry in entries:
            self.keep(entry)

    def add(self, entry: Entry) -> None:
        """Take an entry; raises RefundTooMuchError, NotRefundableError for a payment that is not here."""
        if entry.kind is EntryKind.PAY:
            self._left[entry.id] = entry.amounts
            self._received += entry.amounts.total
            return
        if entry.of is None or entry.of not in self._left:
            raise NotRefundableError(state="unpaid")
        self._left[entry.of] = self._left[entry.of].without(entry.amounts)
        self._returned += entry.amounts.total

    def keep(self, entry: Entry) -> None:
        """Take an entry that happened; raises NotRefundableError for a payment that is not here."""
        if entry.kind in SETTLES:
            self._over = self._over.without(self._over.common(entry.amounts))
            return
        if entry.kind is EntryKind.REFUND:
            fits = self.left_of(entry.of or "").common(entry.amounts)
            self._over += entry.amounts.without(fits)
            entry = replace(entry, amounts=fits)
        self.add(entry)

    @property
    def over(self) -> Amounts:
        """Return what went out more often than it came in and nobody has settled yet."""
        return self._over

    @property
    def settled_fen(self) -> int:
        """Return what the hospital holds of this booking now."""
        return self._received - self._returned

    @property
    def received_fen(self) -> int:
        """Return everything that came in."""
        return self._received

    @property
    def returned_fen(self) -> int:
        """Return everything that went back."""
        return self._returned

    def rests(self) -> tuple[tuple[str, Amounts], ...]:
        """Return what is still held of each payment, the newest first."""
        return tuple((one, self._left[one]) for one in reversed(self._left) if self._left[one].total)

    def left_of(self, payment_id: str) -> Amounts:
        """Return what can still go back of a payment."""
        return self._left.get(payment_id, Amounts())

    def owed_fen(self, due_fen: int) -> int:
        """Return what is still to be paid when the visit costs `due_fen` (0 when enough was paid)."""
        return max(0, due_fen - self.settled_fen)

    def plan_return(self, fen: int) -> tuple[Return, ...]:
        """Return how `fen` goes back: the newest payment first, each part by its own channel.

        Raises RefundTooMuchError when so much is not held.
        """
        if not 0 < fen <= self.settled_fen:
            raise RefundTooMuchError
        plan: list[Return] = []
        for payment_id, rest in self.rests():
            part = rest.first(fen)
            if part.total:
                plan.append(Return(payment_id, part))
                fen -= part.total
        return tuple(plan)


def check_payment(owed_fen: int, amounts: Amounts, *, given_fen: int, qr_ref: str, insurance_ref: str) -> int:
    """Return the change to give back in fen.

    Raises NothingOwedError, AmountDiffersError, ReferenceInvalidError, CashTooLittleError.
    """
    if owed_fen <= 0:
        raise NothingOwedError
    if amounts.total != owed_fen:
        raise AmountDiffersError(owed_fen=owed_fen)
    _check_reference(Channel.QR, amounts.qr_fen, qr_ref)
    _check_reference(Channel.INSURANCE, amounts.insurance_fen, insurance_ref)
    if given_fen < amounts.cash_fen:
        raise CashTooLittleError(missing_fen=amounts.cash_fen - given_fen)
    return given_fen - amounts.cash_fen


def reference_fits(text: str) -> bool:
    """Return whether a text can be a reference number: 6 to 64 letters, digits, dots, strokes."""
    return _REFERENCE.fullmatch(text) is not None


def _check_reference(channel: Channel, fen: int, reference: str) -> None:
    if fen and not reference_fits(reference):
        raise ReferenceInvalidError(channel=channel.value)
    if not fen and reference:
        raise ReferenceInvalidError(channel=channel.value)


# Who may still pay: a number that is held and whose visit has not ended without it.
PAYABLE = frozenset(LIVE - {BookingState.NO_SHOW})


def check_payable(state: BookingState, session: SessionState) -> None:
    """Raise NotPayableError or SessionStoppedError: a stopped session takes no payment on any channel (G47, N23)."""
    if session is SessionState.STOPPED:
        raise SessionStoppedError
    if state not in PAYABLE:
        raise NotPayableError(state=state.value)


class Refunding(StrEnum):
    """How a booking's money may go back in its present state."""

    WHOLE = "whole"
    OVERPAID = "overpaid"
    LATE = "late"
    NEVER = "never"


_S = BookingState
_OVER = Refunding.OVERPAID
REFUNDING: dict[BookingState, Refunding] = {
    _S.PENDING: Refunding.NEVER,
    _S.REFUSED: Refunding.WHOLE,
    # While the number is held only what was paid too much goes back (another doctor, another fee).
    _S.BOOKED: _OVER,
    _S.COLLECTED: _OVER,
    _S.CHECKED_IN: _OVER,
    _S.WAITING: _OVER,
    _S.CALLED: _OVER,
    _S.REQUEUED: _OVER,
    _S.CANCELLED: Refunding.WHOLE,
    _S.SUSPENDED: Refunding.WHOLE,
    _S.REBOOKED: Refunding.WHOLE,
    _S.REFUNDED: Refunding.WHOLE,
    # its number was somebody else's to have
    _S.LAPSED: Refunding.WHOLE,
    _S.CANCELLED_LATE: Refunding.LATE,
    _S.MISSED: Refunding.LATE,
    _S.NO_SHOW: Refunding.LATE,
    _S.IN_VISIT: Refunding.NEVER,
    _S.DONE: Refunding.NEVER,
}


def refundable_fen(state: BookingState, ledger: Ledger, due_fen: int) -> int:
    """Return the most that may go back now."""
    match REFUNDING[state]:
        case Refunding.WHOLE | Refunding.LATE:
            return ledger.settled_fen
        case Refunding.OVERPAID:
            return max(0, ledger.settled_fen - due_fen)
        case Refunding.NEVER:
            return 0


def check_refund(
    state: BookingState, ledger: Ledger, due_fen: int, fen: int, *, may_late: bool, alone: bool
) -> Second:
    """Return whether a second signature is to follow.

    Late refunds are the supervisor's; a clerk alone at night gives them at once and a supervisor signs afterwards.
    Raises NotRefundableError, RefundTooMuchError, LateRefundError.
    """
    most = refundable_fen(state, ledger, due_fen)
    if most == 0:
        raise NotRefundableError(state=state.value)
    if not 0 < fen <= most:
        raise RefundTooMuchError
    if REFUNDING[state] is not Refunding.LATE or may_late:
        return Second.NOT_NEEDED
    if alone:
        return Second.WAITING
    raise LateRefundError


# Nothing of these may be held once the act that led there is done (G47): the money goes back in the same act.
MUST_BE_EMPTY = frozenset({_S.REFUSED, _S.CANCELLED, _S.REBOOKED, _S.REFUNDED})
