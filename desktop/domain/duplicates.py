"""How likely two records are one person: a scored comparison, pure and explained (G4).

Points are added up from WEIGHTS; what is missing on one side says nothing. A pair from LISTED points on is shown to a
supervisor, who decides: nothing is ever merged by score. `block_keys` says which records are compared at all: two
records that share none of them would not reach LISTED.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.document_kinds import CITIZEN_NUMBER_TYPES, DocumentType
from desktop.domain.document_numbers import read_number
from desktop.domain.documents import normalise_number
from desktop.domain.names import normalise_name
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.pinyin import likeliest


class Reason(StrEnum):
    """What two records have in common, or what parts them; the codes go with the pair and are not personal."""

    SAME_DOCUMENT = "same-document"
    OTHER_DOCUMENT = "other-document"
    SAME_NAME = "same-name"
    NAME_SOUNDS_ALIKE = "name-sounds-alike"
    NAME_ONE_CHARACTER = "name-one-character"
    OTHER_NAME = "other-name"
    SAME_BIRTH = "same-birth"
    BIRTH_SLIP = "birth-slip"
    OTHER_BIRTH = "other-birth"
    SAME_SEX = "same-sex"
    OTHER_SEX = "other-sex"
    SAME_PHONE = "same-phone"
    SAME_CARD = "same-card"
    SAME_ADDRESS = "same-address"


# Two valid numbers of one kind are two people far more often than one; a shared phone is often a family's.
WEIGHTS: dict[Reason, int] = {
    Reason.SAME_DOCUMENT: 70,
    Reason.OTHER_DOCUMENT: -40,
    Reason.SAME_NAME: 25,
    Reason.NAME_SOUNDS_ALIKE: 15,
    Reason.NAME_ONE_CHARACTER: 10,
    Reason.OTHER_NAME: -30,
    Reason.SAME_BIRTH: 20,
    Reason.BIRTH_SLIP: 8,
    Reason.OTHER_BIRTH: -25,
    Reason.SAME_SEX: 2,
    Reason.OTHER_SEX: -15,
    Reason.SAME_PHONE: 15,
    Reason.SAME_CARD: 30,
    Reason.SAME_ADDRESS: 10,
}
LISTED = 45
UNKNOWN_SEX = "0"
UNSTATED_SEX = "9"


@dataclass(frozen=True, slots=True, repr=False)
class Traits:
    """What of a record is compared; "" and None mean not known. `sounds` are the syllables as the name is read out."""

    name: str
    sounds: str
    initials: str
    sex: str
    birth: date | None
    series: str
    document: str
    phone: str
    card: str
    address: str


@dataclass(frozen=True, slots=True)
class Score:
    """Points and where they come from, the weightiest first."""

    points: int
    reasons: tuple[Reason, ...]

    @property
    def listed(self) -> bool:
        """Return whether a supervisor should look."""
        return self.points >= LISTED


def comparable(text: str) -> str:
    """Return text without what two spellings differ in: width, compatibility characters, dots, spaces, case."""
    plain = unicodedata.normalize("NFKC", normalise_name(text)).casefold()
    return "".join(char for char in plain if char.isalnum() or unicodedata.category(char) == "Co")


def traits_of(
    record: PatientRecord, account: AccountRecord | None, readings: Sequence[Sequence[str]]
) -> Traits:
    """Return the traits of a record; `readings` has the toneless readings of each character of the name."""
    syllables = tuple(record.reading.split()) if record.reading else likeliest(record.name, readings)
    kind = DocumentType(record.document_type)
    number = ""
    if record.document_number and kind is not DocumentType.NONE:
        written = normalise_number(kind, record.document_number)
        number = read_number(kind, written, date.max).match_key or comparable(written)
    phone = (account.phone if account else None) or ""
    return Traits(
        name=comparable(record.name),
        sounds="".join(comparable(one) for one in syllables),
        initials="".join(one[:1].lower() for one in syllables),
        sex=record.sex,
        birth=record.birth_date(),
        series="citizen" if kind in CITIZEN_NUMBER_TYPES else kind.value,
        document=number,
        phone="".join(char for char in phone if char.isdigit())[-11:],
        card=comparable(record.card_number or ""),
        address=comparable(record.address or ""),
    )


def score(one: Traits, other: Traits) -> Score:
    """Return how likely two records are one person; the order of the two does not matter."""
    found = [*_document(one, other), *_name(one, other), *_birth(one, other), *_sex(one, other)]
    for mine, theirs, reason in (
        (one.phone, other.phone, Reason.SAME_PHONE),
        (one.card, other.card, Reason.SAME_CARD),
        (one.address, other.address, Reason.SAME_ADDRESS),
    ):
        if mine and mine == theirs:
            found.append(reason)
    ordered = tuple(sorted(found, key=lambda reason: (-abs(WEIGHTS[reason]), reason.value)))
    return Score(sum(WEIGHTS[reason] for reason in ordered), ordered)


def block_keys(traits: Traits) -> frozenset[str]:
    """Return the keys under which a record meets those it is compared with; central keeps keyed tokens of them."""
    born = traits.birth.isoformat() if traits.birth else ""
    keys = {f"card|{traits.card}"} if traits.card else set()
    if traits.document:
        keys.add(f"document|{traits.series}|{traits.document}")
        keys.add(f"name-tail|{traits.name}|{traits.document[-4:]}")
    if traits.phone:
        keys.add(f"phone|{traits.phone}")
    if born:
        keys.add(f"born|{traits.name}|{born}")
        keys.add(f"sounds|{traits.sounds}|{born}")
        keys.add(f"initials|{traits.initials}|{born}|{traits.sex}")
    elif traits.address:
        keys.add(f"lives|{traits.name}|{traits.address}")
    return frozenset(keys)


def _document(one: Traits, other: Traits) -> Iterator[Reason]:
    if one.document and other.document and one.series == other.series:
        yield Reason.SAME_DOCUMENT if one.document == other.document else Reason.OTHER_DOCUMENT


def _name(one: Traits, other: Traits) -> Iterator[Reason]:
    if not one.name or not other.name:
        return
    if one.name == other.name:
        yield Reason.SAME_NAME
    elif one.sounds and one.sounds == other.sounds:
        yield Reason.NAME_SOUNDS_ALIKE
    else:
        yield Reason.NAME_ONE_CHARACTER if _one_apart(one.name, other.name) else Reason.OTHER_NAME


def _birth(one: Traits, other: Traits) -> Iterator[Reason]:
    if one.birth is None or other.birth is None:
        return
    if one.birth == other.birth:
        yield Reason.SAME_BIRTH
        return
    swapped = (one.birth.year, one.birth.month, one.birth.day) == (
        other.birth.year,
        other.birth.day,
        other.birth.month,
    )
    slip = swapped or _one_apart(f"{one.birth:%Y%m%d}", f"{other.birth:%Y%m%d}")
    yield Reason.BIRTH_SLIP if slip else Reason.OTHER_BIRTH


def _sex(one: Traits, other: Traits) -> Iterator[Reason]:
    known = {one.sex, other.sex}
    if not known & {UNKNOWN_SEX, UNSTATED_SEX}:
        yield Reason.SAME_SEX if len(known) == 1 else Reason.OTHER_SEX


def _one_apart(one: str, other: str) -> bool:
    """Return whether two texts of one length of two or more differ in exactly one place."""
    if len(one) != len(other) or len(one) < 2:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
