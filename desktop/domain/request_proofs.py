"""What a proof of a request must stand on to count: a card that was read, a number that fits, a scan (SECURITY §4.4).

What is in none of these sets, and is no code, is the word of who saw it: the asker's own document, a second document,
a call back, an answer to a question.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from desktop.domain.errors import KnownError
from desktop.domain.requests import Evidence, Needed

_E = Evidence
# Papers that others made: they count when their scan lies in the case under their name.
PAPERS = frozenset({_E.MANDATE, _E.RELATION, _E.GUARDIANSHIP, _E.DEATH, _E.OWN_INTEREST})
# The person's own document, seen: its number is typed and must be the one on file.
NUMBERED = frozenset({_E.DOCUMENT_SEEN, _E.SUBJECT_DOCUMENT})
LEAST_NUMBER = 4


class ProofUncheckedError(KnownError):
    """A proof was said to be seen and is not what the program found; facts: `why` (card, number, paper)."""

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


def attested(seen: Iterable[Evidence], paper: str = "") -> tuple[Evidence, ...]:
    """Return what counts of what a step says was seen: of papers only the one whose scan it brings."""
    return tuple(proof for proof in seen if proof not in PAPERS or proof.value == paper)
