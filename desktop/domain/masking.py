"""The one mask table: by field, surface and what else is visible (DECISIONS 5, P17, N18, T14).

An identity number is masked so that at least 1,000 numbers fit what a surface shows, and what the slip and the
patient's screen show together; tests/domain/test_masking.py counts them, check character included. That is why
only the first digit stands in front where the birth date is visible: four leading digits beside a birth date
and the last two leave 909 numbers at most, and fewer than a hundred in a real prefecture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.document_kinds import CITIZEN_NUMBER_TYPES, DocumentType
from desktop.domain.errors import PhoneInvalidError
from desktop.domain.names import SEPARATOR, is_chinese, normalise_name
from desktop.domain.phones import normalise_phone


class Surface(StrEnum):
    """Where a value is shown."""

    LIST = "list"
    TASK = "task"
    SLIP = "slip"
    DISPLAY = "display"


PUBLIC = frozenset({Surface.SLIP, Surface.DISPLAY})
STAR = "*"
MOST_NAME_STARS = 3
LEAST_HIDDEN = 3
_LATIN_WORD = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """How many leading and trailing characters stay."""

    head: int
    tail: int


@dataclass(frozen=True, slots=True)
class NumberMask:
    """One row of the table: to the clerk beside a birth date, to the clerk without one, to the public."""

    beside_birth: Shown
    alone: Shown
    public: Shown


_EIGHTEEN = NumberMask(beside_birth=Shown(1, 2), alone=Shown(3, 4), public=Shown(0, 4))
# Three regions in the whole kind: whatever stands beside the birth date gives the number away.
_HMT_RESIDENCE = NumberMask(beside_birth=Shown(0, 0), alone=Shown(3, 4), public=Shown(0, 4))
# The birth date reaches up to the third character from the end.
_FIFTEEN = NumberMask(beside_birth=Shown(1, 2), alone=Shown(3, 3), public=Shown(0, 3))
_FOREIGNER_2017 = NumberMask(beside_birth=Shown(0, 2), alone=Shown(3, 2), public=Shown(0, 2))
_NOTHING = NumberMask(Shown(0, 0), Shown(0, 0), Shown(0, 0))
NUMBER_MASKS: dict[tuple[DocumentType, int], NumberMask] = {
    **{(kind, 18): _EIGHTEEN for kind in CITIZEN_NUMBER_TYPES},
    **{(kind, 15): _FIFTEEN for kind in CITIZEN_NUMBER_TYPES},
    (DocumentType.HMT_RESIDENCE_PERMIT, 18): _HMT_RESIDENCE,
    (DocumentType.FOREIGNER_CARD, 18): _EIGHTEEN,
    (DocumentType.FOREIGNER_CARD_2017, 15): _FOREIGNER_2017,
}
_HOLDS_BIRTH = frozenset(kind for kind, _length in NUMBER_MASKS)


def mask_name(name: str, surface: Surface) -> str:
    """Return 张*强 in lists, 张** on slips and displays, the full name in the task of the person being served."""
    plain = normalise_name(name)
    if surface is Surface.TASK or not plain:
        return plain
    if STAR in plain:
        return STAR * 3  # no name holds a star: nothing of it is shown, or it could look masked and be whole
    public = surface in PUBLIC
    if not is_chinese(plain):
        words = _LATIN_WORD.findall(plain) or [plain]
        return _initial(words[0]) if public else " ".join(_initial(word) for word in words)
    if SEPARATOR in plain:
        parts = [part for part in plain.split(SEPARATOR) if part] or [plain]
        return _initial(parts[0]) if public else SEPARATOR.join(_initial(part) for part in parts)
    if public or len(plain) < 3:
        return _initial(plain)
    return f"{plain[0]}{STAR * min(len(plain) - 2, MOST_NAME_STARS)}{plain[-1]}"


def mask_number(
    document_type: DocumentType, number: str, surface: Surface, *, birth_visible: bool = False
) -> str:
    """Return the number as a surface may show it; on slips and displays only its last characters, at most four.

    `birth_visible` says that the birth date stands beside it. The internal number of a person without a document
    names nobody and is shown to the clerk in full.
    """
    if document_type is DocumentType.NONE:
        return number[-4:] if surface in PUBLIC else number
    shown = _shown(document_type, number, surface, birth_visible=birth_visible)
    head, tail = number[: shown.head], number[len(number) - shown.tail :]
    if surface in PUBLIC:
        return tail
    if document_type in _HOLDS_BIRTH:
        return f"{head.ljust(4, STAR)} **** **** {tail.rjust(4, STAR)}"
    return f"{head}{STAR * (len(number) - shown.head - shown.tail)}{tail}"


def mask_phone(phone: str, surface: Surface) -> str:
    """Return 154 **** 8000 to the clerk, the last four digits on the patient's screen, nothing on a slip."""
    if surface is Surface.SLIP:
        return ""
    try:
        plain = normalise_phone(phone)
    except PhoneInvalidError:
        return STAR * 4
    tail = plain[-4:]
    if surface is Surface.DISPLAY:
        return tail
    head = plain[:4] if plain.startswith("+") else plain[:3]
    return f"{head} **** {tail}"


def mask_card(card_number: str, surface: Surface) -> str:
    """Return a hospital card's number with its last four characters to the clerk, nothing in public."""
    if surface in PUBLIC:
        return ""
    tail = min(4, max(0, len(card_number) - LEAST_HIDDEN))
    return STAR * 4 + (f" {card_number[-tail:]}" if tail else "")


def mask_address(address: str, surface: Surface) -> str:
    """Return where about somebody lives to the clerk: at most the first third, at most six characters."""
    if surface in PUBLIC:
        return ""
    return address.strip()[: min(6, len(address.strip()) // 3)] + STAR * 4


def _shown(document_type: DocumentType, number: str, surface: Surface, *, birth_visible: bool) -> Shown:
    if document_type in _HOLDS_BIRTH:
        row = NUMBER_MASKS.get((document_type, len(number)), _NOTHING)
        if surface in PUBLIC:
            return row.public
        return row.beside_birth if birth_visible else row.alone
    return _shown_of_free_number(number, public=surface in PUBLIC)


def _shown_of_free_number(number: str, *, public: bool) -> Shown:
    """Passports, permits, certificates: first one and last three, the last four in public, three always hidden."""
    places = sum(c.isascii() and c.isalnum() for c in number)
    tail = min(4, max(0, places - LEAST_HIDDEN))
    if public:
        return Shown(0, tail)
    return Shown(1 if places >= 1 + 4 + LEAST_HIDDEN else 0, min(3, tail))


def _initial(word: str) -> str:
    if len(word) < 2:
        return STAR
    return word[0] + STAR * min(len(word) - 1, MOST_NAME_STARS)
