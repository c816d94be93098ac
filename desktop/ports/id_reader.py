"""The card reader at the window, as the services see it (G7, DOMAIN §2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.domain.cards import UnverifiedCard


@dataclass(frozen=True, slots=True)
class ReaderInfo:
    """Which reader this is: its port and the number of its security module ("" when it does not tell)."""

    port: str
    sam_number: str


@dataclass(frozen=True, slots=True)
class CardRead:
    """One read of one card with the evidence of what read it; the photo is never part of it (DECISIONS 6)."""

    unverified_card: UnverifiedCard
    sam_number: str
    port: str


class IdReader(Protocol):
    """A reader of chip cards; every call may block for seconds and belongs on the device's own lane."""

    def read(self) -> CardRead:
        """Read the card that lies on the plate, once.

        Raises NoCardError, CardLiftedError (lifted or not placed afresh), CardUnreadableError(status),
        ReaderError(status) for a fault of the reader itself, ReaderUnpluggedError.
        """

    def poll(self) -> bool:
        """Return whether a fresh card waits to be read; a card that was read must be lifted first."""

    def describe(self) -> ReaderInfo:
        """Return which reader answers; raises ReaderUnpluggedError."""

    def close(self) -> None:
        """Let the port go; the next call opens it again."""
