"""The slip that a patient takes from the window, and the code on it (G56, DECISIONS 5 and 8)."""

from __future__ import annotations

import base64
import binascii
import uuid
from dataclasses import dataclass
from datetime import date, datetime, time

from desktop.domain.canonical import pack
from desktop.domain.errors import KnownError
from desktop.domain.ids import DeskId, OperationId, SessionId

CODE_PREFIX = "CFD1:"
SIGNATURE_BYTES = 64
MAX_CODE_LENGTH = 640
_MAX_ID_BYTES = 64
_AS_UUID = 0xFF


class SlipCodeInvalidError(KnownError):
    """A scanned code is not one of our slips, or was altered."""

    code = "slip-code-invalid"


@dataclass(frozen=True, slots=True)
class SlipCode:
    """What the QR says: which slot (session, number), under which grant epoch, by which desk's operation.

    Ed25519 `signature` (64 bytes) of that desk over `signed_bytes()`; no personal data (DECISIONS 8).
    """

    session_id: SessionId
    number: int
    epoch: int
    operation_id: OperationId
    desk_id: DeskId
    signature: bytes = b""

    def signed_bytes(self) -> bytes:
        """Return what the desk signs and what any other desk checks offline."""
        return pack("slip-code", 1, self.session_id, self.number, self.epoch, self.operation_id, self.desk_id)

    def encode(self) -> str:
        """Return "CFD1:" and unpadded base32; raises ValueError when a part does not fit.

        Base32 stays in the QR's alphanumeric mode and, unlike base45, passes a keyboard-wedge scanner.
        """
        if len(self.signature) != SIGNATURE_BYTES:
            raise ValueError("a slip code needs its 64-byte signature")
        body = b"".join(
            (
                self.number.to_bytes(4, "big"),
                self.epoch.to_bytes(4, "big"),
                _packed_id(self.session_id),
                _packed_id(self.operation_id),
                _packed_id(self.desk_id),
                self.signature,
            )
        )
        return CODE_PREFIX + base64.b32encode(body).decode("ascii").rstrip("=")

    @classmethod
    def decode(cls, text: str) -> SlipCode:
        """Read a scanned code back; raises SlipCodeInvalidError unless it is exactly what `encode` makes.

        The signature is not checked here: that needs the desk's public key.
        """
        if not text.startswith(CODE_PREFIX) or len(text) > MAX_CODE_LENGTH:
            raise SlipCodeInvalidError
        try:
            found = _from_body(_unbase32(text[len(CODE_PREFIX) :]))
            exact = found.encode() == text
        except (ValueError, IndexError) as error:
            raise SlipCodeInvalidError from error
        if not exact:
            raise SlipCodeInvalidError
        return found


def _unbase32(text: str) -> bytes:
    try:
        return base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error as error:
        raise ValueError("not base32") from error


def _from_body(body: bytes) -> SlipCode:
    session_id, at = _unpacked_id(body, 8)
    operation_id, at = _unpacked_id(body, at)
    desk_id, at = _unpacked_id(body, at)
    signature = body[at:]
    if len(signature) != SIGNATURE_BYTES:
        raise ValueError("the signature has another length")
    number, epoch = int.from_bytes(body[0:4], "big"), int.from_bytes(body[4:8], "big")
    return SlipCode(
        SessionId(session_id), number, epoch, OperationId(operation_id), DeskId(desk_id), signature
    )


def _packed_id(text: str) -> bytes:
    """Return 0xFF and 16 bytes for a UUID in its usual form, else length (1) and UTF-8."""
    try:
        value = uuid.UUID(text)
    except ValueError:
        value = None
    if value is not None and str(value) == text:
        return bytes((_AS_UUID,)) + value.bytes
    raw = text.encode()
    if not 0 < len(raw) <= _MAX_ID_BYTES:
        raise ValueError("an id in a slip code has 1 to 64 bytes")
    return bytes((len(raw),)) + raw


def _unpacked_id(body: bytes, at: int) -> tuple[str, int]:
    if body[at] == _AS_UUID:
        return str(uuid.UUID(bytes=body[at + 1 : at + 17])), at + 17
    end = at + 1 + body[at]
    return body[at + 1 : end].decode(), end


@dataclass(frozen=True, slots=True, repr=False)
class Slip:
    """Everything printed on one slip; the name arrives masked and the document as its last four characters.

    `qr` is an encoded SlipCode, `fee_fen` integer fen, `printed_at` aware, `reprint` 0 for the first print,
    `replaces` the number whose slip is void since this booking took its place (0: none).
    """

    hospital: str
    department: str
    doctor: str
    doctor_title: str
    date: date
    starts: time
    ends: time
    number: int
    place: str
    masked_name: str
    document_tail: str
    fee_fen: int
    provisional: bool
    reprint: int
    qr: str
    window: str
    staff_name: str
    printed_at: datetime
    contact: str
    first_visit: bool | None = None
    insurance: bool | None = None
    replaces: int = 0

    def __post_init__(self) -> None:
        # Paper is left on chairs: a full name or number must not even be expressible (DECISIONS 5, P17).
        if "*" not in self.masked_name:
            raise ValueError("a slip takes a masked name")
        if len(self.document_tail) > 4:
            raise ValueError("a slip takes at most four characters of the document")
        if self.printed_at.tzinfo is None:
            raise ValueError("the time of printing needs a zone")

    def __repr__(self) -> str:
        return f"Slip(number={self.number}, provisional={self.provisional}, reprint={self.reprint})"
