"""A staff badge at a covered window: what a reader may say of it, and how a reader's burst is told from a hand
(DECISIONS 18).

A badge lifts the soft lock of its own person only; it opens nothing. Its number can be copied, so it is worth what a
PIN is, and counts with the PIN's five tries.
"""

from __future__ import annotations

from desktop.domain.errors import KnownError

LEAST, MOST = 6, 32
# a keyboard-wedge reader needs 1-10 ms a key, a hand more than 50 (DOMAIN §2.5)
GAP_MS = 50
STRUCK = "badge/struck/"


class BadgeShapeError(KnownError):
    """What the reader said is no badge number: 6 to 32 letters and digits; facts: `least`, `most`."""

    code = "badge-shape"


class WrongBadgeError(KnownError):
    """The badge is not this person's, or was struck; facts: `left` tries before the desk is closed."""

    code = "wrong-badge"


class BadgesOffError(KnownError):
    """Badges are switched off at this desk."""

    code = "badges-off"


def is_badge(number: bytes | bytearray) -> bool:
    """Return whether this can be a badge's number."""
    return LEAST <= len(number) <= MOST and number.isascii() and number.isalnum()


def check_badge(number: bytes | bytearray) -> None:
    """Raise BadgeShapeError."""
    if not is_badge(number):
        raise BadgeShapeError(least=LEAST, most=MOST)
