"""Requests of people over their data; here the plain form of a deletion (P25, DECISIONS 12-13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.domain.canonical import pack
from desktop.domain.errors import SelfApprovalError
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.operations import KeyKind

COOLING = timedelta(hours=24)
BACKUP_HORIZON = timedelta(days=35)
# The ground under which only the platform account goes; visits and money stay the care record that they are (P2).
ACCOUNT_ONLY = "account-only"


def leaving(ground: str) -> tuple[KeyKind, ...]:
    """Return which keys a deletion on this ground destroys; the ground is part of what both people sign."""
    return (KeyKind.ACCOUNT,) if ground == ACCOUNT_ONLY else (KeyKind.ACCOUNT, KeyKind.RECORD)


class CaseState(StrEnum):
    """A deletion: filed, approved (restricted), destroyed (keys gone at central), backup (every desk's receipt;
    an older backup may still open), done."""

    FILED = "filed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    DESTROYED = "destroyed"
    BACKUP = "backup"
    DONE = "done"


# Until central's hour has come nothing is destroyed, and the person may say no again.
TAKEN_BACK = frozenset({CaseState.FILED, CaseState.APPROVED})
# Before the receipts of all desks are there nothing may be certified.
UNCONFIRMED = frozenset({CaseState.FILED, CaseState.APPROVED, CaseState.WITHDRAWN, CaseState.DESTROYED})


@dataclass(frozen=True, slots=True)
class ErasureEffect:
    """The exact frozen effect that both people sign; a changed record makes it void."""

    case_id: CaseId
    patient_id: PatientId
    patient_version: int
    filed_by: StaffId
    filed_at: datetime
    ground: str
    also: tuple[PatientId, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the bytes under both signatures; `also` are the records merged into this one, which go with it."""
        return pack(
            "erasure-effect", self.case_id, self.patient_id, self.patient_version, self.filed_by, self.filed_at,
            self.ground, *sorted(self.also),
        )  # fmt: skip


def check_approver(filed_by: StaffId, approver: StaffId) -> None:
    """Raise SelfApprovalError when the approver is the person who filed (A3)."""
    if filed_by == approver:
        raise SelfApprovalError
