"""The list of staff's own and relatives' numbers, as a service sees it (N39)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.domain.ids import StaffId
from desktop.domain.own_people import Relation


@dataclass(frozen=True, slots=True)
class Listed:
    """How many numbers somebody listed; the numbers themselves come back to nobody."""

    own: int
    relatives: int


class ListsOwn(Protocol):
    """Central's side of the list."""

    def listed(self, author: StaffId) -> Listed:
        """Return the counts; raises CentralUnreachableError, CentralRefusedError."""

    def put(self, author: StaffId, relation: Relation, number: str, signature: bytes) -> Listed:
        """List a number; the same number once more changes nothing."""
