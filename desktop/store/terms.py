"""What a person is found by: folded terms and their endings; pure, no tables.

A term is the name, each spelling of it in pinyin (full and initials, in any reading), the clerk's own reading, the
phone, the card number, the last four of the document number. Every ending of a term from two characters on is kept
as a gram, so that any part of a term that somebody types begins one of them.
"""

from __future__ import annotations

import os
import unicodedata
from datetime import date

from desktop.domain.document_numbers import read_number
from desktop.domain.documents import CITIZEN_NUMBER_TYPES, DocumentType, normalise_number
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.pinyin import reading_keys, search_keys

LEAST = 2
LONGEST_TERM = 64
LEAST_NUMBER = 5
TAIL = 4


def folded(text: str) -> str:
    """Return text as it is compared: full and half width alike, lower case, without dots, spaces and hyphens."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum() or unicodedata.category(char) == "Co")


def terms_of(record: PatientRecord, account: AccountRecord | None) -> tuple[str, ...]:
    """Return the terms in a stable order, the name first, without repeats."""
    name = folded(record.name)
    number = folded(record.document_number or "")
    terms = [name, *spellings(record.name), folded(record.reading or ""), *reading_keys(record.reading or "")]
    terms += [
        folded((account.phone if account else None) or ""),
        folded(record.card_number or ""),
        number[-TAIL:],
    ]
    return tuple(dict.fromkeys(term[:LONGEST_TERM] for term in terms if len(term) >= LEAST))


def spellings(name: str) -> tuple[str, ...]:
    """Return the name in pinyin, full and initials, in any reading that people type."""
    return tuple(sorted(folded(key) for key in search_keys(name, readings_of(name))))


def readings_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the readings of each character, the likeliest first; pypinyin is loaded here, at the first write."""
    # single characters need no phrases: their 2.5 MB are neither read nor packed (installer.spec)
    os.environ["PYPINYIN_NO_PHRASES"] = "1"
    from pypinyin import Style, pinyin

    found = (pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore") for char in name)
    return tuple(tuple(readings[0]) if readings else () for readings in found)


def grams_of(terms: tuple[str, ...]) -> frozenset[str]:
    """Return every ending of two characters or more."""
    return frozenset(term[start:] for term in terms for start in range(len(term) - LEAST + 1))


def match_key_of(record: PatientRecord) -> str | None:
    """Return what two numbers of the same document have in common; None for a person without a document."""
    if not record.document_number:
        return None
    return _match_key(DocumentType(record.document_type), record.document_number)


def document_keys(text: str) -> tuple[str, ...]:
    """Return what typed text would be as a whole document number, for each kind of document."""
    if len(folded(text)) < LEAST_NUMBER:
        return ()
    found = ((kind, _match_key(kind, text)) for kind in DocumentType)
    return tuple(dict.fromkeys(document_value(kind, key) for kind, key in found if key))


def document_value(kind: str, key: str) -> str:
    """Return the value under which a document is indexed; a card and the booklet carry one number."""
    series = "citizen" if kind in CITIZEN_NUMBER_TYPES else kind
    return f"{series}\x1f{key}"


def _match_key(kind: DocumentType, number: str) -> str | None:
    # the last day there is: whether a birth date lies in the future is not asked here
    return read_number(kind, normalise_number(kind, number), date.max).match_key
