"""What a normalised document number says by itself, kind by kind (DOMAIN §1.1, §1.2 and §8)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from desktop.domain import citizen_numbers
from desktop.domain.document_kinds import DocumentType, Finding, Sex, has_reject, reject, warn

_HK_MACAO = re.compile(r"(?P<key>[HM]\d{8})(?P<issue>\d{2})?|(?P<other>[HM]A\d{7})", re.ASCII)
_TAIWAN = re.compile(r"(?P<key>\d{8})(?P<issue>\d{2})?|(?P<one_trip>[A-Z0-9]{10,12})", re.ASCII)
_FOREIGNER_2017 = re.compile(r"[A-Z]{3}\d{12}", re.ASCII)
_PRC_PASSPORT = re.compile(r"E\d{8}|E[A-HJ-NP-Z]\d{7}|G\d{8}|(?:SE|DE|PE)\d{7}", re.ASCII)
_ANY_PASSPORT = re.compile(r"[A-Z0-9]{5,17}", re.ASCII)
_BIRTH_CERTIFICATE = re.compile(r"[A-Z]\d{9}", re.ASCII)
_MOST_FREE_TEXT = 40


@dataclass(frozen=True, slots=True, repr=False)
class NumberRead:
    """What one number holds; `birth_yymmdd` is a birth date whose century the number does not tell.

    A 15-digit number is rejected as a document and still has a `match_key`, by which old records are found.
    """

    findings: tuple[Finding, ...] = ()
    match_key: str | None = None
    birth: date | None = None
    sex: Sex | None = None
    issue_number: str | None = None
    suggestion: str | None = None
    birth_yymmdd: str | None = None


def read_number(document_type: DocumentType, number: str, today: date) -> NumberRead:
    """Read a normalised number of this kind."""
    return _READERS[document_type](number, today)


def _citizen(number: str, today: date) -> NumberRead:
    if citizen_numbers.is_old_form(number):
        # First-generation cards ended in 2013: good for finding an old record, never as a document shown today.
        eighteen = citizen_numbers.to_eighteen(number)
        return NumberRead((reject("number-fifteen"),), match_key=eighteen, suggestion=eighteen)
    read = _eighteen(number, today)
    if has_reject(read.findings):
        return read
    if number[0] == citizen_numbers.FOREIGNER_DIGIT or number[:6] in citizen_numbers.HMT_REGIONS:
        return _also(read, warn("number-other-kind"))
    if not citizen_numbers.region_is_known(number):
        return _also(read, warn("number-region-unknown"))
    return read


def _hmt_residence(number: str, today: date) -> NumberRead:
    read = _eighteen(number, today)
    if has_reject(read.findings) or number[:6] in citizen_numbers.HMT_REGIONS:
        return read
    return _also(read, warn("number-other-kind"))


def _foreigner_2023(number: str, today: date) -> NumberRead:
    read = _eighteen(number, today)
    if has_reject(read.findings) or number[0] == citizen_numbers.FOREIGNER_DIGIT:
        return read
    return _also(read, warn("number-other-kind"))


def _eighteen(number: str, today: date) -> NumberRead:
    if len(number) != 18:
        return NumberRead((reject("number-length"),))
    if not citizen_numbers.has_form(number):
        return NumberRead((reject("number-characters"),))
    birth = citizen_numbers.birth_of(number)
    if birth is None:
        return NumberRead((reject("number-date-impossible"),))
    if birth > today:
        return NumberRead((reject("number-date-future"),))
    if not citizen_numbers.check_fits(number):
        return NumberRead((reject("number-check-digit"),))
    sex = Sex.MALE if citizen_numbers.is_male(number) else Sex.FEMALE
    return NumberRead(match_key=number, birth=birth, sex=sex)


def _foreigner_2017(number: str, today: date) -> NumberRead:
    if not _FOREIGNER_2017.fullmatch(number):
        return _misshapen(number, 15, 15)
    # A vendor's printed specimen fails the check digit that is said to hold: worth a look, no more (DOMAIN §8).
    doubt = () if number[14] == mrz_check_digit(number[:14]) else (warn("number-check-doubtful"),)
    yymmdd = number[7:13]
    return NumberRead(doubt, number, _birth_of_two_digit_year(yymmdd, today), birth_yymmdd=yymmdd)


def mrz_check_digit(text: str) -> str:
    """Return the ICAO 9303 check digit (weights 7-3-1, letters from A = 10)."""
    values = (int(character, 36) for character in text)
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def _birth_of_two_digit_year(yymmdd: str, today: date) -> date | None:
    earlier = citizen_numbers.date_of(f"19{yymmdd}")
    later = citizen_numbers.date_of(f"20{yymmdd}")
    if later is not None and later <= today:
        return None  # a small child or somebody near a hundred: the form asks, nobody guesses
    return earlier


def _hk_macao(number: str, _today: date) -> NumberRead:
    found = _HK_MACAO.fullmatch(number)
    if found is None:
        return _misshapen(number, 9, 11)
    return NumberRead(match_key=found["key"] or found["other"], issue_number=found["issue"])


def _taiwan(number: str, _today: date) -> NumberRead:
    found = _TAIWAN.fullmatch(number)
    if found is None:
        return _misshapen(number, 8, 12)
    return NumberRead(match_key=found["key"] or found["one_trip"], issue_number=found["issue"])


def _passport(number: str, _today: date) -> NumberRead:
    if not _ANY_PASSPORT.fullmatch(number):
        return _misshapen(number, 5, 17)
    unusual = () if _PRC_PASSPORT.fullmatch(number) else (warn("number-unusual"),)
    return NumberRead(unusual, number)


def _foreign_passport(number: str, _today: date) -> NumberRead:
    return NumberRead(match_key=number) if _ANY_PASSPORT.fullmatch(number) else _misshapen(number, 5, 17)


def _birth_certificate(number: str, _today: date) -> NumberRead:
    return (
        NumberRead(match_key=number) if _BIRTH_CERTIFICATE.fullmatch(number) else _misshapen(number, 10, 10)
    )


def _free_text(number: str, _today: date) -> NumberRead:
    if not 0 < len(number) <= _MOST_FREE_TEXT:
        return NumberRead((reject("number-length"),))
    if not number.isprintable():
        return NumberRead((reject("number-characters"),))
    return NumberRead(match_key=number)


def _no_document(_number: str, _today: date) -> NumberRead:
    return NumberRead()


def _misshapen(number: str, least: int, most: int) -> NumberRead:
    fits = least <= len(number) <= most
    return NumberRead((reject("number-characters" if fits else "number-length"),))


def _also(read: NumberRead, finding: Finding) -> NumberRead:
    return NumberRead((*read.findings, finding), read.match_key, read.birth, read.sex)


_READERS: dict[DocumentType, Callable[[str, date], NumberRead]] = {
    DocumentType.RESIDENT_CARD: _citizen,
    DocumentType.TEMPORARY_RESIDENT_CARD: _citizen,
    DocumentType.HOUSEHOLD_BOOKLET: _citizen,
    DocumentType.BIRTH_CERTIFICATE: _birth_certificate,
    DocumentType.PASSPORT: _passport,
    DocumentType.FOREIGN_PASSPORT: _foreign_passport,
    DocumentType.HK_MACAO_PERMIT: _hk_macao,
    DocumentType.TAIWAN_PERMIT: _taiwan,
    DocumentType.HMT_RESIDENCE_PERMIT: _hmt_residence,
    DocumentType.FOREIGNER_CARD: _foreigner_2023,
    DocumentType.FOREIGNER_CARD_2017: _foreigner_2017,
    DocumentType.OFFICER_CARD: _free_text,
    DocumentType.POLICE_CARD: _free_text,
    DocumentType.NONE: _no_document,
}
