"""How the characters of a name are read, for comparing names at central."""

from __future__ import annotations


def readings_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the toneless readings of each character, the likeliest first; pypinyin is loaded at the first scan."""
    from pypinyin import Style, pinyin

    found = (pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore") for char in name)
    return tuple(tuple(readings[0]) if readings else () for readings in found)
