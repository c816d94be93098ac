"""Numbered paper slips for an outage in which even the PC is down: the code on each, checked off line (N7, N28).

A code is PREFIX, six random letters of the pack, two digits of the sheet and four check letters over both and the
hospital. It names nobody. The check finds slips of another hospital and mistyped ones; that a slip is keyed once is
known at the desk at once and by all at central.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from desktop.domain.canonical import pack as framed
from desktop.domain.errors import KnownError

PAPER_SLIP = "paper-slip"
PREFIX = "YJ"
PACK_OF = 10
MOST_IN_PACK = 99
PACK_LETTERS, CHECK_LETTERS = 6, 4
# without I and O, 0 and 1, which a hand writes alike
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE = re.compile(rf"{PREFIX}([{ALPHABET}]{{{PACK_LETTERS}}})([0-9]{{2}})([{ALPHABET}]{{{CHECK_LETTERS}}})")
_MEANT = re.compile(rf"{PREFIX}[0-9A-Z]{{10,16}}")


class PaperSlipInvalidError(KnownError):
    """The code is mistyped, or the slip is another hospital's."""

    code = "paper-slip-invalid"


class PaperSlipKeyedError(KnownError):
    """A registration was made from this slip already."""

    code = "paper-slip-keyed"


@dataclass(frozen=True, slots=True)
class PaperSlip:
    """One printed slip as every desk has it. `printed_at` is an ISO time, `booking_id` "" while it was not keyed."""

    code: str
    window: str
    printed_at: str
    booking_id: str = ""

    def to_facts(self) -> dict[str, Any]:
        """Return the flat facts of a row."""
        return asdict(self)


def slip_from(values: Mapping[str, Any]) -> PaperSlip:
    """Read a row."""
    return PaperSlip(**values)


def new_pack(random: bytes) -> str:
    """Return a pack's name from six random bytes; 30 bits, so that two packs never meet."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in random[:PACK_LETTERS])


def pack_fits(pack: str) -> bool:
    """Return whether this can be the name of a pack."""
    return len(pack) == PACK_LETTERS and all(letter in ALPHABET for letter in pack)


def codes_of(hospital_id: str, pack: str, count: int) -> tuple[str, ...]:
    """Return the codes of a pack's sheets, 1 to `count`."""
    return tuple(_code(hospital_id, pack, f"{sheet:02d}") for sheet in range(1, count + 1))


def is_meant(text: str) -> bool:
    """Return whether a scanned or typed text is meant to be a slip's code, right or wrong."""
    return _MEANT.fullmatch(_plain(text)) is not None


def checked(text: str, hospital_id: str) -> str:
    """Return the code as it stands on the slip; raises PaperSlipInvalidError."""
    found = _CODE.fullmatch(_plain(text))
    if found is None or _code(hospital_id, found[1], found[2]) != found[0]:
        raise PaperSlipInvalidError
    return found[0]


def _plain(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in wide if not c.isspace() and c != "-")


def _code(hospital_id: str, pack: str, sheet: str) -> str:
    digest = hashlib.sha256(framed("paper-slip", 1, hospital_id, pack, sheet)).digest()
    check = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:CHECK_LETTERS])
    return f"{PREFIX}{pack}{sheet}{check}"
