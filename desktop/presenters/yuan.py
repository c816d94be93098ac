"""Yuan as people type them, to fen and back; never by way of a fraction."""

from __future__ import annotations

import re

_YUAN = re.compile(r"(\d{1,6})(?:[.。](\d{1,2}))?")


def fen_of(text: str) -> int | None:
    """Return the fen of "25", "25.5" or "25.50"; None when it is no amount."""
    found = _YUAN.fullmatch(text.strip())
    if found is None:
        return None
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def yuan_of(fen: int) -> str:
    """Return what one would type for an amount: "25" or "25.50"."""
    return str(fen // 100) if fen % 100 == 0 else f"{fen // 100}.{fen % 100:02d}"
