"""Phone numbers that can receive a code (DOMAIN §1.5, P1). A phone is a contact, never a key to a person."""

from __future__ import annotations

import re
import unicodedata

from desktop.domain.errors import PhoneInvalidError

_MAINLAND = re.compile(r"1[3-9]\d{9}", re.ASCII)
_MAINLAND_PREFIX = re.compile(r"^(?:\+86|0086|86(?=1[3-9]\d{9}$))", re.ASCII)
# Hong Kong and Macao: eight digits; Taiwan: nine, beginning with 9, often written with a leading 0.
_ABROAD = re.compile(r"(?:\+|00)?(?:(?P<area>852|853)(?P<eight>\d{8})|886(?:0)?(?P<taiwan>9\d{8}))", re.ASCII)
_NOISE = re.compile(r"[\s()\-\u2010-\u2014\u2212.]+")


def normalise_phone(text: str) -> str:
    """Return 11 digits for the mainland, +852…, +853… or +886… otherwise.

    Segments grow every year and are never a reason to refuse. Raises PhoneInvalidError(digits).
    """
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text))
    mainland = _MAINLAND_PREFIX.sub("", plain, count=1)
    if _MAINLAND.fullmatch(mainland):
        return mainland
    abroad = _ABROAD.fullmatch(plain)
    if abroad is not None:
        return f"+886{abroad['taiwan']}" if abroad["taiwan"] else f"+{abroad['area']}{abroad['eight']}"
    raise PhoneInvalidError(digits=sum(character.isdecimal() for character in mainland))
