"""Which fields a site asks beyond what care always needs, and which of them it must have (G14, P20).

Name, sex, birth date and document belong to every registration and cannot be switched off; what is not listed here
cannot be asked at all. A field that is off is not collected, not even when a card says it. A phone is never required
(DECISIONS 1), an emergency waits for no field.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.errors import KnownError
from desktop.domain.payloads import PatientRecord

NAME = "fields"


class Asked(StrEnum):
    """How a field is asked; the value is stored and part of the wire format."""

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


class SiteFieldsError(KnownError):
    """The setting names a field or a way that there is not; facts: `field`."""

    code = "site-fields-invalid"


@dataclass(frozen=True, slots=True)
class SiteFields:
    """The rule of each field that a site may decide."""

    address: Asked = Asked.OPTIONAL
    card_number: Asked = Asked.OPTIONAL
    contact_name: Asked = Asked.OPTIONAL

    def to_bytes(self) -> bytes:
        """Return canonical JSON; a desk of before knows no contact, and hears of it where a site decided about it."""
        said = {"address": self.address.value, "card_number": self.card_number.value}
        if self.contact_name is not Asked.OPTIONAL:
            said["contact_name"] = self.contact_name.value
        return facts_to_bytes(said)

    @classmethod
    def from_bytes(cls, raw: bytes) -> SiteFields:
        """Read it back; raises SiteFieldsError for anything else."""
        try:
            values = facts_from_bytes(raw)
        except ValueError as error:
            raise SiteFieldsError(field="-") from error
        return cls.of(values)

    @classmethod
    def of(cls, values: dict[str, object]) -> SiteFields:
        """Return the rules of named fields, the others as by default; raises SiteFieldsError."""
        for field, asked in values.items():
            if field not in FIELDS or asked not in set(Asked):
                raise SiteFieldsError(field=str(field)[:40])
        return replace(cls(), **{field: Asked(str(asked)) for field, asked in values.items()})

    def requires(self, field: str) -> bool:
        """Return whether a field must be there."""
        return self._is(field, Asked.REQUIRED)

    def asks(self, field: str) -> bool:
        """Return whether a field is asked at all."""
        return not self._is(field, Asked.OFF)

    def missing(self, record: PatientRecord) -> tuple[str, ...]:
        """Return which required fields a record lacks; an emergency lacks none."""
        if record.emergency_reason:
            return ()
        return tuple(
            field for field in FIELDS if self._is(field, Asked.REQUIRED) and not getattr(record, field)
        )

    def kept(self, record: PatientRecord) -> PatientRecord:
        """Return the record without what this site does not ask (P20)."""
        address = None if self.address is Asked.OFF else record.address
        card_number = None if self.card_number is Asked.OFF else record.card_number
        kept = replace(record, address=address, card_number=card_number)
        return kept.with_contact() if self.contact_name is Asked.OFF else kept

    def _is(self, field: str, asked: Asked) -> bool:
        return bool(getattr(self, field) is asked)


FIELDS = ("address", "card_number", "contact_name")


def setting_bytes(name: str, version: int, value: bytes) -> bytes:
    """Return what central signs of a published setting (purpose "setting")."""
    return pack("setting", name, version, value)
