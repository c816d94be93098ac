"""What a person wants changed in their file: field, old, new, proof; frozen, signed, then carried out (P26, G100).

The frozen value names people and lies under the person's own key; a case keeps its digest and the names of the fields.
A salt is in it, so that the digest says nothing about anybody once the key is gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.documents import DocumentType, Sex, check_document
from desktop.domain.errors import KnownError, PhoneInvalidError
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.names import check_name, normalise_name
from desktop.domain.operations import KeyKind
from desktop.domain.payloads import PatientRecord
from desktop.domain.people import EvidenceLevel
from desktop.domain.phones import normalise_phone
from desktop.domain.requests import RequestKind

SALT_BYTES = 16
VALUE_MOST = 200


class CorrectionError(KnownError):
    """These changes cannot be made; facts: `what`, one of empty, same, stale, proof, value, filled, other-person."""

    code = "correction"

    def __init__(self, what: str, **facts: str | int) -> None:
        super().__init__(what=what, reason=f"correction-{what}", **facts)


class DocumentHeldError(KnownError):
    """Somebody else's file already has this document number; the two stand on the list of duplicates now."""

    code = "document-held"


class Field(StrEnum):
    """What can be corrected; the value is the attribute of PatientRecord, or "phone"."""

    NAME = "name"
    SEX = "sex"
    BIRTH = "birth"
    DOCUMENT_TYPE = "document_type"
    DOCUMENT_NUMBER = "document_number"
    ADDRESS = "address"
    READING = "reading"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_PHONE = "guardian_phone"
    CONTACT_NAME = "contact_name"
    CONTACT_PHONE = "contact_phone"
    PHONE = "phone"


class FieldProof(StrEnum):
    """On what a new value rests."""

    CHIP_READ = "chip-read"
    DOCUMENT_SEEN = "document-seen"
    HOUSEHOLD_BOOKLET = "household-booklet"
    BIRTH_CERTIFICATE = "birth-certificate"
    AUTHORITY_PAPER = "authority-paper"
    OWN_WORD = "own-word"
    CODE = "code"


IDENTITY = frozenset({Field.NAME, Field.BIRTH, Field.DOCUMENT_TYPE, Field.DOCUMENT_NUMBER})
# All three at once would be somebody else: that person registers, nobody's visits change hands (T13).
ONE_PERSON = frozenset({Field.NAME, Field.BIRTH, Field.DOCUMENT_NUMBER})
_ON_PAPER = frozenset(FieldProof) - {FieldProof.OWN_WORD, FieldProof.CODE}
_NO_OWN_WORD = IDENTITY | {Field.SEX}
# Whose key seals what is proposed in a case of this kind.
KEY_OF: dict[RequestKind, KeyKind] = {
    RequestKind.CORRECT: KeyKind.RECORD,
    RequestKind.SUPPLEMENT: KeyKind.RECORD,
    RequestKind.PHONE_CHANGE: KeyKind.ACCOUNT,
    RequestKind.PHONE_MINE: KeyKind.ACCOUNT,
}


def fields_of(kind: RequestKind) -> tuple[Field, ...]:
    """Return what a case of this kind may change."""
    if KEY_OF.get(kind) is KeyKind.ACCOUNT:
        return (Field.PHONE,)
    return tuple(f for f in Field if f is not Field.PHONE) if kind in KEY_OF else ()


def proofs_of(field: Field) -> tuple[FieldProof, ...]:
    """Return which proofs are enough for a field."""
    if field is Field.PHONE:
        return (FieldProof.CODE,)
    accepted = _ON_PAPER if field in _NO_OWN_WORD else _ON_PAPER | {FieldProof.OWN_WORD}
    return tuple(proof for proof in FieldProof if proof in accepted)


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One field: what stands there ("" for nothing), what shall stand there, and by which proof."""

    field: Field
    old: str
    new: str
    proof: FieldProof


@dataclass(frozen=True, slots=True, repr=False)
class Correction:
    """Everything that one case changes, frozen. `salt`: SALT_BYTES random bytes as hex."""

    patient_id: PatientId
    changes: tuple[Change, ...]
    salt: str

    def to_bytes(self) -> bytes:
        """Return canonical JSON; it lies sealed under the person's key only."""
        return facts_to_bytes(
            {
                "patient": self.patient_id, "salt": self.salt,
                "changes": [[c.field.value, c.old, c.new, c.proof.value] for c in self.changes],
            }
        )  # fmt: skip

    @classmethod
    def from_bytes(cls, raw: bytes) -> Correction:
        """Read it back; raises ValueError or KeyError for what is none."""
        said = facts_from_bytes(raw)
        changes = tuple(
            Change(Field(field), _text(old), _text(new), FieldProof(proof))
            for field, old, new, proof in said["changes"]
        )
        return cls(PatientId(_text(said["patient"])), changes, _text(said["salt"]))

    def digest(self, case_id: CaseId) -> str:
        """Return what the signers sign beside their decision: SHA-256 as hex, bound to the case."""
        return hashlib.sha256(pack("correction", case_id, self.to_bytes())).hexdigest()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return which fields it changes; names of fields are nobody's data."""
        return tuple(change.field for change in self.changes)

    def new(self, field: Field) -> str | None:
        """Return what shall stand in a field, None when it is not changed."""
        return next((c.new for c in self.changes if c.field is field), None)


