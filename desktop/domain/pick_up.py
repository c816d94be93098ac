"""Who may take a booked number: the document shown must be the booked person's own (DOMAIN §5.4, N24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.bookings import BookingState
from desktop.domain.canonical import pack
from desktop.domain.documents import DocumentType, check_document
from desktop.domain.errors import KnownError
from desktop.domain.ids import BookingId, StaffId, TaskId
from desktop.domain.lines import is_walk_in
from desktop.domain.names import normalise_name
from desktop.domain.payloads import PatientRecord

PICK_UP_TASK = "pick-up-mismatch"
FAMILY_TASK = "pick-up-by-family"
SIGNED_AS = "pick-up"
# so many characters of a number may differ and it is still a typing mistake; two that changed places are two
MOST_TYPED_WRONG = 2


class PickUp(StrEnum):
    """By what a booked number was taken; the value stands in operations and is never reused."""

    CARD = "card"
    DOCUMENT = "document"
    FAMILY = "family"
    RELEASED = "released"


class Differs(StrEnum):
    """How the document shown differs from the booking; the value stands in a supervisor's task."""

    NUMBER = "number"
    NAME = "name"


class DocumentNeededError(KnownError):
    """A number booked ahead is taken with the booked person's document; facts: `booking`."""

    code = "pick-up-document-needed"


class OtherPersonError(KnownError):
    """The document shown is not the booked person's."""

    code = "pick-up-other-person"


class LooksMistypedError(KnownError):
    """The card and the booking differ as after a typing mistake; facts: `differs`, `asked` (who asked, "" nobody)."""

    code = "pick-up-mistyped"


class CompanionDocumentError(KnownError):
    """A companion shows a valid document of their own, not the booked person's."""

    code = "pick-up-companion"


class FamilyNotAllowedError(KnownError):
    """The rules in force let nobody but the booked person take the number."""

    code = "pick-up-family"


class CardAgainError(KnownError):
    """A pick-up is released in the queue, after the card is read again."""

    code = "pick-up-card-again"


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """A document on the desk: from the chip with its name, or a number typed from it (`kind` None: the booked one's).

    `release` is a supervisor's decision about a typing mistake.
    """

    number: str
    kind: DocumentType | None = None
    name: str = ""
    by_chip: bool = False
    companion: Shown | None = None
    release: bool = False

    def __repr__(self) -> str:
        return "Shown()"


@dataclass(frozen=True, slots=True)
class PickUpEffect:
    """Exactly what two people sign: this booking's number may be taken although the document differs so."""

    ask_id: TaskId
    booking_id: BookingId
    asked_by: StaffId
    differs: str

    def to_bytes(self) -> bytes:
        """Return the bytes that both signatures cover."""
        return pack("pick-up", self.ask_id, self.booking_id, self.asked_by, self.differs)


def needs_document(state: BookingState, channel: str, made_at: datetime, day: date) -> bool:
    """Return whether taking this number asks for a document: who was at a window that day has shown it."""
    return state is BookingState.BOOKED and not is_walk_in(channel, made_at, day)


def difference(record: PatientRecord, shown: Shown, today: date) -> Differs | None:
    """Return None when the document is the booked person's (or the one of a child's guardian).

    Raises OtherPersonError when it is nobody's of the booking. Only a chip tells a typing mistake.
    """
    kind = DocumentType(record.document_type)
    own = _key(kind, record.document_number or "", today)
    key = _key(shown.kind or kind, shown.number, today)
    guardian = _key(DocumentType.RESIDENT_CARD, record.guardian_document or "", today)
    if key and guardian and _key(shown.kind or DocumentType.RESIDENT_CARD, shown.number, today) == guardian:
        return None
    same_name = not shown.by_chip or normalise_name(shown.name) == normalise_name(record.name)
    if key and key == own and (shown.kind or kind) is kind:
        return None if same_name else Differs.NAME
    if shown.by_chip and same_name and key and own and _near(key, own):
        return Differs.NUMBER
    raise OtherPersonError


def check_companion(record: PatientRecord, companion: Shown, today: date) -> None:
    """Raise CompanionDocumentError unless a companion's document stands by itself and is not the booked person's."""
    kind = companion.kind or DocumentType.RESIDENT_CARD
    key = _key(kind, companion.number, today)
    if not key or key == _key(DocumentType(record.document_type), record.document_number or "", today):
        raise CompanionDocumentError


def _key(kind: DocumentType, number: str, today: date) -> str:
    if kind is DocumentType.NONE or not number:
        return ""
    return check_document(kind, number, today=today).match_key or ""


def _near(one: str, other: str) -> bool:
    wrong = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and wrong <= MOST_TYPED_WRONG
