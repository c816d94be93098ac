"""What a patient gets on paper for money: receipt of a payment, receipt of a refund (G53, G44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.payments import Amounts, EntryKind


@dataclass(frozen=True, slots=True)
class Receipt:
    """One payment or refund as printed; the name is masked, amounts are fen.

    `invoice_no` and `insurance_ref` are "" where there is none; `unsigned` tells that a second signature follows,
    `carried` that the money came over from a number that was left, `void` that the money of this receipt left it.
    """

    payment_id: str
    kind: EntryKind
    hospital: str
    department: str
    doctor: str
    number: int
    masked_name: str
    due_fen: int
    amounts: Amounts
    given_fen: int
    change_fen: int
    qr_ref: str
    insurance_ref: str
    invoice_no: str
    window: str
    staff_name: str
    at: datetime
    reprint: int = 0
    unsigned: bool = False
    carried: bool = False
    void: bool = False
