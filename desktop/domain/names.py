"""Personal names: one written form, comparison, and characters somebody must look at (DOMAIN §1.4, N2, P3).

Lengths are counted in code points. A name is brought into one written form (width, separator, spaces);
characters are never exchanged for others, so the record keeps what the document says.
"""

from __future__ import annotations

import re
import unicodedata

from desktop.domain.document_kinds import Finding, reject, warn

SEPARATOR = "\u00b7"
MOST_CHARACTERS = 50
CHIP_NAME_BYTES = 30
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U000323af"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd\ufffd"
# Look-alikes that stand for the one separator of 民委发〔2016〕33号; NFKC does not unify them.
_LOOK_ALIKES = "\u2022\u2027\u30fb\uff65\u2219\u22c5\u0387"
_ANY_SEPARATOR = re.compile(rf"\s*[{SEPARATOR}{_LOOK_ALIKES}]\s*")
_DOT_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}{_PRIVATE}])\s*[.\uff0e]\s*(?=[{_HAN}{_PRIVATE}])")
_SPACE_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}{_PRIVATE}])\s+(?=[{_HAN}{_PRIVATE}])")
# NFC would replace these by other characters; the card's own character stays.
_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_FULL_WIDTH = {point: point - 0xFEE0 for point in range(0xFF01, 0xFF5F) if point != 0xFF0E} | {0x3000: 0x20}
_ANY_HAN = re.compile(f"[{_HAN}{_PRIVATE}]")
_PRIVATE_USE = re.compile(f"[{_PRIVATE}]")
_CHINESE = re.compile(rf"[{_HAN}]+(?:{SEPARATOR}[{_HAN}]+)*")
_LATIN = re.compile(r"(?=.*[A-Za-z])[A-Za-z ,.'-]+")


def normalise_name(text: str) -> str:
    """Return the one written form: half width letters, U+00B7 between parts, no spaces between Han characters."""
    plain = "".join(
        piece if place % 2 else unicodedata.normalize("NFC", piece)
        for place, piece in enumerate(_COMPATIBILITY.split(text.translate(_FULL_WIDTH)))
    )
    plain = _ANY_SEPARATOR.sub(SEPARATOR, plain)
    plain = _DOT_BETWEEN_HAN.sub(SEPARATOR, plain)
    plain = _SPACE_BETWEEN_HAN.sub("", plain)
    return " ".join(plain.replace("\uff0e", ".").split())


def check_name(name: str) -> tuple[Finding, ...]:
    """Return findings whose codes begin with "name"; only an empty name is rejected.

    "name-character-check" asks the clerk to pick the real character of a private-use one (N2).
    """
    plain = normalise_name(name)
    if not plain:
        return (reject("name-missing"),)
    findings = []
    if _PRIVATE_USE.search(plain):
        findings.append(warn("name-character-check"))
    elif not (_CHINESE.fullmatch(plain) or _LATIN.fullmatch(plain)):
        findings.append(warn("name-character-unusual"))
    if len(plain) < 2:
        findings.append(warn("name-short"))
    if len(plain) > MOST_CHARACTERS:
        findings.append(warn("name-long"))
    return tuple(findings)


def is_chinese(name: str) -> bool:
    """Return whether a name holds a Han character, or one of the police font that stands for one."""
    return _ANY_HAN.search(name) is not None


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common, for comparison only."""
    return unicodedata.normalize("NFC", normalise_name(name)).casefold()


def same_name(one: str, other: str, *, one_cut: bool = False) -> bool:
    """Return whether two names are one; `one_cut` says that the first fills the chip's field and may go on.

    A cut may leave half a character at the end; it is not compared.
    """
    first, second = name_key(one), name_key(other)
    if first == second or not one_cut:
        return first == second
    whole = first.rstrip("\ufffd")
    return bool(whole) and second.startswith(whole)


def fills_chip(name_units: bytes | None) -> bool:
    """Return whether the card's UTF-16LE units of a name fill its field of 15 units."""
    return name_units is not None and len(name_units) >= CHIP_NAME_BYTES
