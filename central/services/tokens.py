"""Under which keyed tokens a person is found: exact values only, one key a field (DECISIONS 4, 11)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

from central.services.ports import CentralKeys
from desktop.domain.documents import DocumentType, Sex, check_document
from desktop.domain.errors import KnownError
from desktop.domain.names import normalise_name
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.phones import normalise_phone

DOCUMENT = "document"
PHONE = "phone"
CARD = "card"
NAME4 = "name4"
LAST = 4
Token = tuple[str, bytes]


def plain_form(value: str) -> str:
    """Return a number without spaces, hyphens, full-width signs and small letters."""
    return "".join(unicodedata.normalize("NFKC", value).replace("-", "").split()).upper()


def document_token(keys: CentralKeys, value: str) -> bytes:
    """Return the token of a document number or match key."""
    return keys.index(DOCUMENT, plain_form(value))


def phone_token(keys: CentralKeys, phone: str) -> bytes:
    """Return the token of a phone; one that cannot be normalised keeps its plain form."""
    try:
        return keys.index(PHONE, normalise_phone(phone))
    except KnownError:
        return keys.index(PHONE, plain_form(phone))


def card_token(keys: CentralKeys, card: str) -> bytes:
    """Return the token of a hospital card."""
    return keys.index(CARD, plain_form(card))


def name4_token(keys: CentralKeys, name: str, digits: str) -> bytes:
    """Return the token of a name with the last four signs of the document."""
    return keys.index(NAME4, f"{normalise_name(name)}|{plain_form(digits)[-LAST:]}")


def match_key(record: PatientRecord, today: date) -> str | None:
    """Return the document's match key (DOMAIN §1), None without a number."""
    if not record.document_number:
        return None
    kind = DocumentType(record.document_type)
    sex = Sex(record.sex)
    birth = record.birth_date()
    check = check_document(kind, record.document_number, today=today, birth=birth, sex=sex)
    return check.match_key or plain_form(record.document_number)


def record_tokens(keys: CentralKeys, record: PatientRecord, today: date) -> Iterator[Token]:
    """Yield the tokens of a record: document as written and as matched, card, name with four."""
    number = record.document_number
    if number:
        yield DOCUMENT, document_token(keys, number)
        matched = match_key(record, today)
        if matched and plain_form(matched) != plain_form(number):
            yield DOCUMENT, document_token(keys, matched)
        yield NAME4, name4_token(keys, record.name, number)
    if record.card_number:
        yield CARD, card_token(keys, record.card_number)


def account_tokens(keys: CentralKeys, account: AccountRecord | None) -> Iterator[Token]:
    """Yield the token of the phone."""
    if account is not None and account.phone:
        yield PHONE, phone_token(keys, account.phone)
