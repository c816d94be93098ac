"""Money that follows a moved booking: what stays, what goes back, what is settled anew (G42, G44, G47).

What stays leaves the old booking as a refund marked CARRIED and enters the new one as a payment that names the payment
it came from; both are entries of one act, so that no drawer and no total sees them. Amounts are integer fen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.payments import Amounts, Entry, EntryKind, Ledger, Return

# The reason of a refund that no hand gives out: the money stands under the new number.
CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Carry:
    """What of each old payment stays with the new booking, and what is really given back."""

    kept: tuple[Return, ...] = ()
    back: tuple[Return, ...] = ()


def plan_carry(ledger: Ledger, due_fen: int) -> Carry:
    """Return how the money of a left booking pays one that costs `due_fen`.

    An insurance settlement belongs to its visit and amount: unless the fee stays the same it is undone and made anew.
    Of the rest too much goes back, cash first, of the newest payment first.
    """
    same = ledger.settled_fen == due_fen
    rests = ledger.rests()
    anew = [Amounts() if same else Amounts(insurance_fen=rest.insurance_fen) for _, rest in rests]
    held = ledger.settled_fen - sum(part.total for part in anew)
    surplus = max(0, held - due_fen)
    kept: list[Return] = []
    back: list[Return] = []
    for (payment_id, rest), settled in zip(rests, anew, strict=True):
        money = rest.without(settled)
        part = money.first(min(surplus, money.total))
        surplus -= part.total
        for amounts, where in ((money.without(part), kept), (settled + part, back)):
            if amounts.total:
                where.append(Return(payment_id, amounts))
    return Carry(tuple(kept), tuple(back))


def carried_fits(
    old: Iterable[tuple[Entry, str]], came: Iterable[Entry], source: str, amounts: Amounts
) -> bool:
    """Return whether `amounts` may be carried from the payment `source`: so much left it by a CARRIED refund.

    `old` are the entries of the booking that was left with their reasons, `came` those that the new one has already.
    """
    left, taken = Amounts(), amounts
    for entry, reason in old:
        if entry.kind is EntryKind.REFUND and entry.of == source and reason == CARRIED:
            left += entry.amounts
    for entry in came:
        if entry.kind is EntryKind.PAY and entry.of == source:
            taken += entry.amounts
    return left.covers(taken)
