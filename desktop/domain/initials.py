"""First letters of common Chinese words, for finding a command by them; a person's names have `pinyin` of their own.

GB 2312 lists its 3,755 common characters by their reading, so that a character's place tells its first letter.
"""

from __future__ import annotations

from bisect import bisect_right

_FIRSTS = "abcdefghjklmnopqrstwxyz"
_STARTS = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6,
    0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
_LAST = 0xD7F9
# listed under its rarer reading: 重 of 重来, 重复
_OTHERWISE = {"重": "c"}


def initials(text: str) -> str:
    """Return the first letter of each Chinese character and of each Latin word, in lower case; the rest is left out."""
    found, inside = [], False
    for character in text:
        latin = character.isascii() and character.isalnum()
        if latin and not inside:
            found.append(character.lower())
        elif not latin:
            found.append(_OTHERWISE.get(character) or _first(character))
        inside = latin
    return "".join(found)


def _first(character: str) -> str:
    try:
        place = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _FIRSTS[bisect_right(_STARTS, place) - 1] if _STARTS[0] <= place <= _LAST else ""


def matches(typed: str, text: str) -> bool:
    """Return whether a text is meant by what was typed: a part of it, or its first letters from anywhere on."""
    wanted = typed.strip().casefold()
    return wanted in text.casefold() or wanted.replace(" ", "") in initials(text)
