"""Versions of the privacy notice side by side: which paragraphs came, went or stayed (P30)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum


class Kept(StrEnum):
    """What became of a paragraph from one version to the next."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it is shown."""

    kept: Kept
    text: str


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """One version on paper; `paragraphs` are marked when it is compared with the one before."""

    hospital: str
    version: str
    effective: date
    operator: str
    contact: str
    paragraphs: tuple[Paragraph, ...]


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text that are parted by empty lines."""
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def whole(text: str) -> tuple[Paragraph, ...]:
    """Return a version as it reads."""
    return tuple(Paragraph(Kept.SAME, part) for part in paragraphs(text))


def compared(older: str, newer: str) -> tuple[Paragraph, ...]:
    """Return the newer version with what was added, and in its place what was removed.

    Without the removed paragraphs it is the newer text, without the added ones the older.
    """
    before, now = paragraphs(older), paragraphs(newer)
    found: list[Paragraph] = []
    matcher = SequenceMatcher(a=before, b=now, autojunk=False)
    for _tag, first, end, start, stop in matcher.get_opcodes():
        if _tag == "equal":
            found += [Paragraph(Kept.SAME, text) for text in now[start:stop]]
            continue
        found += [Paragraph(Kept.REMOVED, text) for text in before[first:end]]
        found += [Paragraph(Kept.ADDED, text) for text in now[start:stop]]
    return tuple(found)
