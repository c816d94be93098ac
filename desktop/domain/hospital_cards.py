"""The hospital's own card: an opaque number from a vendor's stripe or chip (DOMAIN §2: 就诊卡)."""

from __future__ import annotations

import re
import unicodedata

LEAST, MOST = 4, 24
_PLAIN = re.compile(rf"[0-9A-Z]{{{LEAST},{MOST}}}")


def plain_card(text: str) -> str:
    """Return the number as it is kept: half width, capitals, without spaces and hyphens."""
    wide = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in wide if not c.isspace() and c != "-")


def card_fits(text: str) -> bool:
    """Return whether a typed or scanned text can be a card's number: 4 to 24 letters and digits."""
    return _PLAIN.fullmatch(plain_card(text)) is not None
