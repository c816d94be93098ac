"""The papers of money: receipts and the settlement of a shift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.receipts import Receipt
from desktop.domain.shifts import Settlement


@dataclass(frozen=True, slots=True)
class ShiftPaper:
    """A settlement as printed; `shift_id` names it in the trace, `copy` 0 is the first print."""

    shift_id: str
    hospital: str
    window: str
    staff_name: str
    opened_at: datetime
    closed_at: datetime
    settlement: Settlement
    handed_to: str
    copy: int = 0


MoneyPaper = Receipt | ShiftPaper
