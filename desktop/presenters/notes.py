"""What stands in the helper line under a field or beside a block: a code with facts, never a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.errors import KnownError


class NoteKind(StrEnum):
    """How a note looks; the view adds icon and colour."""

    PLAIN = ""
    OK = "ok"
    WARN = "warn"
    ERROR = "error"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Note:
    """A stable code with its facts; an empty code shows the field's own hint."""

    kind: NoteKind = NoteKind.PLAIN
    code: str = ""
    facts: tuple[tuple[str, str | int], ...] = ()


NOTHING = Note()


def note(kind: NoteKind, code: str, **facts: str | int) -> Note:
    """Return a note."""
    return Note(kind, code, tuple(sorted(facts.items())))


def error_note(error: KnownError) -> Note:
    """Return the note of a known error; a refusal of central keeps its reason among the facts."""
    return Note(NoteKind.ERROR, error.code, tuple(sorted(error.facts.items())))
