"""What a chip card says about its holder, before anybody checked it (GA/T 490, DOMAIN §2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.errors import CardUnreadableError

TEXT_BLOCK_BYTES = 256
LONG_TERM = "长期"
_CODE_UNIT = "utf-16-le"
_PADDING = " \x00\u3000"
_REPLACEMENT = "\ufffd"


class CardLayout(StrEnum):
    """Which of the four card families the text block belongs to (the two bytes at offset 248)."""

    RESIDENT = "resident"
    HMT_RESIDENCE = "hmt-residence"
    FOREIGNER_2023 = "foreigner-2023"
    FOREIGNER_2017 = "foreigner-2017"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, repr=False)
class UnverifiedCard:
    """The fields of one card as read; a field that the layout does not have is empty or None.

    `name_units` are the card's own UTF-16LE bytes of the Chinese name without padding (N2).
    `name_fills_field` says that the name may be cut at 15 units, `needs_character_check` that it holds a
    private-use or broken character.
    """

    layout: CardLayout
    name: str
    name_units: bytes = b""
    name_fills_field: bool = False
    needs_character_check: bool = False
    sex_code: str = ""
    ethnic_code: str = ""
    birth: date | None = None
    address: str = ""
    number: str = ""
    issuer: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    long_term: bool = False
    permit_number: str = ""
    issue_count: str = ""
    latin_name: str = ""
    nationality: str = ""
    association: str = ""

    @property
    def name_for_record(self) -> str:
        """Return the Chinese name, or the Latin one of a foreigner without a Chinese name."""
        return self.name or self.latin_name

    def __repr__(self) -> str:
        # A log line or a failing test must not spell out a person (A1).
        return f"UnverifiedCard(layout={self.layout.value!r})"


def parse_card_text(block: bytes) -> UnverifiedCard:
    """Read a 256-byte text block by its flag at offset 248; raises CardUnreadableError(status="length").

    An unknown flag gives layout UNKNOWN with the places that three of the four layouts share (DOMAIN §2.2).
    """
    if len(block) != TEXT_BLOCK_BYTES:
        raise CardUnreadableError(status="length")
    match block[248:250].decode(_CODE_UNIT, "replace"):
        case " ":
            return _resident(block, CardLayout.RESIDENT)
        case "J":
            return _hmt_residence(block)
        case "Y":
            return _foreigner_2023(block)
        case "I":
            return _foreigner_2017(block)
        case _:
            return _resident(block, CardLayout.UNKNOWN)


def _resident(block: bytes, layout: CardLayout) -> UnverifiedCard:
    name = _ChipName(block[0:30])
    return UnverifiedCard(
        layout=layout,
        name=name.text,
        name_units=name.units,
        name_fills_field=name.fills_field,
        needs_character_check=name.needs_check,
        sex_code=_text(block[30:32]),
        ethnic_code=_text(block[32:36]),
        birth=_date(block[36:52]),
        address=_text(block[52:122]),
        number=_text(block[122:158]),
        issuer=_text(block[158:188]),
        valid_from=_date(block[188:204]),
        valid_until=_date(block[204:220]),
        long_term=_text(block[204:220]) == LONG_TERM,
    )


def _hmt_residence(block: bytes) -> UnverifiedCard:
    name = _ChipName(block[0:30])
    return UnverifiedCard(
        layout=CardLayout.HMT_RESIDENCE,
        name=name.text,
        name_units=name.units,
        name_fills_field=name.fills_field,
        needs_character_check=name.needs_check,
        sex_code=_text(block[30:32]),
        birth=_date(block[36:52]),
        address=_text(block[52:122]),
        number=_text(block[122:158]),
        issuer=_text(block[158:188]),
        valid_from=_date(block[188:204]),
        valid_until=_date(block[204:220]),
        long_term=_text(block[204:220]) == LONG_TERM,
        permit_number=_text(block[220:238]),
        issue_count=_text(block[238:242]),
    )


def _foreigner_2023(block: bytes) -> UnverifiedCard:
    name = _ChipName(block[0:30])
    return UnverifiedCard(
        layout=CardLayout.FOREIGNER_2023,
        name=name.text,
        name_units=name.units,
        name_fills_field=name.fills_field,
        needs_character_check=name.needs_check,
        sex_code=_text(block[30:32]),
        issue_count=_text(block[32:36]),
        birth=_date(block[36:52]),
        # Joined before trimming: character 35 or 36 of the name may itself be a space.
        latin_name=_text(block[52:122] + block[220:242]),
        number=_text(block[122:158]),
        valid_from=_date(block[188:204]),
        valid_until=_date(block[204:220]),
        long_term=_text(block[204:220]) == LONG_TERM,
        nationality=_text(block[242:248]),
        association=_text(block[250:256]),
    )


def _foreigner_2017(block: bytes) -> UnverifiedCard:
    name = _ChipName(block[158:188])
    return UnverifiedCard(
        layout=CardLayout.FOREIGNER_2017,
        name=name.text,
        name_units=name.units,
        name_fills_field=name.fills_field,
        needs_character_check=name.needs_check,
        latin_name=_text(block[0:120]),
        sex_code=_text(block[120:122]),
        number=_text(block[122:152]),
        nationality=_text(block[152:158]),
        valid_from=_date(block[188:204]),
        valid_until=_date(block[204:220]),
        long_term=_text(block[204:220]) == LONG_TERM,
        birth=_date(block[220:236]),
        issuer=_text(block[240:248]),
    )


class _ChipName:
    """One name field of the chip: its text, its own units, and what a clerk must look at."""

    __slots__ = ("fills_field", "needs_check", "text", "units")

    def __init__(self, field: bytes) -> None:
        self.text = _text(field)
        self.units = _trimmed_units(field)
        self.fills_field = len(self.units) == len(field)
        self.needs_check = any(_is_doubtful(character) for character in self.text)


def _trimmed_units(field: bytes) -> bytes:
    end = len(field)
    while end >= 2 and field[end - 2 : end] in (b" \x00", b"\x00\x00"):
        end -= 2
    return field[:end]


def _is_doubtful(character: str) -> bool:
    # Private use: the police font before CJK Extension I. Replacement: surrogates cut at the field's end.
    point = ord(character)
    private = 0xE000 <= point <= 0xF8FF or 0xF0000 <= point <= 0x10FFFD
    return private or character == _REPLACEMENT or point < 0x20


def _text(field: bytes) -> str:
    return field.decode(_CODE_UNIT, "replace").strip(_PADDING)


def _date(field: bytes) -> date | None:
    text = _text(field)
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
