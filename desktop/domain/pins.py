"""What a PIN must be: it only uncovers a window whose keys are in memory already, so it may be short (DECISIONS 18).

Five wrong ones in a row close the desk; what is left to guess then is the passphrase. Refused is what is tried first. A
PIN comes as ASCII digits in bytes that the caller wipes; nothing here turns it into text.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from desktop.domain.errors import KnownError

LEAST, MOST = 6, 12
MOST_TRIES = 5
LEAST_DIFFERENT = 3
DIGITS = b"0123456789"


class PinShapeError(KnownError):
    """A PIN is 6 to 12 digits; facts: `least`, `most`."""

    code = "pin-shape"


class PinCommonError(KnownError):
    """The PIN is one that is tried first: rows of keys, repetitions, years, one's own number."""

    code = "pin-common"


class WrongPinError(KnownError):
    """The PIN is not right; facts: `left` tries before the desk is closed."""

    code = "wrong-pin"


def is_pin(typed: bytes | bytearray) -> bool:
    """Return whether what was typed can only be a PIN: no rule lets a passphrase be so short and of digits alone."""
    return LEAST <= len(typed) <= MOST and all(byte in DIGITS for byte in typed)


def check_pin(pin: bytes | bytearray, about: Iterable[str] = ()) -> None:
    """Raise PinShapeError or PinCommonError. `about` are numbers that everybody here knows of the person."""
    if not is_pin(pin):
        raise PinShapeError(least=LEAST, most=MOST)
    known = any(word and word.encode() in pin for word in about)
    if known or len(set(pin)) < LEAST_DIFFERENT or _steps(pin) or _repeats(pin) or _day(pin):
        raise PinCommonError


def _steps(pin: bytes | bytearray) -> bool:
    """Rows up or down, by one or by any other step, over the end as well: 123456, 975319, 890123."""
    steps = {(after - before) % len(DIGITS) for before, after in pairwise(pin)}
    return len(steps) == 1


def _repeats(pin: bytes | bytearray) -> bool:
    """One part again and again, pairs of the same, or the first half backwards: 123123, 112233, 123321."""
    size = len(pin)
    parts = any(size % part == 0 and pin[:part] * (size // part) == pin for part in range(1, size // 2 + 1))
    pairs = size % 2 == 0 and all(pin[at] == pin[at + 1] for at in range(0, size, 2))
    return parts or pairs or pin == pin[::-1]


def _day(pin: bytes | bytearray) -> bool:
    """A day of one's life: year, month and day, with the whole year or its end."""
    for year in (4, 2):
        if len(pin) != year + 4 or (year == 4 and pin[:2] not in (b"19", b"20")):
            continue
        month, day = int(pin[year : year + 2]), int(pin[year + 2 :])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return True
    return False
