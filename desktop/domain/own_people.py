"""Staff's own records and their relatives': whoever listed a number does not handle that record (N39, SECURITY §4.1).

The list stands at central only, blinded by central's key; a desk gets of a person just the staff numbers to whom the
record is their own or a relative's, so that it can refuse off line too.
"""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.canonical import pack
from desktop.domain.changes import LINE_LOST
from desktop.domain.errors import KnownError
from desktop.domain.ids import StaffId
from desktop.domain.operations import OperationKind

SIGNED_AS = "own-person"
OWN_RECORD = "own-record"
# the task of who must agree that a number is taken off
OFF_TASK = "own-off"
MOST_LISTED = 60
LONGEST_NUMBER = 40
# what a desk or the program does by itself, whoever is signed in
BY_ITSELF = frozenset({OperationKind.RECEIPT_ERASURE, OperationKind.RETURN_RIGHT})


class OwnRecordError(KnownError):
    """The record is the signed-in person's own or a listed relative's: a colleague handles it.

    `audit_id` is the random id under which the trace names the record.
    """

    code = OWN_RECORD

    def __init__(self, audit_id: str = "") -> None:
        super().__init__()
        self.audit_id = audit_id


class OwnNumberError(KnownError):
    """What was typed cannot be a document number."""

    code = "own-number"


class Relation(StrEnum):
    """Whose number is listed; the value is kept at central."""

    SELF = "self"
    RELATIVE = "relative"
    # never kept: the number is taken off the list when another person agrees
    OFF = "off"


def listed_bytes(author: StaffId, relation: Relation, number: str) -> bytes:
    """Return what the person signs (purpose SIGNED_AS); the signature is looked at and not kept.

    A kept signature over a document number would let anybody who has the public key try numbers out.
    """
    return pack("own-person", author, relation.value, number)


def by_itself(kind: OperationKind, reason: object) -> bool:
    """Return whether an operation is the program's own clearing up, which names a person all the same."""
    return kind in BY_ITSELF or (kind is OperationKind.CANCEL_BOOKING and reason == LINE_LOST)
