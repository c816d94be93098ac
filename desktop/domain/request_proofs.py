"""What a proof of a request must stand on to count: a card that was read, a number that fits, a scan (SECURITY §4.4).

What is in none of these sets, and is no code, is the word of who saw it: the asker's own document, an answer to a
question, an authority's order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from desktop.domain.document_kinds import DocumentType
from desktop.domain.errors import KnownError
from desktop.domain.request_texts import CaseNote, NoteKind
from desktop.domain.requests import Evidence, Needed

_E = Evidence
# Papers: they count when their scan lies in the case under their name. A record holds one document, so that a second
# one has no number to be compared with: its scan and its kind stand for that.
PAPERS = frozenset(
    {
        _E.MANDATE, _E.RELATION, _E.GUARDIANSHIP, _E.DEATH, _E.OWN_INTEREST, _E.SECOND_DOCUMENT, _E.AUTHORISATION,
    }
)  # fmt: skip
# What counts by the step that records it, and by no tick.
RECORDED = PAPERS | {_E.CALL_BACK}
# How long after the number on file was opened for a call its answer can be noted.
CALL_WITHIN = timedelta(minutes=30)
TAIL = 4
# The person's own document, seen: its number is typed and must be the one on file.
NUMBERED = frozenset({_E.DOCUMENT_SEEN, _E.SUBJECT_DOCUMENT})
LEAST_NUMBER = 4


class ProofUncheckedError(KnownError):
    """A proof was said to be seen and is not what the program found; facts: `why` (card, number, paper, call)."""

    code = "proof-unchecked"

    def __init__(self, why: str) -> None:
        super().__init__(why=why)
        self.why = why


def same_number(typed: str, on_file: str | None) -> bool:
    """Return whether a document's number is the one on file; of who has none on file any number will do."""
    number = "".join(unicodedata.normalize("NFKC", typed).split()).upper()
    return len(number) >= LEAST_NUMBER and on_file in (None, "", number)


def papers_of(wanted: Needed) -> tuple[Evidence, ...]:
    """Return the papers of which a scan is asked for, in their order."""
    each = (proof for one_of in wanted for proof in sorted(one_of, key=lambda e: e.value))
    return tuple(proof for proof in dict.fromkeys(each) if proof in PAPERS)


def attested(seen: Iterable[Evidence], recorded: str = "") -> tuple[Evidence, ...]:
    """Return what counts of what a step says was seen: of papers and calls only the one that it brings itself."""
    return tuple(proof for proof in seen if proof not in RECORDED or proof.value == recorded)


def tail_of(phone: str) -> str:
    """Return the last digits of a number, as a call's note keeps them."""
    return phone[-TAIL:]


def second_kinds(first: str | None) -> tuple[DocumentType, ...]:
    """Return which documents can be somebody's second one, when `first` is the kind on file."""
    return tuple(kind for kind in DocumentType if kind is not DocumentType.NONE and kind.value != first)


def recorded_by(note: CaseNote, recipient: str, phone: str | None, filed_at: datetime) -> str:
    """Return the proof that a note brings to its case, "" for none.

    A call counts when it went to the verified number on file (`phone`) after the case was filed, an authorisation when
    the case names the body that shall receive the data.
    """
    if note.kind == NoteKind.CALLED:
        fits = (
            bool(phone) and note.text == tail_of(phone or "") and datetime.fromisoformat(note.at) >= filed_at
        )
        return note.proof if note.proof == _E.CALL_BACK and fits else ""
    if note.kind != NoteKind.ATTACHED or (note.proof == _E.AUTHORISATION and not recipient.strip()):
        return ""
    return note.proof
