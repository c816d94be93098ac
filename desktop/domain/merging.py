"""Two records of one person made one, and made two again: fields, states, the frozen effect (G5, G6, A3).

One record stays (the survivor), the other becomes its alias: it leaves every list, and whoever is recognised by it is
served as the survivor. A merge is asked for by one person and approved by another; both sign the same bytes. The
survivor's former record is kept sealed, so that undoing needs nobody's memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desktop.domain.canonical import pack
from desktop.domain.errors import KnownError, SelfApprovalError
from desktop.domain.ids import PairId, PatientId, StaffId
from desktop.domain.payloads import AccountRecord, PatientRecord

SIGNED_AS = "merge"


class PairState(StrEnum):
    """Where two records stand; the value is stored and part of the wire format."""

    FOUND = "found"  # by the scan, not yet shown to anybody
    OPEN = "open"
    DISMISSED = "dismissed"
    FILED = "filed"
    MERGED = "merged"
    UNDONE = "undone"
    ERASED = "erased"


class PairEvent(StrEnum):
    """What happens to two records."""

    OFFER = "offer"
    DISMISS = "dismiss"
    FILE = "file"
    REFUSE = "refuse"
    VOID = "void"  # one of the two changed after the request
    APPROVE = "approve"
    UNDO = "undo"
    ERASE = "erase"


STEPS: dict[tuple[PairState, PairEvent], PairState] = {
    (PairState.FOUND, PairEvent.OFFER): PairState.OPEN,
    (PairState.OPEN, PairEvent.DISMISS): PairState.DISMISSED,
    (PairState.OPEN, PairEvent.FILE): PairState.FILED,
    (PairState.DISMISSED, PairEvent.FILE): PairState.FILED,
    (PairState.UNDONE, PairEvent.FILE): PairState.FILED,
    (PairState.FILED, PairEvent.REFUSE): PairState.OPEN,
    (PairState.FILED, PairEvent.VOID): PairState.OPEN,
    (PairState.FILED, PairEvent.APPROVE): PairState.MERGED,
    (PairState.MERGED, PairEvent.UNDO): PairState.UNDONE,
    **{(state, PairEvent.ERASE): PairState.ERASED for state in PairState},
}
SHOWN = (PairState.OPEN, PairState.FILED, PairState.MERGED, PairState.DISMISSED, PairState.UNDONE)


class PairNotOpenError(KnownError):
    """The two records are no longer where this act could take them; look at the list again."""

    code = "pair-not-open"


def step(state: PairState, event: PairEvent) -> PairState:
    """Return the next state; raises PairNotOpenError for what cannot happen now."""
    try:
        return STEPS[state, event]
    except KeyError:
        raise PairNotOpenError(state=state.value) from None


class MergeField(StrEnum):
    """What is chosen as a whole, from one record or from the other."""

    NAME = "name"
    SEX = "sex"
    BIRTH = "birth"
    DOCUMENT = "document"
    CARD = "card"
    PHONE = "phone"
    ADDRESS = "address"
    GUARDIAN = "guardian"
    CONTACT = "contact"


# PHONE is the account part and is chosen as it stands.
RECORD_FIELDS: dict[MergeField, tuple[str, ...]] = {
    MergeField.NAME: ("name", "name_units_hex", "reading"),
    MergeField.SEX: ("sex",),
    MergeField.BIRTH: ("birth",),
    MergeField.DOCUMENT: (
        "document_type", "document_number", "issue_number", "document_valid_until", "evidence", "sam_number",
        "emergency_reason",
    ),
    MergeField.CARD: ("card_number",),
    MergeField.ADDRESS: ("address",),
    MergeField.GUARDIAN: ("guardian_name", "guardian_relation", "guardian_document", "guardian_phone"),
    MergeField.CONTACT: ("contact_name", "contact_relation", "contact_phone", "contact_document"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MergeEffect:
    """The exact frozen effect that both people sign; `taken` are the fields that come from the other record."""

    pair_id: PairId
    survivor: PatientId
    other: PatientId
    survivor_version: int
    other_version: int
    filed_by: StaffId
    filed_at: datetime
    taken: tuple[MergeField, ...]

    def to_bytes(self) -> bytes:
        """Return the bytes under both signatures."""
        return pack(
            "merge-effect", self.pair_id, self.survivor, self.other, self.survivor_version, self.other_version,
            self.filed_by, self.filed_at, taken_text(self.taken),
        )  # fmt: skip


def undo_bytes(pair_id: PairId, survivor: PatientId, other: PatientId) -> bytes:
    """Return what the person who undoes a merge signs."""
    return pack("merge-undo", pair_id, survivor, other)


def taken_text(taken: Iterable[MergeField]) -> str:
    """Return fields as one stable text."""
    return ",".join(sorted(field.value for field in set(taken)))


def taken_from(text: str) -> tuple[MergeField, ...]:
    """Read the fields back; raises ValueError for a name that there is not."""
    return tuple(MergeField(name) for name in text.split(",") if name)


def check_second(filed_by: StaffId, approver: StaffId) -> None:
    """Raise SelfApprovalError when the approver is the person who asked (A3)."""
    if filed_by == approver:
        raise SelfApprovalError


def merged_record(
    survivor: PatientRecord, other: PatientRecord, taken: Iterable[MergeField]
) -> PatientRecord:
    """Return the survivor's record with the chosen fields of the other."""
    names = [name for field in taken for name in RECORD_FIELDS.get(field, ())]
    return replace(survivor, **{name: getattr(other, name) for name in names})


def merged_account(
    survivor: AccountRecord | None, other: AccountRecord | None, taken: Iterable[MergeField]
) -> AccountRecord | None:
    """Return the phone that stays."""
    return other if MergeField.PHONE in set(taken) else survivor


def restored_record(now: PatientRecord, before: PatientRecord, merged: PatientRecord) -> PatientRecord:
    """Return the survivor's record after an undo: what the merge brought goes, what was corrected since stays.

    Fields that belong together go together: a document corrected since the merge keeps its own validity.
    """
    back = [
        name
        for names in RECORD_FIELDS.values()
        if all(getattr(now, name) == getattr(merged, name) for name in names)
        for name in names
    ]
    return replace(now, **{name: getattr(before, name) for name in back})


def restored_account(
    now: AccountRecord | None, before: AccountRecord | None, merged: AccountRecord | None
) -> AccountRecord | None:
    """Return the survivor's phone after an undo."""
    return before if now == merged else now


def suggested(survivor: PatientRecord, other: PatientRecord) -> tuple[MergeField, ...]:
    """Return the fields that only the other record knows."""
    return tuple(
        field
        for field, names in RECORD_FIELDS.items()
        if _empty(survivor, field, names) and not _empty(other, field, names)
    )


def _empty(record: PatientRecord, field: MergeField, names: tuple[str, ...]) -> bool:
    if field is MergeField.DOCUMENT:
        return not record.document_number or record.document_type == "none"
    if field is MergeField.SEX:
        return record.sex == "0"
    return getattr(record, names[0]) is None
