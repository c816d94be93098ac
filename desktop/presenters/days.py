"""Days as people type them."""

from __future__ import annotations

from datetime import date


def day_typed(text: str) -> date | None:
    """Return the day of 2026-11-27, 2026.11.27 or 2026/11/27; None when it is none."""
    plain = text.strip().replace(".", "-").replace("/", "-")
    try:
        return date.fromisoformat(plain)
    except ValueError:
        return None
