"""Staff's own and relatives' numbers: sent in a body, kept blinded, never sent back (N39)."""

from __future__ import annotations

from desktop.domain.ids import StaffId
from desktop.sync.wire.base import Message


class OwnPerson(Message, frozen=True):
    """A number to be listed; `relation` is domain.own_people.Relation, signed over listed_bytes."""

    author: StaffId
    relation: str
    number: str
    signature: bytes


class OwnListedRequest(Message, frozen=True):
    """How many numbers did the author list?"""

    author: StaffId


class OwnListed(Message, frozen=True):
    """How many are listed; no number comes back."""

    own: int
    relatives: int
