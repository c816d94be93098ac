"""Money is integer fen everywhere; only people see yuan."""

from __future__ import annotations


def format_fee(fen: int) -> str:
    """Return an amount of fen as people read it: 123450 -> "¥1,234.50"."""
    yuan, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{yuan:,}.{rest:02d}"
