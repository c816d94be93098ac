"""Versions of the operator's policy: signed by the officer, in force from their day, asked again when major (P30, P33).

Whoever agreed to an older version is asked again once a major one is in force; a minor one is only announced.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from desktop.domain.canonical import pack
from desktop.domain.errors import KnownError

# what the officer signs
PURPOSE = "policy"
MOST_TEXT, MOST_CHANGES, MOST_VERSION = 60_000, 500, 16


class PolicyInvalidError(KnownError):
    """A field of a new version is missing or cannot be so; facts: `field`."""

    code = "policy-invalid"


class PolicyTooSoonError(KnownError):
    """A version is announced first: it takes effect tomorrow at the earliest, and after every other (P33)."""

    code = "policy-too-soon"


class PolicyChangedError(KnownError):
    """Another version came into force since the patient was shown theirs (P30)."""

    code = "policy-changed"


class Weight(StrEnum):
    """How much a version changes; the value is stored and signed."""

    MINOR = "minor"
    MAJOR = "major"


class Dated(Protocol):
    """Any form of a version: which, from when, how much it changed."""

    @property
    def version(self) -> str: ...
    @property
    def effective(self) -> date: ...
    @property
    def weight(self) -> str: ...


V = TypeVar("V", bound=Dated)


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """A version as the officer publishes it; texts are paragraphs parted by empty lines, `text_en` may be empty."""

    version: str
    effective: date
    weight: Weight
    changes: str
    text: str
    text_en: str

    def signed_bytes(self) -> bytes:
        """Return what the officer signs."""
        return pack(
            "policy", self.version, self.effective.isoformat(), self.weight.value, self.changes, self.text,
            self.text_en,
        )  # fmt: skip


def checked(new: PolicyVersion, others: Iterable[Dated], today: date) -> None:
    """Raise PolicyInvalidError or PolicyTooSoonError for a version that may not be published."""
    known = tuple(others)
    wrong = {
        "version": not 0 < len(new.version) <= MOST_VERSION or not new.version.isprintable() or "/" in new.version
        or new.version == "current" or any(new.version == other.version for other in known),
        "changes": not 0 < len(new.changes.strip()) <= MOST_CHANGES,
        "text": not 0 < len(new.text.strip()) <= MOST_TEXT,
        "text-en": len(new.text_en) > MOST_TEXT,
    }  # fmt: skip
    for field, broken in wrong.items():
        if broken:
            raise PolicyInvalidError(field=field)
    if new.effective <= max((today, *(other.effective for other in known))):
        raise PolicyTooSoonError


def in_force(versions: Iterable[V], day: date) -> V | None:
    """Return the version in force on a day, None before the first."""
    begun = [one for one in versions if one.effective <= day]
    return max(begun, key=lambda one: (one.effective, one.version), default=None)


def announced(versions: Iterable[V], day: date) -> tuple[V, ...]:
    """Return the versions that are published and not in force yet, the nearest first."""
    return tuple(sorted((v for v in versions if v.effective > day), key=lambda v: v.effective))


def asked_again(versions: Sequence[Dated], agreed_to: str, day: date) -> bool:
    """Return whether a major version came into force after the one that a person answered last (P33).

    A version that is not known any more counts as older than all.
    """
    answered = next((one.effective for one in versions if one.version == agreed_to), date.min)
    return any(answered < one.effective <= day and one.weight == Weight.MAJOR for one in versions)
