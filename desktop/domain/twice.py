"""A payment that two desks gave back, each not hearing of the other: who did what, and how it is settled (G44, G47).

Both refunds are kept, because both drawers are right about their own cash. A third person says what became of the one
too many: the patient brought it back, it never left the drawer, or the hospital bears it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.errors import KnownError
from desktop.domain.payments import Amounts, EntryKind

REFUND_TWICE = "refund-twice"
WAYS = (EntryKind.RECOVERED, EntryKind.NOT_PAID, EntryKind.WRITTEN_OFF)


class NothingOverError(KnownError):
    """Nothing of this booking is out too often any more."""

    code = "nothing-over"


@dataclass(frozen=True, slots=True)
class Move:
    """One movement of the booking's money: what, whose, when; `many` marks the refund too many."""

    kind: EntryKind
    staff_id: str
    at: datetime
    amounts: Amounts
    many: bool = False


@dataclass(frozen=True, slots=True)
class Twice:
    """What the person who settles it looks at.

    `over` is what is out too often, `drawer_open` whether the shift that gave it still runs.
    """

    moves: tuple[Move, ...]
    over: Amounts
    drawer_open: bool


def settled_part(over: Amounts, refund: Amounts) -> Amounts:
    """Return how much settling this refund ends; raises NothingOverError."""
    part = over.common(refund)
    if part.total == 0:
        raise NothingOverError
    return part
