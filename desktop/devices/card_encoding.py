"""Text blocks of made-up cards for the emulator: the writing half of GA/T 490 (DOMAIN §2.2).

The product only ever reads cards; this table is kept apart from the reader's so that each checks the other.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.cards import CardLayout

_SPACE = " ".encode("utf-16-le")

# (field, bytes) in the order of the chip; "" is reserved space.
_LAYOUTS: dict[CardLayout, tuple[tuple[str, int], ...]] = {
    CardLayout.RESIDENT: (
        ("name", 30), ("sex_code", 2), ("ethnic_code", 4), ("birth", 16), ("address", 70), ("number", 36),
        ("issuer", 30), ("valid_from", 16), ("valid_until", 16), ("", 36),
    ),
    CardLayout.HMT_RESIDENCE: (
        ("name", 30), ("sex_code", 2), ("", 4), ("birth", 16), ("address", 70), ("number", 36),
        ("issuer", 30), ("valid_from", 16), ("valid_until", 16), ("permit_number", 18),
        ("issue_count", 4), ("", 6), ("flag", 2), ("", 6),
    ),
    CardLayout.FOREIGNER_2023: (
        ("name", 30), ("sex_code", 2), ("issue_count", 4), ("birth", 16), ("latin_name", 70), ("number", 36),
        ("", 30), ("valid_from", 16), ("valid_until", 16), ("latin_name_rest", 22), ("nationality", 6),
        ("flag", 2), ("association", 6),
    ),
    CardLayout.FOREIGNER_2017: (
        ("latin_name", 120), ("sex_code", 2), ("number", 30), ("nationality", 6), ("name", 30),
        ("valid_from", 16), ("valid_until", 16), ("birth", 16), ("version", 4), ("issuer", 8), ("flag", 2),
        ("", 6),
    ),
}  # fmt: skip
_FLAGS = {CardLayout.HMT_RESIDENCE: "J", CardLayout.FOREIGNER_2023: "Y", CardLayout.FOREIGNER_2017: "I"}
_LATIN_FIRST = 35


def encode_card_text(card: Mapping[str, str], layout: CardLayout = CardLayout.RESIDENT) -> bytes:
    """Return the 256 bytes of a made-up card; fields as in UnverifiedCard, dates as YYYYMMDD.

    A text longer than its field is cut by code units, as on the chip. Raises ValueError for an unknown field.
    """
    if layout not in _LAYOUTS:
        raise ValueError("only a known layout can be written")
    fields = dict(card)
    if layout is CardLayout.FOREIGNER_2023:
        latin = fields.get("latin_name", "")
        fields["latin_name"], fields["latin_name_rest"] = latin[:_LATIN_FIRST], latin[_LATIN_FIRST:]
    fields["flag"] = _FLAGS.get(layout, "")
    table = _LAYOUTS[layout]
    unknown = set(fields) - {name for name, _ in table} - {"flag"}
    if unknown:
        raise ValueError("the layout has no field " + ", ".join(sorted(unknown)))
    return b"".join(_padded(fields.get(name, ""), size) for name, size in table)


def _padded(text: str, size: int) -> bytes:
    units = text.encode("utf-16-le", "surrogatepass")[:size]
    return units + _SPACE * ((size - len(units)) // 2)
