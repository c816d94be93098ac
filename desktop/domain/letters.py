"""Letters and receipts of a request: a template that an operator may edit, a code that any desk verifies (N12, N28).

The code says which case, what kind of paper, which outcome, which day, who signed, and a digest of the letter's text;
it names nobody. The signer's key stands on the roster that every desk holds, so a desk that never saw the letter
verifies it off line.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.domain.canonical import pack
from desktop.domain.duty_papers import DUTY_NEEDED, DUTY_PLACES
from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId, StaffId

CODE_PREFIX = "CFL1:"
LETTER_PURPOSE = "letter"
SIGNATURE_BYTES = 64
DIGEST_BYTES = 16
EPOCH = date(2020, 1, 1)
MOST_CODE = 640
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_BRACES = re.compile(r"[{}]")


class LetterCodeInvalidError(KnownError):
    """This is no code of our letters, or a character of it was altered."""

    code = "letter-code-invalid"


class TemplateError(KnownError):
    """A template names a placeholder that there is none for, or cannot be one; facts: `placeholder`, `cause`.

    `cause`: unknown-place, missing-…, too-long, no-heading.
    """

    code = "template"


class Paper(StrEnum):
    """What kind of paper; the value stands in the code."""

    RECEIPT = "receipt"
    ANSWER = "answer"
    REFUSAL = "refusal"
    NOTICE = "notice"
    CERTIFICATE = "certificate"
    INCIDENT_REPORT = "incident_report"
    INCIDENT_ANNOUNCEMENT = "announcement"
    PUBLIC_ANNOUNCEMENT = "public_announcement"
    RETENTION_CERTIFICATE = "retention_certificate"
    LEGAL_READING = "legal_reading"
    WIND_DOWN_CERTIFICATE = "wind_down_certificate"
    HANDOVER_NOTICE = "handover_notice"


# What a template may name. Nothing personal but the salutation, which is masked.
PLACEHOLDERS = frozenset(
    {
        "hospital", "operator", "contact", "case", "kind", "name", "filed", "due", "today", "outcome", "clause",
        "reason", "fee", "kept", "staff", "window", "policy", "changed", "waits", "recipient",
    }
)  # fmt: skip


# What the law or the person's next step needs on each letter (PIPL 50; N12, P31): a template without it is none.
NEEDED = {
    "receipt": frozenset({"case", "kind", "filed", "due", "contact"}),
    "answer": frozenset({"case", "kind", "outcome", "clause", "reason", "contact"}),
    "notice": frozenset({"case", "due", "reason", "contact"}),
    "certificate": frozenset({"case", "kind", "outcome", "kept", "contact"}),
    **DUTY_NEEDED,
}
_EVERY_PLACE = PLACEHOLDERS.union(*DUTY_PLACES.values())
# which template a paper is made from; a refusal is an answer
TEMPLATE_OF = {paper: "answer" if paper is Paper.REFUSAL else paper.value for paper in Paper}
LONGEST_TEMPLATE = 4_000
LONGEST_HEADING = 30


def places_in(name: str) -> frozenset[str]:
    """Return what the template of a letter (a key of NEEDED) may name."""
    return DUTY_PLACES.get(name, PLACEHOLDERS)


def check_template(text: str, places: frozenset[str] = _EVERY_PLACE) -> None:
    """Raise TemplateError for the first placeholder that is none of the places."""
    for name in _PLACEHOLDER.findall(text):
        if name not in places:
            raise TemplateError(placeholder=name, cause="unknown-place")


def check_letter(name: str, text: str) -> None:
    """Raise TemplateError unless the text can stand for the letter of this name (a key of NEEDED)."""
    check_template(text, places_in(name))
    alone = _BRACES.findall(_PLACEHOLDER.sub("", text))
    if alone:
        raise TemplateError(placeholder=alone[0], cause="unknown-place")
    if len(text) > LONGEST_TEMPLATE:
        raise TemplateError(placeholder="", cause="too-long")
    heading = text.strip().split("\n\n")[0]
    if not heading or len(heading) > LONGEST_HEADING or "\n" in heading:
        raise TemplateError(placeholder="", cause="no-heading")
    lacks = NEEDED[name] - set(_PLACEHOLDER.findall(text))
    if lacks:
        raise TemplateError(placeholder=min(lacks), cause="missing-" + min(lacks))


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return the text with its placeholders filled; a paragraph of which every placeholder is empty is left out."""
    check_template(template)
    kept = []
    for paragraph in template.strip().split("\n\n"):
        named = _PLACEHOLDER.findall(paragraph)
        if named and not any(values.get(name) for name in named):
            continue
        kept.append(_PLACEHOLDER.sub(lambda match: values.get(match.group(1), ""), paragraph))
    return "\n\n".join(kept)


def digest(text: str) -> bytes:
    """Return 16 bytes over the words of a letter; blanks and line breaks do not count (paper has none)."""
    words = "".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode()).digest()[:DIGEST_BYTES]


@dataclass(frozen=True, slots=True)
class LetterCode:
    """What the QR says. Ed25519 `signature` (64 bytes, purpose LETTER_PURPOSE) of `signer` over signed_bytes()."""

    case_id: CaseId
    paper: Paper
    outcome: str
    day: date
    signer: StaffId
    digest: bytes
    signature: bytes = b""

    def signed_bytes(self) -> bytes:
        """Return what the signer signs."""
        days = (self.day - EPOCH).days
        return pack("letter", 1, self.case_id, self.paper.value, self.outcome, days, self.signer, self.digest)

    def with_signature(self, signature: bytes) -> LetterCode:
        """Return the code with its signature."""
        return replace(self, signature=signature)

    def encode(self) -> str:
        """Return "CFL1:" and unpadded base32, which passes a keyboard-wedge scanner; raises ValueError unsigned."""
        if len(self.signature) != SIGNATURE_BYTES or len(self.digest) != DIGEST_BYTES:
            raise ValueError("a letter's code needs its digest and its signature")
        fields = f"{self.case_id}\n{self.paper.value}\n{self.outcome}\n{self.day}\n{self.signer}".encode()
        body = len(fields).to_bytes(2, "big") + fields + self.digest + self.signature
        return CODE_PREFIX + base64.b32encode(body).decode("ascii").rstrip("=")

    @classmethod
    def decode(cls, text: str) -> LetterCode:
        """Read a code back; raises LetterCodeInvalidError unless it is exactly what `encode` makes."""
        compact = "".join(text.split()).upper()
        if not compact.startswith(CODE_PREFIX) or len(compact) > MOST_CODE:
            raise LetterCodeInvalidError
        try:
            found = cls._from_body(compact[len(CODE_PREFIX) :])
        except (ValueError, binascii.Error, IndexError) as error:
            raise LetterCodeInvalidError from error
        if found.encode() != compact:
            raise LetterCodeInvalidError
        return found

    @classmethod
    def _from_body(cls, text: str) -> LetterCode:
        body = base64.b32decode(text + "=" * (-len(text) % 8))
        end = 2 + int.from_bytes(body[:2], "big")
        case_id, paper, outcome, day, signer = body[2:end].decode().split("\n")
        rest = body[end:]
        if len(rest) != DIGEST_BYTES + SIGNATURE_BYTES:
            raise ValueError("the code has another length")
        return cls(
            CaseId(case_id), Paper(paper), outcome, date.fromisoformat(day), StaffId(signer), rest[:DIGEST_BYTES],
            rest[DIGEST_BYTES:],
        )  # fmt: skip
