"""The personal part of a request: its words, who asks, the notes of its file; sealed under the case's own key."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes


class NoteKind(StrEnum):
    """What was noted in a case: a message from or to the person, a task for a colleague, one done, a new last day."""

    FROM_PERSON = "from-person"
    TO_PERSON = "to-person"
    TASK = "task"
    TASK_DONE = "task-done"
    EXTENDED = "extended"
    ESCALATED = "escalated"
    ATTACHED = "attached"
    CALLED = "called"


NOTE_MOST = 2_000


@dataclass(frozen=True, slots=True)
class CaseNote:
    """One entry of a case's own file (G96, G106), in order; nothing is ever taken out. `at`: ISO, with its zone.

    A task may name who does it (`to`, a staff number) and its last day (`due`); what is done says which task (`of`, its
    `at`). A file stands here by its name, its id (`of`) and the digest of its bytes; `proof` says which paper it is
    (domain.requests.Evidence), "" for any other, `document` the kind of a second one (DocumentType). A call back keeps
    the last digits of the number that was called as its text.
    """

    kind: str
    text: str
    by: str
    at: str
    to: str = ""
    due: str = ""
    of: str = ""
    digest: str = ""
    proof: str = ""
    document: str = ""

    def __repr__(self) -> str:
        return f"CaseNote({self.kind})"


_WRITTEN = {"kind": "", "text": "", "by": "", "at": ""}


@dataclass(frozen=True, slots=True)
class RequestText:
    """The personal part, sealed under the case key. `language` is that of the answer: "zh" or "en".

    `recipient`: the body that data shall be transferred to. `signature`: domain.drawn.DrawnSignature as text, "" for
    none.
    `attached`: the bytes, base64, of the file that its one note brings; on the way to central only.
    `proposal`: domain.corrections.Correction, sealed once more under the person's own key, base64.
    """

    words: str
    asker_name: str
    asker_relation: str = ""
    contact: str = ""
    language: str = "zh"
    reason: str = ""
    notes: tuple[CaseNote, ...] = ()
    proposal: str = ""
    recipient: str = ""
    signature: str = ""
    attached: str = ""

    def to_bytes(self) -> bytes:
        """Return canonical JSON."""
        notes = [{name: value for name, value in asdict(note).items() if value} for note in self.notes]
        said = asdict(self) | {"notes": notes}
        if not self.attached:
            del said["attached"]
        return facts_to_bytes(said)

    @classmethod
    def from_bytes(cls, raw: bytes) -> RequestText:
        """Read it back; unknown fields raise TypeError."""
        said = facts_from_bytes(raw)
        return cls(**said | {"notes": tuple(CaseNote(**_WRITTEN | note) for note in said.get("notes", ()))})

    def noted(self, note: CaseNote) -> RequestText:
        """Return the text with one more note."""
        return replace(self, notes=(*self.notes, note))

    def __repr__(self) -> str:
        return "RequestText(...)"
