"""The undertaking of confidentiality: a dated text, accepted by each person before first use and each year (P19).

Central publishes every version in one signed setting; what a person accepts is signed with their own key, over the
whole text. While central has published none, nobody is asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.errors import KnownError
from desktop.domain.ids import StaffId
from desktop.domain.schedules import clinic_day

NAME = "undertaking"
PURPOSE = "undertaking"
# at a desk: what central has confirmed, and what was accepted here, each by the person's staff number
CONFIRMED, ACCEPTED_HERE = "undertaking/", "undertaking-here/"
OWED = "undertaking-owed"
EVERY = timedelta(days=365)
# so long an acceptance counts that central has not confirmed: the longest time off line
UNCONFIRMED = timedelta(days=14)
MOST_VERSIONS, MOST_VERSION, MOST_TEXT = 20, 20, 20_000


class UndertakingInvalidError(KnownError):
    """A version that cannot be so; facts: `field` (version, effective, text, form)."""

    code = "undertaking-invalid"


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One version; `text_en` may be empty. Paragraphs are parted by empty lines."""

    version: str
    effective: date
    text: str
    text_en: str = ""

    def sha256(self) -> bytes:
        """Return what an acceptance covers: the version, its day and both texts."""
        return hashlib.sha256(
            pack("undertaking-text", self.version, self.effective.isoformat(), self.text, self.text_en)
        ).digest()

    def values(self) -> dict[str, str]:
        """Return it as JSON holds it."""
        return {
            "version": self.version, "effective": self.effective.isoformat(), "text": self.text,
            "text_en": self.text_en,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class UndertakingBook:
    """Every version, the oldest first."""

    versions: tuple[Undertaking, ...] = ()

    def at(self, day: date) -> Undertaking | None:
        """Return the version in force on a day, None before the first."""
        return next((one for one in reversed(self.versions) if one.effective <= day), None)

    def of(self, version: str) -> Undertaking | None:
        """Return a version by its name."""
        return next((one for one in self.versions if one.version == version), None)

    def with_version(self, new: Undertaking, today: date) -> UndertakingBook:
        """Return the book with one more; raises UndertakingInvalidError.

        A version begins today at the earliest and after all before it.
        """
        if not 0 < len(new.version) <= MOST_VERSION or self.of(new.version) is not None:
            raise UndertakingInvalidError(field="version")
        if new.effective < today or (self.versions and new.effective <= self.versions[-1].effective):
            raise UndertakingInvalidError(field="effective")
        if not new.text.strip() or max(len(new.text), len(new.text_en)) > MOST_TEXT:
            raise UndertakingInvalidError(field="text")
        if len(self.versions) >= MOST_VERSIONS:
            raise UndertakingInvalidError(field="form")
        return UndertakingBook((*self.versions, new))

    def to_bytes(self) -> bytes:
        """Return canonical JSON."""
        return facts_to_bytes({"versions": [one.values() for one in self.versions]})

    @classmethod
    def from_bytes(cls, raw: bytes | None) -> UndertakingBook:
        """Read it back, an empty one for nothing; raises UndertakingInvalidError."""
        if raw is None:
            return cls()
        try:
            return cls(tuple(_read(one) for one in facts_from_bytes(raw)["versions"]))
        except (ValueError, KeyError, TypeError) as error:
            raise UndertakingInvalidError(field="form") from error


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepted which version, and when (aware)."""

    staff: StaffId
    version: str
    at: datetime

    def signed_bytes(self, text: Undertaking) -> bytes:
        """Return what the person signs (purpose PURPOSE)."""
        return pack("undertaking", self.staff, self.version, text.sha256(), int(self.at.timestamp()))

    def to_bytes(self) -> bytes:
        """Return canonical JSON, as a desk keeps it and central sends it."""
        return facts_to_bytes({"staff": self.staff, "version": self.version, "at": self.at.isoformat()})

    @classmethod
    def from_bytes(cls, raw: bytes) -> Acceptance:
        """Read it back."""
        said: Mapping[str, str] = facts_from_bytes(raw)
        return cls(StaffId(said["staff"]), said["version"], datetime.fromisoformat(said["at"]))

    def until(self) -> date:
        """Return the last clinic day on which it holds."""
        return clinic_day(self.at + EVERY)


def owed(book: UndertakingBook, accepted: Acceptance | None, day: date) -> Undertaking | None:
    """Return what a person has to accept before anything is opened on this day, None when nothing is owed."""
    text = book.at(day)
    if text is None or (
        accepted is not None and accepted.version == text.version and day <= accepted.until()
    ):
        return None
    return text


def counted(confirmed: Acceptance | None, here: Acceptance | None, now: datetime) -> Acceptance | None:
    """Return the acceptance that counts: the newer one, of those made here only while central may not have answered."""
    still = here if here is not None and now - here.at <= UNCONFIRMED else None
    both = [one for one in (confirmed, still) if one is not None]
    return max(both, key=lambda one: one.at, default=None)


def _read(said: Mapping[str, str]) -> Undertaking:
    return Undertaking(
        str(said["version"]), date.fromisoformat(said["effective"]), str(said["text"]), str(said["text_en"])
    )
