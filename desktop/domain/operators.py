"""Who operates the platform and how they are reached: a setting that central signs (P36)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes
from desktop.domain.errors import KnownError

NAME = "operator"
MOST_TEXT = 120


class OperatorInvalidError(KnownError):
    """Name and contact of the operator are one line each, 2 to 120 characters; facts: `field`."""

    code = "operator-invalid"


@dataclass(frozen=True, slots=True)
class Operator:
    """As it stands in the program, on letters and slips."""

    name: str
    contact: str

    @classmethod
    def of(cls, name: object, contact: object) -> Operator:
        """Return it checked; raises OperatorInvalidError."""
        for field, text in (("name", name), ("contact", contact)):
            if not isinstance(text, str) or not text.isprintable() or not 2 <= len(text.strip()) <= MOST_TEXT:
                raise OperatorInvalidError(field=field)
        return cls(str(name).strip(), str(contact).strip())

    def to_bytes(self) -> bytes:
        """Return canonical JSON."""
        return facts_to_bytes({"name": self.name, "contact": self.contact})

    @classmethod
    def from_bytes(cls, raw: bytes) -> Operator:
        """Read it back; raises OperatorInvalidError for anything else."""
        try:
            values = facts_from_bytes(raw)
        except ValueError as error:
            raise OperatorInvalidError(field="-") from error
        return cls.of(values.get("name"), values.get("contact"))
