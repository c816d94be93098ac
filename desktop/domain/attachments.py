"""Files attached to a case: scans and pictures, looked at by their first bytes, bounded, named in a note (G96)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from desktop.domain.errors import KnownError
from desktop.domain.request_proofs import PAPERS, second_kinds
from desktop.domain.request_texts import CaseNote, NoteKind
from desktop.domain.requests import Evidence

MOST_BYTES, MOST_FILES, MOST_NAME = 96 * 1024, 20, 80
# What a file begins with, and the ending it is kept under.
KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
)


class AttachmentError(KnownError):
    """A file cannot be attached, or there is none; facts: `field` (name, kind, size, count, proof, document)."""

    code = "attachment"


class AttachmentChangedError(KnownError):
    """The bytes are not those whose digest the case names."""

    code = "attachment-changed"


def kind_of(content: bytes) -> str:
    """Return the ending of what the bytes are; raises AttachmentError(kind or size)."""
    if not 0 < len(content) <= MOST_BYTES:
        raise AttachmentError(field="size")
    for begins, ending in KINDS:
        if content.startswith(begins):
            return ending
    raise AttachmentError(field="kind")


def digest_of(content: bytes) -> str:
    """Return what the note keeps of the bytes."""
    return hashlib.sha256(content).hexdigest()


def attached(notes: Iterable[CaseNote]) -> tuple[CaseNote, ...]:
    """Return the notes that name a file, oldest first; `of` is the file's id."""
    return tuple(note for note in notes if note.kind == NoteKind.ATTACHED)


def check_attached(
    note: CaseNote, content: bytes, before: Iterable[CaseNote], first: str | None = None
) -> None:
    """Raise AttachmentError or AttachmentChangedError unless the bytes are the note's and one more may be held.

    `first` is the kind of the person's document on file: a second one is of another kind.
    """
    kind_of(content)
    files = attached(before)
    if len(files) >= MOST_FILES:
        raise AttachmentError(field="count")
    if not note.text or len(note.text) > MOST_NAME or not note.of or any(one.of == note.of for one in files):
        raise AttachmentError(field="name")
    if note.proof and note.proof not in PAPERS:
        raise AttachmentError(field="proof")
    others = second_kinds(first) if note.proof == Evidence.SECOND_DOCUMENT else ("",)
    if note.document not in others:
        raise AttachmentError(field="document")
    if note.digest != digest_of(content):
        raise AttachmentChangedError
