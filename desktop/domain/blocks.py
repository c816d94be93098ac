"""Blocking a person from booking ahead, with a reason from a list, until a day, and taking it back (G40, N22).

Who stands at the window today is always given a number, and an emergency is never asked. What was promised off line
meanwhile is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.errors import KnownError

MOST_DAYS = 365
USUAL_DAYS = 90


class BlockReason(StrEnum):
    """Why somebody may not book ahead; the value is stored and part of the wire format."""

    RESALE = "resale"
    FALSE_IDENTITY = "false-identity"
    HOARDING = "hoarding"
    DISORDER = "disorder"


class LiftReason(StrEnum):
    """Why a block is taken back before its day."""

    MISTAKE = "mistake"
    APPEAL = "appeal"
    SETTLED = "settled"


class PersonBlockedError(KnownError):
    """The person may not book ahead for now; a number for today at the window is given; facts: `until`."""

    code = "person-blocked"


class BlockInvalidError(KnownError):
    """A block ends tomorrow at the earliest and within a year, and has a reason; facts: `last`."""

    code = "block-invalid"


class LiftReasonMissingError(KnownError):
    """A block is taken back with a reason from the list."""

    code = "lift-reason-missing"


@dataclass(frozen=True, slots=True)
class Block:
    """What holds of a person: why, and the last day on which it holds."""

    reason: BlockReason
    until: date

    def holds(self, day: date) -> bool:
        """Return whether it holds on a day; it ends by itself."""
        return day <= self.until


def block_of(reason: str, until: date | None, today: date) -> Block:
    """Return the block that somebody asks for today; raises BlockInvalidError."""
    last = today + timedelta(days=MOST_DAYS)
    if reason not in set(BlockReason) or until is None or not today < until <= last:
        raise BlockInvalidError(last=last.isoformat())
    return Block(BlockReason(reason), until)


def in_force(blocks: Iterable[Block], today: date) -> Block | None:
    """Return the one that holds longest, None when none holds any more."""
    return max((b for b in blocks if b.holds(today)), key=lambda b: b.until, default=None)


def refuse_blocked(block: Block | None, today: date, *, walk_in: bool, emergency: bool = False) -> None:
    """Raise PersonBlockedError for a number ahead or online; whoever stands at the window, or needs help, gets one."""
    if block is None or not block.holds(today) or walk_in or emergency:
        return
    raise PersonBlockedError(until=block.until.isoformat())
