"""Who outside got what about a person: shares under an agreement, official requests, by consent (P10, P12, N33, N44).

A share counts at once; what police, court or a consent asks for is approved by somebody else than who filed it, and
only its scope is handed out.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.registers import RegisterEntry, RegisterKind, live_named
from desktop.domain.requests import Evidence

PURPOSE = "disclosure"
MOST_TEXT, MOST_SCAN_BYTES = 200, 96 * 1024


class DisclosureIncompleteError(KnownError):
    """Who, why, what or the scanned document is missing or too long; facts: `field`."""

    code = "disclosure-incomplete"


class NoAgreementError(KnownError):
    """The recipient has no live agreement in the register (P10)."""

    code = "no-live-agreement"


class DisclosureKind(StrEnum):
    """On what a disclosure rests; values are stable."""

    SHARE = "share"
    OFFICIAL = "official"
    CONSENT = "consent"


class DisclosureState(StrEnum):
    """Where it stands; a share is handed over when it is recorded."""

    FILED = "filed"
    APPROVED = "approved"
    HANDED = "handed"


class Scope(StrEnum):
    """What may be asked for."""

    IDENTITY = "identity"
    PHONE = "phone"
    ADDRESS = "address"
    BOOKINGS = "bookings"


@dataclass(frozen=True, slots=True, repr=False)
class DisclosureText:
    """The part under the case key: who gets it, the paper's number, why; `scan` is the paper as base64.

    `paper`: what kind of legal paper an authority shows (a court's order, a notice to hand evidence over).
    """

    recipient: str
    number: str
    why: str
    scan: str = ""
    paper: str = ""

    def to_bytes(self) -> bytes:
        """Return canonical JSON."""
        return facts_to_bytes(asdict(self))

    @classmethod
    def from_bytes(cls, raw: bytes) -> DisclosureText:
        """Read it back; unknown fields raise TypeError."""
        return cls(**facts_from_bytes(raw))

    def scanned(self) -> bytes:
        """Return the scanned paper; raises ValueError when it is no base64."""
        return base64.b64decode(self.scan, validate=True)


@dataclass(frozen=True, slots=True, repr=False)
class Disclosure:
    """One disclosure as the book shows it; `approved_by` and `handed_at` are empty before."""

    id: CaseId
    patient_id: PatientId
    kind: DisclosureKind
    state: DisclosureState
    scope: tuple[Scope, ...]
    by: StaffId
    at: datetime
    recipient: str
    number: str
    why: str
    approved_by: str = ""
    handed_at: datetime | None = None
    paper: str = ""

    def signed_bytes(self, scan: bytes) -> bytes:
        """Return what the approving person signs: the whole request with its scanned paper."""
        return pack(
            "disclosure", self.id, self.patient_id, self.kind.value, words(self.scope), self.by, self.recipient,
            self.number, self.why, hashlib.sha256(scan).digest(), *((self.paper,) if self.paper else ()),
        )  # fmt: skip


def words(scope: Iterable[Scope]) -> str:
    """Return a scope as facts hold it."""
    return " ".join(sorted({one.value for one in scope}))


def scope_of(text: str) -> tuple[Scope, ...]:
    """Read it back; raises ValueError."""
    return tuple(Scope(word) for word in text.split())


def check_transfer(
    evidence: Iterable[Evidence], recipient: str, entries: Iterable[RegisterEntry], today: date
) -> None:
    """Raise unless a named body may get a person's data: by their own signed word, or by a live agreement (P10, P24).

    Raises DisclosureIncompleteError, NoAgreementError.
    """
    if not recipient.strip() or len(recipient) > MOST_TEXT:
        raise DisclosureIncompleteError(field="recipient")
    if Evidence.AUTHORISATION in tuple(evidence):
        return
    if live_named(entries, RegisterKind.RECIPIENT, recipient, today) is None:
        raise NoAgreementError


def check_request(
    kind: DisclosureKind,
    scope: Iterable[Scope],
    text: DisclosureText,
    entries: Iterable[RegisterEntry],
    today: date,
) -> None:
    """Raise for what may not be filed: DisclosureIncompleteError, NoAgreementError."""
    for field, said in _written(kind, text).items():
        if not said.strip() or len(said) > MOST_TEXT:
            raise DisclosureIncompleteError(field=field)
    if not tuple(scope):
        raise DisclosureIncompleteError(field="scope")
    if kind is DisclosureKind.SHARE:
        if live_named(entries, RegisterKind.RECIPIENT, text.recipient, today) is None:
            raise NoAgreementError
        return
    try:
        size = len(text.scanned())
    except ValueError as error:
        raise DisclosureIncompleteError(field="scan") from error
    if not 0 < size <= MOST_SCAN_BYTES:
        raise DisclosureIncompleteError(field="scan")


def _written(kind: DisclosureKind, text: DisclosureText) -> dict[str, str]:
    """Return what must be written: an authority shows a paper of some kind (P12)."""
    wanted = {"recipient": text.recipient, "number": text.number, "why": text.why}
    return wanted | ({"paper": text.paper} if kind is DisclosureKind.OFFICIAL else {})
