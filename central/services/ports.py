"""What central's use cases need from outside: keys, time, chance, SMS gateway and real-name service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Where central asks what time it is."""

    def now(self) -> datetime:
        """Return the wall clock as an aware UTC time."""


@dataclass(frozen=True, slots=True)
class ClockState:
    """Who keeps this server's clock in step (`kernel`, `unknown`), whether it is, and by how much at most (µs).

    None where the system does not say.
    """

    source: str
    in_step: bool | None = None
    accuracy_us: int | None = None


class TimeKeeping(Protocol):
    """What the system says of its own clock (DECISIONS 21)."""

    def state(self) -> ClockState:
        """Return how it stands now."""


class Randomness(Protocol):
    """Where identifiers take their random bytes."""

    def bytes(self, count: int) -> bytes:
        """Return `count` cryptographically strong random bytes."""


class CentralKeys(Protocol):
    """Central's keys (DECISIONS 11): nothing of them ever lies in the database."""

    def wrap(self, data_key: bytes, context: bytes) -> bytes:
        """Return a person's data key (32 bytes) wrapped under the key-encryption key; `context` is bound as AAD."""

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Return the data key; raises SealBrokenError."""

    def wrap_for_law(self, data_key: bytes, context: bytes) -> bytes:
        """Wrap under the key of the legal-access path, which no ordinary call opens (DECISIONS 12)."""

    def unwrap_for_law(self, wrapped: bytes, context: bytes) -> bytes:
        """Open for a recorded legal reason; raises SealBrokenError."""

    def seal(self, data_key: bytes, plain: bytes, context: bytes) -> bytes:
        """Seal under a person's data key; `context` is bound as AAD."""

    def unseal(self, data_key: bytes, sealed: bytes, context: bytes) -> bytes:
        """Open; raises SealBrokenError."""

    def seal_own(self, plain: bytes, context: bytes) -> bytes:
        """Seal what is central's own and nobody's record: closed traces, the words of duties."""

    def open_own(self, sealed: bytes, context: bytes) -> bytes:
        """Open; raises SealBrokenError."""

    def index(self, field: str, value: str) -> bytes:
        """Return the HMAC (32 bytes) of a normalised value under the field's own key."""

    def open_from_desk(self, sealed: bytes, info: bytes) -> bytes:
        """Open what a desk sealed to central's public key (HPKE); raises SealBrokenError."""

    def seal_to_desk(self, seal_public: bytes, plain: bytes, info: bytes) -> bytes:
        """Seal to a desk's public key (HPKE)."""

    @property
    def sign_public(self) -> bytes:
        """Return the Ed25519 public key of central's own signatures (32 bytes)."""

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Return central's own Ed25519 signature (64 bytes)."""

    def verify(self, public: bytes, signature: bytes, purpose: str, message: bytes) -> bool:
        """Return whether the Ed25519 signature by `public` holds for this purpose and message."""


class NameCheckProvider(Protocol):
    """The real-name service (P3)."""

    def check(self, document_type: str, number: str, name: str) -> str:
        """Return a value of domain.verification.NameCheck; "unavailable" when the service does not answer."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to one person: the whole text, the gateway's code of it ("" none) and what was filled in."""

    text: str
    vendor_code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The gateway took a message under this number; `arrived` when it said at once that the phone has it."""

    number: str
    arrived: bool = False


class NoticeSender(Protocol):
    """The SMS gateway for messages that are no codes (G50, G64)."""

    def send_notice(self, phone: str, notice: Notice) -> Receipt:
        """Send; raises KnownError when the gateway did not take it."""


class CodeSender(Protocol):
    """The SMS gateway (P1)."""

    def send_code(self, phone: str, code: str) -> None:
        """Send a six-digit code; raises KnownError when the gateway did not take it."""
