"""What a passphrase must be, by profile of the hospital (P21, DECISIONS 18): one table, no text of a secret is kept.

`level-3` follows level-3 protection (GB/T 22239-2019 8.1.4.1: complexity, regular change, handling of failures, two
ways of proof, one of them cryptographic). `modern` follows NIST SP 800-63B: length and a block list instead of kinds
of characters and change. `small-clinic` has no second proof, so its passphrase must bear everything alone.
A passphrase comes as UTF-8 bytes that the caller wipes; nothing here turns it into text, which could not be wiped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from desktop.domain.errors import KnownError

LOWER, UPPER, DIGITS = (
    b"abcdefghijklmnopqrstuvwxyz", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789",
)  # fmt: skip
# what is left of a passphrase without known words, runs and repetitions
LEAST_OWN = 6
LEAST_RUN = 3
ROWS_OF_KEYS = (LOWER, DIGITS + b"0", b"qwertyuiop", b"asdfghjkl", b"zxcvbnm")
KNOWN_WORDS: tuple[bytes, ...] = tuple(
    word.encode()
    for word in [
        "administrator",
        "password",
        "passphrase",
        "passw0rd",
        "p@ssw0rd",
        "letmein",
        "welcome",
        "changeme",
        "default",
        "hospital",
        "clinic",
        "registration",
        "frontdesk",
        "reception",
        "doctor",
        "nurse",
        "patient",
        "shanghai",
        "beijing",
        "guangzhou",
        "yiyuan",
        "menzhen",
        "guahao",
        "huanzhe",
        "yisheng",
        "hushi",
        "mima",
        "woaini",
        "iloveyou",
        "monkey",
        "dragon",
        "sunshine",
        "princess",
        "football",
        "baseball",
        "superman",
        "admin",
        "login",
        "master",
        "secret",
        "summer",
        "winter",
        "spring",
        "autumn",
        "test",
        "user",
        "root",
        "guest",
        "zhongguo",
        "5201314",
        "1314520",
    ]
)


class PassphraseShortError(KnownError):
    """The passphrase is too short for a new key slot; facts: `least` characters."""

    code = "passphrase-short"


class PassphraseKindsError(KnownError):
    """The passphrase has too few kinds of characters; facts: `least` kinds of four."""

    code = "passphrase-kinds"


class PassphraseCommonError(KnownError):
    """The passphrase consists of what is guessed first: known words, rows of keys, repetitions, one's own number."""

    code = "passphrase-common"


class PassphraseSameError(KnownError):
    """The new passphrase is the one before."""

    code = "passphrase-same"


@dataclass(frozen=True, slots=True)
class SignInRules:
    """One profile. `kinds` of four (small, capital, digit, other); `change_days` 0 means never; `most_tries` in a row.

    `code` says whether a second proof, the changing code of one's telephone, is needed.
    """

    name: str
    least: int
    kinds: int
    change_days: int
    most_tries: int
    code: bool

    def check(self, passphrase: bytes | bytearray, about: Iterable[str] = ()) -> None:
        """Raise PassphraseShortError(least), PassphraseKindsError(least), PassphraseCommonError.

        `about` are words that everybody here knows of the person (number, initials).
        """
        if characters(passphrase) < self.least:
            raise PassphraseShortError(least=self.least)
        if kinds(passphrase) < self.kinds:
            raise PassphraseKindsError(least=self.kinds)
        words = tuple(word.lower().encode() for word in about if len(word) >= LEAST_RUN)
        if own_part(passphrase, (*KNOWN_WORDS, *words)) < LEAST_OWN:
            raise PassphraseCommonError

    def change_due(self, chosen_at: datetime, now: datetime) -> bool:
        """Return whether a passphrase of that age must be changed before the desk opens."""
        return self.change_days > 0 and now >= chosen_at + timedelta(days=self.change_days)


LEVEL_3 = SignInRules("level-3", least=12, kinds=3, change_days=90, most_tries=5, code=True)
MODERN = SignInRules("modern", least=15, kinds=1, change_days=0, most_tries=10, code=True)
SMALL_CLINIC = SignInRules("small-clinic", least=15, kinds=1, change_days=0, most_tries=10, code=False)
PROFILES = {rules.name: rules for rules in (LEVEL_3, MODERN, SMALL_CLINIC)}
# slots made before it was noted when their passphrase was chosen
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def characters(passphrase: bytes | bytearray) -> int:
    """Return how many characters the UTF-8 bytes make."""
    return sum(byte & 0xC0 != 0x80 for byte in passphrase)


def kinds(passphrase: bytes | bytearray) -> int:
    """Return how many of the four kinds of characters occur."""
    found = {_kind(byte) for byte in passphrase}
    return len(found)


def _kind(byte: int) -> str:
    for name, members in (("lower", LOWER), ("upper", UPPER), ("digit", DIGITS)):
        if byte in members:
            return name
    return "other"


def own_part(passphrase: bytes | bytearray, known: Iterable[bytes]) -> int:
    """Return how many characters are left without known words, rows of keys and repetitions."""
    small = bytearray(passphrase).lower()
    gone = bytearray(len(small))
    try:
        for word in known:
            at = small.find(word)
            while at >= 0:
                gone[at : at + len(word)] = b"\x01" * len(word)
                at = small.find(word, at + 1)
        _mark_runs(small, gone)
        return sum(1 for byte, out in zip(small, gone, strict=True) if not out and byte & 0xC0 != 0x80)
    finally:
        small[:] = bytes(len(small))


def _mark_runs(small: bytearray, gone: bytearray) -> None:
    start = 0
    for at in range(1, len(small) + 1):
        if at < len(small) and _follows(small[at - 1], small[at]):
            continue
        if at - start >= LEAST_RUN:
            gone[start:at] = b"\x01" * (at - start)
        start = at


def _follows(before: int, after: int) -> bool:
    if before == after:
        return True
    pair, back = bytes((before, after)), bytes((after, before))
    return any(pair in row or back in row for row in ROWS_OF_KEYS)
