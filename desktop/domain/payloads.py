"""What stands inside an operation's facts and sealed payload, and inside central's sealed rows."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """Who the person is; sealed under the record key. Codes are those of documents.py and people.py."""

    name: str
    sex: str
    birth: str | None
    document_type: str
    document_number: str | None
    issue_number: str | None = None
    document_valid_until: str | None = None
    name_units_hex: str | None = None
    reading: str | None = None
    evidence: str = "typed"
    sam_number: str | None = None
    address: str | None = None
    card_number: str | None = None
    guardian_name: str | None = None
    guardian_relation: str | None = None
    guardian_document: str | None = None
    guardian_phone: str | None = None
    emergency_reason: str | None = None
    contact_name: str | None = None
    contact_relation: str | None = None
    contact_phone: str | None = None
    contact_document: str | None = None

    def with_contact(
        self, name: str | None = None, relation: str | None = None, phone: str | None = None,
        document: str | None = None,
    ) -> PatientRecord:  # fmt: skip
        """Return the record with another contact as a whole, with none by default."""
        return replace(
            self, contact_name=name, contact_relation=relation, contact_phone=phone, contact_document=document
        )

    def birth_date(self) -> date | None:
        """Return the birth date, or None when it is not known."""
        return date.fromisoformat(self.birth) if self.birth else None

    def to_bytes(self) -> bytes:
        """Return canonical JSON of the fields that are set."""
        return facts_to_bytes(_set_fields(asdict(self)))

    @classmethod
    def from_bytes(cls, raw: bytes) -> PatientRecord:
        """Read it back; unknown fields raise TypeError."""
        return cls(**facts_from_bytes(raw))


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """The phone of a person and how it was proved; sealed under the account key (dies with a deletion)."""

    phone: str | None
    phone_status: str
    verified_at: str | None = None
    is_account: bool = False
    relative_name: str | None = None
    reason: str | None = None

    def to_bytes(self) -> bytes:
        """Return canonical JSON of the fields that are set."""
        return facts_to_bytes(_set_fields(asdict(self), keep=("phone", "is_account")))

    @classmethod
    def from_bytes(cls, raw: bytes) -> AccountRecord:
        """Read it back; unknown fields raise TypeError."""
        return cls(**facts_from_bytes(raw))


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """What was asked about one visit (UX §6.2): first or return, insured or own pocket; sealed with its booking."""

    first_visit: bool | None = None
    insurance: bool | None = None

    def to_bytes(self) -> bytes:
        """Return canonical JSON of the fields that are set."""
        return facts_to_bytes(_set_fields(asdict(self), keep=()))

    @classmethod
    def from_bytes(cls, raw: bytes) -> VisitRecord:
        """Read it back; unknown fields raise TypeError."""
        return cls(**facts_from_bytes(raw))


def _set_fields(
    values: dict[str, Any], keep: tuple[str, ...] = ("name", "birth", "document_number")
) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None or key in keep}