def context(case_id: CaseId, kind: KeyKind) -> bytes:
    """Return the AAD under which a proposal is sealed by the person's key."""
    return pack("correction", case_id, kind.value)


def value_of(record: PatientRecord, field: Field) -> str:
    """Return what stands in a field of a record, "" for nothing."""
    return getattr(record, field.value, None) or ""


def normalised(field: Field, text: str) -> str:
    """Return a typed value in its one written form; raises CorrectionError(value) for a phone that is none."""
    plain = " ".join(text.split())[:VALUE_MOST]
    if field is Field.BIRTH and len(plain) == len("19900131") and plain.isdecimal():
        return f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    if field in (Field.NAME, Field.GUARDIAN_NAME, Field.CONTACT_NAME):
        return normalise_name(plain)
    if field in (Field.PHONE, Field.GUARDIAN_PHONE, Field.CONTACT_PHONE) and plain:
        try:
            return normalise_phone(plain)
        except PhoneInvalidError as error:
            raise CorrectionError(what="value", field=field.value) from error
    return plain


def corrected(
    kind: RequestKind, record: PatientRecord, changes: tuple[Change, ...], today: date
) -> PatientRecord:
    """Return the record as it stands afterwards; raises CorrectionError when it may not be changed so.

    A document that was read by the chip makes the file chip-read; another proof leaves it typed.
    """
    _check_changes(kind, record, changes)
    after = replace(record, **{c.field.value: c.new for c in changes})
    _check_record(after, changes, today)
    check = check_document(DocumentType(after.document_type), after.document_number or "", today=today)
    fields = {c.field: c.proof for c in changes}
    if not fields.keys() & (IDENTITY - {Field.BIRTH}):
        return after
    chip = FieldProof.CHIP_READ in fields.values()
    after = replace(
        after, evidence=(EvidenceLevel.CHIP_READ if chip else EvidenceLevel.TYPED).value, sam_number=None,
        name_units_hex=None,
    )  # fmt: skip
    if fields.keys() & {Field.DOCUMENT_TYPE, Field.DOCUMENT_NUMBER}:
        after = replace(
            after, document_number=check.number, issue_number=check.issue_number, document_valid_until=None
        )
    return after


def check_phone(kind: RequestKind, on_file: str, changes: tuple[Change, ...]) -> None:
    """Raise CorrectionError unless exactly the phone is changed, from the one on file to another."""
    if len(changes) != 1 or changes[0].field not in fields_of(kind):
        raise CorrectionError(what="empty")
    (change,) = changes
    where: dict[str, str | int] = {"field": change.field.value}
    if change.old != on_file:
        raise CorrectionError(what="stale", **where)
    if not change.new or change.new != normalised(change.field, change.new):
        raise CorrectionError(what="value", **where)
    if change.new == on_file and kind is RequestKind.PHONE_CHANGE:
        raise CorrectionError(what="same", **where)
    if change.proof not in proofs_of(change.field):
        raise CorrectionError(what="proof", **where)


def _check_changes(kind: RequestKind, record: PatientRecord, changes: tuple[Change, ...]) -> None:
    if not changes or len({c.field for c in changes}) != len(changes):
        raise CorrectionError(what="empty")
    if {c.field for c in changes} >= ONE_PERSON:
        raise CorrectionError(what="other-person")
    for change in changes:
        fault = _fault(kind, record, change)
        if fault:
            raise CorrectionError(what=fault, field=change.field.value)


def _fault(kind: RequestKind, record: PatientRecord, change: Change) -> str:
    if change.field not in fields_of(kind):
        return "value"
    faults = {
        "stale": change.old != value_of(record, change.field),
        "value": not change.new or change.new != normalised(change.field, change.new),
        "same": change.new == change.old,
        "filled": kind is RequestKind.SUPPLEMENT and bool(change.old),
        "proof": change.proof not in proofs_of(change.field),
    }
    return next((what for what, there in faults.items() if there), "")


def _check_record(record: PatientRecord, changes: tuple[Change, ...], today: date) -> None:
    """Raise CorrectionError(value) for the first field in which something stands that cannot stand there."""
    fields = {c.field for c in changes}
    for field, reads in _READS.items():
        if field in fields:
            _read(field, reads, value_of(record, field))
    born = record.birth_date()
    if Field.BIRTH in fields and born is not None and born > today:
        raise CorrectionError(what="value", field=Field.BIRTH.value)
    if Field.NAME in fields and any(f.severity.value == "reject" for f in check_name(record.name)):
        raise CorrectionError(what="value", field=Field.NAME.value)
    if fields & {Field.DOCUMENT_TYPE, Field.DOCUMENT_NUMBER}:
        kind = DocumentType(record.document_type)
        check = check_document(kind, record.document_number or "", today=today)
        if kind is DocumentType.NONE or check.rejected:
            raise CorrectionError(what="value", field=Field.DOCUMENT_NUMBER.value)


_READS: Mapping[Field, type[DocumentType | Sex | date]] = {
    Field.DOCUMENT_TYPE: DocumentType,
    Field.SEX: Sex,
    Field.BIRTH: date,
}


def _read(field: Field, reads: type[DocumentType | Sex | date], text: str) -> None:
    try:
        date.fromisoformat(text) if reads is date else reads(text)  # type: ignore[call-arg,arg-type]  # enums
    except ValueError as error:
        raise CorrectionError(what="value", field=field.value) from error


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > VALUE_MOST:
        raise ValueError("not a short text")
    return value
